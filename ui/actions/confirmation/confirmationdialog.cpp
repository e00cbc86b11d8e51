// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/confirmationdialog.h"

#include "actions/registry.h"
#include "base/format.h"
#include "base/text.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/actions/confirmation/argumentform.h"
#include "ui/actions/confirmation/confirmationbar.h"
#include "ui/actions/confirmation/dialogplace.h"
#include "ui/actions/confirmation/environmentstripe.h"
#include "ui/actions/confirmation/leadbuttons.h"
#include "ui/actions/confirmation/planchanges.h"
#include "ui/actions/confirmation/planview.h"
#include "ui/actions/confirmation/preflightlist.h"
#include "ui/actions/confirmation/resultview.h"
#include "ui/common/notices/notestrip.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace lockmaster {
namespace {

constexpr int kWidth = 800;
constexpr std::chrono::milliseconds kTick{250};
/// So long after a change by itself nothing can be confirmed: who was about to press sees it first.
constexpr int kReadTime = 2000;

} // namespace

ConfirmationDialog::ConfirmationDialog(QWidget *parent, const Clock &clock)
    : QDialog(parent)
    , m_clock(clock)
    , m_stripe(new EnvironmentStripe)
    , m_form(new ArgumentForm)
    , m_result(new ResultView)
    , m_note(new NoteStrip(tr("Since the plan was made"), this))
    , m_planView(new PlanView)
    , m_scroll(new QScrollArea)
    , m_bar(new ConfirmationBar)
{
    m_scroll->setWidget(m_planView);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_form->hide();
    for (QWidget *widget : {static_cast<QWidget *>(m_stripe), static_cast<QWidget *>(m_form),
                            static_cast<QWidget *>(m_result), static_cast<QWidget *>(m_note)})
        layout->addWidget(widget);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_bar);
    connect(&m_bar->safeButton(), &QPushButton::clicked, this, &ConfirmationDialog::reject);
    connect(&m_bar->actButton(), &QPushButton::clicked, this, &ConfirmationDialog::confirm);
    connect(&m_bar->againButton(), &QPushButton::clicked, this, &ConfirmationDialog::planAgain);
    connect(&m_bar->lookButton(), &QPushButton::clicked, this, &ConfirmationDialog::lookAgain);
    connect(&m_bar->stopButton(), &QPushButton::clicked, this, &ConfirmationDialog::stopIt);
    connect(m_form, &ArgumentForm::edited, this, &ConfirmationDialog::takeArguments);
    connect(m_form, &ArgumentForm::heightChanged, this, &ConfirmationDialog::fitToContent);
    connect(&m_bar->leadButtons(), &LeadButtons::pauseChanged, this,
            [this](bool isPaused) { Q_EMIT pauseRequested(m_plan, isPaused); });
    connect(&m_bar->leadButtons(), &LeadButtons::skipped, this, [this] { Q_EMIT skipRequested(m_plan); });
    connect(m_bar, &ConfirmationBar::typedChanged, this, &ConfirmationDialog::updateConfirmation);
    connect(&m_planView->checks(), &PreflightList::tickedChanged, this, &ConfirmationDialog::updateConfirmation);
    connect(m_planView, &PlanView::heightChanged, this, &ConfirmationDialog::fitToContent);
    const auto tables = m_planView->findChildren<QAbstractItemView *>();
    for (QAbstractItemView *table : tables)
        table->installEventFilter(this);
    connect(&m_ticker, &QTimer::timeout, this, &ConfirmationDialog::tick);
    m_ticker.start(kTick);
}

void ConfirmationDialog::begin(const Target &target, const ActionRequest &request)
{
    showLooking(target, request);
    if (!m_form->isIncomplete())
        return;
    const ActionType *type = findAction(request.action);
    m_stripe->setTarget(target.environment,
                        type ? tr("%1: %2").arg(target.name, type->title().remove(u'…')) : target.name);
    setPhase(Phase::Asking);
    m_bar->showAsking();
    m_bar->againButton().setEnabled(false);
    m_result->setProgress(type && type->help ? type->help() : QString());
    m_form->focusFirst();
    fitToContent();
}

void ConfirmationDialog::showLooking(const Target &target, const ActionRequest &request)
{
    m_request = request;
    m_plan = {};
    m_target = target;
    m_progress.reset();
    m_isStopping = false;
    setWindowTitle(plainLine(target.name));
    m_stripe->setTarget(target.environment, target.name);
    m_form->setRequest(request);
    setPhase(Phase::Looking);
    m_bar->showLooking();
    fitToContent();
}

void ConfirmationDialog::takeArguments()
{
    m_bar->againButton().setEnabled(!m_form->isIncomplete());
    const bool isOpen = m_phase != Phase::Acting && m_phase != Phase::Done;
    if (isOpen && !m_form->isIncomplete())
        planAgain();
}

void ConfirmationDialog::showPlan(const ActionPlan &plan)
{
    if (m_phase == Phase::Acting || m_phase == Phase::Done)
        return; // the decision was made on the one before
    const bool isRenewed = m_phase == Phase::Ready && m_renewal.isAsked();
    const QStringList changes = isRenewed ? changesBetween(m_plan, plan) : QStringList();
    if (isRenewed && changes.isEmpty())
        takeSamePlan(plan);
    else
        takeNewPlan(plan, changes);
}

void ConfirmationDialog::setBehind(const QString &words)
{
    m_planView->setBehind(words);
}

void ConfirmationDialog::takeSamePlan(const ActionPlan &plan)
{
    m_plan = plan;
    m_request = plan.request;
    m_renewal.renew(plan);
    m_planView->renewPlan(plan);
    tick();
}

void ConfirmationDialog::takeNewPlan(const ActionPlan &plan, const QStringList &changes)
{
    leaveChecks();
    m_plan = plan;
    m_request = plan.request;
    m_target = plan.target;
    if (changes.isEmpty()) { // else the fields are as they were asked for, and somebody may be typing
        m_form->setRequest(plan.request);
        m_renewal.begin(plan, m_clock.wallNow());
    } else {
        m_renewal.renew(plan);
    }
    tellChanges(changes);
    setWindowTitle(plainLine(plan.title));
    m_stripe->setTarget(plan.target.environment, plan.title);
    m_planView->setPlan(plan);
    if (plan.isAllowed()) {
        m_bar->showPlan(plan);
        setPhase(Phase::Ready);
    } else {
        m_bar->showRefused();
        setPhase(Phase::Refused);
        m_result->setProgress(changes.isEmpty() ? tr("This cannot be done.") : tr("This cannot be done any more."));
    }
    fitToContent();
}

void ConfirmationDialog::tellChanges(const QStringList &changes)
{
    m_hasChanged = !changes.isEmpty();
    m_note->setNote(
        m_hasChanged ? Note{HealthState::Warning, tr("This has changed. Please confirm it anew."), changes.join(u'\n')}
                     : Note{});
}

void ConfirmationDialog::showProgress(const ActionProgress &progress)
{
    m_progress = progress;
    tick();
}

void ConfirmationDialog::showError(const Error &error)
{
    if (m_phase == Phase::Acting || m_phase == Phase::Done)
        return;
    if (m_phase == Phase::Ready && m_renewal.isAsked()) { // the plan on screen is good until its end
        m_renewal.stop();
        m_note->setNote({HealthState::Blind, tr("The console could not check it again."),
                         plainBlock(error.detail.isEmpty() ? error.text : error.text + u'\n' + error.detail)});
        fitToContent();
        return;
    }
    m_result->setError(error);
    m_bar->showRefused();
    setPhase(Phase::Failed);
    fitToContent();
}

void ConfirmationDialog::showResult(const ActionResult &result)
{
    m_result->setResult(result);
    m_planView->setOutcomes(m_plan, result);
    if (m_phase == Phase::Acting && focusWidget() == &m_bar->safeButton())
        setFocus(); // who was about to press Hide would close what they have not read
    m_bar->showDone(result.outcome == Outcome::Unknown || result.isRunning);
    setPhase(Phase::Done);
    fitToContent();
}

void ConfirmationDialog::showUnfinished(const ActionPlan &plan)
{
    m_plan = plan;
    m_request = plan.request;
    setWindowTitle(plainLine(plan.title));
    m_stripe->setTarget(plan.target.environment, plan.title);
    m_planView->setPlan(plan);
    ActionResult result;
    result.outcome = Outcome::Unknown;
    result.summary = tr("This was sent at %1, and the console ended before it learned what came of it.")
                         .arg(formatMoment(plan.madeAt));
    result.next = tr("It is not sent again. Look at the server now to learn what became of it.");
    showResult(result);
}

void ConfirmationDialog::reject()
{
    if (m_phase == Phase::Acting) {
        setVisible(false); // comes back with the result
        return;
    }
    if (m_phase != Phase::Done)
        Q_EMIT dismissed();
    QDialog::reject();
}

void ConfirmationDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && !event->isAutoRepeat()) // held down it goes from the field to the button, and no further
        m_bar->pressReturn();
    else if (!isReturn && (m_phase != Phase::Ready || !m_bar->takeKey(*event)))
        QDialog::keyPressEvent(event);
}

/// What is typed with the focus on the victims is the token, not a search among them. "/" opens their filters.
bool ConfirmationDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || m_phase != Phase::Ready)
        return QDialog::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    return (key.key() != Qt::Key_Slash && m_bar->takeKey(key)) || QDialog::eventFilter(watched, event);
}

void ConfirmationDialog::setPhase(Phase phase)
{
    m_phase = phase;
    m_phaseTime.start();
    const bool hasPlan = phase != Phase::Looking && phase != Phase::Failed && phase != Phase::Asking;
    m_form->setVisible(m_form->hasFields() && phase != Phase::Acting && phase != Phase::Done);
    m_scroll->setVisible(hasPlan);
    m_result->setVisible(phase != Phase::Ready && phase != Phase::Expired);
    m_planView->checks().setTickable(phase == Phase::Ready);
    if (phase != Phase::Ready && phase != Phase::Expired)
        m_note->setNote({});
    if (phase == Phase::Done)
        m_planView->setMode(PlanView::Mode::Over);
    tick();
}

void ConfirmationDialog::tick()
{
    if (m_phase == Phase::Looking)
        m_result->setProgress(tr("Looking at the server: %1 s").arg(m_phaseTime.elapsed() / 1000));
    if (m_phase == Phase::Acting)
        showActing();
    if (m_phase == Phase::Ready)
        watchPlan();
}

void ConfirmationDialog::watchPlan()
{
    const WallTime now = m_clock.wallNow();
    if (isVisible() && m_renewal.isDue(now)) {
        m_renewal.setAsked();
        ActionRequest request = m_request;
        request.seenAt.reset(); // it is about what is read then
        Q_EMIT planAgainRequested(request);
    }
    if (!m_renewal.isExpired(now)) {
        m_bar->setRemaining(m_renewal.remaining(now));
    } else if (m_renewal.isAsked()) {
        m_bar->showChecking(m_plan.validFor);
    } else {
        leaveChecks();
        m_bar->showExpired();
        setPhase(Phase::Expired);
    }
    updateConfirmation();
}

/// Before their boxes go or grow grey: Qt would hand the focus on to whatever comes next.
void ConfirmationDialog::leaveChecks()
{
    const PreflightList &checks = m_planView->checks();
    if (checks.isAncestorOf(focusWidget()) && focusWidget() != &checks.passedButton())
        setFocus();
}

void ConfirmationDialog::showActing()
{
    const QString time = formatWholeSeconds(std::chrono::milliseconds(m_phaseTime.elapsed()));
    if (m_isStopping)
        m_result->setProgress(tr("Stopping it, and watching the result: %1").arg(time));
    else if (m_progress)
        m_result->setProgress(tr("%1, for %2 so far").arg(progressText(*m_progress), time), *m_progress);
    else
        m_result->setProgress(tr("Acting, and watching the result: %1").arg(time));
}

bool ConfirmationDialog::canConfirm() const
{
    const bool isRead = !m_hasChanged || m_phaseTime.hasExpired(kReadTime);
    return m_phase == Phase::Ready && isRead && !m_renewal.isExpired(m_clock.wallNow()) && m_bar->isTokenRight()
           && m_planView->checks().isComplete();
}

void ConfirmationDialog::updateConfirmation()
{
    m_bar->setActEnabled(canConfirm());
}

void ConfirmationDialog::confirm()
{
    if (!canConfirm())
        return;
    const QString typed = m_bar->typed();
    const QStringList ticked = m_planView->checks().ticked();
    const ActionType *type = findAction(m_plan.request.action);
    m_bar->showActing(type && type->isLong, type && type->isQueue);
    setPhase(Phase::Acting);
    fitToContent();
    Q_EMIT confirmed(m_plan, typed, ticked);
}

void ConfirmationDialog::planAgain()
{
    m_request.arguments = m_form->arguments();
    m_request.seenAt.reset(); // the new plan is about what is read then
    const Target target = m_target;
    Q_EMIT planAgainRequested(m_request);
    if (!target.name.isEmpty())
        showLooking(target, m_request);
}

void ConfirmationDialog::stopIt()
{
    m_isStopping = true;
    m_bar->stopButton().setEnabled(false);
    tick();
    Q_EMIT stopRequested(m_plan);
}

void ConfirmationDialog::lookAgain()
{
    m_progress.reset();
    m_isStopping = false;
    m_bar->showActing(false, false);
    setPhase(Phase::Acting);
    Q_EMIT lookRequested(m_plan);
}

void ConfirmationDialog::fitToContent()
{
    const int highest = screen() ? screen()->availableGeometry().height() * 9 / 10 : 900;
    int height = m_stripe->sizeHint().height() + m_bar->sizeHint().height();
    for (QWidget *part : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_result),
                          static_cast<QWidget *>(m_note), static_cast<QWidget *>(m_planView)}) {
        const bool isShown = part == m_planView ? !m_scroll->isHidden() : !part->isHidden();
        part->layout()->activate();
        if (isShown)
            height += part->layout()->hasHeightForWidth() ? part->layout()->totalHeightForWidth(kWidth)
                                                          : part->sizeHint().height();
    }
    const QSize before = size();
    setMinimumWidth(kWidth);
    resize(std::max(width(), kWidth), std::min(height, highest));
    if (isVisible() && size() != before)
        keepOnScreen(*this);
}

} // namespace lockmaster

#include "moc_confirmationdialog.cpp"
