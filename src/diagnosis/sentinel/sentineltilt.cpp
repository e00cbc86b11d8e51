// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.sentinel.tilt: the Sentinel's clock jumped or it hung; it does not trust itself and takes no part in a failover
// until that is 30 seconds ago. Evidence: seconds (since; null before 7.0).
#include "diagnosis/rules.h"

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/redis/sentinel.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findSentinelTilt(const Snapshot &snapshot, const Thresholds &)
{
    const SentinelState &state = *snapshot.sentinel;
    if (!state.isTilted)
        return {};
    const QJsonObject evidence{{u"seconds"_s, secondsJson(state.tiltedFor)}};
    return {{u"redis.sentinel.tilt"_s, FindingSeverity::Warning, {}, evidence, {}, {}}};
}

QString tiltSentence(const Finding &)
{
    return DiagnosisText::tr(
        "The Sentinel is in tilt mode: it does not trust its clock and takes no part in a failover for 30 s.");
}

QString tiltShortly(const Findings &)
{
    return DiagnosisText::tr("in TILT mode");
}

} // namespace

constinit const Rule rules::sentinelTilt{.id = QLatin1StringView("redis.sentinel.tilt"),
                                         .input = RuleInput::Sentinel,
                                         .find = findSentinelTilt,
                                         .sentence = tiltSentence,
                                         .shortly = tiltShortly};

} // namespace lockmaster
