// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keys are in the window, and where they go.
#include "ui/actions/passingnote.h"
#include "ui/fleet/fleetpage.h"
#include "ui/fleet/fleetsidebar.h"
#include "ui/shell/findings/findingbar.h"
#include "ui/shell/findings/findingtour.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/note/notebar.h"
#include "ui/shell/targetview.h"
#include "ui/shell/timebar/timebar.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QKeyEvent>
#include <utility>

namespace lockmaster {

namespace {

constexpr std::size_t kHeadlineRegion = 0; ///< see MainWindow::regions()
constexpr std::size_t kPageRegion = 1;

} // namespace

/// Keys of the window. Those of a page are the page's own.
void MainWindow::installKeys()
{
    qDeleteAll(std::exchange(m_keys, {}));
    for (Command &command : windowCommands()) {
        if (command.keys.isEmpty() || !command.run)
            continue;
        auto *action = new QAction(command.text, this);
        action->setShortcuts(command.keys);
        action->setAutoRepeat(command.isStep);
        connect(action, &QAction::triggered, this, std::move(command.run));
        addAction(action);
        m_keys.push_back(action);
    }
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::ShortcutOverride: m_first.end(); break;
    case QEvent::KeyPress:
        m_first.end();
        if (pressFocused(watched, *static_cast<QKeyEvent *>(event)))
            return true;
        break;
    case QEvent::Hide: leaveDialog(watched); break;
    default: break;
    }
    return QMainWindow::eventFilter(watched, event);
}

/// Enter does what Space does. A dialog decides for itself what Enter means in it.
bool MainWindow::pressFocused(QObject *watched, const QKeyEvent &event)
{
    auto *button = qobject_cast<QAbstractButton *>(watched);
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const bool isPlain = (event.modifiers() | Qt::KeypadModifier) == Qt::KeypadModifier;
    if (!button || !isEnter || !isPlain || button->window() != this || !button->hasFocus())
        return false;
    if (button->isEnabled() && !event.isAutoRepeat())
        button->click();
    return true;
}

/// The keys go back to the page, never to the button that asked: it may be about something else by now.
void MainWindow::leaveDialog(const QObject *closed)
{
    const auto *dialog = qobject_cast<const QDialog *>(closed);
    const bool isOurs = dialog && dialog->parentWidget() && dialog->parentWidget()->window() == this;
    if (isOurs && qobject_cast<const QAbstractButton *>(focusWidget()))
        focusPage();
}

/// In the order in which Tab goes through them.
std::vector<FocusRegion> MainWindow::regions() const
{
    std::vector<FocusRegion> all{FocusRegion{}, FocusRegion{m_fleetPage}, FocusRegion{}};
    if (!isFleetShown())
        all = m_view->regions();
    all.front().insert(all.front().begin(), m_note);
    all.push_back(FocusRegion{m_time});
    all.push_back(FocusRegion{m_fleet});
    return all;
}

/// What has just been hidden or disabled with the keys on it gives them to the page, not to whatever is next.
bool MainWindow::focusNextPrevChild(bool next)
{
    QWidget *now = focusWidget();
    if (QWidget *stop = stopBeside(regions(), now, next)) {
        stop->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return true;
    }
    if (!now || (now->isVisible() && now->isEnabled()) || !m_stack->isVisible())
        return QMainWindow::focusNextPrevChild(next);
    focusPage();
    return true;
}

void MainWindow::focusPage()
{
    if (isFleetShown())
        m_fleetPage->focusCards();
    else
        m_view->focusPage();
}

void MainWindow::focusFilter()
{
    if (isFleetShown())
        m_fleetPage->focusFilter();
    else if (!m_view->currentPage().focusFilter())
        m_said->say(tr("This page has no filter."));
}

void MainWindow::nextRegion(int by)
{
    const std::vector<FocusRegion> all = regions();
    const int count = int(all.size());
    int region = regionOf(all, focusWidget());
    if (region < 0 && by < 0)
        region = 0;
    for (int tried = 0; tried < count; ++tried) {
        region = (region + by + count) % count;
        if (enter(std::size_t(region), all))
            return;
    }
}

/// False when nothing in it takes the keys now.
bool MainWindow::enter(std::size_t region, const std::vector<FocusRegion> &all)
{
    const std::vector<QWidget *> stops = stopsIn(all[region]);
    if (stops.empty())
        return false;
    if (region == kPageRegion)
        focusPage();
    else if (region == kHeadlineRegion && !m_note->isAncestorOf(stops.front()))
        m_view->focusHeadline();
    else
        stops.front()->setFocus(Qt::TabFocusReason);
    return true;
}

void MainWindow::nextFinding(int by)
{
    const QString target = isFleetShown() ? QString() : m_target;
    const auto next = findingPlaceFrom(findingPlaces(m_bus), target, m_view->headline().key(), by);
    if (!next)
        return;
    showTarget(next->target);
    m_view->headline().choose(next->key);
}

} // namespace lockmaster
