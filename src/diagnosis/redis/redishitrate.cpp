// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.hit_rate: most lookups since the sample before found nothing. Evidence: ratio (of that time), lifetime_ratio (since
// the counters began), lookups_per_second, keys (of all databases; null: not known), emptied_by {flushall, flushdb: calls
// since the counters began} when there is no key and they were used.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include <numeric>

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonValue keysJson(const RedisState &state)
{
    if (state.info.isEmpty())
        return {};
    return std::accumulate(state.keyspaces.begin(), state.keyspaces.end(), qint64(0),
                           [](qint64 sum, const RedisKeyspace &space) { return sum + space.keys; });
}

/// Null when keys are left, or nobody flushed.
QJsonValue emptiedBy(const RedisState &state)
{
    QJsonObject flushes;
    for (const RedisCommandStat &command : state.commands) {
        if ((command.command == u"flushall" || command.command == u"flushdb") && command.calls > 0)
            flushes.insert(command.command, qint64(command.calls));
    }
    const bool isEmpty = keysJson(state) == QJsonValue(0);
    return isEmpty && !flushes.isEmpty() ? QJsonValue(flushes) : QJsonValue();
}

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
                               {u"lookups_per_second"_s, lookups},
                               {u"keys"_s, keysJson(state)},
                               {u"emptied_by"_s, emptiedBy(state)}};
    return {{u"redis.hit_rate"_s, FindingSeverity::Warning, {}, evidence, {copyLine(u"INFO keyspace"_s)}, {}}};
}

/// When that was nobody tells.
QString flushesText(const QJsonObject &flushes)
{
    const QStringList commands = flushes.keys();
    const QString names = plainLine(commands.join(u", "_s).toUpper());
    qint64 calls = 0;
    for (const QString &command : commands)
        calls += flushes[command].toInteger();
    return calls == 1
               ? DiagnosisText::tr("%1 was called once since the counters began").arg(names)
               : DiagnosisText::tr("%1 was called %2 times since the counters began").arg(names, formatCount(calls));
}

QString emptyText(const Finding &finding)
{
    const QJsonValue keys = finding.evidence[u"keys"];
    const QJsonObject flushes = finding.evidence[u"emptied_by"].toObject();
    if (!flushes.isEmpty())
        return DiagnosisText::tr("It holds no key; %1. What it does not have its clients ask of whatever is behind it.")
            .arg(flushesText(flushes));
    return keys.isDouble() && keys.toInteger() == 0 ? DiagnosisText::tr("It holds no key.") : QString();
}

QString hitRateSentence(const Finding &finding)
{
    const QJsonValue lifetime = finding.evidence[u"lifetime_ratio"];
    const QString text =
        DiagnosisText::tr("Only %1 of the lookups now find their key (%2; %3 since the counters began).")
            .arg(formatPercent(evidenceNumber(finding, "ratio"_L1)),
                 formatRate(evidenceNumber(finding, "lookups_per_second"_L1)),
                 lifetime.isDouble() ? formatPercent(lifetime.toDouble()) : unknownValue());
    return u"%1 %2"_s.arg(text, emptyText(finding)).trimmed();
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
