// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window's side of every action: a request comes in, a plan is asked for, a person decides, the result is told.
// Never waits: the service answers from the engine's thread.
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <functional>

#include "base/result.h"
#include "model/action.h"

namespace lockmaster {

class ActionService;
class ConfirmationDialog;
class PassingNote;

class ActionDesk : public QObject
{
    Q_OBJECT
public:
    /// `dialogParent` owns the dialogs; the service must outlive this object's event handling, in any thread.
    ActionDesk(std::vector<Target> targets, ActionService &service, QWidget *dialogParent);

    /// Tells of a plan whom its sessions work for; without it nothing is told.
    void setBehind(std::function<QString(const ActionPlan &plan)> behind) { m_behind = std::move(behind); }

public Q_SLOTS:
    void request(const lockmaster::ActionRequest &request);

Q_SIGNALS:
    void planWanted(quint64 requestId, const lockmaster::ActionRequest &request);
    void executionWanted(const lockmaster::ActionPlan &plan, const QString &typed, const QStringList &ticked);
    void lookWanted(const lockmaster::ActionPlan &plan);
    void stopWanted(const QString &planId);
    void pauseWanted(const QString &planId, bool isPaused);
    void skipWanted(const QString &planId);
    /// An action ended, whatever came of it: the target is worth a fresh sample.
    void acted(const QString &target, const lockmaster::ActionPlan &plan, const lockmaster::ActionResult &result);

private:
    void connectTo(ActionService &service);
    void ask(ConfirmationDialog *dialog, const ActionRequest &request);
    ConfirmationDialog *makeDialog();
    void showPlan(quint64 requestId, const ActionPlan &plan);
    void showError(quint64 requestId, const Error &error);
    void showProgress(const ActionProgress &progress);
    void showResult(const ActionResult &result);
    void offerToLook(const std::vector<ActionPlan> &plans);
    void sayThatNothingWasSent();
    [[nodiscard]] Target target(const QString &name) const;

    std::vector<Target> m_targets;
    std::function<QString(const ActionPlan &)> m_behind;
    QWidget *m_dialogParent;
    QPointer<PassingNote> m_note; ///< the window's child, from the first time on
    quint64 m_lastRequest = 0;
    QHash<quint64, QPointer<ConfirmationDialog>> m_planning; ///< by request: a newer one of the same dialog replaces it
    QHash<QString, QPointer<ConfirmationDialog>> m_acting;   ///< by plan
};

} // namespace lockmaster
