// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What findings about PgBouncer's pools show of them.
#pragma once

#include <QJsonObject>
#include <QJsonValue>

#include "diagnosis/rule.h"
#include "model/pgbouncer/pgbouncer.h"

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

/// Sessions at targets of the fleet that work for clients of this pool; none while the server connections are not
/// listed.
Subjects servedSessions(const Snapshot &snapshot, const PgBouncerPool &pool, const FleetMoment &moment);

} // namespace lockmaster
