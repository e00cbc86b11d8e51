// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at targets until each has told something, or watches them for a while. Belongs to one thread and needs its event
// loop; the engine goes on until this object goes.
#pragma once

#include <QCoroTask>
#include <QObject>
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "diagnosis/observer.h"
#include "engine/engine.h"
#include "engine/interruptiblesleep.h"

namespace lockmaster {

class FirstLook : public QObject
{
public:
    using Tell = std::function<void(std::chrono::milliseconds watched)>;

    /// So long a target may stay silent, from the start or after the time that it was to be watched.
    static constexpr std::chrono::seconds kPatience{4};

    /// `watchFor` 0: the first data of each target, or what broke. Else data of so much later, with all that came between:
    /// a sample a second, or two in less than that.
    FirstLook(const Fleet &fleet, PasswordSourceFactory passwords, std::chrono::milliseconds watchFor = {});
    ~FirstLook() override;

    /// Once. In the fleet's order: the last moment of each target; what is overdue, or null when nothing was heard of it in
    /// time. `stop` ends it early, with what was seen so far; `tell` is told now and then while it watches.
    [[nodiscard]] std::vector<SnapshotPtr> look(const std::stop_token &stop = {}, const Tell &tell = {});
    /// As look(), at the first target alone: the others are asked nothing.
    [[nodiscard]] SnapshotPtr lookAtFirst();
    /// After lookAtFirst(), at the others too: returns when each of them has told something, or has had kPatience.
    QCoro::Task<void> lookAtOthers(std::stop_token stop);
    /// Of what look() gave, with those between targets, in the fleet's order.
    [[nodiscard]] std::vector<std::vector<Finding>> findings() const;
    /// So long it watched, from the first that a target told; 0 when it was not to.
    [[nodiscard]] std::chrono::milliseconds watchedFor() const;

    [[nodiscard]] Engine &engine() { return m_engine; }

private:
    struct Seen {
        ObservationPtr newest;           ///< of m_observer
        std::optional<SteadyTime> first; ///< when it was taken what told something
        SteadyTime last{};               ///< the newest of that
    };
    void take(const ObservationPtr &observation);
    [[nodiscard]] bool isEnough(const Seen &seen) const;
    [[nodiscard]] bool isComplete() const;

    std::chrono::milliseconds m_watchFor;
    std::ptrdiff_t m_fleetSize;
    std::vector<QString> m_names; ///< of those to look at, the first of the fleet's
    std::vector<Seen> m_seen;     ///< of the same
    bool m_hasSeenOthers = false;
    InterruptibleSleep m_untilTold;
    std::optional<SteadyTime> m_began; ///< when the first of all told something
    std::optional<SteadyTime> m_ended;
    Observer m_observer;   ///< of what is kept, not of all that came
    ObservationPtr m_last; ///< of whatever target
    Engine m_engine;
};

/// Data of now, or the reason why there is none.
bool tellsSomething(const Snapshot &snapshot);

} // namespace lockmaster
