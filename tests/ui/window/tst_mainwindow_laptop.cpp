// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window of a laptop: the page has the room, the fleet is dots with numbers, the inspector a drawer.
#include "harness/windowtest.h"
#include "mainwindowfixtures.h"
#include "ui/common/table/tableview.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/targetview.h"

#include <QHeaderView>
#include <QSettings>
#include <QTreeView>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

TableView &tableOf(const ShownWindow &shown)
{
    return *shown.window.targetView().currentPage().findChild<TableView *>();
}

bool showsQuery(const TableView &table)
{
    const int query = table.table().columnOf(u"query");
    const QHeaderView *header = table.horizontalHeader();
    return query >= 0 && !table.isColumnHidden(query) && header->sectionSize(query) >= 60
           && header->sectionViewportPosition(query) + 60 <= table.viewport()->width();
}

/// On Sessions, with the second row current and the keys in the table.
void goToARow(ShownWindow &shown)
{
    shown.take(now(blockedState(40)));
    shown.window.showPage(QStringLiteral("sessions"));
    QTRY_VERIFY(tableOf(shown).model()->rowCount() > 3);
    tableOf(shown).setFocus();
    tableOf(shown).setCurrentRow(1, false);
}

} // namespace

class TestMainWindowLaptop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_mainwindow_laptop")); }
    void init() { QSettings().clear(); }

    void theFleetIsDotsUntilSomebodyUnfoldsIt()
    {
        ShownWindow shown;
        auto &fleet = shown.part<FleetSidebar>();
        QVERIFY(fleet.isFolded());
        QTRY_VERIFY(fleet.width() < 80);
        QTRY_VERIFY(shown.window.targetView().mapTo(&shown.window, QPoint()).x() < 80); // the page has that room
        QTest::keyClick(&shown.window, Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!fleet.isFolded());
        QTRY_VERIFY(fleet.width() > 200);
        QTRY_VERIFY(shown.window.targetView().mapTo(&shown.window, QPoint()).x() > 200);
        shown.window.resize(1920, 1080);
        QTRY_VERIFY(!fleet.isFolded());
        QTest::keyClick(&shown.window, Qt::Key_B, Qt::ControlModifier); // of wide windows
        QTRY_VERIFY(fleet.isFolded());
        shown.window.resize(1366, 768);
        QTRY_VERIFY(!fleet.isFolded()); // as it was chosen for narrow ones
    }

    void bothChoicesAreRemembered()
    {
        {
            ShownWindow shown;
            QTest::keyClick(&shown.window, Qt::Key_B, Qt::ControlModifier);
            QVERIFY(!shown.part<FleetSidebar>().isFolded());
            shown.window.close();
        }
        ShownWindow again;
        QTRY_VERIFY(!again.part<FleetSidebar>().isFolded());
        again.window.resize(1920, 1080);
        QTRY_VERIFY(!again.part<FleetSidebar>().isFolded());
    }

    void aWiderWindowUnfoldsTheFleet()
    {
        ShownWindow shown;
        QVERIFY(shown.part<FleetSidebar>().isFolded());
        shown.window.resize(1600, 900);
        QTRY_VERIFY(!shown.part<FleetSidebar>().isFolded());
        QTRY_VERIFY(shown.part<FleetSidebar>().width() > 200);
    }

    void theInspectorIsADrawerOnEnter()
    {
        ShownWindow shown;
        goToARow(shown);
        const auto &inspector = shown.part<Inspector>();
        QVERIFY(!inspector.isVisible()); // who moves through the rows keeps the room
        QTest::keyClick(&tableOf(shown), Qt::Key_Return);
        QTRY_VERIFY(inspector.isVisible());
        const int first = inspector.session().pid;
        QTest::keyClick(&tableOf(shown), Qt::Key_Down);
        QTRY_VERIFY(inspector.session().pid != first);
        QVERIFY(inspector.isVisible()); // it goes along
        QTRY_VERIFY(showsQuery(tableOf(shown)));
        QTest::keyClick(&tableOf(shown), Qt::Key_Return);
        QTRY_VERIFY(!inspector.isVisible());
        QVERIFY(tableOf(shown).hasFocus());
    }

    void theKeyOfTheInspectorOpensTheDrawer()
    {
        ShownWindow shown;
        goToARow(shown);
        const auto &inspector = shown.part<Inspector>();
        QTest::keyClick(&shown.window, Qt::Key_I, Qt::ControlModifier);
        QTRY_VERIFY(inspector.isVisible());
        QTest::keyClick(&shown.window, Qt::Key_I, Qt::ControlModifier);
        QTRY_VERIFY(!inspector.isVisible());
        shown.window.resize(1920, 1080);
        QTRY_VERIFY(inspector.isVisible()); // a drawer that was closed says nothing of a wide window
    }

    void escapeClosesTheDrawerWithTheSelection()
    {
        ShownWindow shown;
        goToARow(shown);
        QTest::keyClick(&tableOf(shown), Qt::Key_Return);
        QTRY_VERIFY(shown.part<Inspector>().isVisible());
        QTest::keyClick(&tableOf(shown), Qt::Key_Escape);
        QTRY_VERIFY(!shown.part<Inspector>().isVisible());
        tableOf(shown).setCurrentRow(2, false);
        QVERIFY(!shown.part<Inspector>().isVisible());
    }

    void enterInTheLocksOpensIt()
    {
        ShownWindow shown;
        shown.take(now(blockedState(40)));
        shown.window.showPage(QStringLiteral("locks"));
        auto *tree = shown.window.targetView().currentPage().findChild<QTreeView *>();
        QTRY_VERIFY(tree->currentIndex().isValid());
        const bool wasOpen = tree->isExpanded(tree->currentIndex());
        QVERIFY(!shown.part<Inspector>().isVisible());
        QTest::keyClick(tree, Qt::Key_Return);
        QTRY_VERIFY(shown.part<Inspector>().isVisible());
        QCOMPARE(tree->isExpanded(tree->currentIndex()), wasOpen);
    }

    /// On every page, at the two widths that laptops have.
    void noTableIsWiderThanItsPage_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1366") << QSize(1366, 768);
        QTest::newRow("1280") << QSize(1280, 720);
    }

    void noTableIsWiderThanItsPage()
    {
        QFETCH(const QSize, size);
        ShownWindow shown;
        shown.window.resize(size);
        shown.take(now(blockedState(40)));
        int seen = 0;
        for (const QString &id : shown.window.pageIds()) {
            shown.window.showPage(id);
            if (id == u"fleet")
                continue;
            for (const TableView *table : shown.window.targetView().currentPage().findChildren<TableView *>()) {
                if (!table->isVisible())
                    continue;
                ++seen;
                QTRY_VERIFY2(table->horizontalHeader()->length() <= table->viewport()->width(),
                             qPrintable(QStringLiteral("%1, %2: %3 in %4")
                                            .arg(id, table->accessibleName())
                                            .arg(table->horizontalHeader()->length())
                                            .arg(table->viewport()->width())));
            }
        }
        QVERIFY(seen >= 3);
    }
};

LOCKMASTER_WINDOW_TEST(TestMainWindowLaptop)
#include "tst_mainwindow_laptop.moc"
