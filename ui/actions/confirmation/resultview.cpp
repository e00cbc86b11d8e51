// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/resultview.h"

#include "base/text.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/statemark.h"

#include <QVBoxLayout>

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

} // namespace

ResultView::ResultView(QWidget *parent)
    : QWidget(parent)
    , m_outcome(new StateMark)
    , m_summary(wrapped(FontRole::Title, Tone::Normal))
    , m_server(wrapped(FontRole::Code, Tone::Muted))
    , m_next(wrapped(FontRole::Body, Tone::Normal))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kPage, size::kGroup, size::kPage, 0);
    layout->setSpacing(size::kInner);
    for (QWidget *widget : {static_cast<QWidget *>(m_outcome), static_cast<QWidget *>(m_summary),
                            static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_next)})
        layout->addWidget(widget);
}

void ResultView::setResult(const ActionResult &result)
{
    m_outcome->setState(outcomeState(result.outcome), outcomeWord(result.outcome));
    m_outcome->show();
    setTexts(result.summary, result.serverMessages.join(u'\n'), result.next);
}

void ResultView::setError(const Error &error)
{
    m_outcome->setState(StateRole::Blind, tr("No plan: the console could not look"));
    m_outcome->show();
    setTexts(error.text, error.detail, {});
}

void ResultView::setProgress(const QString &text)
{
    m_outcome->hide();
    setTexts(text, {}, {});
}

void ResultView::setTexts(const QString &summary, const QString &server, const QString &next)
{
    showText(m_summary, summary);
    showText(m_server, server);
    showText(m_next, next);
    setAccessibleName(summary);
}

} // namespace lockmaster

#include "moc_resultview.cpp"
