// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/momentbus.h"

#include "diagnosis/observer.h"
#include "diagnosis/observer.h"
#include "watch/seriesstore.h"
#include "watch/snapshotring.h"

#include <algorithm>
#include <utility>

namespace lockmaster {

/// What is wrong with a target at a moment, worked out when somebody first asks.
struct MomentBus::Diagnosis {
    ObservationPtr of;
    std::shared_ptr<const FleetFindings> fleet;
    std::vector<Finding> findings;
    TargetHealth health;
};

struct MomentBus::Kept {
    SnapshotRing ring;
    SeriesStore series;
    ObservationPtr pinned; ///< what is shown while frozen; outlives the budget
    Diagnosis diagnosis;
};

MomentBus::MomentBus(Fleet fleet, QObject *parent, std::int64_t budget)
    : QObject(parent), m_fleet(std::move(fleet)), m_budget(budget)
{
}

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

ObservationPtr MomentBus::observation(const Kept &kept) const
{
    return isLive() ? kept.ring.newest() : kept.pinned;
}

SnapshotPtr MomentBus::shown(const QString &target) const
{
    const auto kept = m_kept.value(target);
    const ObservationPtr shown = kept ? observation(*kept) : nullptr;
    return shown ? shown->snapshot : nullptr;
}

SnapshotPtr MomentBus::latest(const QString &target) const
{
    const auto kept = m_kept.value(target);
    return kept && kept->ring.newest() ? kept->ring.newest()->snapshot : nullptr;
}

std::shared_ptr<const FleetFindings> MomentBus::shownFleet() const
{
    const bool isNewest = isLive() && m_newest;
    return isNewest ? m_newest->fleet : m_pinnedFleet;
}

const MomentBus::Diagnosis &MomentBus::diagnosis(const QString &target) const
{
    static const Diagnosis unknown{{}, {}, {}, targetHealth(nullptr, {})};
    const auto kept = m_kept.value(target);
    const ObservationPtr shown = kept ? observation(*kept) : nullptr;
    if (!shown)
        return unknown;
    const std::shared_ptr<const FleetFindings> fleet = shownFleet();
    Diagnosis &known = kept->diagnosis;
    if (known.of == shown && known.fleet == fleet)
        return known;
    known = {shown, fleet, allFindings(*shown, fleet ? *fleet : *shown->fleet), {}};
    known.health = targetHealth(shown->snapshot.get(), known.findings);
    return known;
}

const std::vector<Finding> &MomentBus::findingsOf(const QString &target) const
{
    return diagnosis(target).findings;
}

const TargetHealth &MomentBus::health(const QString &target) const
{
    return diagnosis(target).health;
}

const Finding *MomentBus::finding(const FindingRef &which) const
{
    const std::vector<Finding> &all = findingsOf(which.target);
    const auto found = std::ranges::find(all, which.key, &Finding::key);
    return which.key.isEmpty() || found == all.end() ? nullptr : &*found;
}

const std::deque<SnapshotPtr> &MomentBus::kept(const QString &target) const
{
    static const std::deque<SnapshotPtr> none;
    const auto kept = m_kept.constFind(target);
    return kept == m_kept.constEnd() ? none : (*kept)->ring.snapshots();
}

ObservationPtr MomentBus::newest(const QString &target) const
{
    const auto kept = m_kept.constFind(target);
    return kept == m_kept.constEnd() ? nullptr : (*kept)->ring.newest();
}

std::vector<ObservationPtr> MomentBus::observations(const QString &target) const
{
    const auto kept = m_kept.constFind(target);
    return kept == m_kept.constEnd() ? std::vector<ObservationPtr>() : (*kept)->ring.observations();
}

std::vector<Deed> MomentBus::deeds(const QString &target) const
{
    return m_deeds.of(target);
}

void MomentBus::keepDeed(const Deed &deed)
{
    m_deeds.add(deed);
    Q_EMIT deedKept(deed.target());
}

std::vector<SeriesPoint> MomentBus::series(const QString &target, const QString &name, WallTime from) const
{
    const auto kept = m_kept.constFind(target);
    return kept == m_kept.constEnd() ? std::vector<SeriesPoint>() : (*kept)->series.points(name, m_times, from);
}

bool MomentBus::isLive() const
{
    return !m_frozenAt;
}

std::optional<WallTime> MomentBus::frozenAt() const
{
    return m_frozenAt.transform([this](SteadyTime moment) { return m_times.of(moment); });
}

MomentBus::Kept *MomentBus::keptOf(const QString &target)
{
    auto &kept = m_kept[target];
    if (!kept)
        kept = std::make_shared<Kept>();
    return kept.get();
}

void MomentBus::take(const ObservationPtr &observation)
{
    m_times.note(observation->snapshot->taken);
    const QString target = observation->snapshot->target;
    Kept *kept = keptOf(target);
    kept->ring.append(observation, ++m_arrivals);
    kept->series.append(*observation->snapshot);
    m_newest = observation;
    keepToBudget();
    Q_EMIT arrived(target);
    if (isLive())
        Q_EMIT shownChanged(target);
}

std::int64_t MomentBus::keptBytes() const
{
    std::int64_t bytes = 0;
    for (const auto &kept : m_kept)
        bytes += kept->ring.bytes() + kept->series.bytes();
    return bytes;
}

// Whoever takes most gives first: a page with ten thousand clients in front must not cost the others their past. Series
// tell more for their bytes, and may take half of the budget before they give.
void MomentBus::keepToBudget()
{
    if (keptBytes() <= m_budget)
        return;
    const auto sizeOfSeries = [](const std::shared_ptr<Kept> &kept) { return kept->series.bytes(); };
    std::int64_t ofSeries = 0;
    for (const auto &kept : std::as_const(m_kept))
        ofSeries += kept->series.bytes();
    while (ofSeries > m_budget / 2) {
        SeriesStore &largest = (*std::ranges::max_element(m_kept, {}, sizeOfSeries))->series;
        const std::int64_t before = largest.bytes();
        largest.dropOldest();
        if (largest.bytes() >= before)
            break; // nothing but what came last
        ofSeries -= before - largest.bytes();
    }
    dropSnapshots();
}

void MomentBus::dropSnapshots()
{
    const auto sizeOf = [](const std::shared_ptr<Kept> &kept) {
        return kept->ring.snapshots().size() > 1 ? kept->ring.bytes() : 0;
    };
    for (std::int64_t bytes = keptBytes(); bytes > m_budget; bytes = keptBytes()) {
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
        freezeAt(m_newest->snapshot->taken.steady, [](const Kept &kept) { return kept.ring.newest(); });
}

void MomentBus::showSaved(SavedMoments saved)
{
    Observer observer(m_fleet);
    SteadyTime newest = SteadyTime::min(); // it may be of before this machine was started
    for (SavedMoment &moment : saved.moments) {
        moment.snapshot = std::make_shared<const Snapshot>(onThisClock(*moment.snapshot, systemClock().now()));
        newest = std::max(newest, moment.snapshot->taken.steady);
        take(observer.observe(moment.snapshot));
    }
    m_saved = std::move(saved);
    freezeAt(newest, [](const Kept &kept) { return kept.ring.newest(); });
}

void MomentBus::showMoment(WallTime moment)
{
    if (m_saved) // there is one
        return;
    const SteadyTime at = m_times.at(moment);
    freezeAt(at, [at](const Kept &kept) { return kept.ring.at(at); });
}

void MomentBus::freezeAt(SteadyTime moment, const std::function<ObservationPtr(const Kept &)> &observationOf)
{
    m_frozenAt = moment;
    QStringList changed;
    for (auto entry = m_kept.cbegin(); entry != m_kept.cend(); ++entry) {
        ObservationPtr shown = observationOf(**entry);
        if (shown != std::exchange((*entry)->pinned, shown))
            changed.append(entry.key());
    }
    pinFleet();
    Q_EMIT modeChanged();
    for (const QString &target : std::as_const(changed))
        Q_EMIT shownChanged(target);
}

/// What was wrong between targets at the frozen moment: as the observation tells that came last of those shown.
void MomentBus::pinFleet()
{
    m_pinnedFleet.reset();
    std::uint64_t last = 0;
    for (const auto &kept : std::as_const(m_kept)) {
        const std::uint64_t arrival = kept->pinned ? kept->ring.arrivalOf(kept->pinned) : 0;
        if (arrival > last)
            m_pinnedFleet = kept->pinned->fleet;
        last = std::max(last, arrival);
    }
}

// By the order in which they came: the wall clock may have been put back between two of them.
void MomentBus::step(int snapshots)
{
    const Kept *steps = stepKept();
    if (!steps || m_saved || (isLive() && snapshots >= 0))
        return;
    const auto &all = steps->ring.snapshots();
    const SnapshotPtr shown = steps->pinned ? steps->pinned->snapshot : nullptr;
    const auto now = isLive() ? std::prev(all.end()) : std::ranges::find(all, shown);
    const auto place = (now == all.end() ? -1 : now - all.begin()) + snapshots;
    if (place >= std::ssize(all))
        return goLive();
    const auto there = static_cast<std::size_t>(std::max<std::ptrdiff_t>(place, 0));
    const std::uint64_t arrival = steps->ring.arrival(there);
    freezeAt(all[there]->taken.steady, [arrival](const Kept &kept) { return kept.ring.upTo(arrival); });
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
    if (isLive() || m_saved)
        return;
    m_frozenAt.reset();
    for (const auto &kept : std::as_const(m_kept))
        kept->pinned.reset();
    m_pinnedFleet.reset();
    Q_EMIT modeChanged();
    const auto all = m_kept; // whoever is told may look at another
    for (auto kept = all.cbegin(); kept != all.cend(); ++kept)
        Q_EMIT shownChanged(kept.key());
}

} // namespace lockmaster

#include "moc_momentbus.cpp"
