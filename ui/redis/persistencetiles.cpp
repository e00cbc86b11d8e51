// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/persistencetiles.h"

#include "base/format.h"
#include "base/told.h"
#include "model/redis/redis.h"
#include "ui/redis/redistiles.h"

#include <QCoreApplication>
#include <cmath>

#include "watch/health.h"
#include "watch/redishealth.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct PersistenceTiles {
    Q_DECLARE_TR_FUNCTIONS(PersistenceTiles)
};

bool isOn(const Snapshot &snapshot, const QString &field)
{
    return redisNumber(snapshot, field).value_or(0) == 1;
}

QString duration(double seconds)
{
    return formatDuration(std::chrono::microseconds(std::llround(seconds * 1e6)));
}

/// Most times of INFO are told in these.
QString wholeSeconds(double seconds)
{
    return formatWholeSeconds(std::chrono::seconds(std::llround(seconds)));
}

bool failed(const Snapshot &snapshot, const QString &field)
{
    const QString status = snapshot.redis->info.value(field);
    return !status.isEmpty() && status != u"ok";
}

/// No snapshots are asked for: "save" is empty. Not known without CONFIG GET.
bool savesNever(const RedisState &state)
{
    const auto setting = state.settings.find(u"save"_s);
    return setting != state.settings.end() && setting->second.isEmpty();
}

/// Then it is not known whether snapshots are written by themselves.
bool isScheduleHidden(const RedisState &state)
{
    return !state.settings.contains(u"save"_s) && !refusalOf(state.refused, {u"CONFIG GET"_s}).isEmpty();
}

/// What INFO calls the last save is the start of the server until there is one.
bool isSavedSinceStart(const RedisState &state)
{
    return state.number(u"rdb_saves"_s).value_or(1) > 0; // 7.0+
}

QString neverSavedWords(const RedisState &state, const QString &age)
{
    if (savesNever(state))
        return PersistenceTiles::tr("none is scheduled (save is empty)");
    return isScheduleHidden(state)
               ? PersistenceTiles::tr("since the start %1 ago; whether any is scheduled is hidden").arg(age)
               : PersistenceTiles::tr("since the start %1 ago").arg(age);
}

/// A tile may cut the end: what matters stands first.
QString unsavedWords(const RedisState &state, const QString &changes)
{
    if (isScheduleHidden(state))
        return isSavedSinceStart(state)
                   ? PersistenceTiles::tr("last snapshot; whether more are scheduled is hidden; %1 changes since")
                         .arg(changes)
                   : PersistenceTiles::tr("whether any is scheduled is hidden; %1 changes since the start")
                         .arg(changes);
    return isSavedSinceStart(state) ? PersistenceTiles::tr("last snapshot; %1 changes since").arg(changes)
                                    : PersistenceTiles::tr("no snapshot since the start; %1 changes").arg(changes);
}

TileText lastSave(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = PersistenceTiles::tr("Last snapshot (RDB)");
    const auto at = redisNumber(snapshot, u"rdb_last_save_time"_s);
    if (!at)
        return unknownTile("rdb", title, notTold(snapshot));
    const RedisState &state = *snapshot.redis;
    const QString age = formatWholeSeconds(
        state.serverNow - ServerTime(told<std::chrono::seconds>(std::llround(std::clamp(*at, 0.0, 9e15)))));
    TileText tile{u"rdb"_s, title, PersistenceTiles::tr("%1 ago").arg(age),
                  PersistenceTiles::tr("the last one was written"), HealthState::Ok};
    if (failed(snapshot, u"rdb_last_bgsave_status"_s)) {
        tile.note = PersistenceTiles::tr("the last try failed; see the server's log");
        tile.state = stateOf(findings, u"redis.persistence");
    } else if (!isSavedSinceStart(state)) {
        tile.value = PersistenceTiles::tr("None");
        tile.note = neverSavedWords(state, age);
    } else if (savesNever(state)) {
        tile.note = PersistenceTiles::tr("or start; none is scheduled (save is empty)");
    }
    return tile;
}

TileText changes(const Snapshot &snapshot)
{
    const QString title = PersistenceTiles::tr("Changes since");
    const auto count = redisNumber(snapshot, u"rdb_changes_since_last_save"_s);
    if (!count)
        return unknownTile("changes", title, notTold(snapshot));
    return {u"changes"_s, title, formatCount(std::llround(*count)),
            isSavedSinceStart(*snapshot.redis) ? PersistenceTiles::tr("writes not in the last snapshot")
                                               : PersistenceTiles::tr("writes since the start, in no snapshot"),
            HealthState::Ok};
}

/// A full copy for a replica is made by a snapshot, too, which then counts as none.
QString lastTook(const Snapshot &snapshot)
{
    return isSavedSinceStart(*snapshot.redis) ? PersistenceTiles::tr("the last took %1")
                                              : PersistenceTiles::tr("a copy for a replica took %1");
}

TileText saving(const Snapshot &snapshot)
{
    const QString title = PersistenceTiles::tr("Writing a snapshot");
    if (!redisNumber(snapshot, u"rdb_bgsave_in_progress"_s))
        return unknownTile("saving", title, notTold(snapshot));
    if (!isOn(snapshot, u"rdb_bgsave_in_progress"_s)) {
        const double took = redisNumber(snapshot, u"rdb_last_bgsave_time_sec"_s).value_or(-1);
        return {u"saving"_s,
                title,
                PersistenceTiles::tr("No"),
                took < 0
                    ? PersistenceTiles::tr("none since the start")
                    : lastTook(snapshot).arg(took < 1 ? PersistenceTiles::tr("less than 1 s") : wholeSeconds(took)),
                HealthState::Ok,
                took < 0};
    }
    const double done = redisNumber(snapshot, u"current_save_keys_processed"_s).value_or(0);
    const double total = redisNumber(snapshot, u"current_save_keys_total"_s).value_or(0);
    return {u"saving"_s, title,
            PersistenceTiles::tr("For %1").arg(
                wholeSeconds(redisNumber(snapshot, u"rdb_current_bgsave_time_sec"_s).value_or(0))),
            total > 0 ? PersistenceTiles::tr("%1 of the keys").arg(formatPercent(done / total))
                      : PersistenceTiles::tr("in progress"),
            HealthState::Ok};
}

TileText fork(const Snapshot &snapshot)
{
    const QString title = PersistenceTiles::tr("Last fork");
    const auto microseconds = redisNumber(snapshot, u"latest_fork_usec"_s);
    if (!microseconds)
        return unknownTile("fork", title, notTold(snapshot));
    if (*microseconds <= 0)
        return {u"fork"_s,       title, PersistenceTiles::tr("None"), PersistenceTiles::tr("since the start"),
                HealthState::Ok, true};
    return {u"fork"_s, title, duration(*microseconds / 1e6), PersistenceTiles::tr("the server paused this long"),
            forkHealth(std::chrono::microseconds(std::llround(*microseconds)))};
}

TileText copied(const Snapshot &snapshot)
{
    const QString title = PersistenceTiles::tr("Copied while saving");
    const auto bytes = redisNumber(snapshot, u"rdb_last_cow_size"_s);
    if (!bytes)
        return unknownTile("cow", title, notTold(snapshot));
    return {u"cow"_s,
            title,
            formatBytes(std::llround(*bytes)),
            isSavedSinceStart(*snapshot.redis) ? PersistenceTiles::tr("extra memory of the last snapshot")
                                               : PersistenceTiles::tr("extra memory of a copy for a replica"),
            HealthState::Ok,
            *bytes <= 0};
}

TileText appendOnly(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = PersistenceTiles::tr("Append-only file");
    if (!redisNumber(snapshot, u"aof_enabled"_s))
        return unknownTile("aof", title, notTold(snapshot));
    if (!isOn(snapshot, u"aof_enabled"_s))
        return {u"aof"_s,
                title,
                PersistenceTiles::tr("Off"),
                PersistenceTiles::tr("appendonly is no"),
                HealthState::Ok,
                !savesNever(*snapshot.redis)}; // nothing at all being kept is said
    if (failed(snapshot, u"aof_last_write_status"_s))
        return {u"aof"_s, title, PersistenceTiles::tr("Failing"),
                PersistenceTiles::tr("the last write failed; writes are refused"),
                stateOf(findings, u"redis.persistence")};
    if (failed(snapshot, u"aof_last_bgrewrite_status"_s))
        return {u"aof"_s, title, PersistenceTiles::tr("On"), PersistenceTiles::tr("the last rewrite failed"),
                stateOf(findings, u"redis.persistence")};
    const QString note = isOn(snapshot, u"aof_rewrite_in_progress"_s) ? PersistenceTiles::tr("it is being rewritten")
                                                                      : PersistenceTiles::tr("the last write worked");
    return {u"aof"_s, title, PersistenceTiles::tr("On"), note, HealthState::Ok};
}

TileText appendOnlySize(const Snapshot &snapshot)
{
    const QString title = PersistenceTiles::tr("Append-only size");
    if (snapshot.redis && redisNumber(snapshot, u"aof_enabled"_s) && !isOn(snapshot, u"aof_enabled"_s))
        return {u"aofsize"_s,    title, PersistenceTiles::tr("None"), PersistenceTiles::tr("there is no such file"),
                HealthState::Ok, true};
    const auto size = redisNumber(snapshot, u"aof_current_size"_s);
    if (!size)
        return unknownTile("aofsize", title, notTold(snapshot));
    const double base = redisNumber(snapshot, u"aof_base_size"_s).value_or(0);
    return {u"aofsize"_s, title, formatBytes(std::llround(*size)),
            base > 0 ? PersistenceTiles::tr("%1 after its last rewrite").arg(formatBytes(std::llround(base)))
                     : PersistenceTiles::tr("not rewritten yet"),
            HealthState::Ok};
}

TileText loading(const Snapshot &snapshot)
{
    const QString title = PersistenceTiles::tr("Loading");
    if (!redisNumber(snapshot, u"loading"_s))
        return unknownTile("loading", title, notTold(snapshot));
    if (!isOn(snapshot, u"loading"_s))
        return {u"loading"_s,    title, PersistenceTiles::tr("No"), PersistenceTiles::tr("the data is in memory"),
                HealthState::Ok, true};
    const double percent = redisNumber(snapshot, u"loading_loaded_perc"_s).value_or(0);
    const auto left = redisNumber(snapshot, u"loading_eta_seconds"_s);
    return {u"loading"_s, title, formatPercent(percent / 100),
            left && *left >= 0 ? PersistenceTiles::tr("about %1 left").arg(wholeSeconds(*left))
                               : PersistenceTiles::tr("reading the files"),
            HealthState::Warning};
}

} // namespace

TileText savedTile(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = PersistenceTiles::tr("Persistence");
    const bool isKnown = redisNumber(snapshot, u"aof_enabled"_s) && redisNumber(snapshot, u"rdb_last_save_time"_s);
    if (!isKnown)
        return unknownTile("persistence", title, notTold(snapshot));
    const bool hasLog = isOn(snapshot, u"aof_enabled"_s);
    TileText tile = hasLog ? appendOnly(snapshot, findings) : lastSave(snapshot, findings);
    tile.id = u"persistence"_s;
    tile.title = title;
    if (tile.state != HealthState::Ok)
        return tile;
    const RedisState &state = *snapshot.redis;
    if (hasLog) {
        tile.value = PersistenceTiles::tr("Append-only");
    } else if (savesNever(state)) {
        tile.value = PersistenceTiles::tr("Off");
        tile.note = PersistenceTiles::tr("a restart loses what is not in an old file");
    } else {
        tile.note = unsavedWords(
            state, formatCount(std::llround(redisNumber(snapshot, u"rdb_changes_since_last_save"_s).value_or(0))));
    }
    return tile;
}

/// What is off or empty is left out.
std::vector<TileText> persistenceTiles(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    return {
        lastSave(snapshot, findings),   changes(snapshot),        saving(snapshot), fork(snapshot), copied(snapshot),
        appendOnly(snapshot, findings), appendOnlySize(snapshot), loading(snapshot)};
}

} // namespace lockmaster
