// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.vacuum.horizon: somebody may still have to see rows as they were long ago, so that vacuum cannot remove those that died
// since. One finding for whoever holds a database back most. Evidence: holder ("session", "prepared", "slot",
// "standby"), name, database (null: every one), age_transactions, held_seconds (null: not known), in_use (of a slot),
// session (see sessionJson(); null without), next_age_transactions (what holds vacuum back when this is gone; null: nobody).
#include "diagnosis/rules.h"

#include <QSet>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "diagnosis/postgres/endinglines.h"
#include "model/action.h"
#include "model/postgres/wraparound.h"
#include "model/postgres/xminholders.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Where the server does not tell since when: at the rate at which transactions begin now.
std::optional<std::chrono::microseconds> likelyHeldFor(const XminHolder &holder, const PostgresState &state)
{
    const auto rate = state.wraparound ? state.wraparound->transactionsPerSecond : std::nullopt;
    if (holder.heldFor || rate.value_or(0) <= 0)
        return holder.heldFor;
    constexpr double kLongest = 1e9;
    return std::chrono::microseconds(static_cast<std::int64_t>(std::min(kLongest, double(holder.age) / *rate) * 1e6));
}

/// One that nobody will end is worth a word sooner; a prepared transaction may be about to be committed.
bool holdsForLong(const XminHolder &holder, const PostgresState &state, const Thresholds &thresholds)
{
    if (holder.keepsCatalogs)
        return false;
    if (holder.kind == XminHolderKind::Prepared && holder.heldFor < thresholds.prepared)
        return false;
    if (holder.isForgotten())
        return holder.age >= thresholds.horizonForgotten;
    const auto held = likelyHeldFor(holder, state);
    return holder.age >= thresholds.horizonTransactions && held && *held >= thresholds.horizonHeld;
}

Subject subjectOf(const XminHolder &holder)
{
    switch (holder.kind) {
    case XminHolderKind::Session: return {SubjectKind::Session, {}, itemOf(holder.session)};
    case XminHolderKind::Prepared: return {SubjectKind::PreparedTransaction, {}, holder.name};
    case XminHolderKind::Slot: return {SubjectKind::Slot, {}, holder.name};
    case XminHolderKind::Standby: break;
    }
    return {SubjectKind::Standby, {}, holder.name};
}

std::vector<RecommendedAction> endingOf(const XminHolder &holder, const PostgresState &state)
{
    const SessionPtr session = findSession(state, holder.session);
    switch (holder.kind) {
    case XminHolderKind::Session: break;
    case XminHolderKind::Prepared: return {copyLine(rollbackPreparedLine(holder.name))};
    case XminHolderKind::Slot: return {copyLine(holder.isInUse ? standbyQueriesLine() : dropSlotLine(holder.name))};
    case XminHolderKind::Standby: return {copyLine(standbyQueriesLine())};
    }
    if (!session || dutyOf(*session) != SessionDuty::Client)
        return {copyLine(lookAtSessionLine(holder.session.pid))};
    std::vector<RecommendedAction> all;
    if (session->state == SessionState::Active)
        all.push_back(onSession(kCancelQuery, *session));
    all.push_back(onSession(kTerminateSession, *session));
    return all;
}

Finding horizonFinding(const XminHolder &holder, const XminHolder *next, const Snapshot &snapshot)
{
    const PostgresState &state = *snapshot.postgres;
    Finding finding{u"pg.vacuum.horizon"_s, FindingSeverity::Warning, {}, {}, endingOf(holder, state), {},
                    subjectOf(holder)};
    finding.evidence = {
        {u"holder"_s, xminHolderKindName(holder.kind)},
        {u"name"_s, holder.name},
        {u"database"_s, holder.database.isEmpty() ? QJsonValue() : QJsonValue(holder.database)},
        {u"age_transactions"_s, qint64(holder.age)},
        {u"held_seconds"_s, secondsJson(holder.heldFor)},
        {u"in_use"_s, holder.isInUse},
        {u"session"_s, holder.session.pid ? QJsonValue(sessionJson(state, holder.session.pid)) : QJsonValue()},
        {u"next_age_transactions"_s, next ? QJsonValue(qint64(next->age)) : QJsonValue()}};
    if (holder.heldFor)
        finding.since = began(snapshot, *holder.heldFor);
    return finding;
}

Findings findHorizon(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    if (state.identity.inRecovery)
        return {}; // vacuum runs on its primary
    const std::vector<XminHolder> holders = xminHolders(state);
    Findings all;
    QSet<QString> told; // databases; empty: every one
    for (std::size_t place = 0; place < holders.size(); ++place) {
        const XminHolder &holder = holders[place];
        if (told.contains(QString()) || told.contains(holder.database) || !holdsForLong(holder, state, thresholds))
            continue;
        told.insert(holder.database);
        all.push_back(horizonFinding(holder, nextHolder(holders, place), snapshot));
    }
    return all;
}

QString whoseRows(const Finding &finding)
{
    const QString age = formatCount(evidenceCount(finding, "age_transactions"_L1));
    return finding.evidence[u"database"].isString()
               ? DiagnosisText::tr("Vacuum cannot remove rows of database %1 that died in the last %2 transactions")
                     .arg(evidenceName(finding, "database"_L1), age)
               : DiagnosisText::tr("Vacuum cannot remove rows that died in the last %1 transactions").arg(age);
}

QString slotText(const Finding &finding, const QString &name, const QString &held)
{
    if (finding.evidence[u"in_use"].toBool())
        return DiagnosisText::tr("a query behind slot %1 may still read them").arg(name);
    return held.isEmpty() ? DiagnosisText::tr("slot %1, which nobody uses, keeps them").arg(name)
                          : DiagnosisText::tr("slot %1, which nobody has used for %2, keeps them").arg(name, held);
}

QString holderText(const Finding &finding)
{
    const QString kind = evidenceText(finding, "holder"_L1);
    const QString name = nameText(finding.evidence[u"name"], 60);
    const QString held =
        finding.evidence[u"held_seconds"].isDouble() ? evidenceDuration(finding, "held_seconds"_L1) : QString();
    if (kind == u"slot")
        return slotText(finding, name, held);
    if (kind == u"standby")
        return DiagnosisText::tr("a query on standby %1 may still read them").arg(name);
    if (kind == u"prepared")
        return held.isEmpty() ? DiagnosisText::tr("the prepared transaction “%1” is still open").arg(name)
                              : DiagnosisText::tr("the prepared transaction “%1” has been open for %2").arg(name, held);
    const QString session = sessionText(finding.evidence[u"session"]);
    return held.isEmpty() ? DiagnosisText::tr("%1 may still read them").arg(session)
                          : DiagnosisText::tr("%1 has been able to read them for %2").arg(session, held);
}

QString horizonSentence(const Finding &finding)
{
    return DiagnosisText::tr("%1: %2.").arg(whoseRows(finding), holderText(finding));
}

QString horizonShortly(const Findings &findings)
{
    return DiagnosisText::tr("vacuum held back, %1 transactions")
        .arg(formatCount(evidenceCount(findings.front(), "age_transactions"_L1)));
}

/// Who holds it back may be found out for more than that.
Subjects holderItself(const Finding &finding, const Snapshot &, const FleetMoment &)
{
    return {finding.subject};
}

Subjects heldBackDatabases(const Finding &finding, const Snapshot &snapshot)
{
    Subjects subjects;
    const QJsonValue only = finding.evidence[u"database"];
    for (const DatabaseCounters &database : snapshot.postgres->databases) {
        if (!database.name.isEmpty() && (!only.isString() || only == database.name))
            subjects.push_back({SubjectKind::Database, snapshot.target, database.name});
    }
    return subjects;
}

} // namespace

constinit const Rule rules::vacuumHorizon{.id = QLatin1StringView("pg.vacuum.horizon"),
                                          .input = RuleInput::PostgreSql,
                                          .find = findHorizon,
                                          .sentence = horizonSentence,
                                          .page = QLatin1StringView("progress"),
                                          .shortly = horizonShortly,
                                          .standsBehind = holderItself,
                                          .holdsUp = heldBackDatabases};

} // namespace lockmaster
