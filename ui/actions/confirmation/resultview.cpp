// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/resultview.h"

#include "base/text.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/statemark.h"

#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace lockmaster {
namespace {

PlainLabel *wrapped(FontRole font, Tone tone)
{
    auto *label = new PlainLabel({}, font, tone);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void showText(PlainLabel *label, const QString &text)
{
    label->setText(plainBlock(text));
    label->setVisible(!text.isEmpty());
}

/// VERBOSE tells more than fits; the journal has all of it.
QString firstLines(const QString &text)
{
    constexpr qsizetype kLines = 8;
    const QStringList lines = text.split(u'\n');
    return lines.size() <= kLines ? text : lines.first(kLines).join(u'\n') + QStringLiteral("\n…");
}

} // namespace

ResultView::ResultView(QWidget *parent)
    : QWidget(parent)
    , m_outcome(new StateMark)
    , m_bar(new QProgressBar)
    , m_summary(wrapped(FontRole::Title, Tone::Normal))
    , m_server(wrapped(FontRole::Code, Tone::Muted))
    , m_next(wrapped(FontRole::Body, Tone::Normal))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kPage, size::kGroup, size::kPage, 0);
    layout->setSpacing(size::kInner);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("How far it is"));
    m_bar->hide();
    for (QWidget *widget :
         {static_cast<QWidget *>(m_outcome), static_cast<QWidget *>(m_summary), static_cast<QWidget *>(m_bar),
          static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_next)})
        layout->addWidget(widget);
}

void ResultView::setResult(const ActionResult &result)
{
    m_outcome->setState(outcomeState(result.outcome), outcomeWord(result.outcome));
    m_outcome->show();
    setTexts(result.summary, firstLines(result.serverMessages.join(u'\n')), result.next);
}

void ResultView::setError(const Error &error)
{
    m_outcome->setState(HealthState::Blind, tr("No plan: the console could not look at the server"));
    m_outcome->show();
    setTexts(error.text, error.detail, {});
}

void ResultView::setProgress(const QString &text)
{
    m_outcome->hide();
    setTexts(text, {}, {});
}

void ResultView::setProgress(const QString &text, const ActionProgress &progress)
{
    setProgress(text);
    const std::int64_t total = progress.total.value_or(0);
    m_bar->setVisible(total > 0);
    if (total > 0)
        m_bar->setValue(int(1000 * std::min(progress.done.value_or(0), total) / total));
}

void ResultView::setTexts(const QString &summary, const QString &server, const QString &next)
{
    m_bar->hide();
    showText(m_summary, summary);
    showText(m_server, server);
    showText(m_next, next);
    setAccessibleName(summary);
}

} // namespace lockmaster

#include "moc_resultview.cpp"
