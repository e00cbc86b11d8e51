// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/memory/memoryparts.h"

#include "base/format.h"
#include "watch/redishealth.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct MemoryParts {
    Q_DECLARE_TR_FUNCTIONS(MemoryParts)
};

struct KnownPart {
    const char *id;
    QLatin1StringView stat;  ///< of MEMORY STATS
    QLatin1StringView field; ///< of INFO
    const char *name;
    const char *about;
};

constexpr std::array kParts{
    KnownPart{"dataset", "dataset.bytes"_L1, "used_memory_dataset"_L1, QT_TRANSLATE_NOOP("MemoryParts", "Data"),
              QT_TRANSLATE_NOOP("MemoryParts", "Keys and values without the tables that find them.")},
    KnownPart{"startup", "startup.allocated"_L1, "used_memory_startup"_L1,
              QT_TRANSLATE_NOOP("MemoryParts", "Server itself"),
              QT_TRANSLATE_NOOP("MemoryParts", "What an empty server takes at its start.")},
    KnownPart{
        "backlog", "replication.backlog"_L1, "mem_replication_backlog"_L1,
        QT_TRANSLATE_NOOP("MemoryParts", "Replication backlog"),
        QT_TRANSLATE_NOOP("MemoryParts", "Kept so that a replica that was away can catch up (repl-backlog-size).")},
    KnownPart{"clients", "clients.normal"_L1, "mem_clients_normal"_L1, QT_TRANSLATE_NOOP("MemoryParts", "Clients"),
              QT_TRANSLATE_NOOP("MemoryParts", "Buffers of ordinary clients; the Clients page tells whose.")},
    KnownPart{"replicas", "clients.slaves"_L1, "mem_clients_slaves"_L1, QT_TRANSLATE_NOOP("MemoryParts", "Replicas"),
              QT_TRANSLATE_NOOP("MemoryParts", "Buffers of what replicas have not taken yet.")},
    KnownPart{"cluster", "cluster.links"_L1, "mem_cluster_links"_L1, QT_TRANSLATE_NOOP("MemoryParts", "Cluster bus"),
              QT_TRANSLATE_NOOP("MemoryParts", "Buffers of the links between nodes.")},
    KnownPart{"aof", "aof.buffer"_L1, "mem_aof_buffer"_L1, QT_TRANSLATE_NOOP("MemoryParts", "Append-only buffer"),
              QT_TRANSLATE_NOOP("MemoryParts", "Not written to the append-only file yet.")},
    KnownPart{"lua", "lua.caches"_L1, "used_memory_scripts_eval"_L1, QT_TRANSLATE_NOOP("MemoryParts", "Scripts"),
              QT_TRANSLATE_NOOP("MemoryParts", "Scripts kept for EVALSHA.")},
    KnownPart{"functions", "functions.caches"_L1, "used_memory_functions"_L1,
              QT_TRANSLATE_NOOP("MemoryParts", "Functions"),
              QT_TRANSLATE_NOOP("MemoryParts", "Libraries of functions.")},
};

double statOf(const RedisState &state, QStringView name)
{
    const auto found = state.memoryStats.find(name.toString());
    return found == state.memoryStats.end() ? 0 : found->second.toDouble();
}

double bytesOf(const RedisState &state, const KnownPart &part)
{
    return state.memoryStats.empty() ? state.number(part.field).value_or(0) : statOf(state, QString(part.stat));
}

/// "db.0.overhead.hashtable.main" and its like.
double tablesOf(const RedisState &state)
{
    double sum = 0;
    for (const auto &[name, value] : state.memoryStats) {
        if (name.startsWith("db."_L1) && name.contains(".overhead."_L1))
            sum += value.toDouble();
    }
    return sum;
}

} // namespace

std::vector<MemoryPart> memoryParts(const RedisState &state)
{
    std::vector<MemoryPart> parts;
    for (const KnownPart &part : kParts)
        parts.push_back({QString::fromLatin1(part.id), MemoryParts::tr(part.name), MemoryParts::tr(part.about),
                         bytesOf(state, part)});
    parts.push_back({u"tables"_s, MemoryParts::tr("Key-space tables"),
                     MemoryParts::tr("Hash tables that find keys and their expiry."), tablesOf(state)});
    parts.push_back(
        {u"unused"_s, MemoryParts::tr("Outside used_memory"),
         MemoryParts::tr(
             "What the system holds for it (RSS) beyond what the server counts: the program itself, and memory "
             "that was freed and not given back (fragmentation)."),
         heldBeyondCount(state), true});
    std::erase_if(parts, [](const MemoryPart &part) { return part.bytes < 1; });
    std::ranges::stable_sort(parts, std::ranges::greater{}, &MemoryPart::bytes);
    std::ranges::stable_partition(parts, std::logical_not(), &MemoryPart::isOutside);
    return parts;
}

/// Its answers begin the same in all versions; what stands there besides is a joke.
QString doctorVerdict(const QString &doctor)
{
    if (doctor.startsWith("Hi Sam, I can't find any memory issue"_L1))
        return MemoryParts::tr("No issue.");
    if (doctor.startsWith("Hi Sam, this instance is empty"_L1))
        return MemoryParts::tr("It holds too little to judge.");
    return {};
}

QString fragmentationWords(const RedisState &state)
{
    const QString beyond = formatBytes(std::llround(std::abs(heldBeyondCount(state))));
    switch (memoryHold(state)) {
    case MemoryHold::Unknown: return {};
    case MemoryHold::Untouched:
        return MemoryParts::tr(
                   "The system holds %1 less than the server counts: memory that it has and has not touched yet.")
            .arg(beyond);
    case MemoryHold::Swapped:
        return MemoryParts::tr("The system holds %1 less than the server counts: parts of it are swapped out, and "
                               "reading them is slow.")
            .arg(beyond);
    case MemoryHold::Usual:
        return MemoryParts::tr("The system holds %1 beyond what the server counts: that is usual.").arg(beyond);
    case MemoryHold::Small:
        return MemoryParts::tr("The ratio is high only because the server holds little: %1 beyond its count.")
            .arg(beyond);
    case MemoryHold::Fragmented: break;
    }
    return MemoryParts::tr("%1 are held and not used. Memory was freed in small pieces, or much of it just now; active "
                           "defragmentation (activedefrag) or a restart gives it back.")
        .arg(beyond);
}

} // namespace lockmaster
