// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/memory/memorytiles.h"

#include "base/format.h"
#include "base/text.h"
#include "model/redis/redis.h"
#include "ui/redis/memory/memoryparts.h"
#include "ui/redis/redistiles.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "watch/health.h"
#include "watch/redishealth.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct MemoryTiles {
    Q_DECLARE_TR_FUNCTIONS(MemoryTiles)
};

TileText tile(const Snapshot &snapshot, const char *id, const QString &title, const QString &field, const QString &note)
{
    const auto bytes = redisNumber(snapshot, field);
    if (!bytes)
        return unknownTile(id, title, notTold(snapshot));
    return {QString::fromLatin1(id), title, formatBytes(std::llround(*bytes)), note, HealthState::Ok};
}

TileText limit(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString policy = snapshot.redis ? plainLine(snapshot.redis->info.value(u"maxmemory_policy"_s)) : QString();
    TileText text = tile(snapshot, "limit", MemoryTiles::tr("Limit"), u"maxmemory"_s, policy);
    const auto most = redisNumber(snapshot, u"maxmemory"_s);
    const auto used = redisNumber(snapshot, u"used_memory"_s);
    if (!most || !used)
        return text;
    if (*most <= 0) {
        text.value = MemoryTiles::tr("None");
        text.note = MemoryTiles::tr("maxmemory is 0");
        return text;
    }
    text.note = MemoryTiles::tr("%1 used · %2")
                    .arg(formatPercent(limitedMemory(*snapshot.redis).value_or(*used) / *most), policy);
    text.state = stateOf(findings, u"redis.memory");
    return text;
}

TileText fragmentation(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = MemoryTiles::tr("Fragmentation");
    const auto ratio = redisNumber(snapshot, u"mem_fragmentation_ratio"_s);
    TileText text =
        tile(snapshot, "fragmentation", title, u"mem_fragmentation_ratio"_s, MemoryTiles::tr("RSS over used"));
    if (!ratio)
        return text;
    text.value = QLocale().toString(*ratio, 'f', 2);
    text.state = memoryHold(*snapshot.redis) == MemoryHold::Swapped ? HealthState::Warning
                                                                    : stateOf(findings, u"redis.fragmentation");
    return text;
}

} // namespace

std::vector<TileText> memoryTiles(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const auto atPeak = redisNumber(snapshot, u"used_memory"_s);
    const auto peak = redisNumber(snapshot, u"used_memory_peak"_s);
    const QString ofPeak = atPeak && peak && *peak > 0
                               ? MemoryTiles::tr("now at %1 of it").arg(formatPercent(*atPeak / *peak))
                               : QString();
    return {
        tile(snapshot, "used", MemoryTiles::tr("Used"), u"used_memory"_s, MemoryTiles::tr("by the server's own count")),
        limit(snapshot, findings), tile(snapshot, "peak", MemoryTiles::tr("Peak"), u"used_memory_peak"_s, ofPeak),
        tile(snapshot, "rss", MemoryTiles::tr("Resident (RSS)"), u"used_memory_rss"_s,
             MemoryTiles::tr("what the system holds for it")),
        fragmentation(snapshot, findings)};
}

} // namespace lockmaster
