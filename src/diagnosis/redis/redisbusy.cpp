// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.blocked: a script or function holds the server: it answers nobody. Evidence: server_words, since (when the console
// met it), and of a function, 7.0+, with the right to FUNCTION STATS: function, command, seconds; else these are null.
#include "base/redisredact.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/action.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Which of the two it takes the server says. Neither ends one that has written.
std::vector<RecommendedAction> waysToEndIt(const RedisState &state)
{
    const bool isFunction = state.script || state.conditionWords.contains(u"FUNCTION KILL");
    const bool isScript = !state.script && state.conditionWords.contains(u"SCRIPT KILL");
    std::vector<RecommendedAction> actions;
    std::vector<RecommendedAction> lines;
    if (isScript || !isFunction) {
        actions.push_back({kRedisScriptKill, {}});
        lines.push_back(copyLine(u"SCRIPT KILL"_s));
    }
    if (isFunction || !isScript) {
        actions.push_back({kRedisFunctionKill, {}});
        lines.push_back(copyLine(u"FUNCTION KILL"_s));
    }
    std::ranges::move(lines, std::back_inserter(actions));
    return actions;
}

Findings findRedisBusy(const Snapshot &snapshot, const Thresholds &)
{
    const RedisState &state = *snapshot.redis;
    if (state.condition != RedisCondition::Busy)
        return {};
    const auto &script = state.script;
    const QJsonObject evidence{{u"server_words"_s, state.conditionWords},
                               {u"command"_s, script ? QJsonValue(maskRedisArguments(script->command)) : QJsonValue()},
                               {u"function"_s, script ? QJsonValue(script->name) : QJsonValue()},
                               {u"seconds"_s, script ? secondsJson(script->duration) : QJsonValue()},
                               {u"since"_s, timeJson(state.conditionSince)}};
    return {{u"redis.blocked"_s, FindingSeverity::Critical, {}, evidence, waysToEndIt(state), {}}};
}

QString busySentence(const Finding &finding)
{
    const QJsonValue function = finding.evidence[u"function"];
    if (function.isString())
        return DiagnosisText::tr("A function has run for %1 and keeps the server from answering anybody: “%2”.")
            .arg(evidenceDuration(finding, "seconds"_L1), nameText(function, 60));
    return finding.evidence[u"server_words"].toString().contains(u"SCRIPT KILL")
               ? DiagnosisText::tr("A script (EVAL) runs and keeps the server from answering anybody.")
               : DiagnosisText::tr("A script or function runs and keeps the server from answering anybody.");
}

QString busyShortly(const Findings &)
{
    return DiagnosisText::tr("a script holds it");
}

} // namespace

constinit const Rule rules::redisBusy{.id = QLatin1StringView("redis.blocked"),
                                      .input = RuleInput::Redis,
                                      .find = findRedisBusy,
                                      .sentence = busySentence,
                                      .page = QLatin1StringView("clients"),
                                      .shortly = busyShortly};

} // namespace lockmaster
