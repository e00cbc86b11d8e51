// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/info/infofields.h"

#include <QStringList>
#include <algorithm>
#include <array>

#include "base/hostport.h"
#include "base/told.h"
#include "link/resp/infotext.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostReplicas = 1000;
constexpr std::size_t kMostKeyspaces = 10'000;
constexpr std::size_t kMostErrors = 256; // Redis itself stops at 128
constexpr std::size_t kMostCommands = 5000;

// Sections whose lines are lists of parts, or are as many as somebody likes to have.
constexpr std::array<const char *, 6> kNoFields{"Modules",           "Keysizes",     "Threads",
                                                "Scripting Engines", "Commandstats", "Latencystats"};

bool hasFields(QByteArrayView section)
{
    return std::ranges::none_of(kNoFields, [&](const char *name) { return section == QByteArrayView(name); });
}

// "slave0", "listener1"
bool isNumbered(QByteArrayView name, QByteArrayView stem)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return name.size() > stem.size() && name.startsWith(stem) && std::ranges::all_of(name.sliced(stem.size()), isDigit);
}

void readReplica(QByteArrayView value, RedisReplication &replication)
{
    RedisReplica replica;
    const QString host = infoString(infoPart(value, "ip"));
    replica.address = hostPortText(host, infoString(infoPart(value, "port")));
    replica.state = infoString(infoPart(value, "state"));
    replica.offset = infoInteger(value, "offset").value_or(0);
    replica.lag = infoInteger(value, "lag").transform([](std::int64_t lag) { return told<std::chrono::seconds>(lag); });
    if (replication.replicas.size() < kMostReplicas)
        replication.replicas.push_back(std::move(replica));
}

void readKeyspace(QByteArrayView name, QByteArrayView value, std::vector<RedisKeyspace> &keyspaces)
{
    const auto keys = infoInteger(value, "keys");
    if (!keys || !isNumbered(name, "db") || keyspaces.size() >= kMostKeyspaces)
        return;
    const auto milliseconds = [](std::int64_t ttl) { return told<std::chrono::milliseconds>(ttl); };
    keyspaces.push_back({name.sliced(2).toInt(), *keys, infoInteger(value, "expires").value_or(0),
                         infoInteger(value, "avg_ttl").transform(milliseconds)});
}

void readError(QByteArrayView name, QByteArrayView value, std::map<QString, std::int64_t> &errors)
{
    constexpr QByteArrayView kPrefix("errorstat_");
    const auto count = infoInteger(value, "count");
    if (count && name.startsWith(kPrefix) && errors.size() < kMostErrors)
        errors[infoString(name.sliced(kPrefix.size()))] = *count;
}

void readLine(const InfoLine &line, RedisState &state)
{
    if (line.section == QByteArrayView("Keyspace"))
        readKeyspace(line.name, line.value, state.keyspaces);
    else if (line.section == QByteArrayView("Errorstats"))
        readError(line.name, line.value, state.errors);
    else if (isNumbered(line.name, "slave"))
        readReplica(line.value, state.replication);
    else if (hasFields(line.section) && !isNumbered(line.name, "listener"))
        state.info.insert(QString::fromLatin1(line.name), infoString(line.value));
}

void readIdentity(RedisState &state)
{
    RedisIdentity &identity = state.identity;
    const auto field = [&](const QString &name, const QString &otherwise = {}) {
        return state.info.value(name, otherwise);
    };
    identity.isValkey = state.info.contains(u"valkey_version"_s) || field(u"server_name"_s) == u"valkey";
    identity.version = field(u"valkey_version"_s, field(u"redis_version"_s));
    identity.versionNumber = redisVersionNumber(identity.version);
    identity.mode = field(u"redis_mode"_s, field(u"server_mode"_s));
    identity.runId = field(u"run_id"_s);
    identity.os = field(u"os"_s);
    identity.port = field(u"tcp_port"_s).toInt();
    identity.processId = field(u"process_id"_s).toInt();
    const QString role = field(u"role"_s);
    identity.role = role == u"master" ? RedisRole::Primary : role == u"slave" ? RedisRole::Replica : RedisRole::Unknown;
}

// What is not known the server tells as -1.
std::optional<std::chrono::seconds> secondsOf(const RedisState &state, const QString &field)
{
    const auto seconds = state.integer(field);
    return seconds && *seconds >= 0 ? std::optional(told<std::chrono::seconds>(*seconds)) : std::nullopt;
}

void readReplication(RedisState &state)
{
    RedisReplication &replication = state.replication;
    const bool isReplica = state.identity.role == RedisRole::Replica;
    replication.offset = state.integer(isReplica ? u"slave_repl_offset"_s : u"master_repl_offset"_s);
    replication.backlogSize = state.integer(u"repl_backlog_size"_s);
    replication.backlogUsed = state.integer(u"repl_backlog_histlen"_s);
    if (!isReplica)
        return;
    replication.primaryHost = state.info.value(u"master_host"_s);
    replication.primaryPort = state.info.value(u"master_port"_s).toInt();
    if (const QString status = state.info.value(u"master_link_status"_s); !status.isEmpty())
        replication.isLinkUp = status == u"up";
    replication.linkDownFor = secondsOf(state, u"master_link_down_since_seconds"_s);
    replication.lastIo = secondsOf(state, u"master_last_io_seconds_ago"_s);
    replication.isSyncing = state.integer(u"master_sync_in_progress"_s).value_or(0) == 1;
    const auto left = state.integer(u"master_sync_left_bytes"_s);
    if (replication.isSyncing && left && *left >= 0)
        replication.syncBytesLeft = left;
}

void readPercentiles(RedisCommandStat &command, QByteArrayView value)
{
    command.p50 = infoReal(value, "p50");
    command.p99 = infoReal(value, "p99");
    command.p999 = infoReal(value, "p99.9");
}

} // namespace

void readInfo(QByteArrayView text, RedisState &state)
{
    state.info.clear();
    state.keyspaces.clear();
    state.errors.clear();
    state.replication = {};
    forEachInfoLine(text, [&](const InfoLine &line) { readLine(line, state); });
    readIdentity(state);
    readReplication(state);
}

std::vector<RedisCommandStat> readCommandStats(QByteArrayView counts, QByteArrayView latencies)
{
    constexpr QByteArrayView kCount("cmdstat_");
    constexpr QByteArrayView kLatency("latency_percentiles_usec_");
    std::vector<RedisCommandStat> commands;
    QHash<QByteArrayView, std::size_t> places; // both texts outlive it
    forEachInfoLine(counts, [&](const InfoLine &line) {
        const auto calls = infoInteger(line.value, "calls");
        if (!calls || !line.name.startsWith(kCount) || commands.size() >= kMostCommands)
            return;
        const QByteArrayView name = line.name.sliced(kCount.size());
        places.insert(name, commands.size());
        commands.push_back({infoString(name),
                            *calls,
                            told<std::chrono::microseconds>(infoInteger(line.value, "usec").value_or(0)),
                            infoInteger(line.value, "rejected_calls"),
                            infoInteger(line.value, "failed_calls"),
                            {},
                            {},
                            {}});
    });
    forEachInfoLine(latencies, [&](const InfoLine &line) {
        const auto place =
            line.name.startsWith(kLatency) ? places.constFind(line.name.sliced(kLatency.size())) : places.cend();
        if (place != places.cend())
            readPercentiles(commands[*place], line.value);
    });
    return commands;
}

int redisVersionNumber(const QString &version)
{
    const QStringList parts = version.split(u'.');
    const auto part = [&](qsizetype place) { return std::clamp(parts.value(place).toInt(), 0, 99); };
    return part(0) * 10'000 + part(1) * 100 + part(2);
}

} // namespace lockmaster
