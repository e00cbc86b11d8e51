// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionservice.h"

#include "actions/journal/journal.h"
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
                             QStringList ticked, std::stop_token stop)
{
    const ActionResult result = co_await executor->execute(std::move(plan), typed, ticked, stop);
    Q_EMIT service->finished(result); // also when stopped: then it says that the outcome is not known
}

QCoro::Task<void> verifyFor(ActionService *service, Executor *executor, ActionPlan plan, std::stop_token stop)
{
    const ActionResult result = co_await executor->verify(std::move(plan), stop);
    Q_EMIT service->finished(result);
}

} // namespace

ActionService::ActionService(std::vector<Target> targets, LinkLender lender, Journal &journal)
    : m_journal(journal), m_executor(std::move(targets), std::move(lender), journal)
{
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
    m_scope.hold(executeFor(this, &m_executor, plan, typed, ticked, m_scope.token()));
}

void ActionService::verify(const ActionPlan &plan)
{
    if (m_scope.token().stop_requested())
        return;
    m_scope.hold(verifyFor(this, &m_executor, plan, m_scope.token()));
}

void ActionService::findUnfinished()
{
    const Result<std::vector<ActionPlan>> plans = m_journal.unfinished();
    if (!plans)
        qCWarning(lcActions) << plans.error().text;
    else if (!plans->empty())
        Q_EMIT unfinishedFound(*plans);
}

void ActionService::close()
{
    m_scope.close();
}

} // namespace lockmaster

#include "moc_actionservice.cpp"
