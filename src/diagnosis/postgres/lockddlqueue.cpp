// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.lock.ddl_queue: somebody wants a table for itself alone, waits for a holder, and everybody who comes later queues
// behind. Cancelling the waiter frees the queue and costs the least. Evidence:
//   waiter {…}, holder {…} (sessionJson), relation, waits_seconds, queue (count), queue_pids
#include "diagnosis/rules.h"

#include <algorithm>

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/action.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool isDdlWait(const LockWait &wait)
{
    return wait.mode == "AccessExclusiveLock"_L1 && wait.lockType == "relation"_L1;
}

std::vector<int> queueBehind(const LockForest &forest, const LockNode &waiter)
{
    std::vector<int> pids;
    for (const int child : waiter.children)
        pids.push_back(forest.nodes[static_cast<std::size_t>(child)].pid);
    return pids;
}

Finding queueFinding(const PostgresState &state, const LockNode &waiter, const LockWait &wait,
                     const Thresholds &thresholds)
{
    const int holder = waiter.parent < 0 ? 0 : state.forest.nodes[static_cast<std::size_t>(waiter.parent)].pid;
    Finding finding{u"pg.lock.ddl_queue"_s, FindingSeverity::Warning, {}, {}, {}, {}};
    if (waiter.waited > thresholds.blockedCritical)
        finding.severity = FindingSeverity::Critical;
    finding.evidence = {{u"waiter"_s, sessionJson(state, waiter.pid)},
                        {u"holder"_s, sessionJson(state, holder)},
                        {u"relation"_s, wait.relation},
                        {u"waits_seconds"_s, secondsJson(waiter.waited)},
                        {u"queue"_s, waiter.victims},
                        {u"queue_pids"_s, pidsJson(queueBehind(state.forest, waiter))}};
    finding.subject = lockSubject(state, waiter.pid);
    if (const SessionPtr session = findSession(state, waiter.pid))
        finding.recommended = {onSession(kCancelQuery, *session)};
    return finding;
}

Findings findDdlQueue(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    Findings all;
    for (const LockNode &node : state.forest.nodes) {
        if (node.wait < 0 || node.victims == 0)
            continue;
        const LockWait &wait = state.lockWaits[static_cast<std::size_t>(node.wait)];
        if (isDdlWait(wait)) {
            all.push_back(queueFinding(state, node, wait, thresholds));
            all.back().since = began(snapshot, node.waited);
        }
    }
    return all;
}

QString ddlQueueSentence(const Finding &finding)
{
    const qint64 queue = evidenceCount(finding, "queue"_L1);
    QString text = DiagnosisText::tr("%1 wants %2 for itself and has waited %3 for %4; %5 behind it.")
                       .arg(sessionText(finding.evidence[u"waiter"]), evidenceText(finding, "relation"_L1),
                            evidenceDuration(finding, "waits_seconds"_L1), sessionText(finding.evidence[u"holder"]),
                            queue == 1 ? DiagnosisText::tr("1 session queues")
                                       : DiagnosisText::tr("%1 sessions queue").arg(queue));
    text[0] = text[0].toUpper();
    return text;
}

Subjects waiterItself(const Finding &finding, const Snapshot &, const FleetMoment &)
{
    return {finding.subject};
}

} // namespace

constinit const Rule rules::lockDdlQueue{.id = QLatin1StringView("pg.lock.ddl_queue"),
                                         .input = RuleInput::PostgreSql,
                                         .find = findDdlQueue,
                                         .sentence = ddlQueueSentence,
                                         .page = QLatin1StringView("locks"),
                                         .standsBehind = waiterItself};

} // namespace lockmaster
