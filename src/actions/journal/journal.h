// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The record of everything that was done to a server, written before it is done. Used by one thread; the files may be
// shared by several processes. Texts in it are redacted, statements of others have their literals masked.
//
// A plan is planned → sent → result (→ verified). "sent" is on disk before a byte goes to the server, so that a plan
// with "sent" and without a known result is one whose effect has to be looked for after a crash (F58).
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "actions/journal/journalfile.h"
#include "actions/journal/openaction.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/action.h"

namespace lockmaster {

class Journal
{
public:
    /// `folder` belongs to the journal alone: it is made, and made private, when the first line is written.
    explicit Journal(QString folder, const Clock &clock = systemClock());

    Result<void> planned(const ActionPlan &plan);
    Result<void> sent(const ActionPlan &plan); ///< on disk when it returns
    Result<void> finished(const ActionPlan &plan, const ActionResult &result);
    Result<void> verified(const ActionPlan &plan, const ActionResult &result);

    /// Plans that were sent and whose outcome is not known, oldest first, without those of another console that runs:
    /// it waits for the answer itself. They carry what Executor::verify needs:
    /// id, request, target's name, environment and endpoint, identity, statements, what undoes them, subjects.
    [[nodiscard]] Result<std::vector<ActionPlan>> unfinished() const;

    /// All that were sent and whose outcome is not known, oldest first, whichever console sent them. Files that were not
    /// written since `since` are not read.
    [[nodiscard]] Result<std::vector<OpenAction>> open(WallTime since = {}) const;

    /// The first line that was changed, removed or put elsewhere; empty when the chain holds.
    [[nodiscard]] Result<std::optional<JournalFile::BrokenLine>> verifyChain() const;

    [[nodiscard]] const QString &folder() const { return m_file.folder(); }

private:
    JournalFile m_file;
    const Clock &m_clock;
};

} // namespace lockmaster
