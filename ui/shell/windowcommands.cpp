// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the window, its pages and its targets. A further command is one more entry here.
#include "actions/registry.h"
#include "base/text.h"
#include "model/postgres/postgres.h"
#include "watch/momentbus.h"
#include "ui/common/notices/literaltext.h"
#include "ui/fleet/fleetsidebar.h"
#include "ui/shell/findings/findingbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/targetview.h"

#include <QAction>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr std::size_t kMostSessionsFound = 12;

/// Keys by their English names.
QList<QKeySequence> keyed(const char *first, const char *second = nullptr)
{
    QList<QKeySequence> keys{QKeySequence(QString::fromLatin1(first), QKeySequence::PortableText)};
    if (second)
        keys.append(QKeySequence(QString::fromLatin1(second), QKeySequence::PortableText));
    return keys;
}

/// A page's own action, as its menu has it.
Command commandOf(QAction *action, const QString &group)
{
    const QString reason = action->isEnabled() ? QString() : whyNotNow(*action);
    return {seenText(action->text()),        group,  action->shortcuts(),
            [action] { action->trigger(); }, reason, action->isEnabled() || !reason.isEmpty()};
}

} // namespace

std::vector<Command> MainWindow::commands()
{
    std::vector<Command> all = pageCommands();
    std::vector<Command> ofWindow = windowCommands();
    if (const OfferedAction offer = m_view->headline().action(); !offer.text.isEmpty() && offer.isOffered())
        ofWindow.front().run = [this, request = offer.request] { Q_EMIT m_view->actionRequested(request); };
    for (auto part : {ofWindow, actionCommands(), targetCommands()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<Command> MainWindow::pageCommands()
{
    std::vector<Command> all;
    if (isFleetShown())
        return all;
    Page &page = m_view->currentPage();
    const QList<QAction *> actions = page.actions();
    for (QAction *action : actions)
        if (!action->text().isEmpty() && !action->isSeparator())
            all.push_back(commandOf(action, page.title()));
    return all;
}

/// Actions on the target shown that ask in their dialog what they are about.
std::vector<Command> MainWindow::actionCommands()
{
    std::vector<Command> all;
    const Target *target = m_bus.target(m_target);
    if (!target || isFleetShown())
        return all;
    const QString reason = target->readOnly  ? tr("This target is read-only: the fleet file allows no action on it.")
                           : !m_bus.isLive() ? tr("This is the past. Go live to act.")
                                             : QString();
    for (const ActionType &type : allActions()) {
        if (type.kind != target->kind || type.offeredOn.isEmpty())
            continue;
        const ActionRequest request{type.id, m_target, {}, {}};
        all.push_back({type.title(), tr("Actions"), {}, [this, request] { Q_EMIT actionRequested(request); }, reason});
    }
    return all;
}

std::vector<Command> MainWindow::targetCommands()
{
    std::vector<Command> all;
    for (const Target &target : m_bus.fleet().targets)
        all.push_back(
            {tr("Show %1").arg(target.name), tr("Targets"), {}, [this, name = target.name] { showTarget(name); }});
    return all;
}

std::vector<Command> MainWindow::sessionCommands(const QString &typed)
{
    std::vector<Command> all;
    const QString pid = typed.trimmed();
    const bool isNumber = std::ranges::all_of(pid, [](QChar letter) { return letter.isDigit(); });
    if (pid.isEmpty() || !isNumber)
        return all;
    addSessionsOf(m_target, pid, all);
    for (const Target &target : m_bus.fleet().targets)
        if (target.name != m_target)
            addSessionsOf(target.name, pid, all);
    return all;
}

void MainWindow::addSessionsOf(const QString &target, const QString &typed, std::vector<Command> &all)
{
    const SnapshotPtr snapshot = m_bus.shown(target);
    if (!snapshot || !snapshot->postgres)
        return;
    for (const SessionPtr &session : snapshot->postgres->sessions) {
        const QString pid = QString::number(session->key.pid);
        if (all.size() >= kMostSessionsFound)
            return;
        if (!pid.startsWith(typed))
            continue;
        const QString text = tr("Show session %1 on %2").arg(pid, plainLine(target));
        const QString who = plainLine(session->application);
        all.push_back({who.isEmpty() ? text : text + QStringLiteral(" · ") + who,
                       tr("Sessions"),
                       {},
                       [this, target, key = session->key] {
                           showTarget(target);
                           showPage(QStringLiteral("sessions"));
                           selectSession(key);
                       }});
    }
}

std::vector<Command> MainWindow::windowCommands()
{
    std::vector<Command> all;
    for (auto part : {headlineCommands(), placeCommands(), timeCommands(), fleetCommands(), lookCommands()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// What the headline offers comes first. By its key it is of the headline then; what is chosen by its words, of these.
std::vector<Command> MainWindow::headlineCommands()
{
    const QString headline = tr("Headline");
    FindingBar &bar = m_view->headline();
    const OfferedAction offer = bar.action();
    const bool isOffer = !offer.text.isEmpty();
    const QString none =
        bar.key().isEmpty() ? tr("there is no headline: nothing is found to be wrong") : bar.whyCovered();
    const QString whyNot = isOffer           ? offer.reason
                           : bar.hasLevers() ? bar.whyCovered()
                                             : tr("the headline offers no action");
    return {{isOffer ? offer.text : tr("What the headline offers to do"), headline, keyed("Ctrl+Return", "Ctrl+Enter"),
             [this] { m_view->headline().act(); }, whyNot},
            {tr("Proof of the headline"), headline, keyed("Ctrl+P"), [this] { m_view->headline().prove(); }, none},
            {tr("Next finding, over all targets"), headline, keyed("Ctrl+J"), [this] { nextFinding(1); }},
            {tr("Previous finding"), headline, keyed("Ctrl+Shift+J"), [this] { nextFinding(-1); }}};
}

std::vector<Command> MainWindow::placeCommands()
{
    std::vector<Command> all;
    const QString pages = tr("Pages");
    int number = 0;
    for (Page *page : m_view->pages()) {
        const QKeySequence key(QStringLiteral("Ctrl+%1").arg(++number));
        all.push_back({tr("Go to %1").arg(page->title()), pages, {key}, [this, id = page->id()] { showPage(id); }});
    }
    all.push_back({tr("Next page"), pages, keyed("Ctrl+Tab"), [this] { m_view->nextPage(1); }});
    all.push_back({tr("Previous page"), pages, keyed("Ctrl+Shift+Tab"), [this] { m_view->nextPage(-1); }});
    const QString keys = tr("Where the keys go");
    all.push_back({tr("Next part of the window"), keys, keyed("F6"), [this] { nextRegion(1); }});
    all.push_back({tr("Previous part of the window"), keys, keyed("Shift+F6"), [this] { nextRegion(-1); }});
    all.push_back({tr("Filter of this page"), keys, keyed("/", "Ctrl+F"), [this] { focusFilter(); }});
    all.push_back({tr("Press the button with the focus"), keys, keyed("Return", "Space")});
    const QString tables = tr("Tables");
    all.push_back({tr("Filter of each column"), tables, keyed("/")});
    all.push_back({tr("First and last row"), tables, keyed("Home", "End")});
    all.push_back({tr("Fold and unfold a row"), tables, keyed("Left", "Right")});
    all.push_back({tr("What is selected, in the inspector of a narrow window"), tables, keyed("Return")});
    all.push_back({tr("Leave the filter, then the selection"), tables, keyed("Esc")});
    return all;
}

std::vector<Command> MainWindow::timeCommands()
{
    const QString time = tr("Time");
    const QString whyNot = m_bus.saved() ? tr("this is a saved moment") : QString();
    std::vector<Command> all{
        {tr("Freeze or go live"), time, keyed("F9", "Ctrl+Space"), [this] { toggleFrozen(); }, whyNot},
        {tr("One sample back"), time, keyed("Alt+Left"), [this] { m_bus.step(-1); }, whyNot, true, true},
        {tr("One sample forward"), time, keyed("Alt+Right"), [this] { m_bus.step(1); }, whyNot, true, true},
        {isFleetShown() ? tr("Read all targets again now") : tr("Read this target again now"), time, keyed("F5"),
         [this] { refreshShown(); }, whyNoRefresh()}};
    all.push_back({tr("Step, with the focus on the time bar"), time, keyed("Left", "Right") + keyed("Home", "End")});
    return all;
}

std::vector<Command> MainWindow::fleetCommands()
{
    const QString fleet = tr("Fleet");
    const QString whyNot = m_bus.saved() ? tr("this is a saved moment") : QString();
    const auto go = [this](int by) {
        m_fleet->moveSelection(by);
        focusPage();
    };
    std::vector<Command> all{{tr("All targets"), fleet, keyed("Ctrl+0"), [this] { showFleet(); }},
                             {tr("Next target"), fleet, keyed("Ctrl+Down"), [go] { go(1); }, {}, true, true},
                             {tr("Previous target"), fleet, keyed("Ctrl+Up"), [go] { go(-1); }, {}, true, true},
                             {tr("Filter targets"), fleet, keyed("Ctrl+Shift+F"), [this] { m_fleet->focusFilter(); }}};
    all.push_back({tr("Worst first, or by group"), fleet, keyed("Alt+W"),
                   [this] { m_fleet->setWorstFirst(!m_fleet->model().isWorstFirst()); }});
    all.push_back({tr("Fold the list of targets to dots, or unfold it"), fleet, keyed("Ctrl+B"),
                   [this] { m_fleet->setFolded(!m_fleet->isFolded()); }});
    all.push_back(
        {tr("Try again to connect"), fleet, keyed("Ctrl+R"), [this] { Q_EMIT retryRequested(m_target); }, whyNot});
    return all;
}

std::vector<Command> MainWindow::lookCommands()
{
    const QString window = tr("Window");
    std::vector<Command> all{{tr("Everything by name"), window, keyed("Ctrl+K"), [this] { openPalette(); }},
                             {tr("Keys"), window, keyed("F1", "?"), [this] { openHelp(); }}};
    all.push_back({tr("Show or hide the inspector"), window, keyed("Ctrl+I"), [this] { m_view->toggleInspector(); }});
    all.push_back({tr("Dark or light"), window, keyed("Ctrl+T"), [this] { nextTheme(); }});
    all.push_back({tr("Theme of the system"), window, {}, [] { Theme::instance().setMode(ThemeMode::System); }});
    all.push_back({tr("Save a picture of this page…"), window, keyed("Ctrl+Shift+S"), [this] { savePicture(); }});
    all.push_back({tr("Incident note"), window, keyed("Ctrl+Shift+N"), [this] { copyNote(); }});
    all.push_back({tr("Incident note, with the literals of queries"), window, {}, [this] { copyNote(Texts::Full); }});
    all.push_back({tr("Save the incident note…"), window, {}, [this] { saveNote(); }});
    all.push_back({tr("Quit"), window, keyed("Ctrl+Q"), [this] { close(); }});
    return all;
}

} // namespace lockmaster
