// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.lock.deadlocks: the server had to break deadlocks since the sample before. Evidence: per_second.
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "metrics/sampleof.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findDeadlocks(const Snapshot &snapshot, const Thresholds &)
{
    const double rate = sampleOf(snapshot, u"sum(rate(pg_stat_database_deadlocks))").value_or(0);
    if (rate <= 0)
        return {};
    return {{u"pg.lock.deadlocks"_s, FindingSeverity::Warning, {}, {{u"per_second"_s, rate}}, {}, {}}};
}

QString deadlocksSentence(const Finding &finding)
{
    return DiagnosisText::tr("Transactions deadlock (%1); each time one of them is rolled back.")
        .arg(formatRate(evidenceNumber(finding, "per_second"_L1)));
}

} // namespace

constinit const Rule rules::lockDeadlocks{.id = QLatin1StringView("pg.lock.deadlocks"),
                                          .input = RuleInput::PostgreSql,
                                          .find = findDeadlocks,
                                          .sentence = deadlocksSentence,
                                          .page = QLatin1StringView("locks")};

} // namespace lockmaster
