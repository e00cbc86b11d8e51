// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.clients: few client connections are left, or some were refused. Evidence: used, maximum, ratio,
// rejected_per_second, holders [{host, count}] most first (null: not known); when the console was refused itself: link {}
// as target.unreachable has it.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>
#include <map>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/linkevidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonValue holdersJson(const RedisClients &clients)
{
    constexpr std::size_t kMostClientGroups = 10;
    if (!clients)
        return {};
    std::map<QString, int> byHost;
    for (const RedisClient &client : *clients)
        ++byHost[client.address.section(u':', 0, -2)];
    std::vector<std::pair<QString, int>> most(byHost.begin(), byHost.end());
    std::ranges::stable_sort(most, std::ranges::greater{}, [](const auto &host) { return host.second; });
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(most.size(), kMostClientGroups); ++i)
        json.append(QJsonObject{{u"host"_s, most[i].first}, {u"count"_s, most[i].second}});
    return json;
}

Findings findRedisClients(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const RedisState &state = *snapshot.redis;
    const double used = fieldOrZero(state, u"connected_clients"_s) + fieldOrZero(state, u"connected_slaves"_s);
    const auto setting = state.settings.find(u"maxclients"_s); // INFO tells it from 7.0 on
    const double maximum =
        state.number(u"maxclients"_s).value_or(setting == state.settings.end() ? 0 : setting->second.toDouble());
    const double rejected = sampleOf(snapshot, u"rate(redis_rejected_connections_total)"_s).value_or(0);
    const double ratio = maximum > 0 ? used / maximum : 0;
    if (ratio < thresholds.redisClientsWarning && rejected <= 0)
        return {};
    const QJsonObject evidence{{u"used"_s, used},
                               {u"maximum"_s, maximum > 0 ? QJsonValue(maximum) : QJsonValue()},
                               {u"ratio"_s, maximum > 0 ? QJsonValue(rounded(ratio)) : QJsonValue()},
                               {u"rejected_per_second"_s, rejected},
                               {u"holders"_s, holdersJson(state.clients)}};
    const bool isCritical = rejected > 0 || ratio >= thresholds.redisClientsCritical;
    Finding finding{
        u"redis.clients"_s, isCritical ? FindingSeverity::Critical : FindingSeverity::Warning, {}, evidence, {}, {}};
    finding.recommended = {copyLine(u"CLIENT LIST"_s)};
    if (maximum > 0)
        finding.recommended.push_back(copyLine(u"CONFIG SET maxclients %1"_s.arg(qint64(maximum * 1.25))));
    return {finding};
}

Findings findRedisFull(const Snapshot &snapshot, const Thresholds &)
{
    const auto &error = snapshot.link.error;
    if (!error || error->kind != ErrorKind::Full || error->sqlState != u"MAXCLIENTS")
        return {};
    const QJsonObject evidence{{u"link"_s, linkEvidence(snapshot)}};
    return {{u"redis.clients"_s, FindingSeverity::Critical, {}, evidence, {}, {}}};
}

QString clientsSentence(const Finding &finding)
{
    if (finding.evidence.contains(u"link"))
        return DiagnosisText::tr("The server has no client connection left: “%1”")
            .arg(serverWords(finding.evidence[u"link"]));
    const QString taken = DiagnosisText::tr("%1 of %2 client connections are taken")
                              .arg(QString::number(evidenceNumber(finding, "used"_L1)),
                                   QString::number(evidenceNumber(finding, "maximum"_L1)));
    const double rejected = evidenceNumber(finding, "rejected_per_second"_L1);
    return rejected > 0 ? DiagnosisText::tr("Clients are refused, %1: %2.").arg(formatRate(rejected), taken)
                        : taken + u'.';
}

QString clientsShortly(const Findings &findings)
{
    if (evidenceNumber(findings.front(), "rejected_per_second"_L1) > 0)
        return DiagnosisText::tr("clients are refused");
    const double ratio = evidenceNumber(findings.front(), "ratio"_L1);
    return ratio > 0 ? DiagnosisText::tr("%1 of maxclients").arg(formatPercent(ratio))
                     : DiagnosisText::tr("no client slot left");
}

} // namespace

constinit const Rule rules::redisRefuses{.id = QLatin1StringView("redis.clients"),
                                         .input = RuleInput::Link,
                                         .find = findRedisFull,
                                         .sentence = clientsSentence,
                                         .page = QLatin1StringView("clients"),
                                         .shortly = clientsShortly};

constinit const Rule rules::redisClients{.id = QLatin1StringView("redis.clients"),
                                         .input = RuleInput::Redis,
                                         .find = findRedisClients,
                                         .sentence = clientsSentence,
                                         .page = QLatin1StringView("clients"),
                                         .shortly = clientsShortly};

} // namespace lockmaster
