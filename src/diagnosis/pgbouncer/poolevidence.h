// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What findings about PgBouncer's pools show of them.
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <vector>

#include "diagnosis/rule.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/session.h"

namespace lockmaster {

/// {"database", "user", "mode", "clients_active", "clients_waiting", "longest_wait_seconds", "servers_active",
/// "servers_busy", "servers_idle", "servers_login", "servers", "pool_size", "saturation", "paused", "disabled" (its
/// database), "held_back" (see isHeldBack)}
QJsonObject poolJson(const PgBouncerState &state, const PgBouncerPool &pool);

/// Of poolJson(): "orders (web)".
QString poolText(const QJsonValue &pool);

/// No client of this pool gets on: its database, or all of PgBouncer, is paused.
bool isHeldBack(const PgBouncerState &state, const PgBouncerPool &pool);

Subject poolSubject(const Snapshot &snapshot, const PgBouncerPool &pool);

/// A session at a target of the fleet that works for a client of a pool.
struct ServedSession {
    QString target;
    SessionPtr session; ///< never null
    PgBouncerSocket server;
};

/// None while the server connections are not listed.
std::vector<ServedSession> servedSessions(const Snapshot &snapshot, const PgBouncerPool &pool,
                                          const FleetMoment &moment);
Subjects servedSubjects(const Snapshot &snapshot, const PgBouncerPool &pool, const FleetMoment &moment);

/// The first of the finding's evidence "pools"; null when it is not there any more.
const PgBouncerPool *poolOfFinding(const Finding &finding, const PgBouncerState &state);

/// Null when nothing was heard of it.
SnapshotPtr snapshotAt(const FleetMoment &moment, const QString &target);

/// So many pools of a PgBouncer have a finding of their own, the worst first: more at once are one trouble, and the
/// page lists them all.
inline constexpr std::size_t kMostPoolFindings = 20;

} // namespace lockmaster
