// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.memory: memory is nearly full, or full, and nothing can be evicted: then writes are refused (OOM). Evidence: used
// (what counts for the limit), maximum, ratio, policy, refuses_writes.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findRedisMemory(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const RedisState &state = *snapshot.redis;
    const double maximum = fieldOrZero(state, u"maxmemory"_s);
    const double used = limitedMemory(state).value_or(0);
    if (maximum <= 0 || canEvict(state))
        return {};
    const double ratio = used / maximum;
    if (ratio < thresholds.redisMemoryWarning)
        return {};
    const bool isFull =
        used >= maximum || sampleOf(snapshot, u"rate(redis_errors_total{err=\"OOM\"})"_s).value_or(0) > 0;
    const QString policy = state.info.value(u"maxmemory_policy"_s);
    const QJsonObject evidence{{u"used"_s, used},
                               {u"maximum"_s, maximum},
                               {u"ratio"_s, rounded(ratio)},
                               {u"policy"_s, policy},
                               {u"refuses_writes"_s, isFull}};
    return {{u"redis.memory"_s, isFull ? FindingSeverity::Critical : FindingSeverity::Warning, {}, evidence, {}, {}}};
}

QString memorySentence(const Finding &finding)
{
    const QString figures = DiagnosisText::tr("%1 of %2 memory")
                                .arg(formatBytes(std::int64_t(evidenceNumber(finding, "used"_L1))),
                                     formatBytes(std::int64_t(evidenceNumber(finding, "maximum"_L1))));
    const QString policy = evidenceText(finding, "policy"_L1);
    const QString why = policy == u"noeviction" ? DiagnosisText::tr("nothing may be evicted (noeviction)")
                                                : DiagnosisText::tr("nothing is left to evict (%1)").arg(policy);
    return finding.evidence[u"refuses_writes"].toBool()
               ? DiagnosisText::tr("Memory is full and writes are refused: %1, and %2.").arg(figures, why)
               : DiagnosisText::tr("Memory is nearly full: %1, and %2.").arg(figures, why);
}

QString memoryShortly(const Findings &findings)
{
    return DiagnosisText::tr("memory %1 full").arg(formatPercent(evidenceNumber(findings.front(), "ratio"_L1)));
}

} // namespace

constinit const Rule rules::redisMemory{.id = QLatin1StringView("redis.memory"),
                                        .input = RuleInput::Redis,
                                        .find = findRedisMemory,
                                        .sentence = memorySentence,
                                        .page = QLatin1StringView("memory"),
                                        .shortly = memoryShortly};

} // namespace lockmaster
