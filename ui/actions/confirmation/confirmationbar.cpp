// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/confirmationbar.h"

#include "actions/registry.h"
#include "base/format.h"
#include "ui/actions/confirmation/leadbuttons.h"
#include "ui/common/notices/literaltext.h"
#include "ui/common/notices/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace lockmaster {
namespace {

constexpr int kTokenCharacters = 16;

/// A button that Return never presses from elsewhere.
QPushButton *quietButton(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

ConfirmationBar::ConfirmationBar(QWidget *parent)
    : QWidget(parent)
    , m_others(new QWidget)
    , m_prompt(new PlainLabel)
    , m_token(new QLineEdit)
    , m_countdown(new PlainLabel({}, FontRole::Caption, Tone::Muted))
    , m_safe(new QPushButton)
    , m_again(quietButton(tr("Make the plan again")))
    , m_look(quietButton(tr("Look again")))
    , m_act(quietButton({}))
    , m_stop(quietButton(tr("Stop it")))
    , m_lead(new LeadButtons)
{
    m_token->setMinimumWidth(fontMetrics().averageCharWidth() * kTokenCharacters);
    m_token->setMaximumWidth(2 * m_token->minimumWidth());
    m_safe->setDefault(true);
    for (auto *button : {m_safe, m_again, m_look, m_stop, m_act})
        button->setMinimumHeight(size::kRow + size::kGap);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(size::kPage, size::kInner, size::kPage, size::kGroup);
    layout->setSpacing(size::kInner);
    layout->addWidget(m_prompt);
    layout->addWidget(m_token);
    layout->addWidget(m_countdown);
    layout->addStretch(1);
    layout->addWidget(m_safe);
    layout->addWidget(m_others);
    auto *others = new QHBoxLayout(m_others);
    others->setContentsMargins(size::kGroup, 0, 0, 0);
    others->addWidget(m_lead);
    for (auto *button : {m_again, m_look, m_stop, m_act})
        others->addWidget(button);
    connect(m_token, &QLineEdit::textChanged, this, &ConfirmationBar::typedChanged);
    showLooking();
}

void ConfirmationBar::showOnly(Cause cause, const QString &safeText, std::initializer_list<QWidget *> others)
{
    moveFocus(cause, others);
    m_safe->setText(safeText);
    m_again->setText(tr("Make the plan again"));
    m_again->setEnabled(true);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_prompt), static_cast<QWidget *>(m_token), static_cast<QWidget *>(m_countdown),
          static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_look), static_cast<QWidget *>(m_stop),
          static_cast<QWidget *>(m_lead), static_cast<QWidget *>(m_act)})
        widget->setVisible(std::ranges::find(others, widget) != others.end());
    m_others->setVisible(others.size() > 0);
}

/// Before what has the focus is hidden: Qt would hand it on to whatever comes next.
void ConfirmationBar::moveFocus(Cause cause, std::initializer_list<QWidget *> others)
{
    QWidget *now = window()->focusWidget();
    const bool isOther = now && now != m_safe && isAncestorOf(now);
    const bool isGoing = isOther && std::ranges::find(others, now) == others.end();
    if (!now || (cause == Cause::Person && (isGoing || now == window())))
        m_safe->setFocus();
    else if (isGoing)
        window()->setFocus();
}

void ConfirmationBar::setDanger(bool isDangerous)
{
    if (m_act->property("danger").toBool() == isDangerous)
        return;
    m_act->setProperty("danger", isDangerous);
    m_act->style()->unpolish(m_act); // the style sheet looks at properties when it polishes
    m_act->style()->polish(m_act);
}

void ConfirmationBar::showLooking()
{
    showOnly(Cause::Person, tr("Cancel"), {});
}

void ConfirmationBar::showPlan(const ActionPlan &plan)
{
    const ActionWords words = wordsOf(plan);
    const QString prompt = words.prompt.contains(u"%1") ? words.prompt.arg(plan.token) : words.prompt;
    m_wanted = plan.token;
    m_token->clear();
    m_prompt->setText(prompt);
    m_token->setAccessibleName(prompt);
    m_act->setText(literalText(words.confirm));
    setDanger(plan.severity != Severity::Reversible);
    setActEnabled(false);
    if (m_wanted.isEmpty())
        showOnly(Cause::Itself, literalText(words.keep), {m_countdown, m_act});
    else
        showOnly(Cause::Itself, literalText(words.keep), {m_prompt, m_token, m_countdown, m_act});
}

void ConfirmationBar::showRefused()
{
    showOnly(Cause::Itself, tr("Close"), {m_again});
}

void ConfirmationBar::showExpired()
{
    m_countdown->setText(tr("Checking has ended. Make the plan again to go on."));
    showOnly(Cause::Itself, m_safe->text(), {m_countdown, m_again});
}

void ConfirmationBar::showAsking()
{
    showOnly(Cause::Person, tr("Cancel"), {m_again});
    m_again->setText(tr("Make the plan"));
}

void ConfirmationBar::showActing(bool canBeStopped, bool canBeLed)
{
    m_stop->setEnabled(true);
    m_lead->begin();
    if (canBeStopped && canBeLed)
        showOnly(Cause::Person, tr("Hide"), {m_lead, m_stop});
    else if (canBeStopped)
        showOnly(Cause::Person, tr("Hide"), {m_stop});
    else
        showOnly(Cause::Person, tr("Hide"), {});
}

void ConfirmationBar::showDone(bool canLookAgain)
{
    if (canLookAgain)
        showOnly(Cause::Itself, tr("Close"), {m_look});
    else
        showOnly(Cause::Itself, tr("Close"), {});
}

void ConfirmationBar::setRemaining(std::chrono::seconds remaining)
{
    m_countdown->setText(tr("The plan is good for %1").arg(formatDuration(remaining)));
}

void ConfirmationBar::showChecking(std::chrono::seconds validFor)
{
    m_countdown->setText(tr("%1 have passed; checking again …").arg(formatDuration(validFor)));
}

void ConfirmationBar::setActEnabled(bool enabled)
{
    if (!enabled && window()->focusWidget() == m_act)
        window()->setFocus();
    m_act->setEnabled(enabled);
}

bool ConfirmationBar::takeKey(const QKeyEvent &event)
{
    const QString text = event.text();
    const bool isCommand = event.modifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (isCommand || !m_token->isVisible() || text.isEmpty() || !text.front().isPrint() || text.front().isSpace())
        return false;
    m_token->setFocus();
    m_token->end(false);
    m_token->insert(text);
    return true;
}

void ConfirmationBar::pressReturn()
{
    QWidget *focus = window()->focusWidget();
    if (auto *button = qobject_cast<QPushButton *>(focus))
        button->click();
    else if ((focus == m_token || focus == window()) && m_act->isVisible() && m_act->isEnabled())
        m_act->setFocus();
}

QString ConfirmationBar::typed() const
{
    return m_token->text().trimmed();
}

bool ConfirmationBar::isTokenRight() const
{
    return typed() == m_wanted;
}

} // namespace lockmaster

#include "moc_confirmationbar.cpp"
