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

ActionWatch watchFor(ActionService *service, std::stop_token cancel, std::shared_ptr<const ActionSteering> steering)
{
    return {[service](const ActionProgress &progress) { Q_EMIT service->progressed(progress); }, std::move(cancel),
            std::move(steering)};
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
    connect(this, &ActionService::finished, this, [this](const ActionResult &result) {
        m_cancels.erase(result.planId);
        m_steerings.erase(result.planId);
    });
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
    std::stop_source &cancel = m_cancels[plan.id];
    auto &steering = m_steerings[plan.id];
    steering = std::make_shared<ActionSteering>();
    m_scope.hold(executeFor(this, &m_executor, plan, typed, ticked, m_scope.token(),
                            watchFor(this, cancel.get_token(), steering)));
}

void ActionService::cancel(const QString &planId)
{
    const auto found = m_cancels.find(planId);
    if (found == m_cancels.end())
        return;
    std::stop_source source = found->second; // what it ends may remove its entry
    source.request_stop();
}

void ActionService::setPaused(const QString &planId, bool isPaused)
{
    const auto found = m_steerings.find(planId);
    if (found != m_steerings.end())
        found->second->isPaused = isPaused;
}

void ActionService::skip(const QString &planId)
{
    const auto found = m_steerings.find(planId);
    if (found != m_steerings.end())
        ++found->second->skips;
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
