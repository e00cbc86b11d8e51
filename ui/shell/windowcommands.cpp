// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the window, its pages and its targets. A further command is one more entry here.
#include "actions/registry.h"
#include "watch/momentbus.h"
#include "ui/fleet/fleetsidebar.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/targetview.h"

#include <QAction>
#include <QTextDocumentFragment>

namespace lockmaster {

namespace {

/// A page's own action, as its menu has it.
Command commandOf(QAction *action, const QString &group)
{
    QString reason;
    if (!action->isEnabled())
        reason = QTextDocumentFragment::fromHtml(action->toolTip()).toPlainText();
    if (!action->isEnabled() && reason.isEmpty())
        reason = MainWindow::tr("not now");
    return {action->text(), group, action->shortcuts(), [action] { action->trigger(); }, reason};
}

} // namespace

std::vector<Command> MainWindow::commands()
{
    std::vector<Command> all = pageCommands();
    for (auto part : {windowCommands(), actionCommands(), targetCommands()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<Command> MainWindow::pageCommands()
{
    std::vector<Command> all;
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

std::vector<Command> MainWindow::windowCommands()
{
    std::vector<Command> all;
    int number = 0;
    for (Page *page : m_view->pages()) {
        const QKeySequence key(QStringLiteral("Ctrl+%1").arg(++number));
        all.push_back(
            {tr("Go to %1").arg(page->title()), tr("Pages"), {key}, [this, id = page->id()] { showPage(id); }});
    }
    const QString pages = tr("Pages");
    all.push_back(
        {tr("Next page"), pages, {QKeySequence(QStringLiteral("Ctrl+Tab"))}, [this] { m_view->nextPage(1); }});
    all.push_back({tr("Previous page"), pages, {QKeySequence(QStringLiteral("Ctrl+Shift+Tab"))}, [this] {
                       m_view->nextPage(-1);
                   }});
    const QString time = tr("Time");
    const QString whyNot = m_bus.saved() ? tr("this is a saved moment") : QString();
    all.push_back({tr("Freeze or go live"), time, {QKeySequence(Qt::Key_Space)}, [this] { toggleFrozen(); }, whyNot});
    all.push_back(
        {tr("One sample back"), time, {QKeySequence(QStringLiteral("Alt+Left"))}, [this] { m_bus.step(-1); }, whyNot});
    all.push_back({tr("One sample forward"),
                   time,
                   {QKeySequence(QStringLiteral("Alt+Right"))},
                   [this] { m_bus.step(1); },
                   whyNot});
    all.push_back({tr("Step, with the focus on the time bar"),
                   time,
                   {QKeySequence(Qt::Key_Left), QKeySequence(Qt::Key_Right), QKeySequence(Qt::Key_Home),
                    QKeySequence(Qt::Key_End)}});
    const QString fleet = tr("Fleet");
    all.push_back({tr("All targets"), fleet, {QKeySequence(QStringLiteral("Ctrl+0"))}, [this] { showFleet(); }});
    all.push_back(
        {tr("Next target"), fleet, {QKeySequence(QStringLiteral("Ctrl+Down"))}, [this] { m_fleet->moveSelection(1); }});
    all.push_back({tr("Previous target"), fleet, {QKeySequence(QStringLiteral("Ctrl+Up"))}, [this] {
                       m_fleet->moveSelection(-1);
                   }});
    all.push_back(
        {tr("Filter targets"), fleet, {QKeySequence(QStringLiteral("Ctrl+F"))}, [this] { m_fleet->focusFilter(); }});
    all.push_back({tr("Worst first, or by group"), fleet, {QKeySequence(QStringLiteral("Alt+W"))}, [this] {
                       m_fleet->setWorstFirst(!m_fleet->model().isWorstFirst());
                   }});
    all.push_back({tr("Try again to connect"),
                   fleet,
                   {QKeySequence(QStringLiteral("Ctrl+R"))},
                   [this] { Q_EMIT retryRequested(m_target); },
                   whyNot});
    const QString window = tr("Window");
    all.push_back(
        {tr("Everything by name"), window, {QKeySequence(QStringLiteral("Ctrl+K"))}, [this] { openPalette(); }});
    all.push_back(
        {tr("Keys"), window, {QKeySequence(Qt::Key_F1), QKeySequence(QStringLiteral("?"))}, [this] { openHelp(); }});
    all.push_back({tr("Show or hide the inspector"), window, {QKeySequence(QStringLiteral("Ctrl+I"))}, [this] {
                       m_view->setInspectorShown(!m_view->isInspectorShown());
                   }});
    all.push_back({tr("Dark or light"), window, {QKeySequence(QStringLiteral("Ctrl+T"))}, [this] { nextTheme(); }});
    all.push_back({tr("Theme of the system"), window, {}, [] { Theme::instance().setMode(ThemeMode::System); }});
    all.push_back({tr("Save a picture of this page…"), window, {QKeySequence(QStringLiteral("Ctrl+Shift+S"))}, [this] {
                       savePicture();
                   }});
    all.push_back(
        {tr("Incident note"), window, {QKeySequence(QStringLiteral("Ctrl+Shift+N"))}, [this] { copyNote(); }});
    all.push_back({tr("Incident note, with the literals of queries"), window, {}, [this] { copyNote(Texts::Full); }});
    all.push_back({tr("Quit"), window, {QKeySequence(QStringLiteral("Ctrl+Q"))}, [this] { close(); }});
    return all;
}

} // namespace lockmaster
