// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/redis/redisfields.h"

#include "model/fields/describe.h"
#include "model/redis/redis.h"

namespace lockmaster {

template <>
struct WordsOf<RedisRole> {
    static constexpr RedisRole last = RedisRole::Replica;
    static QString name(RedisRole role) { return redisRoleName(role); }
};

template <>
struct WordsOf<RedisCondition> {
    static constexpr RedisCondition last = RedisCondition::MasterDown;
    static QString name(RedisCondition condition) { return redisConditionName(condition); }
};

template <>
struct FieldsOf<RefusedCommand> {
    static constexpr auto table = std::tuple{
        field("command", &RefusedCommand::command),
        field("user", &RefusedCommand::user),
        field("rule", &RefusedCommand::rule),
        field("reason", &RefusedCommand::reason, Secrecy::Words),
    };
};

template <>
struct FieldsOf<RedisIdentity> {
    static constexpr auto table = std::tuple{
        field("is_valkey", &RedisIdentity::isValkey),
        field("version", &RedisIdentity::version),
        field("version_number", &RedisIdentity::versionNumber),
        field("mode", &RedisIdentity::mode),
        field("run_id", &RedisIdentity::runId),
        field("os", &RedisIdentity::os),
        field("port", &RedisIdentity::port),
        field("process_id", &RedisIdentity::processId),
        field("user", &RedisIdentity::user),
        field("started", &RedisIdentity::started),
        field("role", &RedisIdentity::role),
    };
};

template <>
struct FieldsOf<RedisClient> {
    static constexpr auto table = std::tuple{
        field("id", &RedisClient::id),
        field("address", &RedisClient::address),
        field("name", &RedisClient::name, Secrecy::Words),
        field("user", &RedisClient::user),
        field("age", &RedisClient::age, Unit::Seconds),
        field("idle", &RedisClient::idle, Unit::Seconds),
        field("flags", &RedisClient::flags),
        field("database", &RedisClient::database),
        field("subscriptions", &RedisClient::subscriptions),
        field("query_buffer", &RedisClient::queryBuffer),
        field("output_memory", &RedisClient::outputMemory),
        field("total_memory", &RedisClient::totalMemory),
        field("command", &RedisClient::command),
        field("library", &RedisClient::library),
    };
};

template <>
struct FieldsOf<RedisSlowEntry> {
    static constexpr auto table = std::tuple{
        field("id", &RedisSlowEntry::id),
        field("at", &RedisSlowEntry::at),
        field("seconds", &RedisSlowEntry::duration, Unit::Seconds),
        field("bytes", &RedisSlowEntry::bytes),
        field("command", &RedisSlowEntry::command, Secrecy::Command),
        field("client", &RedisSlowEntry::client),
        field("client_name", &RedisSlowEntry::clientName, Secrecy::Words),
    };
};

template <>
struct FieldsOf<RedisCommandStat> {
    static constexpr auto table = std::tuple{
        field("command", &RedisCommandStat::command),
        field("calls", &RedisCommandStat::calls),
        field("seconds", &RedisCommandStat::time, Unit::Seconds),
        field("rejected", &RedisCommandStat::rejected),
        field("failed", &RedisCommandStat::failed),
        field("p50_us", &RedisCommandStat::p50),
        field("p99_us", &RedisCommandStat::p99),
        field("p999_us", &RedisCommandStat::p999),
    };
};

template <>
struct FieldsOf<RedisKeyspace> {
    static constexpr auto table = std::tuple{
        field("database", &RedisKeyspace::database),
        field("keys", &RedisKeyspace::keys),
        field("expiring", &RedisKeyspace::expiring),
        field("average_ttl", &RedisKeyspace::averageTtl, Unit::Seconds),
    };
};

template <>
struct FieldsOf<RedisReplica> {
    static constexpr auto table = std::tuple{
        field("address", &RedisReplica::address),
        field("state", &RedisReplica::state),
        field("offset", &RedisReplica::offset),
        field("lag", &RedisReplica::lag, Unit::Seconds),
    };
};

template <>
struct FieldsOf<RedisReplication> {
    static constexpr auto table = std::tuple{
        field("offset", &RedisReplication::offset),
        field("primary_host", &RedisReplication::primaryHost),
        field("primary_port", &RedisReplication::primaryPort, Unit::Identifier),
        field("link_up", &RedisReplication::isLinkUp),
        field("link_down", &RedisReplication::linkDownFor, Unit::Seconds),
        field("last_io", &RedisReplication::lastIo, Unit::Seconds),
        field("syncing", &RedisReplication::isSyncing),
        field("sync_bytes_left", &RedisReplication::syncBytesLeft),
        field("replicas", &RedisReplication::replicas),
        field("backlog_size", &RedisReplication::backlogSize),
        field("backlog_used", &RedisReplication::backlogUsed),
    };
};

template <>
struct FieldsOf<RedisClusterNode> {
    static constexpr auto table = std::tuple{
        field("id", &RedisClusterNode::id),
        field("address", &RedisClusterNode::address),
        field("role", &RedisClusterNode::role),
        field("primary_id", &RedisClusterNode::primaryId),
        field("myself", &RedisClusterNode::isMyself),
        field("failing", &RedisClusterNode::isFailing),
        field("suspect", &RedisClusterNode::isSuspect),
        field("linked", &RedisClusterNode::isLinked),
        field("slots", &RedisClusterNode::slotRanges),
        field("epoch", &RedisClusterNode::epoch),
    };
};

template <>
struct FieldsOf<RedisCluster> {
    static constexpr auto table = std::tuple{
        field("ok", &RedisCluster::isOk),
        field("slots_assigned", &RedisCluster::slotsAssigned),
        field("slots_ok", &RedisCluster::slotsOk),
        field("slots_suspect", &RedisCluster::slotsSuspect),
        field("slots_failing", &RedisCluster::slotsFailing),
        field("known_nodes", &RedisCluster::knownNodes),
        field("size", &RedisCluster::size),
        field("info", &RedisCluster::info),
        field("nodes", &RedisCluster::nodes),
    };
};

template <>
struct FieldsOf<RedisScript> {
    static constexpr auto table = std::tuple{
        field("name", &RedisScript::name),
        field("command", &RedisScript::command, Secrecy::Command),
        field("seconds", &RedisScript::duration, Unit::Seconds),
    };
};

template <>
struct FieldsOf<RedisState> {
    static constexpr auto table = std::tuple{
        field("server_now", &RedisState::serverNow),
        field("clock_ahead", &RedisState::clockAhead, Unit::Seconds),
        field("condition", &RedisState::condition),
        field("condition_since", &RedisState::conditionSince),
        field("condition_words", &RedisState::conditionWords, Secrecy::Words),
        field("script", &RedisState::script),
        field("identity", &RedisState::identity),
        field("info", &RedisState::info, Secrecy::Words),
        field("keyspaces", &RedisState::keyspaces),
        field("commands", &RedisState::commands),
        field("commands_taken", &RedisState::commandsTaken),
        field("errors", &RedisState::errors),
        field("replication", &RedisState::replication),
        field("cluster", &RedisState::cluster),
        field("clients", &RedisState::clients),
        field("clients_taken", &RedisState::clientsTaken),
        field("slow_log_entries", &RedisState::slowLog),
        field("slow_log_taken", &RedisState::slowLogTaken),
        field("slow_log_length", &RedisState::slowLogLength),
        field("large_logs", &RedisState::largeLogs),
        field("memory", &RedisState::memoryStats, Secrecy::Words),
        field("memory_doctor", &RedisState::memoryDoctor, Secrecy::Words),
        field("settings", &RedisState::settings, Secrecy::Words),
        field("refused", &RedisState::refused),
    };
};

LOCKMASTER_TABLE(RefusedCommand)
LOCKMASTER_TABLE(RedisIdentity)
LOCKMASTER_TABLE(RedisClient)
LOCKMASTER_TABLE(RedisSlowEntry)
LOCKMASTER_TABLE(RedisCommandStat)
LOCKMASTER_TABLE(RedisKeyspace)
LOCKMASTER_TABLE(RedisReplica)
LOCKMASTER_TABLE(RedisReplication)
LOCKMASTER_TABLE(RedisClusterNode)
LOCKMASTER_TABLE(RedisCluster)
LOCKMASTER_TABLE(RedisScript)
LOCKMASTER_TABLE(RedisState)

} // namespace lockmaster
