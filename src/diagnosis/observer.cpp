// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/observer.h"

#include "diagnosis/causes.h"
#include "diagnosis/diagnosis.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <iterator>
#include <utility>

namespace lockmaster {
namespace {

/// Looking at all targets costs more the more there are: each is looked at with every eighth snapshot of a large fleet.
constexpr qsizetype kShare = 8;

/// Clients of PgBouncer that wait because of this finding, as evidence: [{target, clients}].
void tellClientsInFront(Finding &finding, const FleetFindings &fleet)
{
    QJsonArray clients;
    for (const FleetFindings::Cause &one : fleet.causes) {
        if (one.clients > 0 && one.cause.key == finding.key && one.cause.target == finding.target)
            clients.append(
                QJsonObject{{QStringLiteral("target"), one.target}, {QStringLiteral("clients"), one.clients}});
    }
    if (!clients.isEmpty())
        finding.evidence.insert(QStringLiteral("clients_in_front"), clients);
}

qint64 waitingClients(const Finding &finding)
{
    return finding.id == rules::poolWaiting.id ? finding.evidence[u"waiting"].toInteger() : 0;
}

bool isOtherTrouble(const std::vector<Finding> &before, const std::vector<Finding> &now)
{
    return !std::ranges::equal(before, now, {}, &Finding::key, &Finding::key);
}

} // namespace

void FindingAges::date(std::vector<Finding> &findings, WallTime now, bool isBlind)
{
    QHash<QString, WallTime> still = isBlind ? m_since : QHash<QString, WallTime>();
    for (Finding &finding : findings) {
        const WallTime told = finding.since == WallTime{} ? now : finding.since;
        finding.since = std::min(told, m_since.value(finding.key, told));
        still.insert(finding.key, finding.since);
    }
    m_since = std::move(still);
}

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

Observer::Observer(Fleet fleet) : m_fleet(std::move(fleet)) {}

ObservationPtr Observer::observe(SnapshotPtr snapshot)
{
    std::vector<Finding> found = findings(*snapshot);
    return observe(std::move(snapshot), std::move(found));
}

ObservationPtr Observer::observe(SnapshotPtr snapshot, std::vector<Finding> found)
{
    Seen &seen = m_seen[snapshot->target];
    seen.ages.date(found, snapshot->taken.wall, !isLive(snapshot->link));
    const bool hasNews =
        !seen.snapshot || isOtherTrouble(seen.findings, found) || seen.snapshot->link.phase != snapshot->link.phase;
    seen.snapshot = snapshot;
    seen.findings = found;
    if (hasNews || ++m_unlooked * kShare >= std::ssize(m_fleet.targets))
        lookAtFleet(snapshot->taken.wall);
    return std::make_shared<const Observation>(std::move(snapshot), std::move(found), m_between);
}

SnapshotPtr Observer::snapshotOf(const QString &target) const
{
    const auto seen = m_seen.constFind(target);
    return seen == m_seen.constEnd() ? SnapshotPtr() : seen->snapshot;
}

void Observer::lookAtFleet(WallTime now)
{
    m_unlooked = 0;
    Snapshots newest;
    for (const Target &target : m_fleet.targets)
        newest.push_back(snapshotOf(target.name));
    FleetFindings between{fleetFindings(newest, m_fleet), {}};
    m_ages.date(between.findings, now);

    std::vector<FoundOn> all;
    for (const Seen &seen : std::as_const(m_seen)) {
        for (const Finding &finding : seen.findings)
            all.push_back({&finding, seen.snapshot.get()});
    }
    for (const Finding &finding : between.findings)
        all.push_back({&finding, snapshotOf(finding.target).get()});
    const std::vector<FindingRef> causes = causesOf(all, {m_fleet, newest});
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!causes[i].id.isEmpty() && causes[i] != all[i].finding->causedBy)
            between.causes.push_back(
                {all[i].finding->key, causes[i], all[i].finding->target, waitingClients(*all[i].finding)});
    }
    if (between != *m_between)
        m_between = std::make_shared<const FleetFindings>(std::move(between));
}

} // namespace lockmaster
