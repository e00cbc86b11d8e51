// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.conflict: replay cancels queries on this standby. Evidence: per_minute {cause: rate},
// causes [] (in the server's order).
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include "diagnosis/diagnosistext.h"
#include "model/postgres/postgres.h"
#include "model/series.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findConflicts(const Snapshot &snapshot, const Thresholds &)
{
    const auto &here = snapshot.postgres->replication;
    if (!here)
        return {};
    QJsonObject rates;
    QJsonArray causes;
    for (const auto &[cause, count] : here->conflicts) {
        const QString series = seriesText(u"lockmaster_conflicts_total"_s, {{u"cause"_s, cause}});
        const double perMinute = 60 * minuteRateOf(snapshot, series).value_or(0);
        if (perMinute < 0.01) // a slope is never quite 0
            continue;
        rates.insert(cause, perMinute);
        causes.append(cause);
    }
    if (rates.isEmpty())
        return {};
    return {{u"pg.replication.conflict"_s,
             FindingSeverity::Warning,
             {},
             {{u"per_minute"_s, rates}, {u"causes"_s, causes}},
             {},
             {}}};
}

QString conflictsSentence(const Finding &finding)
{
    return DiagnosisText::tr("Replay cancels queries on this standby (%1).")
        .arg(namesJoined(finding.evidence[u"causes"]));
}

} // namespace

constinit const Rule rules::replicationConflicts{.id = QLatin1StringView("pg.replication.conflict"),
                                                 .input = RuleInput::PostgreSql,
                                                 .find = findConflicts,
                                                 .sentence = conflictsSentence,
                                                 .page = QLatin1StringView("replication")};

} // namespace lockmaster
