// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/redisnotes.h"

#include "base/format.h"
#include "base/redisredact.h"
#include "base/text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace lockmaster {
namespace {

struct RedisNotes {
    Q_DECLARE_TR_FUNCTIONS(RedisNotes)
};

QString sinceWords(const RedisState &state)
{
    return state.conditionSince ? RedisNotes::tr("since %1").arg(formatTimeOfDay(*state.conditionSince)) : QString();
}

Note loadingNote(const RedisState &state)
{
    QStringList words;
    if (const auto percent = state.number(QStringLiteral("loading_loaded_perc")))
        words << RedisNotes::tr("%1 is read.").arg(formatPercent(*percent / 100));
    if (const auto seconds = state.number(QStringLiteral("loading_eta_seconds")); seconds && *seconds >= 0)
        words << RedisNotes::tr("About %1 left, as the server reckons.").arg(formatDuration(std::chrono::seconds(std::llround(*seconds))));
    words << RedisNotes::tr("Until then it refuses commands with LOADING.");
    return {StateRole::Warning, RedisNotes::tr("The server is loading its data %1").arg(sinceWords(state)).trimmed(), words.join(u' ')};
}

Note busyNote(const RedisState &state)
{
    QStringList words;
    if (state.script) {
        const QString name = state.script->name.isEmpty() ? maskRedisSecrets(state.script->command) : state.script->name;
        words << RedisNotes::tr("%1, running for %2.").arg(elided(plainLine(name), 200), formatDuration(state.script->duration));
    }
    words << RedisNotes::tr("It answers nothing else, so no number of this moment is known. SCRIPT KILL (of a function: FUNCTION "
                            "KILL) ends it unless it has written.");
    return {StateRole::Critical, RedisNotes::tr("A script holds the server %1").arg(sinceWords(state)).trimmed(), words.join(u' ')};
}

Note primaryGoneNote(const RedisState &state)
{
    return {StateRole::Critical,
            RedisNotes::tr("This replica has lost its primary and serves no data %1").arg(sinceWords(state)).trimmed(),
            RedisNotes::tr("Its primary is %1:%2. It refuses reads with MASTERDOWN because replica-serve-stale-data is no.")
                .arg(plainLine(state.replication.primaryHost))
                .arg(state.replication.primaryPort)};
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

QStringList infoWords()
{
    return {QStringLiteral("run INFO."), QStringLiteral("command INFO:")};
}

QString hiddenWords(const Snapshot &snapshot, const QStringList &words)
{
    QStringList found;
    for (const QString &sentence : snapshot.hidden) {
        if (std::ranges::any_of(words, [&](const QString &word) { return sentence.contains(word, Qt::CaseInsensitive); }))
            found << plainLine(sentence);
    }
    return found.join(u'\n');
}

QString absentWords(const Snapshot &snapshot, const QStringList &words, const QString &notYet)
{
    if (snapshot.redis && snapshot.redis->condition == RedisCondition::Busy)
        return RedisNotes::tr("A script holds the server: it answers no question.");
    const QString hidden = hiddenWords(snapshot, words);
    return hidden.isEmpty() ? notYet : hidden;
}

QString asOfWords(const Snapshot &snapshot)
{
    const QString at = formatTimeOfDay(snapshot.dataTaken.wall);
    if (isLive(snapshot.link))
        return RedisNotes::tr("as of %1").arg(at);
    return RedisNotes::tr("last seen %1, %2 ago").arg(at, formatDuration(snapshot.taken.wall - snapshot.dataTaken.wall));
}

} // namespace lockmaster
