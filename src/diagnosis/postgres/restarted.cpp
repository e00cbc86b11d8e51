// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.server.restarted: the server began a short while ago, so connections were cut and its cache is cold. Evidence: started,
// running_seconds.
#include "diagnosis/rules.h"

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/postgres.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// When initdb made it: the upper half of the system identifier is that second. Empty when it is hidden.
std::optional<ServerTime> created(const ServerIdentity &identity)
{
    if (identity.systemIdentifier == 0)
        return {};
    return ServerTime{std::chrono::seconds(static_cast<std::int64_t>(identity.systemIdentifier >> 32))};
}

Findings findRestarted(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    const auto running = ageAt(state.serverNow, state.identity.started);
    const auto made = created(state.identity);
    if (!running || *running >= thresholds.restarted || !made)
        return {};
    if (*state.identity.started - *made < thresholds.restarted) // its first life: nothing was lost
        return {};
    Finding finding{u"pg.server.restarted"_s, FindingSeverity::Info, {}, {}, {}, {}};
    finding.evidence = {{u"started"_s, timeJson(state.identity.started)},
                        {u"running_seconds"_s, secondsJson(*running)}};
    finding.since = atServersClock(*state.identity.started);
    return {finding};
}

QString restartedSentence(const Finding &finding)
{
    return DiagnosisText::tr("The server has been running for %1 only: connections were cut, and its cache is cold.")
        .arg(evidenceDuration(finding, "running_seconds"_L1));
}

} // namespace

constinit const Rule rules::postgresRestarted{.id = QLatin1StringView("pg.server.restarted"),
                                              .input = RuleInput::PostgreSql,
                                              .find = findRestarted,
                                              .sentence = restartedSentence};

} // namespace lockmaster
