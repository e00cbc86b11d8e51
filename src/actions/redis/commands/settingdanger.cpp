// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/commands/settingdanger.h"

#include "actions/plan/actiontext.h"

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr Severity kSafe = Severity::Reversible;
constexpr Severity kDisturbs = Severity::Disruptive;
constexpr Severity kDestroys = Severity::Destructive;

struct SettingRecord {
    QLatin1StringView name; ///< with * at its end: all that begin so
    Severity severity;
    const char *sentence;
};

#define SAID(text) QT_TRANSLATE_NOOP("lockmaster::ActionText", text)

constexpr std::array kSettings{
    SettingRecord{"slowlog-log-slower-than"_L1, kSafe,
                  SAID("From how many microseconds on a command is in the slow log: 0 takes all, -1 none.")},
    SettingRecord{"slowlog-max-len"_L1, kSafe, SAID("How many entries the slow log keeps; fewer drop the oldest.")},
    SettingRecord{"commandlog-*"_L1, kSafe, SAID("What the command log takes, and how much of it is kept.")},
    SettingRecord{"latency-monitor-threshold"_L1, kSafe,
                  SAID("From how many milliseconds on the latency monitor takes an event; 0 takes none.")},
    SettingRecord{"latency-tracking*"_L1, kSafe, SAID("Whether the server measures how long each command takes.")},
    SettingRecord{"loglevel"_L1, kSafe, SAID("How much the server writes into its log.")},
    SettingRecord{"tcp-keepalive"_L1, kSafe, SAID("How soon connections to nobody are noticed; for new ones.")},
    SettingRecord{"hz"_L1, kSafe, SAID("How often the server tidies up; more costs processor time.")},
    SettingRecord{"dynamic-hz"_L1, kSafe, SAID("Whether the server tidies up more often with many clients.")},
    SettingRecord{"activedefrag"_L1, kSafe,
                  SAID("Memory is put in order while the server runs; costs processor time.")},
    SettingRecord{"active-defrag-*"_L1, kSafe, SAID("How hard the server works at putting memory in order.")},
    SettingRecord{"lazyfree-*"_L1, kSafe, SAID("What is freed in the background instead of at once.")},
    SettingRecord{"maxmemory-samples"_L1, kSafe, SAID("How well keys are chosen that are evicted.")},
    SettingRecord{"busy-reply-threshold"_L1, kSafe, SAID("After how long a script lets the server answer BUSY.")},
    SettingRecord{"lua-time-limit"_L1, kSafe, SAID("After how long a script lets the server answer BUSY.")},
    SettingRecord{"timeout"_L1, kDisturbs,
                  SAID("Clients that are idle for so many seconds are disconnected; pools notice it by errors.")},
    SettingRecord{"client-output-buffer-limit"_L1, kDisturbs,
                  SAID("A client or replica that takes its answers too slowly is disconnected at this limit.")},
    SettingRecord{"client-query-buffer-limit"_L1, kDisturbs, SAID("A client with a larger command is disconnected.")},
    SettingRecord{"maxmemory"_L1, kDisturbs,
                  SAID("At this much, keys are evicted or writes are refused, as maxmemory-policy says.")},
    SettingRecord{"maxmemory-policy"_L1, kDisturbs,
                  SAID("Which keys go when memory is full; with noeviction none, and writes are refused instead.")},
    SettingRecord{"maxmemory-clients"_L1, kDisturbs,
                  SAID("Clients with the largest buffers are disconnected at this.")},
    SettingRecord{"maxclients"_L1, kDisturbs, SAID("How many may connect; who comes later is turned away.")},
    SettingRecord{
        "save"_L1, kDisturbs,
        SAID("When the data are saved by themselves; empty: never, and a restart loses what is not on disk.")},
    SettingRecord{"appendonly"_L1, kDisturbs,
                  SAID("Whether each write goes to a file. Turned on, the server forks at once to write it whole.")},
    SettingRecord{"appendfsync"_L1, kDisturbs,
                  SAID("How much a crash may lose: always nothing, everysec a second, no what the system holds.")},
    SettingRecord{"auto-aof-rewrite-*"_L1, kDisturbs, SAID("When the append-only file is rewritten, by a fork.")},
    SettingRecord{"no-appendfsync-on-rewrite"_L1, kDisturbs, SAID("During a rewrite a crash may lose more.")},
    SettingRecord{"stop-writes-on-bgsave-error"_L1, kDisturbs, SAID("Whether writes are refused after a failed save.")},
    SettingRecord{"repl-backlog-size"_L1, kDisturbs,
                  SAID("How long a replica may be away without copying everything; it begins anew now.")},
    SettingRecord{"repl-timeout"_L1, kDisturbs, SAID("After which silence the link to a replica is taken for broken.")},
    SettingRecord{"min-replicas-*"_L1, kDisturbs, SAID("Writes are refused while too few replicas keep up.")},
    SettingRecord{"min-slaves-*"_L1, kDisturbs, SAID("Writes are refused while too few replicas keep up.")},
    SettingRecord{"replica-priority"_L1, kDisturbs, SAID("Whom Sentinel makes the primary; 0: never this one.")},
    SettingRecord{"slave-priority"_L1, kDisturbs, SAID("Whom Sentinel makes the primary; 0: never this one.")},
    SettingRecord{"replica-serve-stale-data"_L1, kDisturbs, SAID("Whether a replica answers without its primary.")},
    SettingRecord{"notify-keyspace-events"_L1, kDisturbs,
                  SAID("What the server publishes of changed keys; costs time.")},
    SettingRecord{"replica-read-only"_L1, kDestroys, SAID("Writes to a replica are lost, and make it differ.")},
    SettingRecord{"slave-read-only"_L1, kDestroys, SAID("Writes to a replica are lost, and make it differ.")},
    SettingRecord{"dir"_L1, kDestroys, SAID("Where the data are saved: what is there already may be overwritten.")},
    SettingRecord{"dbfilename"_L1, kDestroys, SAID("The file of the data: one of that name is overwritten.")},
    SettingRecord{"bind"_L1, kDestroys, SAID("Where the server listens: nobody may reach it any more, or anybody.")},
    SettingRecord{"port"_L1, kDestroys, SAID("Where the server listens: nobody finds it any more.")},
    SettingRecord{"unixsocket*"_L1, kDestroys, SAID("Where the server listens: nobody may reach it any more.")},
    SettingRecord{"protected-mode"_L1, kDestroys, SAID("Without it anybody may come in where no password is set.")},
    SettingRecord{"tls-*"_L1, kDestroys, SAID("Who may connect, and how: clients may be locked out.")},
    SettingRecord{"masteruser"_L1, kDestroys,
                  SAID("As whom a replica logs in: with the wrong one it no longer follows.")},
    SettingRecord{"primaryuser"_L1, kDestroys,
                  SAID("As whom a replica logs in: with the wrong one it no longer follows.")},
    SettingRecord{"replica-announce-*"_L1, kDestroys, SAID("Under which address Sentinel and clients are sent here.")},
    SettingRecord{"cluster-*"_L1, kDestroys, SAID("How the nodes of the cluster judge each other; each has its own.")},
};

#undef SAID

bool isOf(const SettingRecord &record, const QString &setting)
{
    return record.name.endsWith(u'*') ? setting.startsWith(record.name.chopped(1)) : setting == record.name;
}

struct MemoryUnit {
    QLatin1StringView suffix;
    std::int64_t bytes;
};

constexpr std::array kMemoryUnits{MemoryUnit{"kb"_L1, 1LL << 10}, MemoryUnit{"mb"_L1, 1LL << 20},
                                  MemoryUnit{"gb"_L1, 1LL << 30}, MemoryUnit{"k"_L1, 1'000},
                                  MemoryUnit{"m"_L1, 1'000'000},  MemoryUnit{"g"_L1, 1'000'000'000},
                                  MemoryUnit{"b"_L1, 1}};

} // namespace

SettingDanger dangerOf(const QString &setting)
{
    const auto found =
        std::ranges::find_if(kSettings, [&](const SettingRecord &record) { return isOf(record, setting); });
    if (found == kSettings.end())
        return {Severity::Disruptive,
                ActionText::tr("The console does not know what this setting does: read of it before.")};
    return {found->severity, ActionText::tr(found->sentence)};
}

std::optional<std::int64_t> memoryOf(const QString &text)
{
    const QString lower = text.trimmed().toLower();
    const auto unit =
        std::ranges::find_if(kMemoryUnits, [&](const MemoryUnit &one) { return lower.endsWith(one.suffix); });
    const bool hasUnit = unit != kMemoryUnits.end();
    bool isNumber = false;
    const qlonglong number = (hasUnit ? lower.chopped(unit->suffix.size()) : lower).toLongLong(&isNumber);
    std::int64_t bytes = 0;
    if (!isNumber || __builtin_mul_overflow(number, hasUnit ? unit->bytes : 1, &bytes))
        return std::nullopt;
    return bytes;
}

bool isSameSetting(const QString &one, const QString &other)
{
    if (one.compare(other, Qt::CaseInsensitive) == 0)
        return true;
    const auto bytes = memoryOf(one);
    return bytes && bytes == memoryOf(other);
}

} // namespace lockmaster
