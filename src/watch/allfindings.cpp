// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/allfindings.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <functional>
#include <iterator>

namespace lockmaster {
namespace {

/// Clients of PgBouncer that wait because of this finding, as evidence: [{target, clients}].
void tellClientsInFront(Finding &finding, const FleetFindings &fleet)
{
    QJsonArray clients;
    for (const FleetFindings::Cause &one : fleet.causes) {
        if (one.clients > 0 && one.cause.key == finding.key && one.cause.target == finding.target)
            clients.append(QJsonObject{{QStringLiteral("target"), one.target}, {QStringLiteral("clients"), one.clients}});
    }
    if (!clients.isEmpty())
        finding.evidence.insert(QStringLiteral("clients_in_front"), clients);
}

} // namespace

std::vector<Finding> allFindings(const Observation &observation, const FleetFindings &fleet)
{
    std::vector<Finding> all = observation.findings;
    std::ranges::copy_if(fleet.findings, std::back_inserter(all),
                         [&](const Finding &finding) { return finding.target == observation.snapshot->target; });
    for (Finding &finding : all) {
        const auto cause = std::ranges::find(fleet.causes, finding.key, &FleetFindings::Cause::of);
        if (cause != fleet.causes.end())
            finding.causedBy = cause->cause;
        tellClientsInFront(finding, fleet);
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &Finding::severity);
    return all;
}

} // namespace lockmaster
