// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pool.saturated: no server connection of a pool is free, so that the next client waits; or few more clients may
// connect at all. Evidence: scope ("pools" or "clients"); of pools: pools [{…}] as poolevidence.h has them, fullest
// first; of clients: used, maximum, ratio; when the console itself was refused, also on its way to a server behind
// PgBouncer: scope "clients", link {} as target.unreachable has it.
#include "diagnosis/pgbouncer/poolevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "diagnosis/linkevidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings fullPools(const PgBouncerState &state, const Thresholds &thresholds)
{
    const auto fill = [&](const PgBouncerPool &pool) { return saturation(state, pool); };
    std::vector<PgBouncerPool> full;
    std::ranges::copy_if(state.pools, std::back_inserter(full),
                         [&](const PgBouncerPool &pool) { return fill(pool) >= thresholds.poolSaturated; });
    if (full.empty())
        return {};
    std::ranges::stable_sort(full, std::ranges::greater{}, fill);
    QJsonArray list;
    for (const PgBouncerPool &pool : full)
        list.append(poolJson(state, pool));
    return {{u"pool.saturated"_s,
             FindingSeverity::Warning,
             {},
             QJsonObject{{u"scope"_s, u"pools"_s}, {u"pools"_s, list}},
             {},
             {},
             {SubjectKind::Pool, {}, {}}}};
}

Findings manyClients(const PgBouncerState &state, const Thresholds &thresholds)
{
    const int used = usedClients(state);
    const int maximum = maxClients(state);
    const double ratio = maximum > 0 ? double(used) / maximum : 0;
    if (ratio < thresholds.poolClientsWarning)
        return {};
    const auto severity =
        ratio >= thresholds.poolClientsCritical ? FindingSeverity::Critical : FindingSeverity::Warning;
    return {{u"pool.saturated"_s,
             severity,
             {},
             QJsonObject{{u"scope"_s, u"clients"_s},
                         {u"used"_s, used},
                         {u"maximum"_s, maximum},
                         {u"ratio"_s, std::round(ratio * 1000) / 1000}},
             {},
             {}}};
}

Findings findPoolSaturated(const Snapshot &snapshot, const Thresholds &thresholds)
{
    Findings all = manyClients(*snapshot.pgbouncer, thresholds);
    std::ranges::move(fullPools(*snapshot.pgbouncer, thresholds), std::back_inserter(all));
    return all;
}

Findings findPgBouncerFull(const Snapshot &snapshot, const Thresholds &)
{
    const auto &error = snapshot.link.error;
    if (!error || error->kind != ErrorKind::Full || error->sqlState != u"MAX_CLIENT_CONN")
        return {};
    return {{u"pool.saturated"_s,
             FindingSeverity::Critical,
             {},
             QJsonObject{{u"scope"_s, u"clients"_s}, {u"link"_s, linkEvidence(snapshot)}},
             {},
             {}}};
}

QString fullPoolsText(const QJsonValue &pools)
{
    const QJsonValue worst = pools[0];
    const QString text = DiagnosisText::tr("Pool %1 is full: %2 of %3 server connections are busy.")
                             .arg(poolText(worst), QString::number(worst[u"servers_busy"].toInt()),
                                  QString::number(worst[u"pool_size"].toInt()));
    const qsizetype more = pools.toArray().size() - 1;
    return more > 0 ? text + u' ' + DiagnosisText::tr("%1 more pools are full too.").arg(more) : text;
}

QString saturatedSentence(const Finding &finding)
{
    if (finding.evidence.contains(u"link"))
        return DiagnosisText::tr("PgBouncer takes no more clients: “%1”").arg(serverWords(finding.evidence[u"link"]));
    if (finding.evidence[u"scope"] == u"pools"_s)
        return fullPoolsText(finding.evidence[u"pools"]);
    const qint64 used = evidenceCount(finding, "used"_L1);
    const qint64 maximum = evidenceCount(finding, "maximum"_L1);
    return DiagnosisText::tr(
               "%1 of %2 client connections are taken (max_client_conn, %3); beyond it PgBouncer refuses clients.")
        .arg(QString::number(used), QString::number(maximum), formatPercent(double(used) / double(maximum)));
}

QString saturatedShortly(const Findings &findings)
{
    return evidenceText(findings.front(), "scope"_L1) == u"clients" ? DiagnosisText::tr("client slots run out")
                                                                    : DiagnosisText::tr("a pool is full");
}

Subjects busyWith(const Finding &finding, const Snapshot &snapshot, const FleetMoment &moment)
{
    const QJsonValue worst = finding.evidence[u"pools"][0];
    const auto &pools = snapshot.pgbouncer->pools;
    const auto pool = std::ranges::find_if(pools, [&](const PgBouncerPool &each) {
        return each.database == worst[u"database"].toString() && each.user == worst[u"user"].toString();
    });
    return pool == pools.end() ? Subjects() : servedSessions(snapshot, *pool, moment);
}

} // namespace

constinit const Rule rules::pgBouncerRefuses{.id = QLatin1StringView("pool.saturated"),
                                             .input = RuleInput::Link,
                                             .find = findPgBouncerFull,
                                             .sentence = saturatedSentence,
                                             .page = QLatin1StringView("pools"),
                                             .shortly = saturatedShortly};

constinit const Rule rules::poolSaturated{.id = QLatin1StringView("pool.saturated"),
                                          .input = RuleInput::PgBouncer,
                                          .find = findPoolSaturated,
                                          .sentence = saturatedSentence,
                                          .page = QLatin1StringView("pools"),
                                          .shortly = saturatedShortly,
                                          .standsBehind = busyWith};

} // namespace lockmaster
