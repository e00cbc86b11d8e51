// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What was done from this console: each action with its plan and what came of it. Plain values; the journal on disk is
// what outlives the program.
#pragma once

#include <QMetaType>
#include <deque>
#include <vector>

#include "base/clock.h"
#include "model/action.h"

namespace lockmaster {

struct Deed {
    Stamp at{}; ///< when its outcome was first known here
    ActionPlan plan;
    ActionResult result;

    [[nodiscard]] const QString &target() const { return plan.target.name; }
    bool operator==(const Deed &) const = default;
};

class Deeds
{
public:
    /// Plans may hold many sessions each: the oldest go first.
    static constexpr std::size_t kMost = 200;

    /// A later look at a plan that is kept already takes its place, at the time of the first.
    void add(Deed deed);
    /// Oldest first.
    [[nodiscard]] std::vector<Deed> of(const QString &target) const;

private:
    std::deque<Deed> m_all; ///< oldest first
};

/// The action changed something, or may have: it was neither refused nor did it find nothing to do.
bool wasSent(const Deed &deed);

} // namespace lockmaster

Q_DECLARE_METATYPE(lockmaster::Deed)
