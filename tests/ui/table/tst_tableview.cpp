// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The table on screen, and what leaves it: place, filters and layout are kept, copies and exports do no harm.
#include "harness/windowtest.h"
#include "locktable.h"
#include "ownsettings.h"
#include "ui/common/exportdialog.h"
#include "ui/common/rows/tableexport.h"
#include "ui/common/table/fitrows.h"
#include "ui/common/table/tablelayout.h"
#include "ui/common/table/tableview.h"

#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStyleOptionHeader>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestTableView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_tableview")); }
    void init() { QSettings().clear(); }

    void selectionAndScrollSurvive()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        std::vector<Lock> rows = locks(500);
        model.setRows(rows);
        view.resize(600, 400);
        view.show();
        view.sortByColumn(2, Qt::DescendingOrder);
        view.setCurrentRow(model.rowOf(250), true);
        const int scrolled = view.verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        rows.erase(rows.begin() + 100, rows.begin() + 120);
        for (Lock &row : rows)
            row.depth = (row.id * 7) % 23;
        model.setRows(rows);
        QCOMPARE(model.row(view.currentIndex().row()).id, 250);
        QCOMPARE(view.selectedRows(), std::vector<int>{model.rowOf(250)});
        QCOMPARE(view.verticalScrollBar()->value(), scrolled);
        QCOMPARE(model.sortColumn(), 2);
        QVERIFY(view.horizontalHeader()->isSortIndicatorShown());
    }

    void aColourIsNoSquare() // which means critical
    {
        const QColor color(1, 2, 3);
        auto coloured = columns();
        coloured.front().swatch = [color](const Lock &) { return color; };
        LockModel model(coloured);
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows(locks(1));
        view.resize(600, 400);
        view.show();
        const QImage cell = view.viewport()->grab(view.visualRect(model.index(0, 0))).toImage();
        QRect mark;
        for (int x = 0; x < cell.width(); ++x) {
            for (int y = 0; y < cell.height(); ++y)
                mark |= cell.pixelColor(x, y) == color ? QRect(x, y, 1, 1) : QRect();
        }
        QVERIFY2(mark.height() >= 3 * mark.width() && mark.width() > 0,
                 qPrintable(QStringLiteral("%1 × %2").arg(mark.width()).arg(mark.height())));
    }

    void aLongTableTakesTheRowsThatOthersLeave()
    {
        QCOMPARE(shareRows({1005, 3, 6}, 60, 8), (std::vector<int>{51, 3, 6}));
        QCOMPARE(shareRows({1005, 200, 3}, 63, 8), (std::vector<int>{30, 30, 3}));
        QCOMPARE(shareRows({1005, 3, 6}, 0, 8), (std::vector<int>{8, 3, 6})); // the page scrolls
        QCOMPARE(shareRows({4, 5}, 60, 8), (std::vector<int>{4, 5}));
    }

    void noNeighbourTakesThePlaceOfOneThatLeft()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        std::vector<Lock> rows = locks(5);
        model.setRows(rows);
        view.setCurrentRow(2, true);
        rows.erase(rows.begin() + 2);
        model.setRows(rows);
        QVERIFY(!view.currentIndex().isValid());
        QVERIFY(view.selectedRows().empty());
    }

    void slashOpensFiltersAndEscapeEndsThem()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows(locks(30));
        view.resize(600, 400);
        view.show();
        view.setCurrentRow(0, true);
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const int before = view.horizontalHeader()->height();
        QTest::keyClick(&view, Qt::Key_Slash);
        QTRY_VERIFY(view.horizontalHeader()->height() > before);
        QLineEdit *field = view.filterHeader().filterField(1);
        QVERIFY(field->isVisible() && !field->accessibleName().isEmpty());
        QTest::keyClicks(field, QStringLiteral("lock 2"));
        QCOMPARE(model.rowCount(), 11);
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(model.rowCount(), 30);
        QVERIFY(!field->isVisible());
    }

    void homeAndEndGoToTheFirstAndTheLastRow()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows(locks(30));
        view.resize(600, 200);
        view.show();
        view.setCurrentRow(12, true);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.currentIndex().row(), 29);
        QCOMPARE(view.selectedRows(), std::vector<int>{29});
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.currentIndex().row(), 0);
        QTest::keyClick(&view, Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(view.selectedRows().size(), 30U);
    }

    void exportsAreNamedByWhatTheyAreOf()
    {
        const QDateTime moment(QDate(2026, 11, 30), QTime(3, 12, 7));
        const WallTime at{std::chrono::milliseconds(moment.toMSecsSinceEpoch())};
        QCOMPARE(exportName(QStringLiteral("orders/primary: a"), QStringLiteral("sessions"), at),
                 QStringLiteral("orders-primary-a-sessions-2026-11-30-031207"));
        QCOMPARE(exportName(QStringLiteral("../.."), QStringLiteral("sessions"), at),
                 QStringLiteral("sessions-2026-11-30-031207"));
        QCOMPARE(exportName({}, QStringLiteral("sessions"), at), QStringLiteral("sessions-2026-11-30-031207"));
    }

    void theFolderOfExportsIsRemembered()
    {
        const QTemporaryDir folder;
        QWidget window;
        const ExportProposal proposal{QStringLiteral("Export"), QStringLiteral("locks"), QStringLiteral("CSV (*.csv)"),
                                      QStringLiteral("csv")};
        QFileDialog *first = newExportDialog(&window, proposal);
        Q_EMIT first->fileSelected(folder.filePath(QStringLiteral("locks.csv")));
        const QFileDialog *second = newExportDialog(&window, proposal);
        QCOMPARE(second->directory().canonicalPath(), QDir(folder.path()).canonicalPath());
    }

    void escapeEndsTheSelection()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows(locks(30));
        view.show();
        view.setCurrentRow(3, true);
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!view.currentIndex().isValid() && view.selectedRows().empty());
    }

    void theFocusAloneChoosesNoRow()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows(locks(30));
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QTRY_VERIFY(view.hasFocus());
        QVERIFY(!view.currentIndex().isValid());
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentIndex().row(), 0);
    }

    void clickOnTheSignFolds()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows({{1, "a", 1, {}, {}}, {2, "b", 2, 1, {}}});
        view.resize(600, 200);
        view.show();
        const QPoint sign = view.visualRect(model.index(0, 0)).topLeft() + QPoint(size::kInner, size::kRow / 2);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, sign);
        QCOMPARE(model.rowCount(), 1);
        view.setCurrentRow(0, true);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(model.rowCount(), 2);
    }

    void layoutIsRememberedByColumnId()
    {
        LockModel model(columns());
        {
            TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
            QVERIFY(view.isColumnHidden(3));
            view.setColumnHidden(3, false);
            view.setColumnWidth(1, 222);
            view.horizontalHeader()->moveSection(2, 0);
            view.sortByColumn(1, Qt::DescendingOrder);
            saveTableLayout(view, QStringLiteral("test"));
        }
        LockModel other(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), other);
        QCOMPARE(view.shownColumns(), (std::vector<int>{2, 0, 1, 3}));
        QCOMPARE(view.columnWidth(1), 222);
        QCOMPARE(other.sortColumn(), -1); // trouble first again
        resetTableLayout(view, QStringLiteral("test"));
        QCOMPARE(view.shownColumns(), (std::vector<int>{0, 1, 2}));
    }

    void theSortSignPointsWhereValuesGetLarger_data()
    {
        QTest::addColumn<Qt::SortOrder>("order");
        QTest::addColumn<int>("sign");
        QTest::newRow("smallest first") << Qt::AscendingOrder << int(QStyleOptionHeader::SortUp);
        QTest::newRow("largest first") << Qt::DescendingOrder << int(QStyleOptionHeader::SortDown);
    }
    void theSortSignPointsWhereValuesGetLarger()
    {
        struct Header : FilterHeader {
            using FilterHeader::FilterHeader;
            using FilterHeader::initStyleOptionForIndex;
        };
        QFETCH(Qt::SortOrder, order);
        LockModel model(columns());
        Header header(nullptr);
        header.setModel(&model);
        header.setSortIndicatorShown(true);
        header.setSortIndicator(2, order);
        QStyleOptionHeaderV2 option;
        header.initStyleOptionForIndex(&option, 2);
        QTEST(int(option.sortIndicator), "sign");
        QStyleOptionHeaderV2 other;
        header.initStyleOptionForIndex(&other, 1);
        QCOMPARE(int(other.sortIndicator), int(QStyleOptionHeader::None));
    }

    void theFirstClickOnANumberPutsTheLargestFirst()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows(locks(5));
        view.resize(600, 400);
        view.show();
        const auto click = [&](int column) {
            const FilterHeader &header = view.filterHeader();
            const int middle = header.sectionViewportPosition(column) + header.sectionSize(column) / 2;
            QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, {middle, header.height() / 2});
            return model.sortOrder();
        };
        QCOMPARE(click(2), Qt::DescendingOrder);
        QCOMPARE(ids(model), QList({5, 4, 3, 2, 1}));
        QCOMPARE(click(2), Qt::AscendingOrder);
        QCOMPARE(click(1), Qt::AscendingOrder);
    }

    void lesserColumnsGiveWayBeforeItScrollsSideways()
    {
        std::vector<KeyedColumn<Lock>> described = columns();
        described[0].info.yields = 1;
        described[1].info.isElastic = true;
        described[2].info.yields = 2;
        LockModel model(described);
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows(locks(3));
        view.resize(900, 300);
        view.show();
        const std::vector<int> all{0, 1, 2};
        QTRY_COMPARE(view.shownColumns(), all);
        const int ends = view.columnWidth(0) + view.columnWidth(2);
        view.resize(ends + view.fontMetrics().averageCharWidth() * model.column(1).width - 5, 300);
        QTRY_COMPARE(view.shownColumns(), std::vector<int>({0, 1}));
        QVERIFY(view.horizontalHeader()->length() <= view.viewport()->width());
        QCOMPARE(view.wantedColumns(), all);
        Q_EMIT view.filterHeader().customContextMenuRequested({});
        auto *menu = view.findChild<QMenu *>();
        QVERIFY(menu);
        const QAction *ofYielded = menu->actions().at(2);
        QVERIFY2(ofYielded->isChecked() && ofYielded->text().endsWith(QStringLiteral(" (no room)")),
                 qPrintable(ofYielded->text()));
        menu->close();
        view.sortByColumn(2, Qt::DescendingOrder); // by what it is sorted is seen
        QCOMPARE(view.shownColumns(), std::vector<int>({1, 2}));
        saveTableLayout(view, QStringLiteral("test"));
        view.resize(900, 300);
        QTRY_COMPARE(view.shownColumns(), all);
        LockModel other(described);
        const TableView again(QStringLiteral("test"), QStringLiteral("Locks"), other);
        QCOMPARE(again.wantedColumns(), all); // a narrow window hides nothing for good
    }

    void aNumberThatWouldBeCutWidensItsColumn()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        view.horizontalHeader()->moveSection(2, 0);
        view.horizontalHeader()->moveSection(2, 1); // the last one takes the room that is left
        view.resize(600, 300);
        view.show();
        const int narrow = view.fontMetrics().averageCharWidth() * 5;
        view.setColumnWidth(1, narrow);
        view.setColumnWidth(2, narrow);
        const int ofName = view.columnWidth(1);
        const int chosen = view.columnWidth(2);
        model.setRows({{1, QStringLiteral("the upper lock"), 123456, {}, {}}});
        view.viewport()->grab();
        QTRY_VERIFY(view.columnWidth(2) > view.fontMetrics().horizontalAdvance(QStringLiteral("123456 m")));
        QCOMPARE(view.columnWidth(1), ofName);       // a name is cut
        QCOMPARE(view.fit().chosenWidth(2), chosen); // which is what is remembered
        view.setColumnWidth(2, 2 * view.columnWidth(2));
        QCOMPARE(view.fit().chosenWidth(2), view.columnWidth(2));
    }

    void namesAreCutInTheMiddle()
    {
        const auto painted = [](bool isName, const QString &name) {
            std::vector<KeyedColumn<Lock>> described = columns();
            described[1].info.isName = isName;
            LockModel model(std::move(described));
            TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
            model.setRows({{1, name, 1, {}, {}}});
            view.resize(600, 200);
            view.show();
            view.setColumnWidth(1, view.fontMetrics().averageCharWidth() * 14);
            return view.viewport()->grab(view.visualRect(model.index(0, 1))).toImage();
        };
        const QString commands = QStringLiteral("sentinel-7a3f9c21-cmd");
        const QString events = QStringLiteral("sentinel-7a3f9c21-pubsub");
        QVERIFY(painted(true, commands) != painted(true, events));
        QVERIFY(painted(false, commands) == painted(false, events)); // what is no name reads from its beginning
    }

    void copyTakesShownColumns()
    {
        LockModel model(columns());
        TableView view(QStringLiteral("test"), QStringLiteral("Locks"), model);
        model.setRows({{1, "=1+1", 4, {}, {}}, {2, "two\tlines\n", -1, {}, {}}});
        view.selectAll();
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines[0], QStringLiteral("Id\tName\tDepth"));
        QCOMPARE(lines[1], QStringLiteral("1\t'=1+1\t4 m"));
        QCOMPARE(lines[2].count(u'\t'), 2);
        QCOMPARE(lines.size(), 4);
    }

    void csvDefendsAgainstFormulas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << "lock" << "lock";
        QTest::newRow("formula") << "=cmd|' /C calc'!A0" << "'=cmd|' /C calc'!A0";
        QTest::newRow("plus") << "+1" << "'+1";
        QTest::newRow("minus") << "-1" << "'-1";
        QTest::newRow("at") << "@SUM(A1)" << "'@SUM(A1)";
        QTest::newRow("tab") << "\t=1" << "'\t=1";
        QTest::newRow("carriage return") << "\r=1" << "'\r=1";
        QTest::newRow("full width") << QStringLiteral("\uFF1D1") << QStringLiteral("'\uFF1D1");
        QTest::newRow("empty") << "" << "";
    }
    void csvDefendsAgainstFormulas()
    {
        QFETCH(QString, text);
        QTEST(withoutFormula(text), "expected");
    }

    void exportsMaskLiterals()
    {
        LockModel model(columns());
        model.setRows({{1, "say \"x\"", -1, {}, "SELECT 'secret' WHERE id = 42"}});
        const QByteArray csv = toCsv(model, {{0}, {0, 1, 2, 3}});
        QVERIFY(csv.startsWith("\"id\",\"name\",\"depth\",\"notice\"\r\n1,\"say \"\"x\"\"\",,"));
        QVERIFY(!csv.contains("secret") && !csv.contains("42"));
        const QJsonObject row = QJsonDocument::fromJson(toJson(model, {{0}, {0, 2, 3}, true})).array()[0].toObject();
        QCOMPARE(row["id"].toInt(), 1);
        QVERIFY(row["depth"].isNull());
        QVERIFY(row["notice"].toString().contains("secret"));
    }
};

LOCKMASTER_WINDOW_TEST(TestTableView)
#include "tst_tableview.moc"
