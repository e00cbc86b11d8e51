// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/pauserun.h"

#include <QElapsedTimer>

#include "actions/pgbouncer/pauseplan.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "link/waits.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kLookAtPause{100};
constexpr std::chrono::milliseconds kLookAtHold{250};
constexpr std::chrono::seconds kBetweenResumes{1};
constexpr int kResumes = 3; ///< tries, each on a new connection

} // namespace

/// The second connection. Several processes may answer at one address, and a pause is one process's: it has to see the
/// acting connection among its clients.
QCoro::Task<Result<PauseRun::LinkPtr>> PauseRun::control(ActingContext context, SecondLink::Try when)
{
    const bool wasOpen = m_second.isOpen();
    const Result<ReadyServer> server = co_await m_second.ready(context, when);
    if (!server)
        co_return std::unexpected(server.error());
    if (wasOpen || !context.server.lent.link.isOpen())
        co_return server->postgres();
    const Result<bool> sees = co_await seesClient(server->postgres(), actingName(m_plan.id), context.stop);
    if (sees && *sees)
        co_return server->postgres();
    co_await m_second.release(context.stop);
    co_return sees ? fail(ErrorKind::Network,
                          ActionText::tr("Another PgBouncer answers at the same address: a second connection does not "
                                         "see the first. Each has to be paused by itself, on a port of its own."))
                   : std::unexpected(sees.error());
}

QCoro::Task<void> PauseRun::send(ActingContext context)
{
    // Opened before: taking it back must not need a login.
    const Result<LinkPtr> second = co_await control(context, SecondLink::Try::AtOnce);
    if (!second) {
        m_evidence.error = second.error();
        m_evidence.hasLooked = true; // nothing was sent
        co_return;
    }
    const auto link = context.server.postgres();
    Underway<Answer> pause;
    pause.begin(
        link->command(m_plan.statements.front().sql.toUtf8(), QDeadlineTimer(QDeadlineTimer::Forever), pause.token()));
    co_await watch(context, &pause);
    const std::optional<Answer> answer = pause.answer();
    // PgBouncer goes on with the pause of somebody who has gone.
    m_isLost = answer && !*answer && !isRefusedByServer(answer->error(), link->isOpen());
    if (m_isLost && !m_isTakenBack && !m_isResumed)
        co_await takeBack(context);
    takeAnswer(answer, link->isOpen());
    if (!isKeptPaused(m_plan) && answer && *answer && !m_isTakenBack && !m_isResumed)
        co_await hold(context);
    if (m_second.isShared())
        co_await m_second.release(context.stop);
}

QDeadlineTimer PauseRun::patience() const
{
    return QDeadlineTimer(std::chrono::seconds(m_plan.request.arguments.value("timeout"_L1).toInteger(5)));
}

QCoro::Task<void> PauseRun::watch(ActingContext context, Underway<Answer> *pause)
{
    const QDeadlineTimer limit = patience();
    while (co_await pause->answered(QDeadlineTimer(kLookAtPause), context.stop) == WaitEnd::Timeout) {
        if (context.cancel.stop_requested() || limit.hasExpired()) {
            m_evidence.isCancelled = context.cancel.stop_requested();
            co_await takeBack(context);
            co_return;
        }
        const Result<LinkPtr> link = co_await control(context, SecondLink::Try::IfDue);
        if (!link)
            continue;
        const Result<ConsoleState> state = co_await readConsole(*link, context.stop);
        if (!state)
            continue;
        takeState(*state);
        if (m_isResumed)
            co_return; // PAUSE would never answer
        ActionProgress progress{.planId = m_plan.id, .phase = ActionText::tr("waiting for transactions to end")};
        progress.done = 0;
        progress.total = m_stillBusy;
        progress.unit = ActionText::tr("transactions");
        context.tell(progress);
    }
}

void PauseRun::takeState(const ConsoleState &state)
{
    // Before 1.19 a pause of all is not told, and so neither is its end.
    m_isResumed = m_wasHeld && !state.isPausedAt(m_database);
    m_wasHeld = state.isPausedAt(m_database);
    m_stillBusy = state.sum(m_database, &ConsolePool::serversActive);
}

/// Until the planned pause is over, or a person keeps it or takes it back, or somebody else has resumed it. When the
/// console ends meanwhile, it stays.
QCoro::Task<void> PauseRun::hold(ActingContext context)
{
    m_hold = Hold::Underway;
    if (m_second.isShared())
        co_await m_second.release(context.stop); // a pause may last
    const auto planned = plannedPause(m_plan);
    QElapsedTimer since;
    since.start();
    while (!context.cancel.stop_requested() && m_heldFor < planned) {
        if (co_await sleepFor(kLookAtHold, context.stop) == WaitEnd::Stopped)
            co_return;
        m_heldFor = std::chrono::floor<std::chrono::seconds>(since.durationElapsed());
        if (!co_await isStillPaused(context))
            m_hold = Hold::Resumed;
        else if (context.keep.stop_requested())
            m_hold = Hold::Kept;
        if (m_hold != Hold::Underway)
            co_return;
        tellHold(context, m_heldFor);
    }
    m_evidence.isCancelled = context.cancel.stop_requested();
    m_hold = Hold::Over;
    co_await takeBack(context);
    m_evidence.isAnswerLost = m_evidence.error.has_value(); // whether RESUME was done
}

/// Unless PgBouncer says otherwise it is. Before 1.19 a pause of all is not told.
QCoro::Task<bool> PauseRun::isStillPaused(ActingContext context)
{
    const Result<LinkPtr> link = context.server.lent.link.isOpen() ? Result<LinkPtr>(context.server.postgres())
                                                                   : co_await control(context, SecondLink::Try::IfDue);
    if (!link)
        co_return true;
    const Result<ConsoleState> state = co_await readConsole(*link, context.stop);
    co_return !state || state->isPausedAt(m_database) || (m_database.isEmpty() && !state->isPaused);
}

void PauseRun::tellHold(const ActingContext &context, std::chrono::seconds held) const
{
    ActionProgress progress{.planId = m_plan.id, .phase = ActionText::tr("paused, and resumed by itself after that")};
    progress.done = held.count();
    progress.total = plannedPause(m_plan).count();
    progress.unit = ActionText::tr("seconds");
    progress.keepWord = ActionText::tr("Keep it paused");
    progress.takeBackWord = ActionText::tr("Resume it now");
    context.tell(progress);
}

/// RESUME first: when it has answered, the pause is gone, though PAUSE itself never answers any more.
QCoro::Task<void> PauseRun::takeBack(ActingContext context)
{
    m_isTakenBack = true;
    for (int i = 0; i < kResumes; ++i) {
        if (i > 0 && co_await sleepFor(kBetweenResumes, context.stop) == WaitEnd::Stopped)
            co_return;
        const Result<LinkPtr> link = co_await control(context, SecondLink::Try::AtOnce);
        if (!link) {
            m_evidence.error = link.error();
            continue;
        }
        const Answer resumed = co_await (*link)->command(consoleCommand(u"RESUME"_s, m_database).toUtf8(),
                                                         QDeadlineTimer(kLookTimeout), context.stop);
        m_evidence.error.reset();
        if (resumed || resumed.error().detail.contains(u"not paused"))
            co_return;
        m_evidence.error = resumed.error();
        if (isRefusedByServer(resumed.error(), (*link)->isOpen()))
            co_return;
    }
}

void PauseRun::takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen)
{
    if (m_isTakenBack || m_isResumed) {
        m_evidence.isAnswerLost = m_evidence.error.has_value(); // whether RESUME was done
        return;
    }
    if (answer && !*answer)
        m_evidence.error = answer->error();
    m_evidence.isAnswerLost = !answer || (!*answer && !isRefusedByServer(answer->error(), isConnectionOpen));
}

/// The acting connection, unless it still waits for PAUSE.
QCoro::Task<Result<PauseRun::LinkPtr>> PauseRun::linkToLookBy(ActingContext context)
{
    if (!m_isTakenBack && !m_isResumed && context.server.lent.link.isOpen())
        co_return context.server.postgres();
    context.server.lent.link.close();
    co_return co_await control(std::move(context), SecondLink::Try::AtOnce);
}

QCoro::Task<void> PauseRun::verify(ActingContext context)
{
    if (m_evidence.hasLooked)
        co_return;
    const Result<LinkPtr> link = co_await linkToLookBy(context);
    if (!link)
        co_return;
    Result<ConsoleState> state = co_await readConsole(*link, context.stop);
    m_evidence.hasLooked = state.has_value();
    if (state)
        m_state = std::move(*state);
}

} // namespace lockmaster
