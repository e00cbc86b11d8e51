// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/findingstates.h"

#include "diagnosis/diagnosis.h"

#include <algorithm>

namespace lockmaster {

FindingStates::FindingStates(const Snapshot &snapshot) : m_findings(findings(snapshot)) {}

StateRole FindingStates::of(QStringView findingId) const
{
    const auto found = std::ranges::find(m_findings, findingId, &Finding::id);
    if (found == m_findings.end() || found->severity == FindingSeverity::Info)
        return StateRole::Ok;
    return found->severity == FindingSeverity::Critical ? StateRole::Critical : StateRole::Warning;
}

} // namespace lockmaster
