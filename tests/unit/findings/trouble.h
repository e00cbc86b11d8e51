// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A moment at which one rule finds something.
#pragma once

#include <vector>

#include "diagnosis/rules.h"

namespace lockmaster::fixtures {

struct Trouble {
    const char *name; ///< what is special about it; what is said then is in golden/sentences.txt
    const Rule *rule;
    Snapshots newest; ///< one, but of rules that look between targets
    Fleet fleet{};
};

using Troubles = std::vector<Trouble>;

inline Snapshots alone(Snapshot snapshot)
{
    return {std::make_shared<const Snapshot>(std::move(snapshot))};
}

/// By the rule itself, whatever else there is to find.
inline Findings foundBy(const Trouble &trouble)
{
    if (trouble.rule->findBetween)
        return trouble.rule->findBetween({trouble.fleet, trouble.newest});
    const Snapshot &snapshot = *trouble.newest.front();
    return inputOf(snapshot) == trouble.rule->input ? trouble.rule->find(snapshot, Thresholds()) : Findings();
}

} // namespace lockmaster::fixtures
