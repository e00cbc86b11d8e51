// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.restarted: the server has run for a few minutes only: its counters began anew, and a cache may be cold. Evidence:
// started, uptime_seconds.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findRedisRestarted(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const RedisState &state = *snapshot.redis;
    const auto uptime = ageAt(state.serverNow, state.identity.started);
    if (!uptime || *uptime >= thresholds.restarted)
        return {};
    Finding finding{
        u"redis.restarted"_s,
        FindingSeverity::Info,
        {},
        QJsonObject{{u"started"_s, timeJson(state.identity.started)}, {u"uptime_seconds"_s, secondsJson(uptime)}},
        {copyLine(u"INFO server"_s)},
        {}};
    finding.since = atServersClock(*state.identity.started);
    return {finding};
}

QString redisRestartedSentence(const Finding &finding)
{
    const auto uptime = durationOf(finding.evidence[u"uptime_seconds"]);
    return DiagnosisText::tr("It was started %1 ago: its counters began anew.")
        .arg(uptime ? formatWholeSeconds(*uptime) : unknownValue());
}

} // namespace

constinit const Rule rules::redisRestarted{.id = QLatin1StringView("redis.restarted"),
                                           .input = RuleInput::Redis,
                                           .find = findRedisRestarted,
                                           .sentence = redisRestartedSentence};

} // namespace lockmaster
