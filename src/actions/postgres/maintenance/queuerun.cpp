// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/queuerun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "actions/postgres/maintenance/table.h"
#include "actions/postgres/maintenance/vacuumrun.h"
#include "base/format.h"
#include "base/text.h"
#include "link/waits.h"

#include <algorithm>

namespace lockmaster::queue {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kPauseLook{200};
constexpr std::chrono::milliseconds kLostLook{500};
constexpr std::chrono::seconds kBetweenConnects{1};
constexpr std::chrono::minutes kConnectTime{5}; ///< a server that is away for longer has to be looked at by a person

bool isWarning(const QString &line)
{
    return line.startsWith(u"WARNING");
}

} // namespace

QueueRun::QueueRun(ActionPlan plan) : LongRun(std::move(plan)), m_again(m_plan, QString())
{
    for (QueuedTable &table : frozenTables(m_plan.request.arguments))
        m_turns.push_back({.table = std::move(table), .detail = {}});
}

bool QueueRun::isTakenBack(const ActingContext &context) const
{
    return context.cancel.stop_requested() || context.steering->skips > m_skipsDone;
}

bool QueueRun::isOver(const ActingContext &context) const
{
    return context.cancel.stop_requested() || context.stop.stop_requested() || isLimitOver();
}

void QueueRun::shape(ActionProgress &progress) const
{
    QString phase = progress.phase;
    if (progress.done && progress.total && *progress.total > 0)
        phase += u", "_s + formatPercent(double(*progress.done) / double(*progress.total));
    progress.phase = u"%1: %2"_s.arg(plainLine(m_turns[m_place].table.name), phase);
    progress.done = qint64(m_place);
    progress.total = qint64(m_turns.size());
    progress.unit = ActionText::tr("tables");
}

QCoro::Task<void> QueueRun::send(ActingContext context)
{
    if (!co_await begin(context))
        co_return;
    for (m_place = 0; m_place < m_turns.size(); ++m_place) {
        co_await waitWhilePaused(context);
        m_isOver = isOver(context);
        if (m_isOver || !co_await takeTurn(&context, m_place))
            break;
    }
    m_isOver = m_isOver || isOver(context);
    m_evidence.isAnswerLost = !context.server.postgres()->isOpen(); // what is known now is looked at elsewhere
    m_place = std::min(m_place, m_turns.size() - 1);                // a plan has one at least
}

QCoro::Task<void> QueueRun::waitWhilePaused(ActingContext context)
{
    m_skipsDone = context.steering->skips; // what came between two turns is nobody's
    while (context.steering->isPaused && !isOver(context)) {
        ActionProgress progress{.planId = m_plan.id, .phase = ActionText::tr("paused")};
        shape(progress);
        context.tell(progress);
        co_await sleepFor(kPauseLook, context.stop);
    }
}

QCoro::Task<bool> QueueRun::isStillThere(std::shared_ptr<PgLink> link, QueuedTable table, std::stop_token stop)
{
    const auto found = co_await maintenance::readTables(link, table.name, std::move(stop));
    co_return found && found->size() == 1 && found->front().oid == table.oid;
}

QCoro::Task<bool> QueueRun::takeTurn(ActingContext *context, std::size_t place)
{
    const bool isThere = co_await isStillThere(context->server.postgres(), m_turns[place].table, context->stop);
    if (isThere) {
        const auto answer = co_await carryOut(*context, m_plan.statements[place]);
        if (answer && (*answer || (context->server.postgres()->isOpen() && !answer->error().sqlState.isEmpty()))) {
            noteAnswer(m_turns[place], *answer, *context);
            co_return true;
        }
        m_turns[place].state = TurnState::Lost;
    } else if (context->server.postgres()->isOpen()) {
        m_turns[place].state = TurnState::Gone;
        co_return true;
    }
    if (!co_await connectAgain(context))
        co_return false;
    if (isThere) {
        co_await awaitLost(*context);
        co_return true;
    }
    co_return co_await takeTurn(context, place); // nothing had been sent for it
}

void QueueRun::noteAnswer(Turn &turn, const Answer &answer, const ActingContext &context)
{
    if (!answer) {
        const bool isSkipped = context.steering->skips > m_skipsDone && !context.cancel.stop_requested();
        turn.state = !m_evidence.isCancelled ? TurnState::Failed
                     : isSkipped             ? TurnState::Skipped
                                             : TurnState::Cancelled;
        turn.detail = m_evidence.isCancelled ? QString() : plainLine(answer.error().detail);
        return;
    }
    const QStringList notices = answer->notices();
    const auto warning = std::ranges::find_if(notices, isWarning);
    turn.state = warning == notices.end() ? TurnState::Accepted : TurnState::LeftOut;
    turn.detail = warning == notices.end() ? QString() : plainLine(*warning);
}

QCoro::Task<bool> QueueRun::connectAgain(ActingContext *context)
{
    const QDeadlineTimer deadline(kConnectTime);
    while (!isOver(*context) && !deadline.hasExpired()) {
        const Result<ReadyServer> server = co_await m_again.ready(*context);
        if (server && !server->lent.shared) {
            context->server = *server;
            const Result<void> prepared = co_await prepare(*context);
            if (prepared)
                co_return true;
        }
        co_await m_again.release(context->stop);
        co_await sleepFor(kBetweenConnects, context->stop);
    }
    co_return false;
}

/// The server may not have noticed that nobody waits for the answer, and go on with it.
QCoro::Task<void> QueueRun::awaitLost(ActingContext context)
{
    bool isSignalled = false;
    while (!context.stop.stop_requested()) {
        const Result<ReadyServer> second = co_await m_second.ready(context);
        const auto state = second ? co_await maintenance::readLongState(second->postgres(), m_plan.id, context.stop)
                                  : std::unexpected(second.error());
        if (!state || !state->isRunning)
            co_return;
        co_await tellProgress(context);
        if (!isSignalled && (isTakenBack(context) || isLimitOver()))
            isSignalled = co_await cancel(context);
        co_await sleepFor(kLostLook, context.stop);
    }
}

QCoro::Task<Result<void>> QueueRun::look(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    maintenance::Oids tables;
    for (const Turn &turn : m_turns)
        tables.push_back(turn.table.oid);
    const QJsonObject arguments = m_plan.request.arguments;
    const auto effects = co_await vacuum::readEffects(link, tables, arguments, startedAt(), std::move(stop));
    if (!effects)
        co_return std::unexpected(effects.error());
    for (Turn &turn : m_turns) {
        const auto effect = std::ranges::find(*effects, turn.table.oid, &vacuum::Effect::oid);
        turn.isSeen = effect != effects->end() && effect->isAll(arguments);
    }
    co_return Result<void>();
}

bool QueueRun::isSettled() const
{
    return std::ranges::none_of(m_turns,
                                [](const Turn &turn) { return turn.state == TurnState::Accepted && !turn.isSeen; });
}

} // namespace lockmaster::queue
