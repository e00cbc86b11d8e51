// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.evicting: keys are thrown away before their time, because memory is full. Evidence: per_second, policy, used,
// maximum.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findRedisEvicting(const Snapshot &snapshot, const Thresholds &)
{
    const RedisState &state = *snapshot.redis;
    const double rate = sampleOf(snapshot, u"rate(redis_evicted_keys_total)"_s).value_or(0);
    if (rate <= 0)
        return {};
    const QString policy = state.info.value(u"maxmemory_policy"_s);
    const QJsonObject evidence{{u"per_second"_s, rate},
                               {u"policy"_s, policy},
                               {u"used"_s, fieldJson(state, u"used_memory"_s)},
                               {u"maximum"_s, fieldJson(state, u"maxmemory"_s)}};
    return {{u"redis.evicting"_s, FindingSeverity::Warning, {}, evidence, moreMemoryLines(state), {}}};
}

QString evictingSentence(const Finding &finding)
{
    return DiagnosisText::tr("Memory is full: keys are evicted, %1 (%2).")
        .arg(formatRate(evidenceNumber(finding, "per_second"_L1)), evidenceText(finding, "policy"_L1));
}

QString evictingShortly(const Findings &findings)
{
    return DiagnosisText::tr("evicts %1").arg(formatRate(evidenceNumber(findings.front(), "per_second"_L1)));
}

} // namespace

constinit const Rule rules::redisEvicting{.id = QLatin1StringView("redis.evicting"),
                                          .input = RuleInput::Redis,
                                          .find = findRedisEvicting,
                                          .sentence = evictingSentence,
                                          .shortly = evictingShortly};

} // namespace lockmaster
