// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The list of scenes: a new one is a file beside this and a line here.
#include "lab/scenes/plays.h"
#include "lab/scenes/scene.h"

namespace lockmaster {

const std::vector<SceneKind> &sceneKinds()
{
    static const std::vector<SceneKind> kinds = {
        {QStringLiteral("blocking-chain"), QStringLiteral("three deep; SIZE sessions wait in all"), 40, playBlockingChain},
        {QStringLiteral("hot-row"), QStringLiteral("SIZE sessions behind one locked row"), 100, playHotRow},
        {QStringLiteral("ddl-queue"), QStringLiteral("ALTER TABLE waits for a reader, SIZE queries wait behind it"), 20, playDdlQueue},
        {QStringLiteral("idle-in-transaction"), QStringLiteral("SIZE sessions hold locks and do nothing"), 3, playIdleInTransaction},
        {QStringLiteral("long-query"), QStringLiteral("SIZE reports that do not end"), 1, playLongQuery},
        {QStringLiteral("prepared-transaction"), QStringLiteral("a forgotten PREPARE TRANSACTION, SIZE sessions behind it"), 5, playPreparedTransaction},
        {QStringLiteral("too-many-clients"), QStringLiteral("every connection slot taken, SIZE more refused"), 5, playTooManyClients},
        {QStringLiteral("deadlock"), QStringLiteral("SIZE pairs that deadlock again and again"), 1, playDeadlock},
        {QStringLiteral("crowd"), QStringLiteral("SIZE sessions: 5 % blocked, 10 % idle in transaction, 1 % active, else idle"), 200, playCrowd},
    };
    return kinds;
}

} // namespace lockmaster
