// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL server that replicates, made by hand, and what is found there.
#pragma once

#include <map>

#include "findings/postgresscene.h"
#include "model/postgres/replication.h"

namespace lockmaster::fixtures {

inline constexpr Lsn kHere = 50'000'000'000;

inline ReplicationSlot slot(const QString &name, bool isActive)
{
    ReplicationSlot slot;
    slot.name = name;
    slot.isActive = isActive;
    slot.restart = kHere - 2'300'000;
    slot.retainedBytes = 2'300'000;
    slot.walStatus = u"reserved"_s;
    return slot;
}

struct ReplicationScene {
    Replication replication;
    std::vector<Session> sessions;
    std::vector<Sample> samples;
    std::map<QString, QString> settings; ///< as SHOW prints them
    QString target = u"orders-primary"_s;
    std::uint64_t system = 7'000'000'000'000'000'001;
    std::optional<ServerTime> started = kNow - 1h;

    ReplicationScene() { replication.here = kHere; }

    [[nodiscard]] SnapshotPtr snapshot() const
    {
        PostgresState state;
        state.serverNow = kNow;
        state.identity.systemIdentifier = system;
        state.identity.started = started;
        state.identity.inRecovery = replication.inRecovery;
        state.settings.maxConnections = 100;
        state.settings.values = settings;
        for (const Session &one : sessions)
            state.sessions.push_back(std::make_shared<const Session>(one));
        state.headroom = headroom(state.sessions, state.settings);
        state.replication = std::make_shared<const Replication>(replication);
        Snapshot snapshot;
        snapshot.target = target;
        snapshot.link.phase = LinkPhase::Live;
        snapshot.samples = samples;
        snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
        return std::make_shared<const Snapshot>(std::move(snapshot));
    }
    [[nodiscard]] std::vector<Finding> found() const { return findings(*snapshot()); }
};

inline QStringList told(const std::vector<Finding> &all)
{
    QStringList list;
    for (const Finding &finding : all)
        list << u"%1 %2"_s.arg(finding.id, findingSeverityName(finding.severity));
    return list;
}

} // namespace lockmaster::fixtures
