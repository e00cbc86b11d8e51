// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a PgBouncer, as part of a snapshot's JSON. Stable:
//
//   server_now
//   identity {version, version_number, user, is_admin (null: not known)}
//   all_paused, all_suspended (null before PgBouncer 1.19)
//   pools [{database, user, mode, clients_active, clients_waiting, clients_cancelling, servers_active, servers_idle,
//           servers_used, servers_tested, servers_login, servers_cancelling, longest_wait_seconds (as PgBouncer
//           tells it), waiting_since (clients that wait at login, of which it tells 0: seen so from then on; else
//           null), pool_size, saturation}]
//   databases [{name, host, port, server_database, mode, pool_size, min_pool_size, reserve_pool, max_connections,
//               current_connections, max_clients, current_clients, paused, disabled, stopped_since}]
//   stats [{database, transactions, queries, bytes_received, bytes_sent, transaction_seconds, query_seconds,
//           wait_seconds, server_assignments, client_parses, server_parses, binds, client_logins}]
//   clients, servers [{database, user, application, state, host, port, local_host, local_port, connected, requested,
//           wait_seconds, closing, address, link, remote_pid, tls, id}] of `clients_taken` and `servers_taken`; null
//           when they were not asked for yet
//   lists {name: number}, settings {name: text}
// A version that does not tell something has null there. The console's own pool, database and counters are left out.
#pragma once

#include <QJsonObject>

#include "codec/texts.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {

QJsonObject pgBouncerJson(const PgBouncerState &state, Texts texts);

} // namespace lockmaster
