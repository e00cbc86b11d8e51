// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/redisnotes.h"

#include "base/format.h"
#include "base/hostport.h"
#include "base/redisredact.h"
#include "base/text.h"
#include "model/redis/sentinel.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace lockmaster {
namespace {

struct RedisNotes {
    Q_DECLARE_TR_FUNCTIONS(RedisNotes)
};

QString since(const RedisState &state, const QString &headline)
{
    return state.conditionSince ? RedisNotes::tr("%1 since %2").arg(headline, formatTimeOfDay(*state.conditionSince))
                                : headline;
}

Note loadingNote(const RedisState &state)
{
    QStringList words;
    if (const auto percent = state.number(QStringLiteral("loading_loaded_perc")))
        words << RedisNotes::tr("%1 is read.").arg(formatPercent(*percent / 100));
    if (const auto seconds = state.number(QStringLiteral("loading_eta_seconds")); seconds && *seconds >= 0)
        words << RedisNotes::tr("About %1 left, as the server estimates.")
                     .arg(formatWholeSeconds(std::chrono::seconds(std::llround(*seconds))));
    words << RedisNotes::tr("Clients are refused with LOADING; keys and memory are those that are read so far.");
    return {HealthState::Warning, since(state, RedisNotes::tr("The server is loading its data")), words.join(u' ')};
}

Note busyNote(const RedisState &state)
{
    QStringList words;
    if (state.script) {
        const QString name =
            state.script->name.isEmpty() ? maskRedisSecrets(state.script->command) : state.script->name;
        words << RedisNotes::tr("%1, running for %2.")
                     .arg(elided(plainLine(name), 200), formatDuration(state.script->duration));
    }
    words << RedisNotes::tr(
        "SCRIPT KILL (of a function: FUNCTION KILL) ends it unless it has written; then only SHUTDOWN NOSAVE does, "
        "and what is not on disk is lost.");
    return {HealthState::Unknown,
            since(state, RedisNotes::tr("The server answers nothing else, so no number is known")), words.join(u' ')};
}

Note primaryGoneNote(const RedisState &state)
{
    return {HealthState::Unknown, since(state, RedisNotes::tr("Clients are refused with MASTERDOWN")),
            RedisNotes::tr("replica-serve-stale-data is no: it answers no read until it has its primary %1 again.")
                .arg(hostPortText(plainLine(state.replication.primaryHost), state.replication.primaryPort))};
}

/// Null while it is ready.
const char *silenceOf(RedisCondition condition)
{
    switch (condition) {
    case RedisCondition::Busy:
        return QT_TRANSLATE_NOOP("RedisNotes", "A script holds the server: it answers no question.");
    case RedisCondition::Loading:
        return QT_TRANSLATE_NOOP("RedisNotes", "Not answered before the server has read its data.");
    case RedisCondition::MasterDown:
        return QT_TRANSLATE_NOOP("RedisNotes", "Not answered while the replica has no primary.");
    case RedisCondition::Ready: break;
    }
    return nullptr;
}

} // namespace

Note conditionNote(const RedisState &state)
{
    switch (state.condition) {
    case RedisCondition::Loading: return loadingNote(state);
    case RedisCondition::Busy: return busyNote(state);
    case RedisCondition::MasterDown: return primaryGoneNote(state);
    case RedisCondition::Ready: break;
    }
    return {};
}

QString nothingWords(const Snapshot &snapshot)
{
    if (!isLive(snapshot.link))
        return RedisNotes::tr("Nothing has been read from this server yet.");
    return snapshot.hidden.empty()
               ? RedisNotes::tr("No data yet. The first numbers appear as soon as the server has answered.")
               : RedisNotes::tr("Nothing is shown to this user: INFO is not allowed.");
}

QString absentWords(const Snapshot &snapshot, const QStringList &commands, const QString &notYet)
{
    if (!isLive(snapshot.link))
        return RedisNotes::tr("Not read before the connection was lost.");
    const char *silence = snapshot.redis ? silenceOf(snapshot.redis->condition) : nullptr;
    if (silence)
        return RedisNotes::tr(silence);
    static const RefusedCommands nothing;
    const QString refusal = refusalOf(snapshot.redis      ? snapshot.redis->refused
                                      : snapshot.sentinel ? snapshot.sentinel->refused
                                                          : nothing,
                                      commands);
    return refusal.isEmpty() ? notYet : plainBlock(refusal);
}

QString asOfWords(const Snapshot &snapshot)
{
    const QString at = formatTimeOfDay(snapshot.dataTaken.wall);
    if (isLive(snapshot.link))
        return RedisNotes::tr("as of %1").arg(at);
    return RedisNotes::tr("last seen %1, %2 ago")
        .arg(at, formatDuration(snapshot.taken.wall - snapshot.dataTaken.wall));
}

} // namespace lockmaster
