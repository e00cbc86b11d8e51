// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The list of scenes: a new one is a file beside this and a line here.
#include "lab/scenes/plays.h"
#include "lab/scenes/scene.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

const std::vector<SceneKind> &sceneKinds()
{
    static const std::vector<SceneKind> kinds = {
        {u"blocking-chain"_s, u"three deep; SIZE sessions wait in all"_s, 40, playBlockingChain},
        {u"hot-row"_s, u"SIZE sessions behind one locked row"_s, 100, playHotRow},
        {u"ddl-queue"_s, u"ALTER TABLE waits for a reader, SIZE queries wait behind it"_s, 20, playDdlQueue},
        {u"idle-in-transaction"_s, u"SIZE sessions hold locks and do nothing"_s, 3, playIdleInTransaction},
        {u"long-query"_s, u"SIZE reports that do not end"_s, 1, playLongQuery},
        {u"prepared-transaction"_s, u"a forgotten one, SIZE sessions behind it"_s, 5, playPreparedTransaction},
        {u"too-many-clients"_s, u"every connection slot taken, SIZE more refused"_s, 5, playTooManyClients},
        {u"deadlock"_s, u"SIZE pairs that deadlock again and again"_s, 1, playDeadlock},
        {u"crowd"_s, u"SIZE sessions: 5 % blocked, 10 % idle in transaction, 1 % active, else idle"_s, 200, playCrowd},
    };
    return kinds;
}

} // namespace lockmaster
