// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionservice.h"

#include "actions/journal/journalwriter.h"
#include "actions/plan/actiontype.h"
#include "base/log.h"

namespace lockmaster {
namespace {

QCoro::Task<void> planFor(ActionService *service, Executor *executor, quint64 requestId, ActionRequest request,
                          std::stop_token stop)
{
    const Result<ActionPlan> plan = co_await executor->plan(std::move(request), stop);
    if (stop.stop_requested())
        co_return;
    if (plan)
        Q_EMIT service->planReady(requestId, *plan);
    else
        Q_EMIT service->planFailed(requestId, plan.error());
}

QCoro::Task<void> executeFor(ActionService *service, Executor *executor, ActionPlan plan, QString typed,
                             QStringList ticked, std::stop_token stop, ActionWatch watch)
{
    const ActionResult result = co_await executor->execute(std::move(plan), typed, ticked, stop, std::move(watch));
    Q_EMIT service->finished(result); // also when stopped: then it says that the outcome is not known
}

QCoro::Task<void> verifyFor(ActionService *service, Executor *executor, ActionPlan plan, std::stop_token stop)
{
    const ActionResult result = co_await executor->verify(std::move(plan), stop);
    Q_EMIT service->finished(result);
}

QCoro::Task<void> tellUnfinished(ActionService *service, JournalWriter *journal, std::stop_token stop)
{
    const Result<std::vector<ActionPlan>> plans = co_await journal->unfinished(stop);
    if (stop.stop_requested())
        co_return;
    if (!plans)
        qCWarning(lcActions) << plans.error().text;
    else if (!plans->empty())
        Q_EMIT service->unfinishedFound(*plans);
}

} // namespace

ActionService::ActionService(FleetAccess fleet, JournalWriter &journal)
    : m_journal(journal), m_executor(std::move(fleet), journal)
{
    connect(this, &ActionService::finished, this,
            [this](const ActionResult &result) { m_decisions.erase(result.planId); });
}

ActionService::~ActionService()
{
    close();
}

void ActionService::plan(quint64 requestId, const ActionRequest &request)
{
    if (m_scope.token().stop_requested()) // queued before the program began to end
        return;
    m_scope.hold(planFor(this, &m_executor, requestId, request, m_scope.token()));
}

void ActionService::execute(const ActionPlan &plan, const QString &typed, const QStringList &ticked)
{
    if (m_scope.token().stop_requested())
        return;
    Decision &decision = m_decisions[plan.id];
    decision.steering = std::make_shared<ActionSteering>();
    ActionWatch watch{[this](const ActionProgress &progress) { Q_EMIT progressed(progress); },
                      decision.cancel.get_token(), decision.steering, decision.keep.get_token()};
    m_scope.hold(executeFor(this, &m_executor, plan, typed, ticked, m_scope.token(), std::move(watch)));
}

void ActionService::cancel(const QString &planId)
{
    const auto found = m_decisions.find(planId);
    if (found == m_decisions.end())
        return;
    std::stop_source source = found->second.cancel; // what it ends may remove its entry
    source.request_stop();
}

void ActionService::keep(const QString &planId)
{
    const auto found = m_decisions.find(planId);
    if (found == m_decisions.end())
        return;
    std::stop_source source = found->second.keep;
    source.request_stop();
}

void ActionService::setPaused(const QString &planId, bool isPaused)
{
    const auto found = m_decisions.find(planId);
    if (found != m_decisions.end())
        found->second.steering->isPaused = isPaused;
}

void ActionService::skip(const QString &planId)
{
    const auto found = m_decisions.find(planId);
    if (found != m_decisions.end())
        ++found->second.steering->skips;
}

void ActionService::verify(const ActionPlan &plan)
{
    if (m_scope.token().stop_requested())
        return;
    m_scope.hold(verifyFor(this, &m_executor, plan, m_scope.token()));
}

void ActionService::findUnfinished()
{
    if (m_scope.token().stop_requested())
        return;
    m_scope.hold(tellUnfinished(this, &m_journal, m_scope.token()));
}

void ActionService::close()
{
    m_scope.close();
}

} // namespace lockmaster

#include "moc_actionservice.cpp"
