// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The findings of src/diagnosis as lines above a page, with the way to the proof. A pure function of a snapshot.
#pragma once

#include <functional>
#include <vector>

#include "model/finding.h"
#include "model/postgres/session.h"
#include "model/snapshot.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

struct FindingLine {
    QString id; ///< of the finding: "pg.lock.blocked", "pg.connections.exhausted"
    HealthState state = HealthState::Warning;
    QString text;          ///< "One session blocks 42 others since 03:07:51"
    QString detail;        ///< "pid 8123 · billing · idle in transaction 4 m 16 s · orders · RowExclusive"
    QString pageId;        ///< where the proof is
    SessionKey culprit;    ///< whom to end; pid 0: nobody
    Subject cause{};       ///< what it comes from, with the target; empty: nothing is known to be behind it
    QString causePageId{}; ///< where the proof of that is
    QString key{};         ///< Finding::key: the same as long as it lasts
    QStringList levers{};  ///< lines that help, to be copied, gentlest first

    bool operator==(const FindingLine &) const = default;
};

/// A finding of any target at the same moment; null when there is none.
using FindingLookup = std::function<const Finding *(const FindingRef &which)>;

/// Whether lines can be told of it: of a blind moment its banner speaks.
bool hasHeadlines(const Snapshot &snapshot);
/// Those of a target's connection are said by its banner.
bool isHeadline(const Finding &finding);
HealthState stateOfSeverity(FindingSeverity severity);

/// Of the findings of this snapshot, worst first; empty when all is as expected.
std::vector<FindingLine> findingLines(const Snapshot &snapshot, const std::vector<Finding> &findings,
                                      const FindingLookup &lookup = {});

} // namespace lockmaster
