// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/targetstate.h"

#include <algorithm>

namespace lockmaster {

StateRole targetState(const LinkState &link, const std::vector<Finding> &findings)
{
    if (!isLive(link))
        return link.phase == LinkPhase::Connecting ? StateRole::Unknown : StateRole::Blind;
    if (!findings.empty() && findings.front().severity != FindingSeverity::Info)
        return findings.front().severity == FindingSeverity::Critical ? StateRole::Critical : StateRole::Warning;
    return std::ranges::contains(findings, QStringLiteral("target.hidden"), &Finding::id) ? StateRole::Unknown
                                                                                          : StateRole::Ok;
}

} // namespace lockmaster
