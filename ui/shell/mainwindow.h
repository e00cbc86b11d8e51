// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window: fleet, target, time bar, palette. Puts its parts together, leads the keys through them, and remembers how
// it was left. GUI thread.
#pragma once

#include <QMainWindow>
#include <chrono>

#include "base/result.h"
#include "codec/texts.h"
#include "model/action.h"
#include "ui/common/page.h"
#include "ui/shell/firsttarget.h"
#include "ui/shell/focusregions.h"
#include "ui/shell/layoutstore.h"
#include "ui/shell/palette/command.h"
#include "ui/theme/stylesheet.h"

class QSplitter;
class QStackedWidget;

namespace lockmaster {

class CommandPalette;
class FleetPage;
class FleetSidebar;
class NoteBar;
class PassingNote;
class TargetView;
class TimeBar;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(MomentBus &bus, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showTarget(const QString &name); ///< nothing happens when the fleet has none of this name
    void showPage(const QString &id);     ///< of the target shown, or "fleet"
    void showFleet();
    void showFleetError(const Error &error); ///< of a window without targets: why there are none
    [[nodiscard]] bool isFleetShown() const;
    void selectSession(const SessionKey &key);
    void focusPage();   ///< the keys go to the table of what is shown
    void focusFilter(); ///< of what is shown; says so where that has none

    [[nodiscard]] QStringList pageIds() const;         ///< of the target shown, and "fleet"
    [[nodiscard]] Page *page(const QString &id) const; ///< null when there is none
    [[nodiscard]] const QString &target() const { return m_target; }
    [[nodiscard]] TargetView &targetView() const { return *m_view; }

    /// What can be done now, by name; those of the page shown included.
    [[nodiscard]] std::vector<Command> commands();
    /// Sessions of all targets whose pid begins so, those of the target shown first; few. Of other words none.
    [[nodiscard]] std::vector<Command> sessionCommands(const QString &typed);

public Q_SLOTS:
    void openPalette();
    void openHelp();
    void toggleFrozen();
    void nextTheme();
    void savePicture(); ///< asks for a file; the page shown as PNG
    /// What was wrong with the target shown, or with all, in the last minutes: as Markdown.
    void copyNote(lockmaster::Texts texts = lockmaster::Texts::Masked);
    void saveNote();          ///< asks for a file; of the note that was copied last, or of a new one when none is shown
    void nextFinding(int by); ///< of all targets, worst first; 1 or −1
    void nextRegion(int by);  ///< the keys go to another part of the window; 1 or −1

Q_SIGNALS:
    void retryRequested(const QString &target);
    void refreshRequested(const QString &target); ///< a sample now
    void intervalRequested(const QString &target, std::chrono::milliseconds interval);
    void actionRequested(const lockmaster::ActionRequest &request);
    void probesWanted(const QString &target, const QStringList &probes); ///< see TargetView
    void fleetFileChosen(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeContent();
    void connectParts();
    void connectFleet();
    void turnTo(bool fleet); ///< all targets or the one shown last
    void turnToTarget(const QString &name);
    bool pressFocused(QObject *watched, const QKeyEvent &event);
    void leaveDialog(const QObject *closed);
    [[nodiscard]] std::vector<FocusRegion> regions() const;
    bool enter(std::size_t region, const std::vector<FocusRegion> &all);
    void installKeys();
    void showTitle();
    void refreshShown();
    [[nodiscard]] QString whyNoRefresh() const;
    void restore(const WindowLayout &layout);
    [[nodiscard]] WindowLayout layoutNow() const;
    [[nodiscard]] std::vector<Command> pageCommands();
    [[nodiscard]] std::vector<Command> windowCommands(); ///< those with keys of the window
    [[nodiscard]] std::vector<Command> placeCommands();
    [[nodiscard]] std::vector<Command> headlineCommands();
    [[nodiscard]] std::vector<Command> timeCommands();
    [[nodiscard]] std::vector<Command> fleetCommands();
    [[nodiscard]] std::vector<Command> lookCommands();
    [[nodiscard]] std::vector<Command> actionCommands();
    [[nodiscard]] std::vector<Command> targetCommands();
    void addSessionsOf(const QString &target, const QString &typed, std::vector<Command> &all);

    StyleSheetPause m_unstyled; ///< until all parts are together
    MomentBus &m_bus;
    QString m_target;
    FleetSidebar *m_fleet;
    FleetPage *m_fleetPage;
    TargetView *m_view;
    QStackedWidget *m_stack; ///< fleet or target
    TimeBar *m_time;
    NoteBar *m_note;
    PassingNote *m_said; ///< why a key did nothing
    int m_fleetWidth;    ///< of the fleet's list when it is not folded
    QSplitter *m_splitter;
    FirstTarget m_first;
    std::vector<QAction *> m_keys;
    CommandPalette *m_palette = nullptr;
};

} // namespace lockmaster
