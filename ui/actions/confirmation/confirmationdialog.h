// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Asks a person before anything is done to a server, and tells afterwards what was seen. Opened with open(); closing it
// is always safe: what was not confirmed is not done, what was sent goes on and is told when it is known. While a person
// reads it asks for the plan again before that is too old: what they typed, ticked and were about to press stays, unless
// something has changed.
#pragma once

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>
#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "model/action.h"
#include "ui/actions/confirmation/planrenewal.h"

class QScrollArea;

namespace lockmaster {

class ArgumentForm;
class ConfirmationBar;
class EnvironmentStripe;
class NoteStrip;
class PlanView;
class ResultView;

class ConfirmationDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Phase { Asking, Looking, Ready, Refused, Failed, Expired, Acting, Done };

    explicit ConfirmationDialog(QWidget *parent = nullptr, const Clock &clock = systemClock());

    /// Something that the action has to be told is missing: the fields ask for it. Otherwise as showLooking().
    void begin(const Target &target, const ActionRequest &request);
    /// The plan is being made.
    void showLooking(const Target &target, const ActionRequest &request);
    /// One that this dialog has asked for by itself and that is as before changes nothing but its age. After the decision:
    /// does nothing.
    void showPlan(const ActionPlan &plan);
    /// Of the plan that is shown next: whom its sessions work for, see poolBehind().
    void setBehind(const QString &words);
    void showError(const Error &error);
    void showProgress(const ActionProgress &progress);
    void showResult(const ActionResult &result);
    /// Something an earlier run sent without learning what came of it.
    void showUnfinished(const ActionPlan &plan);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const ActionPlan &plan() const { return m_plan; }

public Q_SLOTS:
    void reject() override;

Q_SIGNALS:
    void confirmed(const lockmaster::ActionPlan &plan, const QString &typed, const QStringList &ticked);
    /// By a person, or by the dialog itself before the plan is too old.
    void planAgainRequested(const lockmaster::ActionRequest &request);
    void dismissed(); ///< closed before anything was sent
    void lookRequested(const lockmaster::ActionPlan &plan);
    void stopRequested(const lockmaster::ActionPlan &plan);
    void pauseRequested(const lockmaster::ActionPlan &plan, bool isPaused); ///< of a queue
    void skipRequested(const lockmaster::ActionPlan &plan);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setPhase(Phase phase);
    void tick();
    void watchPlan();
    void leaveChecks();
    void takeNewPlan(const ActionPlan &plan, const QStringList &changes);
    void takeSamePlan(const ActionPlan &plan);
    void tellChanges(const QStringList &changes);
    void showActing();
    void updateConfirmation();
    void confirm();
    void planAgain();
    void lookAgain();
    void stopIt();
    void takeArguments();
    void fitToContent();
    [[nodiscard]] bool canConfirm() const;

    const Clock &m_clock;
    Phase m_phase = Phase::Looking;
    ActionRequest m_request;
    ActionPlan m_plan;
    Target m_target;
    std::optional<ActionProgress> m_progress;
    PlanRenewal m_renewal;
    bool m_hasChanged = false; ///< since it was first shown: to be read before it can be confirmed
    bool m_isStopping = false;
    QElapsedTimer m_phaseTime;
    QTimer m_ticker;
    EnvironmentStripe *m_stripe;
    ArgumentForm *m_form;
    ResultView *m_result;
    NoteStrip *m_note; ///< what has changed, or why it is not known
    PlanView *m_planView;
    QScrollArea *m_scroll;
    ConfirmationBar *m_bar;
};

} // namespace lockmaster
