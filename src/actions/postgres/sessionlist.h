// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the actions that end several sessions at once share: who is left out, what is checked, and how it is confirmed.
#pragma once

#include "actions/plan/actiontype.h"
#include "actions/plan/sessionreader.h"
#include "model/postgres/lockrelease.h"

namespace lockmaster {

struct Sorted {
    std::vector<Session> victims;
    int managed = 0;
    int superusers = 0;
    int own = 0;
    int notAllowed = 0;

    [[nodiscard]] int leftOut() const { return managed + superusers + own + notAllowed; }
};

/// Sessions of this console, of cluster managers and backups, of superusers, and those that may not be signalled are left
/// out.
Sorted sortOut(const std::vector<SeenSession> &candidates, const ServerFacts &facts);

/// filter.excluded, filter.share, session.written and sync_wait.
std::vector<Preflight> checkList(const Sorted &sorted, const ServerFacts &facts);

LockRelease releaseByEnding(const std::vector<LockWait> &waits, const std::vector<Session> &victims);

/// Subjects, statements in batches of kSessionsPerStatement (`parametersOf` a batch, before those that are `further`),
/// title, consequence, undo and how it is confirmed: many at once are Destructive.
void describeList(ActionPlan &plan, QLatin1StringView sql, QStringList (*parametersOf)(const std::vector<Session> &),
                  const QStringList &further, const LockRelease &release);

ActionWords wordsOfList(const ActionPlan &plan);

} // namespace lockmaster
