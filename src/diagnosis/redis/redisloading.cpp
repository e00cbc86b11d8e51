// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.starting: the server reads its data set from disk and answers nothing but INFO and the like. Evidence:
// loaded_ratio, loaded_bytes, total_bytes, eta_seconds, since; null what the server does not tell.
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findRedisLoading(const Snapshot &snapshot, const Thresholds &)
{
    const RedisState &state = *snapshot.redis;
    if (state.condition != RedisCondition::Loading)
        return {};
    const auto percent = state.number(u"loading_loaded_perc"_s);
    const QJsonObject evidence{{u"loaded_ratio"_s, percent ? QJsonValue(*percent / 100) : QJsonValue()},
                               {u"loaded_bytes"_s, fieldJson(state, u"loading_loaded_bytes"_s)},
                               {u"total_bytes"_s, fieldJson(state, u"loading_total_bytes"_s)},
                               {u"eta_seconds"_s, fieldJson(state, u"loading_eta_seconds"_s)},
                               {u"since"_s, timeJson(state.conditionSince)}};
    return {{u"target.starting"_s, FindingSeverity::Warning, {}, evidence, {}, {}}};
}

/// Of a server that answers; one that takes no connections is told in targetstarting.cpp.
QString loadingSentence(const Finding &finding)
{
    const QJsonValue loaded = finding.evidence[u"loaded_ratio"];
    if (finding.evidence.contains(u"error"))
        return {};
    if (!loaded.isDouble())
        return DiagnosisText::tr("Reads its data set from disk and serves nobody yet.");
    const QString done = formatPercent(loaded.toDouble());
    return finding.evidence[u"eta_seconds"].isDouble()
               ? DiagnosisText::tr("Reads its data set from disk and serves nobody yet: %1 read, about %2 to go.")
                     .arg(done, evidenceDuration(finding, "eta_seconds"_L1))
               : DiagnosisText::tr("Reads its data set from disk and serves nobody yet: %1 read.").arg(done);
}

QString loadingShortly(const Findings &findings)
{
    const QJsonValue loaded = findings.front().evidence["loaded_ratio"_L1];
    return loaded.isDouble() ? DiagnosisText::tr("loading, %1 read").arg(formatPercent(loaded.toDouble())) : QString();
}

} // namespace

constinit const Rule rules::redisLoading{.id = QLatin1StringView("target.starting"),
                                         .input = RuleInput::Redis,
                                         .find = findRedisLoading,
                                         .sentence = loadingSentence,
                                         .shortly = loadingShortly};

} // namespace lockmaster
