// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.paused: replay is paused on this standby; it receives on and shows old data. Evidence: since, bytes,
// seconds. Who paused it, and with that what to do, is told where its primary is known: pg.replication.paused_by.
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findReplayPaused(const Snapshot &snapshot, const Thresholds &)
{
    const auto &here = snapshot.postgres->replication;
    if (!here || !here->inRecovery || !here->isReplayPaused)
        return {};
    const Lag lag = standbyLag(*here, snapshot.postgres->serverNow);
    return {{u"pg.replication.paused"_s,
             FindingSeverity::Warning,
             {},
             {{u"since"_s, timeJson(here->unreplayedSince)},
              {u"bytes"_s, numberJson(lag.bytes)},
              {u"seconds"_s, secondsJson(lag.time)}},
             {},
             {}}};
}

QString replayPausedSentence(const Finding &finding)
{
    const QString what =
        evidenceCount(finding, "bytes"_L1) > 0
            ? DiagnosisText::tr("Replay is paused on this standby, which is %1 behind what it has received.")
                  .arg(lagText(finding))
            : DiagnosisText::tr("Replay is paused on this standby; nothing has arrived since.");
    return what + u' '
           + DiagnosisText::tr("Resume only what somebody paused: where max_connections or the like is lower than on "
                               "the primary, that shuts it down.");
}

Subjects ownReplay(const Finding &finding, const Snapshot &, const FleetMoment &)
{
    return {replayOf(finding.target)};
}

Subjects pausedStandby(const Finding &finding, const Snapshot &)
{
    return {Subject{SubjectKind::Target, finding.target, {}}};
}

} // namespace

constinit const Rule rules::replicationPaused{.id = QLatin1StringView("pg.replication.paused"),
                                              .input = RuleInput::PostgreSql,
                                              .find = findReplayPaused,
                                              .sentence = replayPausedSentence,
                                              .page = QLatin1StringView("replication"),
                                              .standsBehind = ownReplay,
                                              .holdsUp = pausedStandby};

} // namespace lockmaster
