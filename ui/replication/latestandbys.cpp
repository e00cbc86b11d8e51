// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/latestandbys.h"

#include "base/text.h"
#include "watch/health.h"

#include <algorithm>

namespace lockmaster {

namespace {

constexpr QStringView kLateRule = u"pg.replication.lag";

bool isLate(const Finding &finding)
{
    return finding.id == kLateRule && finding.severity != FindingSeverity::Info;
}

/// A box knows its standby by the name of the target, a row by what the upstream calls it; the lag of both is one.
bool isOf(const TopologyNode &node, const StandbyRow &row)
{
    return node.lag == row.replayed && node.streamState == plainLine(row.sender.state);
}

} // namespace

std::optional<HealthState> lateState(const std::vector<Finding> &findings, const QString &standby)
{
    for (const Finding &finding : findings) { // worst first
        if (isLate(finding) && finding.subject.kind == SubjectKind::Standby && finding.subject.name == standby)
            return finding.severity == FindingSeverity::Critical ? HealthState::Critical : HealthState::Warning;
    }
    return {};
}

int lateCount(const std::vector<Finding> &findings)
{
    return int(std::ranges::count_if(findings, isLate));
}

void markLate(std::vector<TopologyNode> &nodes, const std::vector<StandbyRow> &rows)
{
    for (TopologyNode &node : nodes) {
        if (node.parent < 0 || !nodes[std::size_t(node.parent)].isThis)
            continue;
        for (const StandbyRow &row : rows) {
            if (row.late && isOf(node, row) && severityRank(*row.late) > severityRank(node.state))
                node.state = *row.late;
        }
    }
}

} // namespace lockmaster
