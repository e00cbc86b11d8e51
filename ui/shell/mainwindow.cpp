// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "base/format.h"
#include "base/log.h"
#include "watch/momentbus.h"
#include "ui/actions/passingnote.h"
#include "ui/common/exportdialog.h"
#include "ui/common/filewriter.h"
#include "ui/shell/palette/commandpalette.h"
#include "ui/shell/emptyfleet.h"
#include "ui/fleet/fleetpage.h"
#include "ui/fleet/fleetsidebar.h"
#include "ui/shell/helpsheet.h"
#include "ui/shell/note/notebar.h"
#include "ui/shell/savedstrip.h"
#include "ui/shell/targetview.h"
#include "ui/shell/timebar/timebar.h"

#include <QApplication>
#include <QBuffer>
#include <QCloseEvent>
#include <QFileDialog>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace lockmaster {

namespace {
constexpr QSize kFirstSize{1440, 810};
constexpr QSize kLeastFirstSize{1280, 720};
constexpr int kWide = 1400; ///< of a window: below it is a laptop's
constexpr int kFleetWidth = 230;
constexpr int kTargetWidth = 1050;
} // namespace

MainWindow::MainWindow(MomentBus &bus, QWidget *parent)
    : QMainWindow(parent)
    , m_bus(bus)
    , m_fleet(new FleetSidebar(bus, this))
    , m_fleetPage(new FleetPage(bus, this))
    , m_view(new TargetView(bus, this))
    , m_stack(new QStackedWidget(this))
    , m_time(new TimeBar(bus, this))
    , m_note(new NoteBar(bus, this))
    , m_said(new PassingNote(this))
    , m_fleetWidth(kFleetWidth)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_first(bus)
{
    setWindowTitle(tr("Lockmaster"));
    resize(kFirstSize.boundedTo(screen()->availableSize()).expandedTo(kLeastFirstSize));
    QWidget *content = makeContent();
    if (bus.fleet().targets.empty()) {
        auto *empty = new EmptyFleet(this);
        connect(empty, &EmptyFleet::fleetFileChosen, this, &MainWindow::fleetFileChosen);
        setCentralWidget(empty);
        content->hide();
    } else {
        setCentralWidget(content);
    }
    m_palette = new CommandPalette(this);
    connectParts();
    installKeys();
    restore(loadLayout());
    m_first.begin(m_target);
    m_unstyled.end();
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow() = default;

QWidget *MainWindow::makeContent()
{
    m_splitter->addWidget(m_fleet);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_fleetPage);
    m_splitter->addWidget(m_stack);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(1, false);
    m_splitter->setSizes({kFleetWidth, kTargetWidth});
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(new SavedStrip(m_bus, this));
    layout->addWidget(m_note);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_time);
    return content;
}

void MainWindow::connectParts()
{
    connect(&m_bus, &MomentBus::modeChanged, this, &MainWindow::showTitle);
    connectFleet();
    connect(m_view, &TargetView::targetRequested, this, &MainWindow::showTarget);
    connect(m_view, &TargetView::elsewhereRequested, this,
            [this](const QString &target, const QString &page, const QString &item) {
                showTarget(target);
                showPage(page);
                m_view->currentPage().selectItem(item);
            });
    connect(m_view, &TargetView::actionRequested, this, [this](const ActionRequest &request) {
        if (m_bus.isLive()) // pages do not offer it of the past, or of a file
            Q_EMIT actionRequested(request);
    });
    connect(m_view, &TargetView::retryRequested, this, &MainWindow::retryRequested);
    connect(m_view, &TargetView::pagesChanged, this, &MainWindow::installKeys);
    connect(m_view, &TargetView::probesWanted, this, &MainWindow::probesWanted);
    connect(m_time, &TimeBar::reachChanged, m_view, &TargetView::setReach);
    connect(m_time, &TimeBar::intervalChosen, this,
            [this](std::chrono::milliseconds interval) { Q_EMIT intervalRequested(m_target, interval); });
}

void MainWindow::connectFleet()
{
    connect(m_fleet, &FleetSidebar::targetSelected, this, [this](const QString &target) {
        m_first.end();
        turnToTarget(target); // the keys stay in the list, to go on from there
    });
    connect(m_fleet, &FleetSidebar::left, this, &MainWindow::focusPage);
    connect(m_fleet, &FleetSidebar::foldBegins, this, [this] {
        if (isVisible() && m_fleet->width() > 0)
            m_fleetWidth = m_fleet->width();
    });
    connect(m_fleet, &FleetSidebar::foldChanged, this, [this](bool folded) {
        const int fleet = folded ? m_fleet->maximumWidth() : m_fleetWidth;
        m_splitter->setSizes({fleet, m_splitter->width() - m_splitter->handleWidth() - fleet});
    });
    connect(m_fleet, &FleetSidebar::fleetRequested, this, &MainWindow::showFleet);
    connect(m_fleetPage, &FleetPage::targetRequested, this, &MainWindow::showTarget);
    connect(&m_first, &FirstTarget::worseFound, this, [this](const QString &target) {
        if (!isFleetShown()) // which has the worst at its top
            showTarget(target);
    });
}

void MainWindow::restore(const WindowLayout &layout)
{
    Theme::instance().setMode(layout.theme);
    if (!layout.geometry.isEmpty())
        restoreGeometry(layout.geometry);
    m_splitter->restoreState(layout.sidebar);
    m_view->splitter().restoreState(layout.inspector);
    m_view->setInspectorShown(layout.inspectorShown);
    m_fleet->setWorstFirst(layout.worstFirst);
    m_fleet->setFolds({.wide = layout.fleetFolded, .narrow = layout.fleetFoldedNarrow});
    m_fleet->setNarrow(width() < kWide);
    m_fleetWidth = layout.fleetWidth > 0 ? layout.fleetWidth : kFleetWidth;
    m_time->setReach(layout.reach);
    const auto &targets = m_bus.fleet().targets;
    if (targets.empty())
        return;
    showTarget(m_bus.target(layout.target) ? layout.target : targets.front().name);
    showPage(layout.page);
}

WindowLayout MainWindow::layoutNow() const
{
    return {.geometry = saveGeometry(),
            .sidebar = m_splitter->saveState(),
            .inspector = m_view->splitter().saveState(),
            .inspectorShown = m_view->isInspectorShown(),
            .worstFirst = m_fleet->model().isWorstFirst(),
            .fleetFolded = m_fleet->folds().wide,
            .fleetFoldedNarrow = m_fleet->folds().narrow,
            .fleetWidth = m_fleet->isFolded() ? m_fleetWidth : m_fleet->width(),
            .target = m_target,
            .page = isFleetShown() ? QStringLiteral("fleet") : m_view->currentPage().id(),
            .reach = m_time->reach(),
            .theme = Theme::instance().mode()};
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_bus.saved()) // which is no fleet to come back to
        saveLayout(layoutNow());
    event->accept();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_fleet->setNarrow(width() < kWide);
}

void MainWindow::turnTo(bool fleet)
{
    m_stack->setCurrentWidget(fleet ? static_cast<QWidget *>(m_fleetPage) : m_view);
    m_fleet->showFleetChosen(fleet);
    m_time->setFleetShown(fleet);
}

void MainWindow::showTarget(const QString &name)
{
    m_first.end();
    if (!m_bus.target(name))
        return;
    turnToTarget(name);
    focusPage();
}

void MainWindow::turnToTarget(const QString &name)
{
    turnTo(false);
    if (name == m_target)
        return m_view->wantProbes();
    m_target = name;
    showTitle();
    m_view->setTarget(name);
    m_time->setTarget(name);
    m_fleet->select(name);
}

void MainWindow::showTitle()
{
    const auto saved = m_bus.saved() ? m_bus.frozenAt() : std::nullopt;
    const QString name = saved ? tr("%1, saved moment of %2").arg(m_target, formatMoment(*saved)) : m_target;
    setWindowTitle(m_target.isEmpty() ? tr("Lockmaster") : tr("%1 – Lockmaster").arg(name));
}

void MainWindow::showPage(const QString &id)
{
    if (id == u"fleet")
        return showFleet();
    m_first.end();
    turnTo(false);
    m_view->showPage(id);
}

void MainWindow::showFleet()
{
    m_first.end();
    turnTo(true);
    m_fleetPage->focusCards();
    Q_EMIT probesWanted(m_target, {});
}

void MainWindow::showFleetError(const Error &error)
{
    if (auto *empty = qobject_cast<EmptyFleet *>(centralWidget()))
        empty->showError(error);
}

bool MainWindow::isFleetShown() const
{
    return m_stack->currentWidget() == m_fleetPage;
}

void MainWindow::selectSession(const SessionKey &key)
{
    m_view->selectSession(key);
}

QStringList MainWindow::pageIds() const
{
    QStringList ids;
    for (const Page *page : m_view->pages())
        ids << page->id();
    return ids << QStringLiteral("fleet");
}

Page *MainWindow::page(const QString &id) const
{
    return m_view->page(id);
}

void MainWindow::openPalette()
{
    m_palette->openWith(commands(), [this](const QString &typed) { return sessionCommands(typed); });
}

void MainWindow::openHelp()
{
    (new HelpSheet(commands(), this))->open();
}

void MainWindow::toggleFrozen()
{
    m_time->toggleFrozen();
}

void MainWindow::nextTheme()
{
    Theme &theme = Theme::instance();
    theme.setMode(theme.isDark() ? ThemeMode::Light : ThemeMode::Dark);
}

void MainWindow::copyNote(Texts texts)
{
    QStringList targets;
    for (const Target &target : m_bus.fleet().targets) {
        if (isFleetShown() || target.name == m_target)
            targets << target.name;
    }
    m_note->copyNote(targets, texts);
}

void MainWindow::saveNote()
{
    if (!m_note->isVisible())
        copyNote();
    m_note->askWhere();
}

QString MainWindow::whyNoRefresh() const
{
    if (m_bus.saved())
        return tr("This is a saved moment: there is nothing to read again.");
    return m_bus.isLive() ? QString() : tr("This is the past. Go live to refresh.");
}

/// The target, or all of them.
void MainWindow::refreshShown()
{
    if (const QString why = whyNoRefresh(); !why.isEmpty())
        return m_said->say(why);
    for (const Target &target : m_bus.fleet().targets) {
        if (isFleetShown() || target.name == m_target)
            Q_EMIT refreshRequested(target.name);
    }
}

void MainWindow::savePicture()
{
    const QPixmap picture = isFleetShown() ? m_fleetPage->grab() : m_view->currentPage().grab();
    QWidget *from = isFleetShown() ? static_cast<QWidget *>(this) : &m_view->currentPage();
    QFileDialog *dialog = newExportDialog(from, {tr("Save a picture of this page"),
                                                 isFleetShown() ? QStringLiteral("fleet") : m_view->currentPage().id(),
                                                 tr("Pictures (*.png)"), QStringLiteral("png")});
    connect(dialog, &QFileDialog::fileSelected, this, [this, picture](const QString &path) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        picture.save(&buffer, "PNG");
        writeFile(path, bytes, this, [path](const QString &error) {
            if (!error.isEmpty())
                qCWarning(lcUi) << "The picture" << path << "was not saved:" << error;
        });
    });
    dialog->open();
}

} // namespace lockmaster

#include "moc_mainwindow.cpp"
