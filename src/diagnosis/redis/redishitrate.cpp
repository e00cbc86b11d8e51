// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.hit_rate: most lookups since the sample before found nothing. Evidence: ratio (of that time), lifetime_ratio (since
// the counters began), lookups_per_second.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findRedisHitRate(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const RedisState &state = *snapshot.redis;
    const auto ratio = sampleOf(snapshot, u"lockmaster_hit_ratio"_s);
    const double lookups = sampleOf(snapshot, u"rate(redis_keyspace_hits_total)"_s).value_or(0)
                           + sampleOf(snapshot, u"rate(redis_keyspace_misses_total)"_s).value_or(0);
    if (!ratio || *ratio >= thresholds.redisHitRatio || lookups < thresholds.redisLookups)
        return {};
    const double hits = fieldOrZero(state, u"keyspace_hits"_s);
    const double all = hits + fieldOrZero(state, u"keyspace_misses"_s);
    const QJsonObject evidence{{u"ratio"_s, *ratio},
                               {u"lifetime_ratio"_s, all > 0 ? QJsonValue(hits / all) : QJsonValue()},
                               {u"lookups_per_second"_s, lookups}};
    return {{u"redis.hit_rate"_s, FindingSeverity::Warning, {}, evidence, {}, {}}};
}

QString hitRateSentence(const Finding &finding)
{
    const QJsonValue lifetime = finding.evidence[u"lifetime_ratio"];
    return DiagnosisText::tr("Only %1 of the lookups now find their key (%2; %3 since the counters began).")
        .arg(formatPercent(evidenceNumber(finding, "ratio"_L1)),
             formatRate(evidenceNumber(finding, "lookups_per_second"_L1)),
             lifetime.isDouble() ? formatPercent(lifetime.toDouble()) : unknownValue());
}

QString hitRateShortly(const Findings &findings)
{
    return DiagnosisText::tr("hit rate %1").arg(formatPercent(evidenceNumber(findings.front(), "ratio"_L1)));
}

} // namespace

constinit const Rule rules::redisHitRate{.id = QLatin1StringView("redis.hit_rate"),
                                         .input = RuleInput::Redis,
                                         .find = findRedisHitRate,
                                         .sentence = hitRateSentence,
                                         .shortly = hitRateShortly};

} // namespace lockmaster
