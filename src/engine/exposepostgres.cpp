// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <map>

#include "engine/exposition.h"
#include "model/replication.h"
#include "model/series.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

class Exposer
{
public:
    void add(const QString &metric, const SeriesLabels &labels, double value)
    {
        m_samples.push_back({seriesText(metric, labels), value});
    }
    void add(const QString &metric, const SeriesLabels &labels, std::optional<ServerTime> moment)
    {
        if (moment)
            add(metric, labels, std::chrono::duration<double>(moment->time_since_epoch()).count());
    }
    std::vector<Sample> take() { return std::move(m_samples); }

private:
    std::vector<Sample> m_samples;
};

void exposeServer(const PostgresState &state, Exposer &to)
{
    to.add(u"pg_postmaster_start_time_seconds"_s, {}, state.identity.started);
    to.add(u"pg_replication_is_replica"_s, {}, state.identity.inRecovery ? 1.0 : 0.0);
    to.add(u"pg_settings_max_connections"_s, {}, state.settings.maxConnections);
    to.add(u"pg_settings_superuser_reserved_connections"_s, {}, state.settings.superuserReserved);
    if (state.identity.versionNumber >= 160000)
        to.add(u"pg_settings_reserved_connections"_s, {}, state.settings.reserved);
    to.add(u"pg_settings_max_prepared_transactions"_s, {}, state.settings.maxPreparedTransactions);
    to.add(u"pg_settings_max_locks_per_transaction"_s, {}, state.settings.maxLocksPerTransaction);
    to.add(u"lockmaster_connections_usable"_s, {}, state.headroom.usable);
    to.add(u"lockmaster_connections_used"_s, {}, state.headroom.used);
    to.add(u"lockmaster_blocked_sessions"_s, {}, double(state.lockWaits.size()));
    to.add(u"lockmaster_prepared_transactions"_s, {}, double(state.preparedTransactions.size()));
}

// Grouped as postgres_exporter groups them; sessions without a state are server processes and are left out.
void exposeSessions(const PostgresState &state, Exposer &to)
{
    using Key = std::array<QString, 7>;
    std::map<Key, int> count;
    std::map<Key, std::chrono::microseconds> oldest;
    for (const SessionPtr &session : state.sessions) {
        if (session->state == SessionState::None)
            continue;
        const Key key{session->database, sessionStateName(session->state), session->user, session->application,
                      session->backendType, session->waitEventType, session->waitEvent};
        ++count[key];
        oldest[key] = std::max(oldest[key], ageAt(state.serverNow, session->transactionStart).value_or(oldest[key]));
    }
    for (const auto &[key, sessions] : count) {
        const SeriesLabels labels{{u"datname"_s, key[0]}, {u"state"_s, key[1]}, {u"usename"_s, key[2]},
                                  {u"application_name"_s, key[3]}, {u"backend_type"_s, key[4]},
                                  {u"wait_event_type"_s, key[5]}, {u"wait_event"_s, key[6]}};
        to.add(u"pg_stat_activity_count"_s, labels, sessions);
        to.add(u"pg_stat_activity_max_tx_duration"_s, labels, std::chrono::duration<double>(oldest[key]).count());
    }
}

void exposeDatabase(const DatabaseCounters &database, Exposer &to)
{
    const SeriesLabels labels{{u"datid"_s, QString::number(database.oid)}, {u"datname"_s, database.name}};
    const auto add = [&](const char *column, double value) {
        to.add(u"pg_stat_database_"_s + QLatin1StringView(column), labels, value);
    };
    add("numbackends", database.backends);
    add("xact_commit", double(database.commits));
    add("xact_rollback", double(database.rollbacks));
    add("blks_read", double(database.blocksRead));
    add("blks_hit", double(database.blocksHit));
    add("tup_returned", double(database.rowsReturned));
    add("tup_fetched", double(database.rowsFetched));
    add("tup_inserted", double(database.rowsInserted));
    add("tup_updated", double(database.rowsUpdated));
    add("tup_deleted", double(database.rowsDeleted));
    add("conflicts", double(database.conflicts));
    add("temp_files", double(database.tempFiles));
    add("temp_bytes", double(database.tempBytes));
    add("deadlocks", double(database.deadlocks));
    to.add(u"pg_stat_database_stats_reset"_s, labels, database.statsReset);
    to.add(u"pg_database_connection_limit"_s, {{u"datname"_s, database.name}}, database.connectionLimit);
}

} // namespace

std::vector<Sample> exposed(const PostgresState &state)
{
    Exposer to;
    exposeServer(state, to);
    exposeSessions(state, to);
    for (const DatabaseCounters &database : state.databases) {
        if (!database.name.isEmpty())
            exposeDatabase(database, to);
    }
    return to.take();
}

} // namespace lockmaster
