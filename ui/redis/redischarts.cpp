// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/redischarts.h"

#include "ui/theme/tokens.h"

#include <QCoreApplication>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

using Kind = ChartLine::Kind;

struct RedisCharts {
    Q_DECLARE_TR_FUNCTIONS(RedisCharts)
};

ChartSpec operations()
{
    return {u"operations"_s,
            RedisCharts::tr("Operations per second"),
            RedisCharts::tr("Commands that the server carried out, between two samples."),
            ChartUnit::Rate,
            {{u"rate(redis_commands_processed_total)"_s, RedisCharts::tr("commands"), chartColor(0)}}};
}

ChartSpec hitRate()
{
    return {u"hitrate"_s,
            RedisCharts::tr("Hit rate"),
            RedisCharts::tr("Lookups that found their key, of all between two samples. A gap where none was made."),
            ChartUnit::Ratio,
            {{u"lockmaster_hit_ratio"_s, RedisCharts::tr("hits"), chartColor(2)}}};
}

ChartSpec memory()
{
    return {u"memory"_s,
            RedisCharts::tr("Memory"),
            RedisCharts::tr(
                "What the server uses by its own count, what the system gave it (RSS), and the limit (maxmemory)."),
            ChartUnit::Bytes,
            {{u"redis_memory_used_bytes"_s, RedisCharts::tr("used"), chartColor(0)},
             {u"redis_memory_used_rss_bytes"_s, RedisCharts::tr("RSS"), chartColor(1)},
             {u"redis_memory_max_bytes"_s, RedisCharts::tr("limit"), waitClassColor(u"Client"), Kind::Threshold}}};
}

ChartSpec clients()
{
    return {u"clients"_s,
            RedisCharts::tr("Clients"),
            RedisCharts::tr("Connected clients, and those of them that wait in a blocking command."),
            ChartUnit::Count,
            {{u"redis_connected_clients"_s, RedisCharts::tr("connected"), chartColor(0)},
             {u"redis_blocked_clients"_s, RedisCharts::tr("blocked"), chartColor(3)}}};
}

ChartSpec leaving()
{
    return {u"evictions"_s,
            RedisCharts::tr("Keys removed per second"),
            RedisCharts::tr("Evicted for lack of memory, and expired because their time was over."),
            ChartUnit::Rate,
            {{u"rate(redis_evicted_keys_total)"_s, RedisCharts::tr("evicted"), chartColor(5)},
             {u"rate(redis_expired_keys_total)"_s, RedisCharts::tr("expired"), chartColor(0)}}};
}

ChartSpec network()
{
    return {u"network"_s,
            RedisCharts::tr("Network"),
            RedisCharts::tr("Bytes from and to clients, between two samples."),
            ChartUnit::ByteRate,
            {{u"rate(redis_net_input_bytes_total)"_s, RedisCharts::tr("in"), chartColor(2)},
             {u"rate(redis_net_output_bytes_total)"_s, RedisCharts::tr("out"), chartColor(0)}}};
}

} // namespace

std::vector<ChartSpec> redisCharts()
{
    return {operations(), hitRate(), memory(), clients(), leaving(), network()};
}

std::vector<ChartSpec> persistenceCharts()
{
    return {{u"changes"_s,
             RedisCharts::tr("Changes since the last snapshot"),
             RedisCharts::tr("Writes that no snapshot on disk has; falls to 0 when one is written."),
             ChartUnit::Count,
             {{u"redis_rdb_changes_since_last_save"_s, RedisCharts::tr("changes"), chartColor(0)}}},
            {u"rss"_s,
             RedisCharts::tr("Memory"),
             RedisCharts::tr("What the system gave the server. A snapshot copies pages that are written meanwhile."),
             ChartUnit::Bytes,
             {{u"redis_memory_used_rss_bytes"_s, RedisCharts::tr("RSS"), chartColor(1)},
              {u"redis_memory_used_bytes"_s, RedisCharts::tr("used"), chartColor(0)}}}};
}

} // namespace lockmaster
