// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/fleetpage.h"

#include "watch/momentbus.h"
#include "ui/common/clearbutton.h"
#include "ui/common/notices/statemark.h"
#include "ui/fleet/cards/fleetcarddelegate.h"
#include "ui/fleet/chain/chainview.h"
#include "ui/fleet/nomatch.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QListView>
#include <QShortcut>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace lockmaster {

namespace {
constexpr std::chrono::seconds kTick{1};
constexpr int kFilterWidth = 240;
} // namespace

FleetPage::FleetPage(MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_bus(bus)
    , m_cards(bus)
    , m_summary(new QHBoxLayout)
    , m_filter(new QLineEdit(this))
    , m_chainBox(new QVBoxLayout)
    , m_none(new NoMatch(this))
    , m_list(new QListView(this))
{
    m_list->setModel(&m_cards);
    m_list->setItemDelegate(new FleetCardDelegate(m_cards, this));
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setStyleSheet(QStringLiteral("background: transparent"));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection); // a card is opened; where the keys are has a frame
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Targets, worst first"));
    m_chainBox->setSpacing(size::kInner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kGroup, size::kGroup, size::kGroup, 0);
    layout->setSpacing(size::kGroup);
    layout->addWidget(makeTop());
    layout->addLayout(m_chainBox);
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    const auto open = [this](const QModelIndex &index) { Q_EMIT targetRequested(m_cards.card(index.row()).target); };
    connect(m_list, &QListView::clicked, this, open);
    connect(m_list, &QListView::activated, this, open);
    connectFilter();
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_tick.start(kTick);
}

QWidget *FleetPage::makeTop()
{
    m_summary->setSpacing(size::kGroup);
    m_filter->setPlaceholderText(tr("Filter by name, group or kind"));
    m_filter->setAccessibleName(tr("Filter by name, group or kind"));
    addClearButton(*m_filter);
    m_filter->setFixedWidth(kFilterWidth);
    auto *top = new QWidget(this);
    auto *layout = new QHBoxLayout(top);
    layout->setContentsMargins({});
    layout->addLayout(m_summary);
    layout->addStretch(1);
    layout->addWidget(m_filter);
    return top;
}

void FleetPage::connectFilter()
{
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_cards.setFilter(text);
        m_none->tell(text, m_cards.rowCount());
    });
    connect(m_none, &NoMatch::clearRequested, this, [this] {
        m_filter->clear();
        focusCards();
    });
    auto *leave = new QShortcut(QKeySequence(Qt::Key_Escape), m_filter, nullptr, nullptr, Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        m_filter->clear();
        focusCards();
    });
}

void FleetPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void FleetPage::focusCards()
{
    m_list->setFocus(Qt::OtherFocusReason);
    if (!m_list->currentIndex().isValid() && m_cards.rowCount() > 0)
        m_list->setCurrentIndex(m_cards.index(0));
}

void FleetPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void FleetPage::refresh()
{
    m_cards.refresh();
    showSummary();
    m_none->tell(m_filter->text(), m_cards.rowCount());
    showChains();
}

/// How many targets are how, the worst first: marks with words, made when first needed.
void FleetPage::showSummary()
{
    constexpr std::array kOrder{HealthState::Critical, HealthState::Blind, HealthState::Warning, HealthState::Unknown,
                                HealthState::Ok};
    for (std::size_t i = 0; i < kOrder.size(); ++i) {
        if (i == m_counts.size()) {
            m_counts.push_back(new StateMark(this));
            m_counts.back()->setFont(Theme::instance().font(FontRole::Title));
            m_summary->addWidget(m_counts.back());
        }
        const HealthState state = kOrder[i];
        const auto count = std::ranges::count_if(
            m_bus.fleet().targets, [&](const Target &target) { return m_bus.health(target.name).state == state; });
        m_counts[i]->setState(state, QStringLiteral("%1 %2").arg(count).arg(stateWord(state)));
        m_counts[i]->setVisible(count > 0);
    }
}

void FleetPage::showChains()
{
    m_chains = groupChains(m_bus);
    while (m_chainViews.size() < m_chains.size()) {
        m_chainViews.push_back(new ChainView(this));
        m_chainBox->addWidget(m_chainViews.back());
        connect(m_chainViews.back(), &ChainView::targetRequested, this, &FleetPage::targetRequested);
    }
    for (std::size_t i = 0; i < m_chainViews.size(); ++i) {
        m_chainViews[i]->setVisible(i < m_chains.size());
        if (i < m_chains.size())
            m_chainViews[i]->setChain(m_chains[i], m_bus);
    }
}

} // namespace lockmaster

#include "moc_fleetpage.cpp"
