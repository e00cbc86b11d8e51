// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.memory: memory is nearly full, or full, and nothing can be evicted: then writes are refused (OOM). Evidence: used
// (what counts for the limit), maximum, ratio, policy, refuses_writes, filled_by {dataset, clients (their buffers),
// replication (buffers and backlog)} in bytes, keyspaces [{database, keys}] most keys first; null what is not told.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonArray keyspacesJson(const RedisState &state)
{
    std::vector<RedisKeyspace> spaces = state.keyspaces;
    std::ranges::stable_sort(spaces, std::ranges::greater{}, &RedisKeyspace::keys);
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(spaces.size(), kMostListed); ++i)
        json.append(QJsonObject{{u"database"_s, spaces[i].database}, {u"keys"_s, qint64(spaces[i].keys)}});
    return json;
}

QJsonObject filledBy(const RedisState &state)
{
    const auto buffers = state.number(u"mem_total_replication_buffers"_s); // 7.0+
    return {{u"dataset"_s, fieldJson(state, u"used_memory_dataset"_s)},
            {u"clients"_s, fieldJson(state, u"mem_clients_normal"_s)},
            {u"replication"_s, buffers ? QJsonValue(*buffers) : fieldJson(state, u"mem_replication_backlog"_s)}};
}

/// More room first, which is taken back as easily; then who takes it.
std::vector<RecommendedAction> roomLines(const RedisState &state)
{
    std::vector<RecommendedAction> lines = moreMemoryLines(state);
    lines.push_back(copyLine(u"CLIENT LIST TYPE normal"_s));
    return lines;
}

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
                               {u"refuses_writes"_s, isFull},
                               {u"filled_by"_s, filledBy(state)},
                               {u"keyspaces"_s, keyspacesJson(state)}};
    return {{u"redis.memory"_s,
             isFull ? FindingSeverity::Critical : FindingSeverity::Warning,
             {},
             evidence,
             roomLines(state),
             {}}};
}

QString dataText(const QJsonValue &dataset, const QJsonValue &keyspaces)
{
    const QString bytes = formatBytes(std::int64_t(dataset.toDouble()));
    const QJsonValue largest = keyspaces[0];
    return largest.isObject() ? DiagnosisText::tr("Data takes most of it, %1; most keys are in db%2 (%3).")
                                    .arg(bytes, QString::number(largest[u"database"].toInt()),
                                         formatCount(largest[u"keys"].toInteger()))
                              : DiagnosisText::tr("Data takes most of it, %1.").arg(bytes);
}

/// Empty when the server does not tell.
QString filledByText(const QJsonObject &evidence)
{
    const QJsonValue filled = evidence[u"filled_by"];
    const double data = filled[u"dataset"].toDouble();
    const double clients = filled[u"clients"].toDouble();
    const double replication = filled[u"replication"].toDouble();
    if (clients > data && clients >= replication)
        return DiagnosisText::tr("Buffers of clients take most of it, %1.").arg(formatBytes(std::int64_t(clients)));
    if (replication > data)
        return DiagnosisText::tr("Buffers for replicas take most of it, %1.")
            .arg(formatBytes(std::int64_t(replication)));
    return data > 0 ? dataText(filled[u"dataset"], evidence[u"keyspaces"]) : QString();
}

QString memorySentence(const Finding &finding)
{
    const QString figures = DiagnosisText::tr("%1 of %2 memory")
                                .arg(formatBytes(std::int64_t(evidenceNumber(finding, "used"_L1))),
                                     formatBytes(std::int64_t(evidenceNumber(finding, "maximum"_L1))));
    const QString policy = evidenceText(finding, "policy"_L1);
    const QString why = policy == u"noeviction" ? DiagnosisText::tr("nothing may be evicted (noeviction)")
                                                : DiagnosisText::tr("nothing is left to evict (%1)").arg(policy);
    const QString text = finding.evidence[u"refuses_writes"].toBool()
                             ? DiagnosisText::tr("Memory is full and writes are refused: %1, and %2.").arg(figures, why)
                             : DiagnosisText::tr("Memory is nearly full: %1, and %2.").arg(figures, why);
    return u"%1 %2"_s.arg(text, filledByText(finding.evidence)).trimmed();
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
