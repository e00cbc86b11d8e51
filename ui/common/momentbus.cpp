// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/momentbus.h"

#include "ui/common/snapshotring.h"

#include <algorithm>
#include <utility>

namespace lockmaster {

struct MomentBus::Kept {
    SnapshotRing ring;
    SeriesStore series;
    SnapshotPtr pinned; ///< what is shown while frozen; outlives the ring's budget
};

MomentBus::MomentBus(Fleet fleet, QObject *parent) : QObject(parent), m_fleet(std::move(fleet)) {}

MomentBus::~MomentBus() = default;

const Fleet &MomentBus::fleet() const
{
    return m_fleet;
}

const Target *MomentBus::target(const QString &name) const
{
    const auto found = std::ranges::find(m_fleet.targets, name, &Target::name);
    return found == m_fleet.targets.end() ? nullptr : &*found;
}

SnapshotPtr MomentBus::shown(const QString &target) const
{
    const auto kept = m_kept.value(target);
    if (!kept)
        return {};
    return isLive() ? kept->ring.newest() : kept->pinned;
}

SnapshotPtr MomentBus::latest(const QString &target) const
{
    const auto kept = m_kept.value(target);
    return kept ? kept->ring.newest() : SnapshotPtr();
}

const std::deque<SnapshotPtr> &MomentBus::kept(const QString &target) const
{
    static const std::deque<SnapshotPtr> none;
    const auto kept = m_kept.constFind(target);
    return kept == m_kept.constEnd() ? none : (*kept)->ring.snapshots();
}

std::span<const SeriesPoint> MomentBus::series(const QString &target, const QString &name) const
{
    const auto kept = m_kept.constFind(target);
    return kept == m_kept.constEnd() ? std::span<const SeriesPoint>() : (*kept)->series.points(name);
}

bool MomentBus::isLive() const
{
    return !m_frozenAt;
}

std::optional<WallTime> MomentBus::frozenAt() const
{
    return m_frozenAt;
}

MomentBus::Kept *MomentBus::keptOf(const QString &target)
{
    auto &kept = m_kept[target];
    if (!kept)
        kept = std::make_shared<Kept>();
    return kept.get();
}

void MomentBus::take(const SnapshotPtr &snapshot)
{
    Kept *kept = keptOf(snapshot->target);
    kept->ring.append(snapshot);
    kept->series.append(*snapshot);
    Q_EMIT arrived(snapshot->target);
    if (isLive())
        Q_EMIT shownChanged(snapshot->target);
}

void MomentBus::setStepTarget(const QString &target)
{
    m_stepTarget = target;
}

WallTime MomentBus::newestMoment() const
{
    WallTime newest{};
    for (const auto &kept : m_kept) {
        if (const SnapshotPtr snapshot = kept->ring.newest())
            newest = std::max(newest, snapshot->taken.wall);
    }
    return newest;
}

void MomentBus::freeze()
{
    if (isLive() && newestMoment() != WallTime{})
        showMoment(newestMoment());
}

void MomentBus::showMoment(WallTime moment)
{
    m_frozenAt = moment;
    QStringList changed;
    for (auto entry = m_kept.cbegin(); entry != m_kept.cend(); ++entry) {
        SnapshotPtr shown = (*entry)->ring.at(moment);
        if (shown != std::exchange((*entry)->pinned, shown))
            changed.append(entry.key());
    }
    Q_EMIT modeChanged();
    for (const QString &target : std::as_const(changed))
        Q_EMIT shownChanged(target);
}

void MomentBus::step(int snapshots)
{
    const std::deque<SnapshotPtr> &steps = stepSnapshots();
    if (steps.empty() || (isLive() && snapshots >= 0))
        return;
    const WallTime now = m_frozenAt.value_or(steps.back()->taken.wall);
    const auto after = std::ranges::upper_bound(steps, now, {}, [](const auto &step) { return step->taken.wall; });
    const auto place = std::distance(steps.begin(), after) - 1 + snapshots;
    if (place >= std::ssize(steps))
        goLive();
    else
        showMoment(steps[static_cast<std::size_t>(std::max<std::ptrdiff_t>(place, 0))]->taken.wall);
}

const std::deque<SnapshotPtr> &MomentBus::stepSnapshots() const
{
    if (m_kept.contains(m_stepTarget))
        return kept(m_stepTarget);
    QString longest;
    for (auto entry = m_kept.cbegin(); entry != m_kept.cend(); ++entry) {
        if ((*entry)->ring.snapshots().size() > kept(longest).size())
            longest = entry.key();
    }
    return kept(longest);
}

void MomentBus::goLive()
{
    if (isLive())
        return;
    m_frozenAt.reset();
    for (const auto &kept : std::as_const(m_kept))
        kept->pinned.reset();
    Q_EMIT modeChanged();
    for (const QString &target : m_kept.keys())
        Q_EMIT shownChanged(target);
}

} // namespace lockmaster

#include "moc_momentbus.cpp"
