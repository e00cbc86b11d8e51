// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/postgresfields.h"

#include "model/fields/describe.h"
#include "model/postgres/catalog.h"
#include "model/postgres/catalogfields.h"
#include "model/postgres/configuration.h"
#include "model/postgres/configurationfields.h"
#include "model/postgres/checkpoints.h"
#include "model/postgres/idlegroups.h"
#include "model/postgres/postgres.h"
#include "model/postgres/progress.h"
#include "model/postgres/replication.h"
#include "model/postgres/replicationfields.h"
#include "model/postgres/sessionfields.h"
#include "model/postgres/vacuumfields.h"
#include "model/postgres/wraparound.h"

#include <algorithm>

namespace lockmaster {

template <>
struct FieldsOf<ServerIdentity> {
    static constexpr auto table = std::tuple{
        field("system_identifier", &ServerIdentity::systemIdentifier, Unit::LongIdentifier),
        field("version_number", &ServerIdentity::versionNumber),
        field("version", &ServerIdentity::version),
        field("cluster_name", &ServerIdentity::clusterName),
        field("server_address", &ServerIdentity::serverAddress),
        field("server_port", &ServerIdentity::serverPort),
        field("started", &ServerIdentity::started),
        field("configuration_loaded", &ServerIdentity::configurationLoaded),
        field("in_recovery", &ServerIdentity::inRecovery),
        field("timeline", &ServerIdentity::timeline, Unit::Identifier),
        field("database", &ServerIdentity::database),
        field("user", &ServerIdentity::user),
        field("is_superuser", &ServerIdentity::isSuperuser),
        field("can_see_all", &ServerIdentity::canSeeAll),
        field("can_signal", &ServerIdentity::canSignal),
        field("database_has_utf8", &ServerIdentity::databaseHasUtf8),
    };
};

template <>
struct FieldsOf<ServerSettings> {
    static constexpr auto table = std::tuple{
        field("max_connections", &ServerSettings::maxConnections),
        field("superuser_reserved_connections", &ServerSettings::superuserReserved),
        field("reserved_connections", &ServerSettings::reserved),
        field("max_prepared_transactions", &ServerSettings::maxPreparedTransactions),
        field("max_locks_per_transaction", &ServerSettings::maxLocksPerTransaction),
        field("track_activity_query_size", &ServerSettings::activityQuerySize),
        field("values", &ServerSettings::values, Secrecy::Words),
    };
};

template <>
struct FieldsOf<DatabaseCounters> {
    static constexpr auto table = std::tuple{
        field("oid", &DatabaseCounters::oid),
        field("name", &DatabaseCounters::name),
        field("backends", &DatabaseCounters::backends),
        field("connection_limit", &DatabaseCounters::connectionLimit),
        field("commits", &DatabaseCounters::commits),
        field("rollbacks", &DatabaseCounters::rollbacks),
        field("blocks_read", &DatabaseCounters::blocksRead),
        field("blocks_hit", &DatabaseCounters::blocksHit),
        field("rows_returned", &DatabaseCounters::rowsReturned),
        field("rows_fetched", &DatabaseCounters::rowsFetched),
        field("rows_inserted", &DatabaseCounters::rowsInserted),
        field("rows_updated", &DatabaseCounters::rowsUpdated),
        field("rows_deleted", &DatabaseCounters::rowsDeleted),
        field("conflicts", &DatabaseCounters::conflicts),
        field("temp_files", &DatabaseCounters::tempFiles),
        field("temp_bytes", &DatabaseCounters::tempBytes),
        field("deadlocks", &DatabaseCounters::deadlocks),
        field("stats_reset", &DatabaseCounters::statsReset),
    };
};

template <>
struct FieldsOf<Headroom::Holder> {
    static constexpr auto table = std::tuple{
        field("application", &Headroom::Holder::application, Secrecy::Words),
        field("user", &Headroom::Holder::user),
        field("client", &Headroom::Holder::client),
        field("count", &Headroom::Holder::count),
        field("idle", &Headroom::Holder::idle),
    };
};

template <>
struct FieldsOf<Headroom> {
    static constexpr auto table = std::tuple{
        field("maximum", &Headroom::maximum), field("reserved", &Headroom::reserved),
        field("usable", &Headroom::usable),   field("used", &Headroom::used),
        field("holders", &Headroom::holders),
    };
};

template <>
struct FieldsOf<IdleGroup> {
    static constexpr auto table = std::tuple{
        field("application", &IdleGroup::application, Secrecy::Words),
        field("user", &IdleGroup::user),
        field("client", &IdleGroup::client),
        field("sessions", &IdleGroup::sessions),
        field("idle", &IdleGroup::idle),
        field("idle_long", &IdleGroup::idleLong),
        field("oldest", &IdleGroup::oldest, Unit::Seconds),
        field("average", &IdleGroup::average, Unit::Seconds),
    };
};

template <>
struct FieldsOf<PostgresState> {
    static constexpr auto table = std::tuple{
        field("server_now", &PostgresState::serverNow),
        field("next_transaction", &PostgresState::nextTransaction),
        field("identity", &PostgresState::identity),
        field("settings", &PostgresState::settings),
        field("sessions", &PostgresState::sessions),
        field("lock_waits", &PostgresState::lockWaits),
        field("held_locks", &PostgresState::heldLocks),
        field("prepared_transactions", &PostgresState::preparedTransactions),
        derived(&PostgresState::forest),
        field("databases", &PostgresState::databases),
        derived(&PostgresState::headroom),
        field("replication", &PostgresState::replication),
        field("wraparound", &PostgresState::wraparound),
        field("configuration", &PostgresState::configuration),
        field("catalog", &PostgresState::catalog),
        field("asked_catalog", &PostgresState::askedCatalog),
        field("work", &PostgresState::work),
        field("checkpoints", &PostgresState::checkpoints),
    };

    static void derive(PostgresState &state)
    {
        std::ranges::sort(state.sessions, {}, [](const SessionPtr &session) { return session->key; });
        state.forest = lockForest(state.lockWaits, state.serverNow);
        state.headroom = headroom(state.sessions, state.settings);
    }
};

LOCKMASTER_TABLE(ServerIdentity)
LOCKMASTER_TABLE(ServerSettings)
LOCKMASTER_TABLE(DatabaseCounters)
LOCKMASTER_TABLE(Headroom::Holder)
LOCKMASTER_TABLE(Headroom)
LOCKMASTER_TABLE(IdleGroup)
LOCKMASTER_TABLE(PostgresState)

} // namespace lockmaster
