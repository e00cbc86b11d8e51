// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.paused_by: why replay is paused on a standby whose primary is in the fleet. The server pauses it when
// one of five settings is lower than the primary's, and shuts down when it is told to resume; else somebody paused it,
// which is an information, or, where nothing streams, a recovery that has reached its target. Evidence: primary (its
// target), lower [{name, here, there}], empty when none is, resume (the statement; null: not advised).
#include "diagnosis/replication/followers.h"
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <array>

#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Of these a hot standby needs at least as much as its primary has.
constexpr std::array kNoLowerThanThere{"max_connections"_L1, "max_worker_processes"_L1, "max_wal_senders"_L1,
                                       "max_prepared_transactions"_L1, "max_locks_per_transaction"_L1};

std::optional<qint64> settingOf(const PostgresState &state, QLatin1StringView name)
{
    const auto found = state.settings.values.find(QString(name));
    if (found == state.settings.values.end())
        return {};
    bool isNumber = false;
    const qint64 value = found->second.toLongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

/// Nothing: not all of them are known.
std::optional<QJsonArray> lowerThanThere(const PostgresState &standby, const PostgresState &primary)
{
    QJsonArray lower;
    for (const QLatin1StringView name : kNoLowerThanThere) {
        const auto here = settingOf(standby, name);
        const auto there = settingOf(primary, name);
        if (!here || !there)
            return {};
        if (*here < *there)
            lower.append(QJsonObject{{u"name"_s, name}, {u"here"_s, *here}, {u"there"_s, *there}});
    }
    return lower;
}

/// One that streams has not stopped at a recovery target, where to resume would end the recovery.
QString resumeStatement(const Replication &here, const QJsonArray &lower)
{
    const bool isStreaming = here.receiver && here.receiver->status == u"streaming";
    return lower.isEmpty() && isStreaming ? u"SELECT pg_wal_replay_resume();"_s : QString();
}

/// The server has to be restarted afterwards, which is no command that runs anywhere.
std::vector<RecommendedAction> adviceFor(const QJsonArray &lower, const QString &resume)
{
    std::vector<RecommendedAction> advice;
    if (!resume.isEmpty())
        advice.push_back({.action = {}, .args = {}, .command = resume});
    for (const QJsonValue &one : lower)
        advice.push_back(
            {.action = {},
             .args = {},
             .command = u"ALTER SYSTEM SET %1 = %2;"_s.arg(one[u"name"].toString()).arg(one[u"there"].toInteger())});
    return advice;
}

Finding pausedBy(const Snapshot &standby, const Snapshot &primary, const QJsonArray &lower)
{
    const QString resume = resumeStatement(*standby.postgres->replication, lower);
    return {u"pg.replication.paused_by"_s,
            lower.isEmpty() ? FindingSeverity::Info : FindingSeverity::Critical,
            standby.target,
            {{u"primary"_s, primary.target},
             {u"lower"_s, lower},
             {u"resume"_s, resume.isEmpty() ? QJsonValue() : QJsonValue(resume)}},
            adviceFor(lower, resume),
            {}};
}

bool isPausedStandby(const SnapshotPtr &snapshot)
{
    return snapshot && isLiveNow(*snapshot) && snapshot->postgres && snapshot->postgres->replication
           && snapshot->postgres->replication->inRecovery && snapshot->postgres->replication->isReplayPaused;
}

Findings findPausedBy(const FleetMoment &moment)
{
    Findings all;
    for (const SnapshotPtr &standby : moment.newest) {
        const Snapshot *primary = isPausedStandby(standby) ? primaryOf(*standby, moment.newest) : nullptr;
        if (!primary)
            continue;
        if (const auto lower = lowerThanThere(*standby->postgres, *primary->postgres))
            all.push_back(pausedBy(*standby, *primary, *lower));
    }
    return all;
}

QString pausedBySentence(const Finding &finding)
{
    const QString primary = evidenceName(finding, "primary"_L1);
    const QJsonArray lower = finding.evidence[u"lower"].toArray();
    QStringList raised;
    for (const QJsonValue &one : lower)
        raised << DiagnosisText::tr("%1 to at least %2")
                      .arg(plainLine(one[u"name"].toString()))
                      .arg(one[u"there"].toInteger());
    if (raised.isEmpty() && !finding.evidence[u"resume"].isString())
        return DiagnosisText::tr("It is not known who paused replay: no setting that matters is lower here than on "
                                 "primary %1, and it does not stream.")
            .arg(primary);
    if (raised.isEmpty())
        return DiagnosisText::tr("Somebody paused replay: it can be resumed, since no setting that matters is lower "
                                 "here than on primary %1.")
            .arg(primary);
    return DiagnosisText::tr("The server itself paused replay, because it has less than primary %1: raise %2 here and "
                             "restart it. To resume would shut it down.")
        .arg(primary, raised.join(u", "_s));
}

Subjects stoppedReplay(const Finding &finding, const Snapshot &)
{
    return finding.evidence[u"lower"].toArray().isEmpty() ? Subjects() : Subjects{replayOf(finding.target)};
}

} // namespace

constinit const Rule rules::replayPausedBy{.id = QLatin1StringView("pg.replication.paused_by"),
                                           .input = RuleInput::Fleet,
                                           .findBetween = findPausedBy,
                                           .sentence = pausedBySentence,
                                           .page = QLatin1StringView("replication"),
                                           .holdsUp = stoppedReplay};

} // namespace lockmaster
