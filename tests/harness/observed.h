// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots made by hand, told as the engine tells those of servers: diagnosed, in the order in which they come.
#pragma once

#include "diagnosis/observer.h"
#include "watch/momentbus.h"

namespace lockmaster {

/// Diagnoses for one bus; lives as long as it does.
class BusObserver : public QObject
{
public:
    static Observer &of(MomentBus &bus)
    {
        const QString name = QStringLiteral("observer of a test");
        auto *known = bus.findChild<QObject *>(name, Qt::FindDirectChildrenOnly);
        if (!known) {
            known = new BusObserver(bus);
            known->setObjectName(name);
        }
        return static_cast<BusObserver *>(known)->m_observer;
    }

private:
    explicit BusObserver(MomentBus &bus) : QObject(&bus), m_observer(bus.fleet()) {}
    Observer m_observer;
};

/// Of which nothing is said.
inline ObservationPtr undiagnosed(const SnapshotPtr &snapshot)
{
    return std::make_shared<const Observation>(snapshot, std::vector<Finding>(),
                                               std::make_shared<const FleetFindings>());
}

inline void observe(MomentBus &bus, const SnapshotPtr &snapshot)
{
    bus.take(BusObserver::of(bus).observe(snapshot));
}

} // namespace lockmaster
