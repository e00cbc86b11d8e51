// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.blocked: a script or function holds the server: it answers nobody. Evidence: command, function, seconds (null
// where the server does not tell: before 7.0, or without the right to FUNCTION STATS), since (when the console met it).
#include "diagnosis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QString summaryOf(const std::optional<RedisScript> &script)
{
    if (!script)
        return DiagnosisText::tr("A script or function runs and keeps the server from answering anybody.");
    const QString what = elided(plainLine(script->name.isEmpty() ? script->command : script->name), 60);
    return DiagnosisText::tr("A script has run for %1 and keeps the server from answering anybody: “%2”.")
        .arg(formatDuration(script->duration), what);
}

} // namespace

Findings findRedisBusy(const Snapshot &snapshot, const Thresholds &)
{
    const RedisState &state = *snapshot.redis;
    if (state.condition != RedisCondition::Busy)
        return {};
    const auto &script = state.script;
    const QJsonObject evidence{{u"command"_s, script ? QJsonValue(script->command) : QJsonValue()},
                               {u"function"_s, script ? QJsonValue(script->name) : QJsonValue()},
                               {u"seconds"_s, script ? secondsJson(script->duration) : QJsonValue()},
                               {u"since"_s, timeJson(state.conditionSince)}};
    return {{u"redis.blocked"_s, FindingSeverity::Critical, {}, summaryOf(script), evidence, {}, {}}};
}

} // namespace lockmaster
