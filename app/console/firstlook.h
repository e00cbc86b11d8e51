// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Watches targets until each has told something, and no longer than `patience`. Belongs to one thread and needs its
// event loop; the engine goes on until this object goes.
#pragma once

#include <QObject>
#include <chrono>
#include <vector>

#include "engine/engine.h"
#include "watch/momentbus.h"

namespace lockmaster {

class FirstLook : public QObject
{
public:
    enum class Depth {
        State, ///< the first data
        Rates, ///< data of half a second later: what grows, and how fast
    };

    FirstLook(const Fleet &fleet, PasswordSourceFactory passwords, Depth depth = Depth::State);
    ~FirstLook() override;

    /// In the fleet's order: for each target its data or what broke; what is overdue or null when time was up.
    [[nodiscard]] std::vector<SnapshotPtr> look(std::chrono::milliseconds patience = std::chrono::seconds(4));
    /// What look() gave, as a window would show it.
    [[nodiscard]] const MomentBus &watched() const { return m_watched; }

    [[nodiscard]] Engine &engine() { return m_engine; }

private:
    struct Seen {
        ObservationPtr observation;
        int samples = 0;       ///< that told something
        std::size_t place = 0; ///< in which order it came

        [[nodiscard]] SnapshotPtr snapshot() const { return observation ? observation->snapshot : nullptr; }
    };
    void take(const ObservationPtr &observation);
    void watch();
    [[nodiscard]] bool isComplete() const;

    int m_samples; ///< wanted of each live target
    std::vector<QString> m_names;
    std::vector<Seen> m_seen;
    std::size_t m_taken = 0;
    MomentBus m_watched;
    Engine m_engine;
};

/// Data of now, or the reason why there is none.
bool tellsSomething(const Snapshot &snapshot);

} // namespace lockmaster
