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
    Finding finding{QStringLiteral("target.unreachable"), FindingSeverity::Critical, {}, {}, {}, {}, {}};
    finding.since = link.since;
    finding.evidence = linkEvidence(snapshot);
    finding.summary = link.error->detail.isEmpty()
                          ? DiagnosisText::tr("Not reachable (%1): %2").arg(rungName(link.rung), link.error->text)
                          : DiagnosisText::tr("Not reachable (%1): %2 – “%3”")
                                .arg(rungName(link.rung), link.error->text, link.error->detail);
    return {finding};
}

Subjects targetItself(const Finding &finding, const Snapshot &, const FleetMoment &)
{
    return {finding.subject};
}

} // namespace

constinit const Rule rules::targetUnreachable{.id = QLatin1StringView("target.unreachable"),
                                              .input = RuleInput::Link,
                                              .find = findUnreachable,
                                              .standsBehind = targetItself};

} // namespace lockmaster
