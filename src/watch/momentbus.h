// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The moment that is shown, for the whole window at once: live, or one of the last minutes. Keeps recent observations
// of every target and the series of their samples, all together within a budget. One thread, the window's.
#pragma once

#include <QHash>
#include <QObject>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "model/observation.h"
#include "model/savedmoment.h"
#include "watch/deeds.h"
#include "watch/health.h"
#include "watch/seriespoint.h"
#include "watch/walltimes.h"

namespace lockmaster {

class MomentBus : public QObject
{
    Q_OBJECT
public:
    /// Bytes that everything kept may take.
    static constexpr std::int64_t kBudget = 192 * 1024 * 1024;

    explicit MomentBus(Fleet fleet, QObject *parent = nullptr, std::int64_t budget = kBudget);
    ~MomentBus() override;

    [[nodiscard]] const Fleet &fleet() const;
    [[nodiscard]] const Target *target(const QString &name) const; ///< null when there is none
    [[nodiscard]] SnapshotPtr shown(const QString &target) const;  ///< at the moment shown; null before first data
    [[nodiscard]] SnapshotPtr latest(const QString &target) const;
    /// At the moment shown, those between targets that are about this one among them, worst first. Valid until the next
    /// call for this target.
    [[nodiscard]] const std::vector<Finding> &findingsOf(const QString &target) const;
    [[nodiscard]] const TargetHealth &health(const QString &target) const; ///< at the moment shown
    /// Of any target, at the moment shown; null when it has ended.
    [[nodiscard]] const Finding *finding(const FindingRef &which) const;
    /// The snapshots kept, oldest first: for marks on the time bar and a session's history.
    [[nodiscard]] const std::deque<SnapshotPtr> &kept(const QString &target) const;
    /// The newest of this target, shown or not; null before first data.
    [[nodiscard]] ObservationPtr newest(const QString &target) const;
    /// All that are kept, oldest first: what was wrong then is among them.
    [[nodiscard]] std::vector<ObservationPtr> observations(const QString &target) const;
    /// What was done to this target from this console, oldest first.
    [[nodiscard]] std::vector<Deed> deeds(const QString &target) const;
    /// Points of a series (Sample::series), oldest first, from the last one that is not after `from`; empty when it was
    /// never seen.
    [[nodiscard]] std::vector<SeriesPoint> series(const QString &target, const QString &name, WallTime from = {}) const;

    /// When it was taken, by the wall clock of now, which may have been put back since then: where it stands on a time
    /// axis, in the order in which things came.
    [[nodiscard]] WallTime timeOf(const Snapshot &snapshot) const { return timeOf(snapshot.taken); }
    [[nodiscard]] WallTime timeOf(const Stamp &moment) const { return m_times.of(moment.steady); }

    /// What is kept takes in memory, about: snapshots and series of all targets together.
    [[nodiscard]] std::int64_t keptBytes() const;

    [[nodiscard]] bool isLive() const;
    [[nodiscard]] std::optional<WallTime> frozenAt() const; ///< as timeOf(); empty when live

    /// From now on and for good: these moments, which were read from a file. Nothing is ever live.
    void showSaved(SavedMoments saved);
    [[nodiscard]] const SavedMoments *saved() const { return m_saved ? &*m_saved : nullptr; } ///< null: not of a file

public Q_SLOTS:
    void take(const lockmaster::ObservationPtr &observation);
    void keepDeed(const lockmaster::Deed &deed);  ///< of one that is kept already the later outcome
    void freeze();                                ///< stays at the newest moment
    void showMoment(lockmaster::WallTime moment); ///< of each target the newest snapshot not after it: see timeOf()
    void step(int snapshots); ///< −1: one sample back, +1: one forward (past the newest: live again)
    void goLive();
    /// Whose samples step() walks along: the target on screen. Without one, the target with the most snapshots.
    void setStepTarget(const QString &target);

Q_SIGNALS:
    void arrived(const QString &target);      ///< a new snapshot of this target is kept, shown or not
    void shownChanged(const QString &target); ///< pages of this target have something else to show
    void deedKept(const QString &target);     ///< something was done to it from this console
    void modeChanged();                       ///< live ↔ frozen, or another frozen moment

private:
    struct Kept;
    struct Diagnosis;
    Kept *keptOf(const QString &target);
    void keepToBudget();
    void dropSnapshots();
    void freezeAt(SteadyTime moment, const std::function<ObservationPtr(const Kept &)> &observationOf);
    void pinFleet();
    [[nodiscard]] ObservationPtr observation(const Kept &kept) const;
    [[nodiscard]] const Diagnosis &diagnosis(const QString &target) const;
    [[nodiscard]] std::shared_ptr<const FleetFindings> shownFleet() const;
    [[nodiscard]] const Kept *stepKept() const;
    Fleet m_fleet;
    QHash<QString, std::shared_ptr<Kept>> m_kept;
    std::uint64_t m_arrivals = 0;
    ObservationPtr m_newest;                            ///< the one that came last, of whatever target
    std::shared_ptr<const FleetFindings> m_pinnedFleet; ///< at the frozen moment
    std::optional<SteadyTime> m_frozenAt;
    WallTimes m_times;
    Deeds m_deeds;
    std::int64_t m_budget;
    QString m_stepTarget;
    std::optional<SavedMoments> m_saved;
};

} // namespace lockmaster
