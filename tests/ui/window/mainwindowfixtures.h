// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window on screen, with a fleet of three targets that tests feed with snapshots.
#pragma once

#include "harness/observed.h"
#include "ownsettings.h"
#include "shellfixtures.h"
#include "ui/fleet/fleetsidebar.h"
#include "ui/shell/mainwindow.h"

#include <QTest>

namespace lockmaster::fixtures {

inline Fleet threeTargets()
{
    Fleet made = fleet();
    Target other = made.targets.front();
    other.name = QStringLiteral("billing");
    other.group = QStringLiteral("back office");
    other.environment = Environment::Staging;
    made.targets.push_back(other);
    return made;
}

inline Snapshot now(PostgresState state, const QString &target = kTarget)
{
    Snapshot snapshot = fresh(live(std::move(state)));
    snapshot.target = target;
    return snapshot;
}

struct ShownWindow {
    explicit ShownWindow(Fleet fleet = threeTargets()) : bus(std::move(fleet)), window(bus)
    {
        window.resize(1366, 768);
        window.show();
        window.activateWindow();
        isActive = QTest::qWaitForWindowActive(&window);
    }
    void take(Snapshot snapshot) { observe(bus, share(std::move(snapshot))); }
    template <class T>
    T &part()
    {
        return *window.findChild<T *>();
    }
    QStringList fleetNames()
    {
        QStringList names;
        const FleetModel &model = part<FleetSidebar>().model();
        for (int row = 0; row < model.rowCount(); ++row)
            names << model.index(row).data().toString();
        return names;
    }
    MomentBus bus;
    MainWindow window;
    bool isActive = false; ///< keys reach it
};

} // namespace lockmaster::fixtures
