// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the table that all pages share: a refresh must cost the person nothing.
#include "harness/windowtest.h"
#include "locktable.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestKeyedTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sortsByValueAndUnknownComesLast()
    {
        LockModel model(columns());
        model.setRows({{1, "c", 10, {}, {}}, {2, "B", -1, {}, {}}, {3, "a", 9, {}, {}}});
        model.sort(2, Qt::AscendingOrder);
        QCOMPARE(ids(model), QList({3, 1, 2}));
        model.sort(2, Qt::DescendingOrder);
        QCOMPARE(ids(model), QList({1, 3, 2}));
        model.sort(1, Qt::AscendingOrder);
        QCOMPARE(ids(model), QList({3, 2, 1}));
    }

    void ofEqualValuesTheHigherNextComesFirst()
    {
        std::vector<KeyedColumn<Lock>> described = columns();
        described[2].then = [](const Lock &lock) { return CellValue(static_cast<double>(lock.opened)); };
        LockModel model(std::move(described));
        model.setRows(
            {{1, "a", -1, {}, {}, 3}, {2, "b", 5, {}, {}, 1}, {3, "c", -1, {}, {}, 9}, {4, "d", 5, {}, {}, 2}});
        model.sort(2, Qt::DescendingOrder);
        QCOMPARE(ids(model), QList({4, 2, 3, 1}));
        model.sort(2, Qt::AscendingOrder);
        QCOMPARE(ids(model), QList({4, 2, 3, 1}));
        model.sort(0, Qt::AscendingOrder);
        QCOMPARE(ids(model), QList({1, 2, 3, 4}));
    }

    void ofEqualKeysTheFirstCounts()
    {
        LockModel model(columns());
        model.setRows({{7, "first", 1, {}, {}}, {7, "second", 2, {}, {}}});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.row(0).name, QStringLiteral("first"));
    }

    void refreshIsNeverAReset()
    {
        LockModel model(columns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QRandomGenerator random(4711);
        model.sort(2, Qt::DescendingOrder);
        for (int round = 0; round < 60; ++round) {
            std::vector<Lock> rows;
            for (int id = 1; id <= 60; ++id) {
                if (random.bounded(3) > 0)
                    rows.push_back({id,
                                    QString::number(random.bounded(3)),
                                    random.bounded(5) * 1.0,
                                    id % 4 == 0 ? std::optional(id - 1) : std::nullopt,
                                    {}});
            }
            const auto count = static_cast<int>(rows.size());
            QList<int> expected;
            for (const Lock &row : rows)
                expected.append(row.id);
            model.setRows(std::move(rows));
            QCOMPARE(model.rowCount(), count);
            QList<int> shown = ids(model);
            std::ranges::sort(shown);
            QCOMPARE(shown, expected);
        }
        QCOMPARE(reset.size(), 0);
    }

    void onlyChangedRowsAreTold()
    {
        LockModel model(columns());
        std::vector<Lock> rows = locks(10);
        model.setRows(rows);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows(rows);
        QCOMPARE(changed.size(), 0);
        rows[3].name = rows[4].name = rows[8].name = QStringLiteral("renamed");
        model.setRows(rows);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed[0][0].toModelIndex().row(), 3);
        QCOMPARE(changed[0][1].toModelIndex().row(), 4);
    }

    void ofRowsThatOnlyAgeTheAgesAreTold()
    {
        std::vector<KeyedColumn<Lock>> described = columns();
        const auto opened = [](const Lock &lock) { return QString::number(lock.opened); };
        described.push_back({.info = {.id = "opened", .title = "Opened", .toolTip = {}, .ages = true}, .text = opened});
        LockModel model(std::move(described));
        std::vector<Lock> rows = locks(9);
        model.setRows(rows);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        for (Lock &row : rows)
            row.opened = 1;
        rows[4].name = QStringLiteral("renamed");
        model.setRows(rows);
        QStringList told;
        for (const QList<QVariant> &signal : changed)
            told << QStringLiteral("%1,%2-%3,%4")
                        .arg(signal[0].toModelIndex().row())
                        .arg(signal[0].toModelIndex().column())
                        .arg(signal[1].toModelIndex().row())
                        .arg(signal[1].toModelIndex().column());
        QCOMPARE(told, QStringList({"4,0-4,4", "0,4-3,4", "5,4-8,4"}));
        QCOMPARE(model.cell(8, 4).text, QStringLiteral("1"));
    }

    void agesHaveRoom()
    {
        std::vector<KeyedColumn<Lock>> described = columns();
        described[2].info.ages = true;
        described[2].info.width = 4;
        const LockModel model(std::move(described));
        QCOMPARE(model.column(2).width, kAgeWidth);
    }

    void manyChangesAreToldTogether()
    {
        LockModel model(columns());
        std::vector<Lock> rows = locks(1000);
        model.setRows(rows);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        for (std::size_t place = 0; place < rows.size(); place += 2)
            rows[place].name = QStringLiteral("renamed");
        model.setRows(rows);
        QVERIFY2(changed.size() < 100, qPrintable(QString::number(changed.size())));
        QCOMPARE(changed.back()[1].toModelIndex().row(), 998);
    }

    void textsAreComparedWithoutCase_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<int>("expected");
        QTest::newRow("same") << "SELECT 1" << "select 1" << 0;
        QTest::newRow("late difference") << "select a, b" << "SELECT a, C" << -1;
        QTest::newRow("beginning of the other") << "select" << "SELECT 1" << -1;
        QTest::newRow("empty") << "" << "a" << -1;
        QTest::newRow("case at the difference") << "aB1" << "ab0" << 1;
        QTest::newRow("surrogate pairs") << QStringLiteral("x\U00010428") << QStringLiteral("x\U00010400") << 0;
    }
    void textsAreComparedWithoutCase()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QFETCH(int, expected);
        const auto sign = [](int difference) { return (difference > 0) - (difference < 0); };
        QCOMPARE(sign(compared(left, right, Qt::AscendingOrder)), expected);
        QCOMPARE(sign(compared(right, left, Qt::AscendingOrder)), -expected);
        QCOMPARE(sign(compared(left, right, Qt::DescendingOrder)), -expected);
    }

    void changedValuesAreTintedForAMoment()
    {
        LockModel model(columns());
        std::vector<Lock> rows = locks(3);
        model.setRows(rows);
        rows[1].name = QStringLiteral("renamed");
        rows[1].depth = 99;
        model.setRows(rows);
        QVERIFY(model.cell(1, 1).isChanged);
        QVERIFY(!model.cell(1, 2).isChanged);
        QVERIFY(!model.cell(0, 1).isChanged);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QTRY_VERIFY_WITH_TIMEOUT(!model.cell(1, 1).isChanged, 2000);
        QCOMPARE(changed.size(), 1); // nobody else has to be painted again
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
    }

    void childrenFollowTheirParentAndFold()
    {
        LockModel model(columns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(
            {{1, "a", 1, {}, {}}, {2, "b", 9, {}, {}}, {3, "c", 5, 1, {}}, {4, "d", 7, 1, {}}, {5, "e", 3, 77, {}}});
        model.sort(2, Qt::DescendingOrder);
        QCOMPARE(ids(model), QList({2, 5, 1, 4, 3}));
        QCOMPARE(model.shape(3).depth, 1);
        QCOMPARE(model.shape(2).fold, Fold::Open);
        model.setFolded(2, true);
        QCOMPARE(ids(model), QList({2, 5, 1}));
        QCOMPARE(model.shape(2).fold, Fold::Closed);
        model.setFolded(2, false);
        QCOMPARE(model.rowCount(), 5);
    }

    void filters_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("text in any column") << -1 << "UPPER" << QList({1});
        QTest::newRow("contains") << 1 << "lock" << QList({1, 2, 3});
        QTest::newRow("contains not") << 1 << "!upper" << QList({2, 3});
        QTest::newRow("greater") << 2 << ">5" << QList({2});
        QTest::newRow("less with unit") << 2 << "< 1 min" << QList({1, 2});
        QTest::newRow("equal") << 2 << "=5" << QList({1});
        QTest::newRow("unknown never compares") << 2 << ">=0" << QList({1, 2});
        QTest::newRow("not a number") << 2 << ">deep" << QList<int>();
    }
    void filters()
    {
        QFETCH(int, column);
        QFETCH(QString, text);
        LockModel model(columns());
        model.setRows({{1, "upper lock", 5, {}, {}}, {2, "lower lock", 30, {}, {}}, {3, "dry lock", -1, {}, {}}});
        if (column < 0)
            model.setTextFilter(text);
        else
            model.setColumnFilter(column, text);
        QTEST(ids(model), "expected");
        QVERIFY(model.isFiltered());
        QCOMPARE(model.totalRows(), 3);
        model.clearFilters();
        QCOMPARE(model.rowCount(), 3);
    }

    void toolTipsOfColumnsArePlain()
    {
        LockModel model(columns());
        const QString toolTip = model.headerData(0, Qt::Horizontal, Qt::ToolTipRole).toString();
        QVERIFY(toolTip.contains("&lt;b&gt;Number"));
    }
};

LOCKMASTER_WINDOW_TEST(TestKeyedTable)
#include "tst_keyedtable.moc"
