// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.clock: the server's clock and ours differ. Ages are reckoned on its clock, so that they are right all the same;
// what it logs is not of the time it says. Evidence: ahead_seconds (of ours; less than 0: behind).
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include <chrono>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findRedisClock(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const auto ahead = snapshot.redis->clockAhead;
    if (!ahead || std::chrono::abs(*ahead) < thresholds.clockApart)
        return {};
    const QJsonObject evidence{{u"ahead_seconds"_s, secondsJson(ahead)}};
    return {{u"redis.clock"_s, FindingSeverity::Info, {}, evidence, {copyLine(u"TIME"_s)}, {}}};
}

QString redisClockSentence(const Finding &finding)
{
    const auto ahead = durationOf(finding.evidence[u"ahead_seconds"]).value_or(std::chrono::microseconds::zero());
    const QString apart = formatWholeSeconds(std::chrono::abs(ahead));
    return ahead < std::chrono::microseconds::zero()
               ? DiagnosisText::tr("The server's clock is %1 behind that of this computer.").arg(apart)
               : DiagnosisText::tr("The server's clock is %1 ahead of that of this computer.").arg(apart);
}

} // namespace

constinit const Rule rules::redisClock{.id = QLatin1StringView("redis.clock"),
                                       .input = RuleInput::Redis,
                                       .find = findRedisClock,
                                       .sentence = redisClockSentence};

} // namespace lockmaster
