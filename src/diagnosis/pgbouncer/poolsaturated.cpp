// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pool.saturated: no server connection of a pool is free, so that the next client waits, one finding a pool; or few more
// clients may connect at all. Evidence: scope ("pools" or "clients"); of a pool: pools [{…}] as poolevidence.h has them,
// which is this one, pools_full (how many there are); of clients: used, maximum, ratio; when the console itself was
// refused, also on its way to a server behind PgBouncer: scope "clients", link {} as target.unreachable has it.
#include "diagnosis/pgbouncer/poolevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "diagnosis/linkevidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings fullPools(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PgBouncerState &state = *snapshot.pgbouncer;
    const auto fill = [&](const PgBouncerPool &pool) { return saturation(state, pool); };
    std::vector<PgBouncerPool> full;
    std::ranges::copy_if(state.pools, std::back_inserter(full),
                         [&](const PgBouncerPool &pool) { return fill(pool) >= thresholds.poolSaturated; });
    std::ranges::stable_sort(full, std::ranges::greater{}, fill);
    Findings all;
    for (std::size_t i = 0; i < std::min(full.size(), kMostPoolFindings); ++i)
        all.push_back({u"pool.saturated"_s,
                       FindingSeverity::Warning,
                       {},
                       QJsonObject{{u"scope"_s, u"pools"_s},
                                   {u"pools"_s, QJsonArray{poolJson(state, full[i])}},
                                   {u"pools_full"_s, qint64(full.size())}},
                       {copyLine(u"SHOW SERVERS;"_s)},
                       {},
                       poolSubject(snapshot, full[i])});
    return all;
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
             {copyLine(u"SHOW CLIENTS;"_s), copyLine(u"SET max_client_conn = %1;"_s.arg(maximum + maximum / 4))},
             {}}};
}

Findings findPoolSaturated(const Snapshot &snapshot, const Thresholds &thresholds)
{
    Findings all = manyClients(*snapshot.pgbouncer, thresholds);
    std::ranges::move(fullPools(snapshot, thresholds), std::back_inserter(all));
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
             {copyLine(u"SHOW CLIENTS;"_s)},
             {}}};
}

QString fullPoolText(const QJsonValue &pool)
{
    return DiagnosisText::tr("Pool %1 is full: %2 of %3 server connections are busy.")
        .arg(poolText(pool), QString::number(pool[u"servers_busy"].toInt()),
             QString::number(pool[u"pool_size"].toInt()));
}

QString saturatedSentence(const Finding &finding)
{
    if (finding.evidence.contains(u"link"))
        return DiagnosisText::tr("PgBouncer takes no more clients: “%1”").arg(serverWords(finding.evidence[u"link"]));
    if (finding.evidence[u"scope"] == u"pools"_s)
        return fullPoolText(finding.evidence[u"pools"][0]);
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
    const PgBouncerPool *pool = poolOfFinding(finding, *snapshot.pgbouncer);
    return pool ? servedSubjects(snapshot, *pool, moment) : Subjects();
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
