// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targetview.h"

#include "base/format.h"
#include "ui/common/notices/banner.h"
#include "watch/momentbus.h"
#include "ui/common/notices/stateicon.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/findings/findingbar.h"
#include "ui/shell/findings/overline.h"
#include "ui/shell/headerstrip.h"
#include "ui/shell/pages.h"
#include "ui/shell/staleveil.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lockmaster {

namespace {
constexpr int kPageWidth = 900;
constexpr int kInspectorWidth = 330;
constexpr int kInspectorLeast = 260;
constexpr int kRoomForBoth = 1340; ///< more than a laptop has beside the dots of the fleet
} // namespace

TargetView::TargetView(MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_bus(bus)
    , m_header(new HeaderStrip(bus, this))
    , m_tabs(new QTabBar(this))
    , m_banner(new Banner(this))
    , m_finding(new FindingBar(this))
    , m_over(new OverLine(bus, this))
    , m_headline(new QStackedWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_veil(new StaleVeil(m_stack))
    , m_inspector(new Inspector(bus, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    makeLayout();
    connectParts();
    showKind(ServerKind::PostgreSql);
}

/// Tabs and pages of another kind of server; the page of the same name stays in front.
void TargetView::showKind(ServerKind kind)
{
    std::vector<Page *> &pages = m_pagesOf[kind];
    if (!pages.empty() && pages == m_pages)
        return;
    const QString shown = m_pages.empty() ? QString() : currentPage().id();
    if (pages.empty()) {
        pages = makePages(kind, m_bus, this);
        std::ranges::for_each(pages, [this](Page *page) { addPage(page); });
    }
    {
        const QSignalBlocker quiet(m_tabs);
        while (m_tabs->count() > 0)
            m_tabs->removeTab(0);
        m_pages = pages;
        for (const Page *page : m_pages)
            m_tabs->addTab(page->title());
        const auto same = std::ranges::find(m_pages, shown, &Page::id);
        m_tabs->setCurrentIndex(same == m_pages.end() ? 0 : int(same - m_pages.begin()));
    }
    pageChanged(m_tabs->currentIndex());
    Q_EMIT pagesChanged();
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
    m_headline->addWidget(m_finding);
    m_headline->addWidget(m_over);
    m_headline->setFixedHeight(m_finding->height());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_tabs);
    layout->addWidget(m_banner);
    layout->addWidget(m_headline);
    layout->addWidget(m_splitter, 1);
}

void TargetView::addPage(Page *page)
{
    m_stack->addWidget(page);
    page->setReach(m_reach);
    connect(page, &Page::actionRequested, this, &TargetView::actionRequested);
    connect(page, &Page::sessionSelected, this, &TargetView::showSession);
    connect(page, &Page::inspectorRequested, this, [this] {
        if (isNarrow())
            toggleInspector();
    });
    connect(page, &Page::elsewhereRequested, this, &TargetView::elsewhereRequested);
    connect(page, &Page::probesChanged, this, [this, page] {
        if (page == &currentPage())
            wantProbes();
    });
    connect(page, &Page::pageRequested, this, [this](const QString &id, const SessionKey &key) {
        showPage(id);
        selectSession(key);
    });
}

void TargetView::connectParts()
{
    connect(m_tabs, &QTabBar::currentChanged, this, &TargetView::pageChanged);
    connect(m_tabs, &QTabBar::tabBarClicked, this, &TargetView::focusPage, Qt::QueuedConnection);
    connect(m_banner, &Banner::retryRequested, this, &TargetView::retryRequested);
    connect(m_header, &HeaderStrip::worstRequested, this, &TargetView::targetRequested);
    connect(m_header, &HeaderStrip::freshnessChanged, this, &TargetView::showVeil);
    connectHeadline();
    connect(m_inspector, &Inspector::sessionSelected, this, [this](const SessionKey &key) { selectSession(key); });
    connect(&m_bus, &MomentBus::shownChanged, this, [this](const QString &target) {
        if (target == m_target)
            showTarget();
    });
    connect(&m_bus, &MomentBus::modeChanged, this, &TargetView::showTarget);
}

void TargetView::connectHeadline()
{
    connect(m_over, &OverLine::changed, this, &TargetView::showHeadline);
    connect(m_finding, &FindingBar::chosen, this, [this] {
        m_isFindingWanted = true;
        showTarget();
    });
    connect(m_finding, &FindingBar::actionRequested, this, &TargetView::actionRequested);
    connect(m_finding, &FindingBar::causeRequested, this, &TargetView::elsewhereRequested);
    connect(m_finding, &FindingBar::proofRequested, this, [this](const QString &id, const SessionKey &key) {
        showPage(id);
        if (key.pid != 0 && currentPage().wantsInspector())
            selectSession(key);
        else if (key.pid != 0)
            currentPage().selectSession(key);
        else
            selectSubject();
    });
}

/// Of the finding whose proof is wanted: the table, index or sequence that it is about.
void TargetView::selectSubject()
{
    const std::vector<Finding> &all = m_bus.findingsOf(m_target);
    const auto finding = std::ranges::find(all, m_finding->key(), &Finding::key);
    if (finding == all.end())
        return;
    switch (finding->subject.kind) {
    case SubjectKind::Table:
    case SubjectKind::Index: return currentPage().selectItem(finding->subject.name);
    case SubjectKind::Sequence: return currentPage().selectItem(finding->evidence[u"table"].toString());
    default: return;
    }
}

void TargetView::setTarget(const QString &target)
{
    if (!m_target.isEmpty() && m_target != target)
        Q_EMIT probesWanted(m_target, {});
    m_target = target;
    if (const Target *known = m_bus.target(target))
        showKind(known->kind);
    m_isFindingWanted = false;
    m_banner->hide();
    m_over->setTarget(target);
    showHeadline();
    m_finding->clear();
    m_veil->setText({});
    m_header->setTarget(target);
    m_isDrawerOpen = false;
    m_inspector->setTarget(target);
    for (Page *page : m_pages)
        page->setTarget(target);
    wantProbes();
    showTarget();
}

void TargetView::wantProbes()
{
    if (!m_target.isEmpty())
        Q_EMIT probesWanted(m_target, currentPage().probes());
}

void TargetView::showTarget()
{
    const SnapshotPtr snapshot = m_bus.shown(m_target);
    if (!snapshot)
        return;
    m_banner->showSnapshot(*snapshot, m_bus.saved() == nullptr);
    m_finding->showSnapshot(*snapshot, m_bus.findingsOf(m_target),
                            [this](const FindingRef &which) { return m_bus.finding(which); },
                            {m_bus.target(m_target), m_bus.isLive(), m_bus.saved() != nullptr});
    m_header->setShownFinding(m_finding->key());
    showHeadline();
    showTabs(*snapshot);
    showWhyNothing();
    if (m_standIn && window()->focusWidget() == m_standIn.data())
        focusPage();
    else
        m_standIn.clear();
}

/// What is over is told in the room of what is wrong, so that the page below stays where it is: until it is dismissed, or
/// something is critical, or began later, or the reader goes to a finding. While blind it is what was seen last: what is
/// wrong then stands in the banner.
void TargetView::showHeadline()
{
    const auto mattersMore = [this](const Finding &finding) {
        return finding.severity == FindingSeverity::Critical
               || (finding.severity == FindingSeverity::Warning && finding.since > m_over->over());
    };
    const bool isBlind = m_over->over() == WallTime::max();
    const bool isWanted = m_isFindingWanted && !m_finding->key().isEmpty();
    const bool isOver = !m_over->text().isEmpty() && !isWanted
                        && (isBlind || std::ranges::none_of(m_bus.findingsOf(m_target), mattersMore));
    QWidget *inFront = isOver ? static_cast<QWidget *>(m_over) : m_finding;
    if (inFront != m_headline->currentWidget() && m_headline->isAncestorOf(window()->focusWidget()))
        focusPage(); // else a button of the other one would have the keys
    m_headline->setCurrentWidget(inFront);
    m_finding->setCovered(isOver, isWanted);
    const bool isEmpty = !isOver && m_finding->key().isEmpty();
    m_headline->setVisible(!isEmpty || m_banner->isHidden()); // the banner has its place then
}

void TargetView::showTabs(const Snapshot &snapshot)
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const QString badge = m_pages[i]->badge(snapshot);
        const QString title = m_pages[i]->title();
        const bool isQuiet = badge.isEmpty();
        const QString text = isQuiet ? title : QStringLiteral("%1  %2").arg(title, badge);
        if (text == m_tabs->tabText(int(i)))
            continue; // else the bar would be laid out again
        m_tabs->setTabText(int(i), text);
        m_tabs->setTabIcon(int(i), isQuiet ? QIcon() : stateIcon(HealthState::Critical));
    }
}

void TargetView::showVeil(bool isFresh)
{
    const SnapshotPtr snapshot = m_bus.shown(m_target);
    const bool veiled = !isFresh && m_bus.isLive() && snapshot && snapshot->hasData();
    m_veil->setText(veiled ? tr("Old data: as of %1").arg(formatTimeOfDay(snapshot->dataTaken.wall)) : QString());
}

void TargetView::showPage(const QString &id)
{
    const auto found = std::ranges::find(m_pages, id, &Page::id);
    if (found != m_pages.end())
        m_tabs->setCurrentIndex(int(found - m_pages.begin()));
    focusPage();
}

void TargetView::nextPage(int by)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + count) % count);
    focusPage();
}

void TargetView::pageChanged(int)
{
    m_standIn.clear();
    if (std::exchange(m_isFindingWanted, false))
        showHeadline();
    showInspector();
    showWhyNothing();
    m_stack->setCurrentWidget(&currentPage());
    m_veil->raise();
    wantProbes();
}

bool TargetView::isNarrow() const
{
    return width() < kRoomForBoth;
}

/// In a narrow window the page has all the room until what is selected is asked for: then the inspector is a drawer.
void TargetView::showInspector()
{
    const bool hasUse = !isNarrow() || (m_isDrawerOpen && m_inspector->session().pid != 0);
    const bool isShown = m_inspectorWanted && hasUse && currentPage().wantsInspector();
    if (!isShown && m_inspector->isAncestorOf(window()->focusWidget()))
        focusPage();
    m_inspector->setVisible(isShown);
}

void TargetView::showSession(const SessionKey &key)
{
    m_inspector->showSession(key);
    m_isDrawerOpen = m_isDrawerOpen && key.pid != 0;
    showInspector();
}

void TargetView::toggleInspector()
{
    if (!isNarrow())
        return setInspectorShown(!m_inspectorWanted);
    m_isDrawerOpen = !m_inspector->isVisible();
    m_inspectorWanted = m_inspectorWanted || m_isDrawerOpen;
    showInspector();
}

void TargetView::showWhyNothing()
{
    const SnapshotPtr snapshot = m_bus.shown(m_target);
    m_inspector->setWhyNothing(snapshot ? currentPage().whyNothingToSelect(*snapshot) : QString());
}

void TargetView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_pages.empty())
        showInspector();
}

void TargetView::setInspectorShown(bool shown)
{
    m_inspectorWanted = shown;
    pageChanged(m_tabs->currentIndex());
}

/// As by the mouse: for other reasons a list makes its first row current by itself.
void TargetView::focusPage()
{
    QWidget *table = currentPage().mainWidget();
    QWidget *next = table ? table : firstStop();
    m_standIn = table ? nullptr : next;
    next->setFocus(Qt::MouseFocusReason);
}

QWidget *TargetView::firstStop() const
{
    const std::vector<QWidget *> stops = stopsIn({&currentPage()});
    return stops.empty() ? m_tabs : stops.front();
}

void TargetView::focusHeadline()
{
    if (m_headline->currentWidget() == m_over)
        m_over->focusFirst();
    else if (!m_finding->focusFirst())
        m_tabs->setFocus(Qt::TabFocusReason);
}

std::vector<FocusRegion> TargetView::regions() const
{
    return {FocusRegion{m_header, m_tabs, m_banner, m_headline}, FocusRegion{m_stack}, FocusRegion{m_inspector}};
}

void TargetView::selectSession(const SessionKey &key)
{
    if (!currentPage().wantsInspector())
        showPage(QStringLiteral("sessions"));
    currentPage().selectSession(key);
    m_isDrawerOpen = true;
    showSession(key);
}

void TargetView::setReach(std::chrono::seconds reach)
{
    m_reach = reach;
    for (const auto &[kind, pages] : m_pagesOf)
        std::ranges::for_each(pages, [reach](Page *page) { page->setReach(reach); });
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

#include "moc_targetview.cpp"
