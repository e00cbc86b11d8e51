// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/verdicts.h"

#include "diagnosis/diagnosis.h"
#include "ui/common/momentbus.h"

namespace lockmaster {

Verdicts::Verdicts(MomentBus &bus) : QObject(&bus), m_bus(bus) {}

Verdicts &Verdicts::of(MomentBus &bus)
{
    auto *known = bus.findChild<Verdicts *>(Qt::FindDirectChildrenOnly);
    return known ? *known : *new Verdicts(bus);
}

const Verdicts::Verdict &Verdicts::verdict(const QString &target)
{
    const SnapshotPtr latest = m_bus.latest(target);
    Verdict &known = m_verdicts[target];
    if (known.snapshot != latest || !latest) {
        known.snapshot = latest;
        known.findings = latest ? lockmaster::findings(*latest) : std::vector<Finding>();
        known.health = targetHealth(latest.get(), known.findings);
    }
    return known;
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

} // namespace lockmaster
