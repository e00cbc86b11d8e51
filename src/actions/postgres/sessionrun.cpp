// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/sessionrun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "actions/plan/statements.h"
#include "link/waits.h"

#include <algorithm>

namespace lockmaster {
namespace {

/// pg_terminate_backend itself waits 5 s.
constexpr std::chrono::seconds kStatementTimeout{12};
constexpr std::chrono::seconds kPause{1};
constexpr std::chrono::seconds kVerifyTime{5};
constexpr std::chrono::milliseconds kLookEvery{250};

std::size_t count(const std::vector<SubjectOutcome> &outcomes, Outcome outcome)
{
    return static_cast<std::size_t>(std::ranges::count(outcomes, outcome, &SubjectOutcome::outcome));
}

/// The server said no to this statement and lives on: then it has done nothing, unless the statement was about several
/// sessions: signals given before the error stay given. Anything else leaves it open.
bool isRefusal(const Error &error, std::size_t sessions, const PgLink &link)
{
    return sessions == 1 && isRefusedByServer(error, link.isOpen());
}

QString summaryOfMany(const std::vector<SubjectOutcome> &outcomes)
{
    QStringList parts{ActionText::tr("%1 gone").arg(count(outcomes, Outcome::DoneVerified))};
    if (const auto still = count(outcomes, Outcome::SentUnverified))
        parts << ActionText::tr("%1 still there").arg(still);
    if (const auto spared = count(outcomes, Outcome::NoOp))
        parts << ActionText::tr("%1 spared, gone or changed before").arg(spared);
    if (const auto unknown = count(outcomes, Outcome::Unknown))
        parts << ActionText::tr("%1 not known").arg(unknown);
    return ActionText::tr("Of %1 sessions: %2.").arg(outcomes.size()).arg(parts.join(QStringLiteral(", ")));
}

} // namespace

SessionRun::SessionRun(ActionPlan plan, IsDone isDone, SessionSentences sentences)
    : ActionRun(std::move(plan)), m_isDone(isDone), m_sentences(std::move(sentences)), m_sessions(sessionsOf(m_plan))
{
}

void SessionRun::takeRows(const PgRows &rows)
{
    m_evidence.messages << rows.notices();
    for (int row = 0; row < rows.count(); ++row) {
        if (const auto start = rows.time(row, rows.column("backend_start")))
            m_signalled.insert({static_cast<int>(rows.integer(row, rows.column("pid"))), *start});
    }
}

void SessionRun::takeError(const Error &error, std::size_t from, const PgLink &link)
{
    m_evidence.error = error;
    if (isRefusal(error, m_asked - from, link)) {
        m_asked = from;
        return;
    }
    m_evidence.isAnswerLost = true;
    m_answerLostFrom = from;
}

QCoro::Task<void> SessionRun::send(ActingContext context)
{
    if (m_plan.statements.size() == 1)
        m_deadline = QDeadlineTimer(kVerifyTime); // from the sending on: the statement waits itself
    const auto link = context.server.postgres();
    for (std::size_t i = 0; i < m_plan.statements.size(); ++i) {
        if (i > 0 && co_await sleepFor(kPause, context.stop) == WaitEnd::Stopped)
            co_return;
        const std::size_t from = m_asked;
        m_asked = std::min(from + kSessionsPerStatement, m_sessions.size());
        const Result<PgRows> rows =
            co_await link->query(toQuery(m_plan.statements[i]), QDeadlineTimer(kStatementTimeout), context.stop);
        if (!rows) {
            takeError(rows.error(), from, *link);
            co_return;
        }
        takeRows(*rows);
    }
}

void SessionRun::assumeSent()
{
    ActionRun::assumeSent();
    m_asked = m_sessions.size();
}

/// Those whose end is to be seen: signalled, or asked for with the answer lost.
std::vector<Session> SessionRun::toLookFor() const
{
    std::vector<Session> sessions;
    for (std::size_t i = 0; i < std::min(m_asked, m_sessions.size()); ++i) {
        const bool isLost = m_evidence.isAnswerLost && i >= m_answerLostFrom;
        if (isLost || m_signalled.contains(m_sessions[i].key))
            sessions.push_back(m_sessions[i]);
    }
    return sessions;
}

void SessionRun::takePresent(const std::vector<PresentSession> &present)
{
    m_notDone.clear();
    for (const PresentSession &now : present) {
        const auto before = std::ranges::find(m_sessions, now.key, &Session::key);
        if (before != m_sessions.end() && !m_isDone(*before, now))
            m_notDone.insert(now.key);
    }
}

QCoro::Task<void> SessionRun::verify(ActingContext context)
{
    co_await lookForEffect(context);
    const bool isAnyDone = m_evidence.hasLooked && !m_signalled.empty();
    if (!isAnyDone || m_plan.waiters.empty() || context.stop.stop_requested())
        co_return;
    if (auto seen = co_await lookAtWaiters(context.server.postgres(), m_plan.waiters, context.stop))
        m_aftermath = std::move(*seen);
}

QCoro::Task<void> SessionRun::lookForEffect(ActingContext context)
{
    const std::optional<QDeadlineTimer> fromSending = std::exchange(m_deadline, {});
    const QDeadlineTimer deadline =
        m_evidence.isAnswerLost ? QDeadlineTimer(kVerifyTime) : fromSending.value_or(QDeadlineTimer(kVerifyTime));
    const std::vector<Session> sessions = toLookFor();
    m_evidence.hasLooked = sessions.empty();
    while (!m_evidence.hasLooked || !m_notDone.empty()) {
        const auto present =
            co_await readPresent(context.server.postgres(), sessions, QDeadlineTimer(kLookTimeout), context.stop);
        m_evidence.hasLooked = present.has_value();
        if (!present)
            break;
        takePresent(*present);
        if (m_notDone.empty() || deadline.hasExpired())
            break;
        if (co_await sleepFor(kLookEvery, context.stop) == WaitEnd::Stopped)
            break;
    }
}

SubjectOutcome SessionRun::outcomeOf(std::size_t index) const
{
    const SessionKey &key = m_sessions[index].key;
    const auto as = [&](Outcome outcome, const QString &detail) {
        return SubjectOutcome{subjectOf(m_sessions[index]), outcome, detail};
    };
    if (index >= m_asked)
        return as(Outcome::NoOp, ActionText::tr("not sent"));
    const bool isLost = m_evidence.isAnswerLost && index >= m_answerLostFrom;
    if (!isLost && !m_signalled.contains(key))
        return as(Outcome::NoOp, ActionText::tr("was gone or had changed, and was spared"));
    if (!m_evidence.hasLooked)
        return as(Outcome::Unknown, ActionText::tr("nobody could look"));
    if (m_notDone.contains(key))
        return as(Outcome::SentUnverified, ActionText::tr("still there"));
    return as(Outcome::DoneVerified, ActionText::tr("done: the console looked again"));
}

Outcome SessionRun::overall(const std::vector<SubjectOutcome> &outcomes) const
{
    const std::size_t touched = count(outcomes, Outcome::DoneVerified) + count(outcomes, Outcome::SentUnverified);
    if (count(outcomes, Outcome::Unknown) > 0)
        return Outcome::Unknown;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return touched > 0 ? Outcome::FailedPartial : Outcome::FailedClean;
    if (count(outcomes, Outcome::SentUnverified) > 0)
        return Outcome::SentUnverified;
    if (touched < outcomes.size() && m_asked < outcomes.size())
        return Outcome::FailedPartial; // the connection was lost before all were asked for
    return touched > 0 ? Outcome::DoneVerified : Outcome::NoOp;
}

QString SessionRun::summaryOfOne(Outcome outcome) const
{
    const QString &pid = m_plan.subjects.front().name;
    switch (outcome) {
    case Outcome::DoneVerified:
        return m_evidence.serverRestarted
                   ? ActionText::tr("The server restarted meanwhile; session %1 went with it.").arg(pid)
                   : m_sentences.done;
    case Outcome::SentUnverified:
        return m_evidence.isAnswerLost ? ActionText::tr("The server's answer was lost, and session %1 is as it was: "
                                                        "whether the request arrived is not known.")
                                             .arg(pid)
                                       : m_sentences.stillThere;
    case Outcome::NoOp: return m_sentences.nothing;
    case Outcome::Unknown:
        return ActionText::tr("The server's answer was lost, and nobody could look since: what became of session %1 is "
                              "not known.")
            .arg(pid);
    default: return m_evidence.error ? m_evidence.error->text : ActionText::tr("The server refused it.");
    }
}

QString SessionRun::nextStep(Outcome outcome) const
{
    if (outcome == Outcome::SentUnverified)
        return m_sentences.whenStillThere;
    if (outcome != Outcome::DoneVerified)
        return usualNextStep(outcome);
    if (std::ranges::find(m_sessions, QStringLiteral("SyncRep"), &Session::waitEvent) != m_sessions.end())
        return ActionText::tr("Its transaction is committed on this server. Check that the synchronous standby has it "
                              "before this server is given up.");
    const Session *inFront = m_aftermath && m_aftermath->inFront ? &*m_aftermath->inFront : nullptr;
    if (inFront && std::ranges::contains(m_sessions, inFront->key, &Session::key))
        return m_sentences.whenStillHolding;
    return m_sentences.whenDone;
}

ActionResult SessionRun::conclude(WallTime now) const
{
    std::vector<SubjectOutcome> outcomes;
    for (std::size_t i = 0; i < m_sessions.size(); ++i)
        outcomes.push_back(outcomeOf(i));
    const Outcome outcome = overall(outcomes);
    ActionResult result = resultOf(m_plan, m_evidence, outcome,
                                   outcomes.size() == 1 ? summaryOfOne(outcome) : summaryOfMany(outcomes), now);
    result.subjects = std::move(outcomes);
    result.next = nextStep(outcome);
    if (m_aftermath) {
        result.summary += u' ' + aftermathText(*m_aftermath);
        result.stillWaiting = m_aftermath->still;
    }
    return result;
}

bool isNeverDoneWhilePresent(const Session &, const PresentSession &)
{
    return false;
}

SessionSentences endingSentences(const ActionPlan &plan)
{
    const QString pid = plan.subjects.empty() ? QString() : plan.subjects.front().name;
    return {.done = ActionText::tr("Session %1 is gone: the console looked again.").arg(pid),
            .stillThere = ActionText::tr("Sent, and session %1 is still there after 5 s.").arg(pid),
            .nothing = ActionText::tr("Session %1 was gone or had changed; nothing was ended.").arg(pid),
            .whenStillThere =
                ActionText::tr("It may be stopped, or in I/O that cannot be interrupted. Look at the process on its "
                               "host. Never kill -9 it: the whole server would restart.")};
}

std::unique_ptr<ActionRun> runEnding(ActionPlan plan)
{
    SessionSentences sentences = endingSentences(plan);
    return std::make_unique<SessionRun>(std::move(plan), isNeverDoneWhilePresent, std::move(sentences));
}

} // namespace lockmaster
