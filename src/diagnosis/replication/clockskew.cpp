// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.clock.skew: the clocks of a standby and of the server it streams from are apart. Said by the standby, where
// messages tell when they were sent, and by its upstream when a reply is of the future. Evidence: ahead_seconds (of the
// standby's clock; negative: behind; at its upstream at least so much), standby and pid (at its upstream).
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

std::optional<FindingSeverity> severityOfSkew(microseconds ahead, const Thresholds &thresholds)
{
    const microseconds apart = std::chrono::abs(ahead);
    if (apart <= thresholds.clockSkew)
        return {};
    return apart > thresholds.clockSkewWarning ? FindingSeverity::Warning : FindingSeverity::Info;
}

/// WAL is long on its way, so that a late message proves nothing.
bool isCrowded(const WalReceiver &receiver)
{
    constexpr Lsn kUnderWay = 1 << 20;
    return receiver.latestEnd && receiver.written && *receiver.latestEnd > *receiver.written + kUnderWay;
}

void addOwn(const Replication &here, const Thresholds &thresholds, Findings &all)
{
    if (!here.clockAhead || !here.receiver || (*here.clockAhead > microseconds::zero() && isCrowded(*here.receiver)))
        return;
    if (const auto severity = severityOfSkew(*here.clockAhead, thresholds))
        all.push_back(
            {u"pg.clock.skew"_s, *severity, {}, {{u"ahead_seconds"_s, secondsJson(here.clockAhead)}}, {}, {}});
}

void addFollowers(const PostgresState &state, const Thresholds &thresholds, Findings &all)
{
    constexpr std::chrono::seconds kReadLater{3}; // `serverNow` is of the sessions, which are read before
    for (const WalSender &sender : state.replication->senders) {
        if (!sender.replied)
            continue;
        const microseconds ahead = *sender.replied - state.serverNow - kReadLater;
        const auto severity = severityOfSkew(ahead, thresholds);
        if (!severity || ahead < microseconds::zero()) // a reply may be old
            continue;
        all.push_back(
            {u"pg.clock.skew"_s,
             *severity,
             {},
             {{u"ahead_seconds"_s, secondsJson(ahead)}, {u"standby"_s, sender.application}, {u"pid"_s, sender.pid}},
             {},
             {},
             {SubjectKind::Standby, {}, sender.application}});
    }
}

Findings findClockSkew(const Snapshot &snapshot, const Thresholds &thresholds)
{
    Findings all;
    if (!snapshot.postgres->replication)
        return all;
    addOwn(*snapshot.postgres->replication, thresholds, all);
    addFollowers(*snapshot.postgres, thresholds, all);
    return all;
}

QString clockSkewSentence(const Finding &finding)
{
    const auto ahead = durationOf(finding.evidence[u"ahead_seconds"]).value_or(microseconds::zero());
    const QString apart = formatDuration(std::chrono::abs(ahead));
    if (finding.evidence[u"standby"].isString())
        return DiagnosisText::tr("The clock of standby %1 is at least %2 ahead of this server's.")
            .arg(evidenceName(finding, "standby"_L1), apart);
    return (ahead < microseconds::zero()
                ? DiagnosisText::tr("This clock is %1 behind that of the server it streams from.")
                : DiagnosisText::tr("This clock is %1 ahead of that of the server it streams from."))
        .arg(apart);
}

} // namespace

constinit const Rule rules::clockSkew{.id = QLatin1StringView("pg.clock.skew"),
                                      .input = RuleInput::PostgreSql,
                                      .find = findClockSkew,
                                      .sentence = clockSkewSentence,
                                      .page = QLatin1StringView("replication")};

} // namespace lockmaster
