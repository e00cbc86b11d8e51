// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.unreachable: a rung of the ladder broke. Evidence: rung, address, error {kind, text, server_words, sqlstate},
// since, next_attempt.
#include "diagnosis/linkevidence.h"
#include "diagnosis/rules.h"

#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

Findings findUnreachable(const Snapshot &snapshot, const Thresholds &)
{
    const LinkState &link = snapshot.link;
    const bool isBroken =
        link.phase == LinkPhase::Broken || link.phase == LinkPhase::Refused || link.phase == LinkPhase::Late;
    if (!isBroken || !link.error || link.error->kind == ErrorKind::Starting || link.error->kind == ErrorKind::Full)
        return {};
    Finding finding{QStringLiteral("target.unreachable"), FindingSeverity::Critical, {}, {}, {}, {}};
    finding.since = link.since;
    finding.evidence = linkEvidence(snapshot);
    return {finding};
}

QString unreachableSentence(const Finding &finding)
{
    const QString rung = finding.evidence[u"rung"].toString();
    const QString words = serverWords(finding.evidence);
    return words.isEmpty()
               ? DiagnosisText::tr("Not reachable (%1): %2").arg(rung, ourWords(finding.evidence))
               : DiagnosisText::tr("Not reachable (%1): %2 – “%3”").arg(rung, ourWords(finding.evidence), words);
}

Subjects targetItself(const Finding &finding, const Snapshot &, const FleetMoment &)
{
    return {finding.subject};
}

} // namespace

constinit const Rule rules::targetUnreachable{.id = QLatin1StringView("target.unreachable"),
                                              .input = RuleInput::Link,
                                              .find = findUnreachable,
                                              .sentence = unreachableSentence,
                                              .standsBehind = targetItself};

} // namespace lockmaster
