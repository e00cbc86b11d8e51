// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actiondesk.h"

#include "actions/actionservice.h"
#include "actions/registry.h"
#include "ui/actions/confirmation/confirmationdialog.h"
#include "ui/actions/passingnote.h"

#include <algorithm>

namespace lockmaster {

ActionDesk::ActionDesk(std::vector<Target> targets, ActionService &service, QWidget *dialogParent)
    : QObject(dialogParent), m_targets(std::move(targets)), m_dialogParent(dialogParent)
{
    connectTo(service);
}

void ActionDesk::connectTo(ActionService &service)
{
    connect(this, &ActionDesk::planWanted, &service, &ActionService::plan);
    connect(this, &ActionDesk::executionWanted, &service, &ActionService::execute);
    connect(this, &ActionDesk::lookWanted, &service, &ActionService::verify);
    connect(&service, &ActionService::planReady, this, &ActionDesk::showPlan);
    connect(&service, &ActionService::planFailed, this, &ActionDesk::showError);
    connect(this, &ActionDesk::stopWanted, &service, &ActionService::cancel);
    connect(this, &ActionDesk::pauseWanted, &service, &ActionService::setPaused);
    connect(this, &ActionDesk::skipWanted, &service, &ActionService::skip);
    connect(&service, &ActionService::progressed, this, &ActionDesk::showProgress);
    connect(&service, &ActionService::finished, this, &ActionDesk::showResult);
    connect(&service, &ActionService::unfinishedFound, this, &ActionDesk::offerToLook);
}

void ActionDesk::request(const ActionRequest &request)
{
    ConfirmationDialog *dialog = makeDialog();
    dialog->begin(target(request.target), request);
    if (dialog->phase() == ConfirmationDialog::Phase::Looking)
        ask(dialog, request);
    dialog->open();
}

ConfirmationDialog *ActionDesk::makeDialog()
{
    auto *dialog = new ConfirmationDialog(m_dialogParent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmationDialog::planAgainRequested, this,
            [this, dialog](const ActionRequest &request) { ask(dialog, request); });
    connect(dialog, &ConfirmationDialog::confirmed, this,
            [this, dialog](const ActionPlan &plan, const QString &typed, const QStringList &ticked) {
                m_acting.insert(plan.id, dialog);
                Q_EMIT executionWanted(plan, typed, ticked);
            });
    connect(dialog, &ConfirmationDialog::lookRequested, this, [this, dialog](const ActionPlan &plan) {
        m_acting.insert(plan.id, dialog);
        Q_EMIT lookWanted(plan);
    });
    connect(dialog, &ConfirmationDialog::dismissed, this, &ActionDesk::sayThatNothingWasSent);
    connect(dialog, &ConfirmationDialog::stopRequested, this,
            [this](const ActionPlan &plan) { Q_EMIT stopWanted(plan.id); });
    connect(dialog, &ConfirmationDialog::pauseRequested, this,
            [this](const ActionPlan &plan, bool isPaused) { Q_EMIT pauseWanted(plan.id, isPaused); });
    connect(dialog, &ConfirmationDialog::skipRequested, this,
            [this](const ActionPlan &plan) { Q_EMIT skipWanted(plan.id); });
    return dialog;
}

void ActionDesk::ask(ConfirmationDialog *dialog, const ActionRequest &request)
{
    m_planning.removeIf([dialog](const auto &entry) { return !entry.value() || entry.value() == dialog; });
    m_planning.insert(++m_lastRequest, dialog);
    Q_EMIT planWanted(m_lastRequest, request);
}

void ActionDesk::showPlan(quint64 requestId, const ActionPlan &plan)
{
    const QPointer<ConfirmationDialog> dialog = m_planning.take(requestId);
    if (!dialog)
        return;
    if (m_behind)
        dialog->setBehind(m_behind(plan));
    dialog->showPlan(plan);
}

void ActionDesk::showError(quint64 requestId, const Error &error)
{
    if (const QPointer<ConfirmationDialog> dialog = m_planning.take(requestId))
        dialog->showError(error);
}

void ActionDesk::showProgress(const ActionProgress &progress)
{
    if (const QPointer<ConfirmationDialog> dialog = m_acting.value(progress.planId))
        dialog->showProgress(progress);
}

void ActionDesk::showResult(const ActionResult &result)
{
    const QPointer<ConfirmationDialog> dialog = m_acting.take(result.planId);
    if (!dialog)
        return;
    dialog->showResult(result);
    if (!dialog->isVisible()) // it was hidden while the action went on
        dialog->open();
    Q_EMIT acted(dialog->plan().target.name, dialog->plan(), result);
}

void ActionDesk::offerToLook(const std::vector<ActionPlan> &plans)
{
    for (ActionPlan plan : plans) {
        plan.title = titleOf(plan);
        const Target known = target(plan.request.target);
        plan.target.kind = known.kind;
        plan.target.parameters = known.parameters;
        for (const PlannedStatement &statement : plan.undoStatements)
            plan.undo += (plan.undo.isEmpty() ? QString() : QStringLiteral("; ")) + statement.sql;
        ConfirmationDialog *dialog = makeDialog();
        dialog->showUnfinished(plan);
        dialog->open();
    }
}

void ActionDesk::sayThatNothingWasSent()
{
    if (!m_note)
        m_note = new PassingNote(m_dialogParent);
    m_note->say(tr("Nothing was sent."));
}

Target ActionDesk::target(const QString &name) const
{
    const auto found = std::ranges::find(m_targets, name, &Target::name);
    if (found != m_targets.end())
        return *found;
    Target unknown;
    unknown.name = name;
    return unknown;
}

} // namespace lockmaster

#include "moc_actiondesk.cpp"
