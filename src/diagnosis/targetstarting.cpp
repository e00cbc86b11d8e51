// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.starting: the server is there and takes no connections: it starts, recovers or shuts down. It is asked again
// every second. Evidence as in target.unreachable.
#include "diagnosis/linkevidence.h"
#include "diagnosis/rules.h"

#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

Findings findStarting(const Snapshot &snapshot, const Thresholds &)
{
    const LinkState &link = snapshot.link;
    if (isLive(link) || !link.error || link.error->kind != ErrorKind::Starting)
        return {};
    Finding finding{QStringLiteral("target.starting"), FindingSeverity::Warning, {}, {}, {}, {}};
    finding.since = link.since;
    finding.evidence = linkEvidence(snapshot);
    return {finding};
}

/// Of a server that cannot be reached; one that loads its data is told in redisloading.cpp.
QString startingSentence(const Finding &finding)
{
    if (!finding.evidence.contains(u"error"))
        return {};
    const QString words = serverWords(finding.evidence);
    return DiagnosisText::tr("Accepts no connections: “%1”").arg(words.isEmpty() ? ourWords(finding.evidence) : words);
}

} // namespace

constinit const Rule rules::targetStarting{.id = QLatin1StringView("target.starting"),
                                           .input = RuleInput::Link,
                                           .find = findStarting,
                                           .sentence = startingSentence};

} // namespace lockmaster
