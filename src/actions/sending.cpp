// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/sending.h"

#include "actions/plan/serverfacts.h"
#include "actions/plan/statements.h"
#include "actions/registry.h"
#include "link/waits.h"

#include <algorithm>

namespace lockmaster {
namespace {

/// pg_terminate_backend itself waits 5 s.
constexpr std::chrono::seconds kStatementTimeout{12};
constexpr std::chrono::seconds kPause{1};
constexpr std::chrono::milliseconds kLookEvery{250};

void takeRows(const PgRows &rows, Evidence &evidence)
{
    evidence.messages << rows.notices();
    for (int row = 0; row < rows.count(); ++row) {
        if (const auto start = rows.time(row, rows.column("backend_start")))
            evidence.signalled.insert({static_cast<int>(rows.integer(row, rows.column("pid"))), *start});
    }
}

/// The server said no to this statement and lives on: then it has done nothing, unless the statement was about several
/// sessions: signals given before the error stay given. Anything else leaves it open.
bool isRefusal(const Error &error, std::size_t sessions, const PgLink &link)
{
    return link.isOpen() && sessions == 1
           && (error.kind == ErrorKind::Query || error.kind == ErrorKind::Privilege
               || error.kind == ErrorKind::Unsupported);
}

void takeError(const Error &error, std::size_t from, const PgLink &link, Evidence &evidence)
{
    evidence.error = error;
    if (isRefusal(error, evidence.asked - from, link)) {
        evidence.asked = from;
        return;
    }
    evidence.isAnswerLost = true;
    evidence.answerLostFrom = from;
}

const Session *plannedSession(const ActionPlan &plan, const SessionKey &key)
{
    const auto found = std::ranges::find(plan.victims, key, &Session::key);
    return found == plan.victims.end() ? nullptr : &*found;
}

std::set<SessionKey> notDone(const ActionPlan &plan, const std::vector<PresentSession> &present)
{
    const ActionType *type = findAction(plan.request.action);
    std::set<SessionKey> keys;
    for (const PresentSession &now : present) {
        const Session *before = plannedSession(plan, now.key);
        if (before && type && !type->isDone(*before, now))
            keys.insert(now.key);
    }
    return keys;
}

/// Those whose end is to be seen: signalled, or asked for with the answer lost.
std::vector<Session> toLookFor(const ActionPlan &plan, const Evidence &evidence)
{
    std::vector<Session> sessions;
    for (std::size_t i = 0; i < std::min(evidence.asked, plan.victims.size()); ++i) {
        const bool isLost = evidence.isAnswerLost && i >= evidence.answerLostFrom;
        if (isLost || evidence.signalled.contains(plan.victims[i].key))
            sessions.push_back(plan.victims[i]);
    }
    return sessions;
}

} // namespace

QCoro::Task<Evidence> sendStatements(std::shared_ptr<PgLink> link, ActionPlan plan, std::stop_token stop)
{
    Evidence evidence;
    for (std::size_t i = 0; i < plan.statements.size(); ++i) {
        if (i > 0 && co_await sleepFor(kPause, stop) == WaitEnd::Stopped)
            co_return evidence;
        const std::size_t from = evidence.asked;
        evidence.asked = std::min(from + kSessionsPerStatement, plan.victims.size());
        const Result<PgRows> rows =
            co_await link->query(toQuery(plan.statements[i]), QDeadlineTimer(kStatementTimeout), stop);
        if (!rows) {
            takeError(rows.error(), from, *link, evidence);
            co_return evidence;
        }
        takeRows(*rows, evidence);
    }
    co_return evidence;
}

QCoro::Task<Evidence> lookForEffect(std::shared_ptr<PgLink> link, ActionPlan plan, Evidence evidence,
                                    QDeadlineTimer deadline, std::stop_token stop)
{
    const std::vector<Session> sessions = toLookFor(plan, evidence);
    evidence.hasLooked = sessions.empty();
    while (!evidence.hasLooked || !evidence.notDone.empty()) {
        const auto present = co_await readPresent(link, sessions, QDeadlineTimer(kLookTimeout), stop);
        evidence.hasLooked = present.has_value();
        if (!present)
            break;
        evidence.notDone = notDone(plan, *present);
        if (evidence.notDone.empty() || deadline.hasExpired())
            break;
        if (co_await sleepFor(kLookEvery, stop) == WaitEnd::Stopped)
            break;
    }
    co_return evidence;
}

} // namespace lockmaster
