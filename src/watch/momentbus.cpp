// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/momentbus.h"

#include "watch/seriesstore.h"
#include "watch/snapshotring.h"

#include <algorithm>
#include <utility>

namespace lockmaster {
namespace {

constexpr std::int64_t kKeepBytes = 192 * 1024 * 1024; ///< of snapshots, in the whole process

} // namespace

struct MomentBus::Kept {
    SnapshotRing ring;
    SeriesStore series;
    SnapshotPtr pinned; ///< what is shown while frozen; outlives the budget
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
    kept->ring.append(snapshot, ++m_arrivals);
    kept->series.append(*snapshot);
    m_newest = snapshot;
    keepToBudget();
    Q_EMIT arrived(snapshot->target);
    if (isLive())
        Q_EMIT shownChanged(snapshot->target);
}

std::int64_t MomentBus::keptBytes() const
{
    std::int64_t bytes = 0;
    for (const auto &kept : m_kept)
        bytes += kept->ring.bytes();
    return bytes;
}

// Whoever takes most gives first: a page with ten thousand clients in front must not cost the others their past.
void MomentBus::keepToBudget()
{
    const auto sizeOf = [](const std::shared_ptr<Kept> &kept) {
        return kept->ring.snapshots().size() > 1 ? kept->ring.bytes() : 0;
    };
    for (std::int64_t bytes = keptBytes(); bytes > kKeepBytes; bytes = keptBytes()) {
        const auto largest = std::ranges::max_element(m_kept, {}, sizeOf);
        if (sizeOf(*largest) == 0)
            return;
        (*largest)->ring.dropOldest();
    }
}

void MomentBus::setStepTarget(const QString &target)
{
    m_stepTarget = target;
}

void MomentBus::freeze()
{
    if (isLive() && m_newest)
        freezeAt(m_newest->taken.wall, [](const Kept &kept) { return kept.ring.newest(); });
}

void MomentBus::showMoment(WallTime moment)
{
    freezeAt(moment, [moment](const Kept &kept) { return kept.ring.at(moment); });
}

void MomentBus::freezeAt(WallTime moment, const std::function<SnapshotPtr(const Kept &)> &snapshotOf)
{
    m_frozenAt = moment;
    QStringList changed;
    for (auto entry = m_kept.cbegin(); entry != m_kept.cend(); ++entry) {
        SnapshotPtr shown = snapshotOf(**entry);
        if (shown != std::exchange((*entry)->pinned, shown))
            changed.append(entry.key());
    }
    Q_EMIT modeChanged();
    for (const QString &target : std::as_const(changed))
        Q_EMIT shownChanged(target);
}

// By the order in which they came: the wall clock may have been put back between two of them.
void MomentBus::step(int snapshots)
{
    const Kept *steps = stepKept();
    if (!steps || (isLive() && snapshots >= 0))
        return;
    const auto &all = steps->ring.snapshots();
    const auto now = isLive() ? std::prev(all.end()) : std::ranges::find(all, steps->pinned);
    const auto place = (now == all.end() ? -1 : now - all.begin()) + snapshots;
    if (place >= std::ssize(all))
        return goLive();
    const auto there = static_cast<std::size_t>(std::max<std::ptrdiff_t>(place, 0));
    const std::uint64_t arrival = steps->ring.arrival(there);
    freezeAt(all[there]->taken.wall, [arrival](const Kept &kept) { return kept.ring.upTo(arrival); });
}

const MomentBus::Kept *MomentBus::stepKept() const
{
    if (const auto kept = m_kept.constFind(m_stepTarget); kept != m_kept.constEnd())
        return kept->get();
    const auto longest =
        std::ranges::max_element(m_kept, {}, [](const auto &kept) { return kept->ring.snapshots().size(); });
    return longest == m_kept.constEnd() ? nullptr : longest->get();
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
