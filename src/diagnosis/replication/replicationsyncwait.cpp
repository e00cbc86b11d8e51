// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.sync_wait: commits wait for a synchronous standby. They are done on this server and hang until one
// confirms. Evidence: waiters, longest_seconds, pids, missing [] (names that do not stream), synchronous_standby_names.
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>

#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool waitsForStandby(const Session &session)
{
    return session.waitEvent == u"SyncRep";
}

bool hasSynchronous(const Replication &here)
{
    return std::ranges::any_of(here.senders, [](const WalSender &sender) {
        return sender.isHidden() || sender.syncState == u"sync" || sender.syncState == u"quorum";
    });
}

QStringList missing(const Replication &here)
{
    QStringList names;
    for (const QString &name : namesIn(here.synchronousStandbys)) {
        if (!std::ranges::contains(here.senders, name, &WalSender::application))
            names << name;
    }
    return names;
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
    return {{u"pg.replication.sync_wait"_s,
             FindingSeverity::Critical,
             {},
             {{u"waiters"_s, qint64(std::ssize(waiters.pids))},
              {u"longest_seconds"_s, secondsJson(waiters.longest)},
              {u"pids"_s, pidsJson(waiters.pids)},
              {u"missing"_s, QJsonArray::fromStringList(missing(*here))},
              {u"synchronous_standby_names"_s, here->synchronousStandbys}},
             {},
             {}}};
}

QString syncWaitSentence(const Finding &finding)
{
    const QString who =
        DiagnosisText::tr("%1: commits wait for a synchronous standby, the longest for %2")
            .arg(sessionsText(evidenceCount(finding, "waiters"_L1)), evidenceDuration(finding, "longest_seconds"_L1));
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
