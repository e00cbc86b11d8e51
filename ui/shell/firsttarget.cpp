// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/firsttarget.h"

#include "watch/momentbus.h"

#include <algorithm>
#include <chrono>

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kPatience{3000};

bool isWell(const MomentBus &bus, const QString &target)
{
    const HealthState state = bus.health(target).state;
    const SnapshotPtr latest = bus.latest(target);
    return latest && isLive(latest->link) && (state == HealthState::Ok || state == HealthState::Unknown);
}

/// Where that starts which is the trouble of `target`: a pool may wait for what another server's session holds.
QString rootOf(const MomentBus &bus, QString target)
{
    const std::vector<Finding> &findings = bus.findingsOf(target);
    FindingRef cause = findings.empty() ? FindingRef() : findings.front().causedBy;
    constexpr int kMostSteps = 5; // no chain is longer, and none goes round
    for (int step = 0; step < kMostSteps && !cause.id.isEmpty(); ++step) {
        const Finding *finding = bus.finding(cause);
        if (!finding)
            break;
        target = finding->target;
        cause = FindingRef(finding->causedBy);
    }
    return target;
}

} // namespace

FirstTarget::FirstTarget(MomentBus &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &FirstTarget::decide);
    connect(&bus, &MomentBus::arrived, this, &FirstTarget::look);
}

void FirstTarget::begin(const QString &remembered)
{
    m_remembered = remembered;
    m_isOpen = true;
}

void FirstTarget::end()
{
    m_isOpen = false;
    m_patience.stop();
}

/// Counted from the first that was seen: before that there is nothing to judge.
void FirstTarget::look()
{
    if (!m_isOpen)
        return;
    const auto isSeen = [this](const Target &target) { return m_bus.latest(target.name) != nullptr; };
    if (std::ranges::all_of(m_bus.fleet().targets, isSeen))
        decide();
    else if (!m_patience.isActive())
        m_patience.start();
}

void FirstTarget::decide()
{
    end();
    const auto &targets = m_bus.fleet().targets;
    const auto badness = [this](const Target &target) { return m_bus.health(target.name).badness; };
    const auto worst = std::ranges::max_element(targets, {}, badness);
    if (worst == targets.end() || !m_bus.isLive() || !isWell(m_bus, m_remembered))
        return;
    if (m_bus.health(worst->name).state == HealthState::Critical)
        Q_EMIT worseFound(rootOf(m_bus, worst->name));
}

} // namespace lockmaster

#include "moc_firsttarget.cpp"
