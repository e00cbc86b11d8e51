// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/health/verdicts.h"

#include <algorithm>

#include "diagnosis/diagnosis.h"
#include "watch/momentbus.h"

namespace lockmaster {

Verdicts::Verdicts(MomentBus &bus) : QObject(&bus), m_bus(bus)
{
    connect(&bus, &MomentBus::arrived, this, [this] { m_hasNews = true; });
}

Verdicts &Verdicts::of(MomentBus &bus)
{
    auto *known = bus.findChild<Verdicts *>(Qt::FindDirectChildrenOnly);
    return known ? *known : *new Verdicts(bus);
}

const Verdicts::Verdict &Verdicts::verdict(const QString &target)
{
    lookAtFleet();
    const SnapshotPtr latest = m_bus.latest(target);
    Verdict &known = m_verdicts[target];
    if (known.snapshot != latest || !latest) {
        known.snapshot = latest;
        known.findings = latest ? findingsOf(*latest) : std::vector<Finding>();
        known.health = targetHealth(latest.get(), known.findings);
    }
    return known;
}

std::vector<Finding> Verdicts::findingsOf(const Snapshot &newest) const
{
    std::vector<Finding> all = lockmaster::findings(newest);
    std::ranges::copy_if(m_between, std::back_inserter(all),
                         [&](const Finding &finding) { return finding.target == newest.target; });
    std::ranges::stable_sort(all, std::ranges::greater{}, &Finding::severity);
    return all;
}

void Verdicts::lookAtFleet()
{
    if (!std::exchange(m_hasNews, false))
        return;
    std::vector<SnapshotPtr> newest;
    for (const Target &target : m_bus.fleet().targets)
        newest.push_back(m_bus.latest(target.name));
    std::vector<Finding> between = fleetFindings(newest, m_bus.fleet());
    if (between != m_between)
        m_verdicts.clear();
    m_between = std::move(between);
}

const TargetHealth &Verdicts::health(const QString &target)
{
    return verdict(target).health;
}

const std::vector<Finding> &Verdicts::findings(const QString &target)
{
    return verdict(target).findings;
}

std::vector<Finding> Verdicts::findings(const SnapshotPtr &snapshot)
{
    const Verdict &newest = verdict(snapshot->target);
    return newest.snapshot == snapshot ? newest.findings : lockmaster::findings(*snapshot);
}

QStringList Verdicts::otherPrimaries(const QString &target)
{
    return lockmaster::otherPrimaries(findings(target), target);
}

} // namespace lockmaster

#include "moc_verdicts.cpp"
