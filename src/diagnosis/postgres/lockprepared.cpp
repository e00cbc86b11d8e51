// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.lock.prepared: a prepared transaction holds its locks and holds vacuum back until somebody commits it or rolls it
// back; no session shows it. Evidence: gid, owner, database, prepared, age_seconds, relations [], victims, statement
// (what ends it, to be run in its database by its owner once the transaction manager has been asked).
#include "diagnosis/rules.h"

#include <algorithm>

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonArray relationsJson(const PreparedTransaction &transaction)
{
    QJsonArray json;
    for (const HeldLock &lock : transaction.locks) {
        if (!lock.relation.isEmpty() && !json.contains(lock.relation))
            json.append(lock.relation);
    }
    return json;
}

QString endingStatement(const PreparedTransaction &transaction)
{
    return u"ROLLBACK PREPARED '%1'"_s.arg(QString(transaction.gid).replace(u'\'', "''"_L1));
}

/// Sessions that wait for it. The server gives all prepared transactions one pid; of several, those with a lock on
/// what is waited for are suspects.
int victimsOf(const PostgresState &state, const PreparedTransaction &transaction)
{
    const int node = state.forest.find(kPreparedTransactionPid);
    const bool isCandidate = state.preparedTransactions.size() == 1 || !transaction.locks.empty();
    return node < 0 || !isCandidate ? 0 : state.forest.nodes[static_cast<std::size_t>(node)].victims;
}

Finding preparedFinding(const PreparedTransaction &transaction, std::optional<std::chrono::microseconds> age,
                        int victims)
{
    const auto severity = victims > 0 ? FindingSeverity::Critical : FindingSeverity::Warning;
    Finding finding{u"pg.lock.prepared"_s, severity, {}, {}, {}, {}};
    finding.evidence = {{u"gid"_s, transaction.gid},
                        {u"owner"_s, transaction.owner},
                        {u"database"_s, transaction.database},
                        {u"prepared"_s, timeJson(transaction.prepared)},
                        {u"age_seconds"_s, secondsJson(age)},
                        {u"relations"_s, relationsJson(transaction)},
                        {u"victims"_s, victims},
                        {u"statement"_s, endingStatement(transaction)}};
    finding.subject = {SubjectKind::PreparedTransaction, {}, transaction.gid};
    return finding;
}

Findings findPrepared(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    Findings all;
    for (const PreparedTransaction &transaction : state.preparedTransactions) {
        const auto age = ageAt(state.serverNow, transaction.prepared);
        const int victims = victimsOf(state, transaction);
        if (victims > 0 || age > thresholds.prepared)
            all.push_back(preparedFinding(transaction, age, victims));
    }
    return all;
}

QString preparedSentence(const Finding &finding)
{
    const QString name = nameText(finding.evidence[u"gid"], 60);
    const QString owner = evidenceText(finding, "owner"_L1);
    const QString old = evidenceDuration(finding, "age_seconds"_L1);
    const qint64 victims = evidenceCount(finding, "victims"_L1);
    return victims > 0 ? DiagnosisText::tr("The prepared transaction “%1” (%2, %3 old) holds locks that %4 wait for.")
                             .arg(name, owner, old, sessionsText(victims))
                       : DiagnosisText::tr(
                             "The prepared transaction “%1” (%2) is %3 old; it keeps its locks and holds vacuum back.")
                             .arg(name, owner, old);
}

} // namespace

constinit const Rule rules::lockPrepared{.id = QLatin1StringView("pg.lock.prepared"),
                                         .input = RuleInput::PostgreSql,
                                         .find = findPrepared,
                                         .sentence = preparedSentence,
                                         .page = QLatin1StringView("locks")};

} // namespace lockmaster
