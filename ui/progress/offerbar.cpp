// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress/offerbar.h"

#include "ui/common/notices/literaltext.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/page.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/progress/progresstext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockmaster {

OfferBar::OfferBar(Page &page, TableFrame &table)
    : QWidget(&page)
    , m_words(new PlainLabel({}, FontRole::Body, Tone::Normal, this))
    , m_reason(new PlainLabel({}, FontRole::Caption, Tone::Muted, this))
{
    m_words->setWordWrap(true);
    m_reason->setWordWrap(true);
    addOffer(page, table, QKeySequence(Qt::Key_Delete));
    addOffer(page, table, QKeySequence(Qt::SHIFT | Qt::Key_Delete));
    auto *line = new QHBoxLayout;
    line->setSpacing(size::kInner);
    for (QPushButton *button : m_buttons)
        line->addWidget(button);
    line->addWidget(m_reason, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(size::kGap);
    layout->addWidget(m_words);
    layout->addLayout(line);
    setOffers({});
}

void OfferBar::addOffer(Page &page, TableFrame &table, const QKeySequence &key)
{
    const std::size_t place = m_actions.size();
    auto *action = new QAction(this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, place] { take(place); });
    table.view().addAction(action);
    table.addMenuAction(action);
    page.addAction(action);
    auto *button = new QPushButton(ProgressText::tr("Select a row"), this);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_actions.push_back(action);
    m_buttons.push_back(button);
}

void OfferBar::setOffers(std::vector<RowOffer> offers)
{
    m_offers = std::move(offers);
    QString reason;
    for (std::size_t place = 0; place < m_actions.size(); ++place) {
        showOffer(place);
        if (place < m_offers.size() && reason.isEmpty())
            reason = m_offers[place].action.reason;
    }
    m_reason->setText(reason);
    m_words->setVisible(!m_words->text().isEmpty());
}

void OfferBar::showOffer(std::size_t place)
{
    const bool isThere = place < m_offers.size();
    const RowOffer offer = isThere ? m_offers[place] : RowOffer();
    QAction *action = m_actions[place];
    QPushButton *button = m_buttons[place];
    const QString about = offer.line.isEmpty() ? offer.action.reason : offer.line;
    action->setVisible(isThere);
    action->setText(literalText(offer.action.text));
    action->setEnabled(isThere && offer.isOffered());
    setWhyNotNow(action, offer.action.reason);
    setPlainToolTip(action, about);
    button->setVisible(isThere);
    if (!isThere)
        return;
    button->setText(literalText(offer.action.text));
    button->setEnabled(action->isEnabled());
    button->setAccessibleDescription(about);
    setPlainToolTip(button, about);
}

void OfferBar::take(std::size_t place)
{
    if (place >= m_offers.size() || !m_offers[place].isOffered())
        return;
    if (m_offers[place].line.isEmpty()) {
        Q_EMIT actionRequested(m_offers[place].action.request);
        return;
    }
    QGuiApplication::clipboard()->setText(m_offers[place].line);
    m_reason->setText(ProgressText::tr("Copied: %1").arg(m_offers[place].line));
}

void OfferBar::setWords(const QString &words)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

QString OfferBar::words() const
{
    return m_words->text();
}

} // namespace lockmaster

#include "moc_offerbar.cpp"
