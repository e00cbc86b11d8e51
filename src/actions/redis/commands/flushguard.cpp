// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/commands/flushguard.h"

#include "actions/plan/actiontext.h"
#include "base/format.h"
#include "base/told.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMostDatabases = 10'000;
constexpr qlonglong kMostKeys = 1'000'000'000'000; ///< that are believed of one

/// "keys=4,expires=1,avg_ttl=0"
KeyCount countIn(const QString &line)
{
    KeyCount count;
    const QStringList parts = line.split(u',');
    for (const QString &part : parts) {
        if (part.startsWith(u"keys="))
            count.keys = std::clamp(part.sliced(5).toLongLong(), 0LL, kMostKeys);
        else if (part.startsWith(u"expires="))
            count.expiring = std::clamp(part.sliced(8).toLongLong(), 0LL, kMostKeys);
    }
    return count;
}

std::int64_t grown(const RedisSight &seen, const char *counter)
{
    return std::max<std::int64_t>(
        saturatingDifference(seen.info.number(counter).value_or(0), seen.earlier.number(counter).value_or(0)), 0);
}

} // namespace

KeyCount keysOf(const RedisInfo &info, std::optional<int> database)
{
    const auto of = [&](int number) { return countIn(info.text("db" + QByteArray::number(number))); };
    if (database)
        return of(*database);
    KeyCount all;
    for (int number = 0; number < kMostDatabases; ++number) {
        const KeyCount one = of(number);
        all.keys += one.keys;
        all.expiring += one.expiring;
    }
    return all;
}

Preflight checkTakesWrites(const RedisInfo &info)
{
    if (!info.isPrimary())
        return {u"server.primary"_s, Verdict::Failed,
                ActionText::tr("This is a replica of %1:%2: it takes no writes.")
                    .arg(info.text("master_host"), info.text("master_port"))};
    return {u"server.primary"_s, Verdict::Ok, ActionText::tr("It is the primary.")};
}

Preflight checkKeys(const KeyCount &count)
{
    if (count.keys == 0)
        return {u"keys.there"_s, Verdict::Failed, ActionText::tr("There is no key.")};
    return {u"keys.there"_s, Verdict::Ok,
            count.keys == 1 ? ActionText::tr("1 key is lost.")
                            : ActionText::tr("%1 keys are lost.").arg(formatCount(count.keys))};
}

Preflight checkIsCache(const KeyCount &count)
{
    const QString id = u"keys.cache"_s;
    if (count.keys == 0 || count.expiring == count.keys)
        return {id, Verdict::Ok, ActionText::tr("Every key expires by itself one day, as in a cache.")};
    return {id, Verdict::Warning,
            ActionText::tr("%1 of %2 keys never expire: this may be no cache but data that nobody else has.")
                .arg(formatCount(count.keys - count.expiring), formatCount(count.keys))};
}

Preflight checkHits(const RedisSight &seen)
{
    const QString id = u"hits.lost"_s;
    if (seen.earlier.text("keyspace_hits").isEmpty() || seen.info.text("keyspace_hits").isEmpty())
        return {id, Verdict::Warning, ActionText::tr("How much is read from it is not told.")};
    const std::int64_t hits = grown(seen, "keyspace_hits");
    const std::int64_t reads = hits + grown(seen, "keyspace_misses");
    if (hits == 0)
        return {id, Verdict::Ok, ActionText::tr("In the last second nobody read a key that is there.")};
    return {id, Verdict::Warning,
            ActionText::tr("In the last second %1 of %2 reads found their key (%3); all of them will miss.")
                .arg(formatCount(hits), formatCount(reads), formatPercent(double(hits) / double(reads)))};
}

Preflight checkCopies(const RedisInfo &info)
{
    const QString id = u"keys.copies"_s;
    const auto replicas = info.number("connected_slaves").value_or(0);
    const bool isSaved = info.text("aof_enabled") == u"1" || info.number("rdb_last_save_time").value_or(0) > 0;
    QStringList words;
    if (replicas > 0)
        words << counted(replicas, ActionText::tr("1 replica is emptied too"),
                         ActionText::tr("%1 replicas are emptied too"));
    if (info.text("aof_enabled") == u"1")
        words << ActionText::tr("the append-only file gets the command too");
    else if (isSaved)
        words << ActionText::tr("the next save overwrites the one on disk");
    if (words.isEmpty())
        return {id, Verdict::Ok, ActionText::tr("There is no replica and nothing on disk.")};
    return {id, Verdict::Warning, ActionText::tr("No copy stays: %1.").arg(words.join(u"; "_s))};
}

QStringList behindCache(const ActionPlan &plan, const FleetAccess &fleet)
{
    QStringList names;
    for (const Target &target : fleet.targets) {
        if (target.kind == ServerKind::PostgreSql && !target.group.isEmpty() && target.group == plan.target.group)
            names << target.name;
    }
    return names;
}

} // namespace lockmaster
