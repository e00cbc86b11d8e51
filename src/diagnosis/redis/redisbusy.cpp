// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.blocked: a script or function holds the server: it answers nobody. Evidence: server_words, since (when the console
// met it), and of a function, 7.0+, with the right to FUNCTION STATS: function, command, seconds; else these are null.
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QString summaryOf(const std::optional<RedisScript> &script, const QString &words)
{
    if (!script && words.contains(u"SCRIPT KILL"))
        return DiagnosisText::tr("A script (EVAL) runs and keeps the server from answering anybody.");
    if (!script)
        return DiagnosisText::tr("A script or function runs and keeps the server from answering anybody.");
    const QString what = elided(plainLine(script->name), 60);
    return DiagnosisText::tr("A function has run for %1 and keeps the server from answering anybody: “%2”.")
        .arg(formatDuration(script->duration), what);
}

Findings findRedisBusy(const Snapshot &snapshot, const Thresholds &)
{
    const RedisState &state = *snapshot.redis;
    if (state.condition != RedisCondition::Busy)
        return {};
    const auto &script = state.script;
    const QJsonObject evidence{{u"server_words"_s, state.conditionWords},
                               {u"command"_s, script ? QJsonValue(script->command) : QJsonValue()},
                               {u"function"_s, script ? QJsonValue(script->name) : QJsonValue()},
                               {u"seconds"_s, script ? secondsJson(script->duration) : QJsonValue()},
                               {u"since"_s, timeJson(state.conditionSince)}};
    return {
        {u"redis.blocked"_s, FindingSeverity::Critical, {}, summaryOf(script, state.conditionWords), evidence, {}, {}}};
}

QString busyShortly(const Findings &)
{
    return DiagnosisText::tr("a script holds it");
}

} // namespace

constinit const Rule rules::redisBusy{.id = QLatin1StringView("redis.blocked"),
                                      .input = RuleInput::Redis,
                                      .find = findRedisBusy,
                                      .page = QLatin1StringView("clients"),
                                      .shortly = busyShortly};

} // namespace lockmaster
