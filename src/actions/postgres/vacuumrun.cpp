// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/vacuumrun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "actions/postgres/vacuumprogress.h"
#include "link/waits.h"

namespace lockmaster::vacuum {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kLookAtProgress{500};
constexpr std::chrono::seconds kStatisticsTime{5}; ///< until the server has written down what it did
constexpr std::chrono::seconds kCancelTime{30};    ///< from when the server has signalled it
constexpr std::chrono::minutes kReachTime{2};      ///< until the server could be told to

} // namespace

/// The second connection is opened before: cancelling must not need a login.
QCoro::Task<Result<void>> VacuumRun::prepare(ActingContext context)
{
    const Result<ReadyServer> second = co_await m_second.ready(context);
    if (!second)
        co_return std::unexpected(second.error());
    if (second->lent.shared) {
        co_await m_second.release(context.stop);
        co_return fail(ErrorKind::Full, ActionText::tr("The server has no connection left to watch it by."));
    }
    SessionSettings settings = actingSettings(actingName(m_plan.id));
    settings.statementTimeout = u"0"_s;
    co_return co_await applySettings(context.server.postgres(), settings, context.stop);
}

QCoro::Task<void> VacuumRun::send(ActingContext context)
{
    m_startedAt = context.server.facts.serverNow;
    const Result<void> prepared = co_await prepare(context);
    if (!prepared) {
        m_evidence.error = prepared.error();
        m_evidence.hasLooked = true; // nothing was sent
        co_return;
    }
    const auto link = context.server.postgres();
    Underway<Answer> vacuum;
    vacuum.begin(
        link->query(toQuery(m_plan.statements.front()), QDeadlineTimer(QDeadlineTimer::Forever), vacuum.token()));
    co_await watch(context, &vacuum);
    takeAnswer(vacuum.answer(), link->isOpen());
}

QCoro::Task<void> VacuumRun::watch(ActingContext context, Underway<Answer> *vacuum)
{
    const qint64 minutes = m_plan.request.arguments.value("limit_minutes"_L1).toInteger(60);
    const QDeadlineTimer limit{std::chrono::minutes(minutes)};
    std::optional<QDeadlineTimer> giveUp;
    while (co_await vacuum->answered(QDeadlineTimer(kLookAtProgress), context.stop) == WaitEnd::Timeout) {
        if (giveUp && giveUp->hasExpired())
            co_return; // it does not react, or is not reached: nobody knows how long it goes on
        const bool isWanted = context.cancel.stop_requested() || limit.hasExpired();
        if (isWanted && !giveUp)
            giveUp = QDeadlineTimer(kReachTime);
        if (isWanted && !m_evidence.isCancelled && co_await cancel(context)) {
            giveUp = QDeadlineTimer(kCancelTime);
            m_isOverTime = !context.cancel.stop_requested();
            m_evidence.isCancelled = true;
        }
        co_await tellProgress(context);
    }
}

/// True when the server has signalled it. It is asked again until then: the connection may be lost meanwhile, or the
/// session not yet be at work.
QCoro::Task<bool> VacuumRun::cancel(ActingContext context)
{
    const Result<ReadyServer> second = co_await m_second.ready(context, SecondLink::Try::IfDue);
    if (!second)
        co_return false;
    const Answer signalled =
        co_await second->postgres()->query(actionQuery("vacuum_cancel"_L1, {PgParam::of(actingName(m_plan.id))}),
                                           QDeadlineTimer(kLookTimeout), context.stop);
    if (second->lent.shared) // the server was full
        co_await m_second.release(context.stop);
    co_return signalled && signalled->count() > 0 && signalled->boolean(0, signalled->column("signalled"));
}

QCoro::Task<void> VacuumRun::tellProgress(ActingContext context)
{
    const Result<ReadyServer> second = co_await m_second.ready(context, SecondLink::Try::IfDue);
    if (second && second->lent.shared)
        co_await m_second.release(context.stop);
    if (!second || second->lent.shared)
        co_return;
    Result<State> state = co_await readState(second->postgres(), m_plan.id, context.stop);
    if (!state || !state->isRunning)
        co_return;
    ActionProgress &now = state->progress;
    const SteadyTime at = systemClock().steadyNow();
    if (now.phase == m_last.phase && now.done && m_last.done && *now.done >= *m_last.done && at > m_lastAt)
        now.perSecond = double(*now.done - *m_last.done) / inSeconds(at - m_lastAt);
    m_last = now;
    m_lastAt = at;
    context.tell(now);
}

void VacuumRun::takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen)
{
    if (answer && *answer) {
        m_evidence.messages << (*answer)->notices();
        return;
    }
    if (answer)
        m_evidence.error = answer->error();
    m_evidence.isAnswerLost = !answer || !isConnectionOpen || answer->error().sqlState.isEmpty();
}

QCoro::Task<void> VacuumRun::verify(ActingContext context)
{
    if (m_evidence.hasLooked)
        co_return;
    const auto link = context.server.postgres();
    const ServerTime since = m_startedAt.value_or(m_plan.serverNow.value_or(m_plan.madeAt));
    const QString table = m_plan.subjects.empty() ? QString() : m_plan.subjects.front().name;
    const QDeadlineTimer deadline(kStatisticsTime);
    do {
        const Result<State> state = co_await readState(link, m_plan.id, context.stop);
        const Result<PgRows> rows =
            !state ? std::unexpected(state.error())
                   : co_await link->query(actionQuery("vacuum_seen"_L1, {PgParam::of(table), PgParam::of(since)}),
                                          QDeadlineTimer(kLookTimeout), context.stop);
        m_evidence.hasLooked = rows.has_value();
        if (!rows)
            co_return;
        m_isRunning = state->isRunning;
        m_last = state->progress;
        m_tables = rows->integer(0, rows->column("tables"));
        m_vacuumed = rows->integer(0, rows->column("vacuumed"));
        m_analyzed = rows->integer(0, rows->column("analyzed"));
        m_dead = rows->integer(0, rows->column("dead_rows"));
        if (m_isRunning || isSeen() || wasSkipped() || (m_evidence.error && !m_evidence.isAnswerLost))
            co_return;
    } while (co_await sleepFor(std::chrono::milliseconds(250), context.stop) == WaitEnd::Timeout
             && !deadline.hasExpired());
}

} // namespace lockmaster::vacuum
