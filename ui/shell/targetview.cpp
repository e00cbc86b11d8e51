// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targetview.h"

#include "base/format.h"
#include "ui/common/banner.h"
#include "ui/common/momentbus.h"
#include "ui/common/statemark.h"
#include "ui/inspector/inspector.h"
#include "ui/locks/lockspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/sessions/sessionspage.h"
#include "ui/shell/findingbar.h"
#include "ui/shell/headerstrip.h"
#include "ui/shell/staleveil.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

namespace lockmaster {

namespace {
constexpr int kPageWidth = 900;
constexpr int kInspectorWidth = 330;
constexpr int kInspectorLeast = 260;
} // namespace

TargetView::TargetView(MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_bus(bus)
    , m_header(new HeaderStrip(bus, this))
    , m_tabs(new QTabBar(this))
    , m_banner(new Banner(this))
    , m_finding(new FindingBar(this))
    , m_stack(new QStackedWidget(this))
    , m_veil(new StaleVeil(m_stack))
    , m_inspector(new Inspector(bus, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_overview(new OverviewPage(bus, this))
{
    addPage(m_overview);
    addPage(new SessionsPage(bus, this));
    addPage(new LocksPage(bus, this));
    makeLayout();
    connectParts();
    pageChanged(0);
}

void TargetView::makeLayout()
{
    m_tabs->setAccessibleName(tr("Pages"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_inspector->setMinimumWidth(kInspectorLeast);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setCollapsible(0, false);
    m_splitter->setSizes({kPageWidth, kInspectorWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_tabs);
    layout->addWidget(m_banner);
    layout->addWidget(m_finding);
    layout->addWidget(m_splitter, 1);
}

void TargetView::addPage(Page *page)
{
    m_pages.push_back(page);
    m_stack->addWidget(page);
    m_tabs->addTab(page->title());
    connect(page, &Page::actionRequested, this, &TargetView::actionRequested);
    connect(page, &Page::sessionSelected, m_inspector, &Inspector::showSession);
    connect(page, &Page::pageRequested, this, [this](const QString &id, const SessionKey &key) {
        showPage(id);
        currentPage().selectSession(key);
    });
}

void TargetView::connectParts()
{
    connect(m_tabs, &QTabBar::currentChanged, this, &TargetView::pageChanged);
    connect(m_banner, &Banner::retryRequested, this, &TargetView::retryRequested);
    connect(m_header, &HeaderStrip::worstRequested, this, &TargetView::targetRequested);
    connect(m_header, &HeaderStrip::freshnessChanged, this, &TargetView::showVeil);
    connect(m_finding, &FindingBar::actionRequested, this, &TargetView::actionRequested);
    connect(m_finding, &FindingBar::proofRequested, this, [this](const QString &id, const SessionKey &key) {
        showPage(id);
        if (key.pid != 0)
            currentPage().selectSession(key);
    });
    connect(m_inspector, &Inspector::sessionSelected, this, [this](const SessionKey &key) { selectSession(key); });
    connect(&m_bus, &MomentBus::shownChanged, this, [this](const QString &target) {
        if (target == m_target)
            showTarget();
    });
    connect(&m_bus, &MomentBus::modeChanged, this, &TargetView::showTarget);
}

void TargetView::setTarget(const QString &target)
{
    m_target = target;
    m_banner->hide();
    m_finding->clear();
    m_veil->setText({});
    m_header->setTarget(target);
    m_inspector->setTarget(target);
    for (Page *page : m_pages)
        page->setTarget(target);
    showTarget();
}

void TargetView::showTarget()
{
    const SnapshotPtr snapshot = m_bus.shown(m_target);
    if (!snapshot)
        return;
    m_banner->showSnapshot(*snapshot);
    m_finding->showSnapshot(*snapshot, {m_bus.target(m_target), m_bus.isLive()});
    showTabs(*snapshot);
}

void TargetView::showTabs(const Snapshot &snapshot)
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const QString badge = m_pages[i]->badge(snapshot);
        const QString text = m_pages[i]->title();
        m_tabs->setTabText(int(i), badge.isEmpty()
                                       ? text
                                       : QStringLiteral("%1  %2 %3").arg(text, stateSign(StateRole::Critical), badge));
    }
}

void TargetView::showVeil(bool isFresh)
{
    const SnapshotPtr snapshot = m_bus.shown(m_target);
    const bool veiled = !isFresh && m_bus.isLive() && snapshot && snapshot->postgres;
    m_veil->setText(veiled ? tr("Old data: as of %1").arg(formatTimeOfDay(snapshot->dataTaken.wall)) : QString());
}

void TargetView::showPage(const QString &id)
{
    const auto found = std::ranges::find(m_pages, id, &Page::id);
    if (found != m_pages.end())
        m_tabs->setCurrentIndex(int(found - m_pages.begin()));
}

void TargetView::nextPage(int by)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + count) % count);
}

/// The overview has no session to select: its whole width belongs to the charts.
void TargetView::pageChanged(int index)
{
    m_inspector->setVisible(m_inspectorWanted && &currentPage() != m_overview);
    m_stack->setCurrentIndex(index);
    m_veil->raise();
}

void TargetView::setInspectorShown(bool shown)
{
    m_inspectorWanted = shown;
    pageChanged(m_tabs->currentIndex());
}

void TargetView::focusTabs()
{
    m_tabs->setFocus(Qt::OtherFocusReason);
}

void TargetView::selectSession(const SessionKey &key)
{
    if (&currentPage() == m_overview)
        showPage(QStringLiteral("sessions"));
    currentPage().selectSession(key);
    m_inspector->showSession(key);
}

void TargetView::setReach(std::chrono::seconds reach)
{
    m_overview->setReach(reach);
}

Page *TargetView::page(const QString &id) const
{
    const auto found = std::ranges::find(m_pages, id, &Page::id);
    return found == m_pages.end() ? nullptr : *found;
}

Page &TargetView::currentPage() const
{
    return *m_pages[std::size_t(std::max(0, m_tabs->currentIndex()))];
}

QString TargetView::tabText(const QString &pageId) const
{
    const auto found = std::ranges::find(m_pages, pageId, &Page::id);
    return found == m_pages.end() ? QString() : m_tabs->tabText(int(found - m_pages.begin()));
}

QString TargetView::findingText() const
{
    return m_finding->text();
}

} // namespace lockmaster
