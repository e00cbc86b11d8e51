// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.sync_wait: commits wait for a synchronous standby. They are done on this server and hang until one
// confirms. Evidence: waiters, longest_seconds, pids, missing [] (names that do not stream), never_replay [] (those
// waited for that keep WAL and do not replay it, while synchronous_commit is remote_apply), synchronous_standby_names.
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>

#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/senderduty.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool waitsForStandby(const Session &session)
{
    return session.waitEvent == u"SyncRep";
}

bool hasSynchronous(const Replication &here)
{
    return std::ranges::any_of(here.senders,
                               [](const WalSender &sender) { return sender.isHidden() || isSynchronous(sender); });
}

QJsonArray missingJson(const Replication &here)
{
    QJsonArray names;
    for (const QString &name : missingSynchronous(here))
        names.append(name);
    return names;
}

QJsonArray neverReplayJson(const PostgresState &state)
{
    const auto &settings = state.settings.values;
    const auto commit = settings.find(u"synchronous_commit"_s);
    QJsonArray names;
    if (commit == settings.end() || commit->second != u"remote_apply")
        return names;
    for (const WalSender &sender : state.replication->senders) {
        if (isSynchronous(sender) && dutyOf(*state.replication, sender) == SenderDuty::Receiver)
            names.append(sender.application);
    }
    return names;
}

/// Commits that come later wait no longer than until it is on the receiver's disk.
std::vector<RecommendedAction> adviceOn(const QJsonArray &neverReplay)
{
    if (neverReplay.isEmpty())
        return {};
    return {RecommendedAction{.action = {}, .args = {}, .command = u"ALTER SYSTEM SET synchronous_commit = 'on';"_s},
            RecommendedAction{.action = {}, .args = {}, .command = u"SELECT pg_reload_conf();"_s}};
}

struct Waiters {
    std::vector<int> pids;
    std::chrono::microseconds longest{};
};

Waiters waitersOf(const PostgresState &state)
{
    Waiters waiters;
    for (const SessionPtr &session : state.sessions) {
        if (!waitsForStandby(*session))
            continue;
        waiters.pids.push_back(session->key.pid);
        waiters.longest =
            std::max(waiters.longest, ageAt(state.serverNow, session->queryStart).value_or(waiters.longest));
    }
    return waiters;
}

Findings findSyncWait(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const auto &here = snapshot.postgres->replication;
    const Waiters waiters = waitersOf(*snapshot.postgres);
    if (!here || waiters.pids.empty() || (hasSynchronous(*here) && waiters.longest < thresholds.syncWait))
        return {};
    const QJsonArray neverReplay = neverReplayJson(*snapshot.postgres);
    return {{u"pg.replication.sync_wait"_s,
             FindingSeverity::Critical,
             {},
             {{u"waiters"_s, qint64(std::ssize(waiters.pids))},
              {u"longest_seconds"_s, secondsJson(waiters.longest)},
              {u"pids"_s, pidsJson(waiters.pids)},
              {u"missing"_s, missingJson(*here)},
              {u"never_replay"_s, neverReplay},
              {u"synchronous_standby_names"_s, here->synchronousStandbys}},
             adviceOn(neverReplay),
             {}}};
}

QString syncWaitSentence(const Finding &finding)
{
    const QString who =
        DiagnosisText::tr("%1: commits wait for a synchronous standby, the longest for %2")
            .arg(sessionsText(evidenceCount(finding, "waiters"_L1)), evidenceDuration(finding, "longest_seconds"_L1));
    const QString receivers = namesJoined(finding.evidence[u"never_replay"]);
    if (!receivers.isEmpty())
        return DiagnosisText::tr("%1; synchronous_commit is remote_apply, and %2 keeps WAL and never replays it.")
            .arg(who, elided(receivers, 60));
    const QString names = namesJoined(finding.evidence[u"missing"]);
    return names.isEmpty() ? who + u'.' : DiagnosisText::tr("%1; %2 does not stream.").arg(who, elided(names, 60));
}

} // namespace

constinit const Rule rules::replicationSyncWait{.id = QLatin1StringView("pg.replication.sync_wait"),
                                                .input = RuleInput::PostgreSql,
                                                .find = findSyncWait,
                                                .sentence = syncWaitSentence,
                                                .page = QLatin1StringView("replication")};

} // namespace lockmaster
