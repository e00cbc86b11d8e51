// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Watches targets until each has told something, and no longer than `patience`. Belongs to one thread and needs its
// event loop; the engine goes on until this object goes.
#pragma once

#include <QObject>
#include <chrono>
#include <vector>

#include "engine/engine.h"

namespace lockmaster {

class FirstLook : public QObject
{
public:
    FirstLook(const Fleet &fleet, PasswordSourceFactory passwords);
    ~FirstLook() override;

    /// In the fleet's order: for each target its first data or what broke; what is overdue or null when time was up.
    [[nodiscard]] std::vector<SnapshotPtr> look(std::chrono::milliseconds patience = std::chrono::seconds(4));

    [[nodiscard]] Engine &engine() { return m_engine; }

private:
    void take(const SnapshotPtr &snapshot);
    [[nodiscard]] bool isComplete() const;

    std::vector<QString> m_names;
    std::vector<SnapshotPtr> m_seen;
    Engine m_engine;
};

/// Data of now, or the reason why there is none.
bool tellsSomething(const Snapshot &snapshot);

} // namespace lockmaster
