// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one reads of a PgBouncer: its tiles, pools and settings.
#include "bouncerfixtures.h"
#include "base/format.h"
#include "harness/windowtest.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/table/bardelegate.h"
#include "ui/pgbouncer/bounceroverview.h"
#include "ui/pgbouncer/bouncerpoolspage.h"
#include "ui/pgbouncer/bouncersettingspage.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

using Pools = ShownBouncerPage<BouncerPoolsPage>;

TileText tile(const PgBouncerState &state, const QString &id)
{
    const auto tiles = pgBouncerTiles(seen(state));
    return *std::ranges::find(tiles, id, &TileText::id);
}

} // namespace

class TestPgBouncerPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void theTilesOfAQuietAndABusyPooler()
    {
        QCOMPARE(tile(poolsOf(0), u"waiting"_s).value, u"0"_s);
        QCOMPARE(tile(poolsOf(7), u"waiting"_s).value, u"7"_s);
        QCOMPARE(tile(poolsOf(7), u"waiting"_s).state, HealthState::Warning);
        QCOMPARE(tile(poolsOf(), u"fullest"_s).value, u"4 / 4"_s);
        QCOMPARE(tile(poolsOf(), u"clients"_s).note, u"1.0 % of max_client_conn"_s); // of what the pools tell
        PgBouncerState counted = poolsOf();
        counted.lists[u"used_clients"_s] = 9;
        QCOMPARE(tile(counted, u"clients"_s).note, u"9.0 % taken, with consoles"_s);
        PgBouncerState paused = poolsOf();
        paused.databases[0].isPaused = true;
        QCOMPARE(tile(paused, u"stopped"_s).note, u"orders is paused"_s);
        QCOMPARE(tile(paused, u"stopped"_s).state, HealthState::Critical); // somebody waits
        QCOMPARE(pgBouncerTiles(Snapshot()).size(), pgBouncerTiles(seen(paused)).size());
        QCOMPARE(pgBouncerTiles(Snapshot()).front().state, HealthState::Unknown);
    }

    /// What may be done to a database is in the menu of its pools and in the palette, with the reason when it may not.
    void aPoolOffersToPauseItsDatabase()
    {
        Pools shown;
        shown.take(seen(poolsOf(1)));
        QTRY_VERIFY(shown.page.table().model()->rowCount() > 0);
        const RowActions &actions = shown.page.actionsOfRows();
        QAction *pause = actions.find(u"pgbouncer.pause");
        QVERIFY(pause);
        for (const QString &id : {u"pgbouncer.resume"_s, u"pgbouncer.reconnect"_s, u"pgbouncer.disable"_s,
                                  u"pgbouncer.enable"_s, u"pgbouncer.kill"_s})
            QVERIFY2(actions.find(id), qPrintable(id));
        QVERIFY(shown.page.actions().contains(pause)); // so the palette has it
        shown.page.table().selectionModel()->clear();
        QVERIFY(!pause->isEnabled());
        shown.page.table().setCurrentIndex(shown.page.table().model()->index(0, 0));
        QVERIFY(pause->isEnabled());
        QCOMPARE(pause->text(), u"Pause orders…"_s);
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        pause->trigger();
        QCOMPARE(asked.count(), 1);
        const auto request = asked.front().front().value<ActionRequest>();
        QCOMPARE(request.action, u"pgbouncer.pause"_s);
        QCOMPARE(request.target, kBouncer);
        QCOMPARE(request.arguments, (QJsonObject{{u"database"_s, u"orders"_s}}));
        shown.bus.freeze();
        QVERIFY(!pause->isEnabled());
        QVERIFY2(pause->toolTip().contains(u"Go live"), pause->toolTip().toUtf8());
    }

    void aSettingIsOfferedToBeChanged()
    {
        ShownBouncerPage<BouncerSettingsPage> shown;
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().model()->rowCount(), 3);
        shown.page.table().setCurrentIndex(shown.page.table().model()->index(0, 0)); // what differs comes first
        QAction *set = shown.page.actionsOfRows().find(u"pgbouncer.setting.set");
        QVERIFY(set && set->isEnabled());
        QCOMPARE(set->text(), u"Set default_pool_size…"_s);
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        set->trigger();
        const auto request = asked.front().front().value<ActionRequest>();
        QCOMPARE(request.arguments, (QJsonObject{{u"setting"_s, u"default_pool_size"_s}}));
    }

    void theAverageWaitLeavesOutThoseWhoStillWait()
    {
        const auto note = [](int waiting, const std::vector<Sample> &samples) {
            Snapshot snapshot = seen(poolsOf(waiting));
            snapshot.samples = samples;
            const auto tiles = pgBouncerTiles(snapshot);
            return std::ranges::find(tiles, u"wait"_s, &TileText::id)->note;
        };
        const std::vector<Sample> served{{u"lockmaster_average_wait_seconds"_s, 0.0}};
        QCOMPARE(note(0, served), u"per transaction"_s);
        QCOMPARE(note(1105, served), u"of those served; 1,105 still waiting"_s);
        QCOMPARE(note(0, {}), u"no transaction ended"_s);
        QCOMPARE(note(1105, {}), u"no transaction ended; 1,105 waiting"_s);
    }

    void poolsTellWhoWaitsAndWhatIsFree()
    {
        Pools shown;
        QAbstractItemModelTester tester(&shown.page.table().table());
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        QCOMPARE(shown.cell(0, u"user"_s), u"report"_s);   // those that wait come first
        QCOMPARE(shown.cell(0, u"state"_s), u"waiting"_s); // as on the page of the server behind
        QCOMPARE(shown.cell(0, u"longest_wait"_s), u"2.5 s"_s);
        QCOMPARE(shown.cell(0, u"saturation"_s), u"4 / 4"_s);
        QCOMPARE(shown.cell(1, u"saturation"_s), u"3 / 4"_s);
        QCOMPARE(shown.cell(1, u"state"_s), u"ok"_s);
        QCOMPARE(shown.cell(0, u"server"_s), u"10.0.0.5:5432/orders"_s);
        QCOMPARE(shown.page.badge(seen(poolsOf(7))), u"7"_s);
        QCOMPARE(shown.page.badge(seen(poolsOf(0))), QString());
        QVERIFY(shown.words().contains(u"may only read statistics"));
        PgBouncerState crowded = poolsOf(1105);
        crowded.pools[0].clientsActive = 13;
        shown.take(seen(crowded));
        QTRY_VERIFY2(shown.words().contains(u"1,105 clients waiting, 13 active"), qPrintable(shown.words()));
    }

    void thePlaceOfThePoolIsReadInASmallWindow()
    {
        int letters = 0; // 1366 pixels leave room for some 120
        for (const auto &column : bouncerPoolColumns())
            letters += column.info.isHidden || column.info.isElastic ? 0 : column.info.width;
        QVERIFY2(letters + u"127.0.0.1:5432/orders"_s.size() <= 120, qPrintable(QString::number(letters)));
    }

    void aPausedDatabaseWithoutPoolsIsShown()
    {
        PgBouncerState state = poolsOf(0);
        state.pools.clear();
        Pools shown;
        shown.take(seen(state));
        QTRY_VERIFY(shown.page.table().accessibleDescription().contains(u"No pool yet"));
        state.databases[0].isPaused = true;
        shown.take(seen(state));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 1);
        QCOMPARE(shown.cell(0, u"state"_s), u"paused"_s);
    }

    void withoutDataThePageSaysWhy()
    {
        Pools shown;
        shown.take(blind());
        QTRY_VERIFY(shown.page.table().accessibleDescription().contains(u"Nothing has been read"));
        QCOMPARE(shown.page.table().table().rowCount(), 0);
        QVERIFY(!shown.words().contains(u"0 pools"));
        for (const TileText &tile : pgBouncerTiles(blind()))
            QCOMPARE(tile.value, unknownValue());
    }

    void theBarIsAsFullAsThePool()
    {
        Pools shown;
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        TableView &table = shown.page.table();
        const int column = table.table().columnOf(u"saturation");
        const int textWidth = table.fontMetrics().horizontalAdvance(u"000 / 000"_s);
        const QRect bar = BarDelegate::barRect(table.visualRect(table.model()->index(1, column)), textWidth); // 3 of 4
        QVERIFY(bar.width() > 40);
        const QImage image = table.viewport()->grab().toImage();
        const auto colorAt = [&](double share) {
            return image.pixelColor(bar.left() + int(bar.width() * share), bar.center().y());
        };
        QCOMPARE(colorAt(0.1), colorAt(0.6));
        QVERIFY(colorAt(0.6) != colorAt(0.9));
        QCOMPARE(BarDelegate::barRect(QRect(0, 0, 60, 24), 50), QRect()); // too narrow for both
    }

    void aUserHasItsOwnPoolSize()
    {
        PgBouncerState state = poolsOf(0);
        state.pools[1].serversActive = 2;
        QCOMPARE(tile(state, u"fullest"_s).value, u"3 / 4"_s);
        state.userPoolSizes[u"shop"_s] = 3;
        QCOMPARE(tile(state, u"fullest"_s).value, u"3 / 3"_s);
        Pools shown;
        shown.take(seen(state));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        shown.page.table().sortByColumn(shown.page.table().table().columnOf(u"saturation"), Qt::DescendingOrder);
        QCOMPARE(shown.cell(0, u"saturation"_s), u"3 / 3"_s);
        QCOMPARE(shown.cell(0, u"state"_s), u"full"_s);
        QCOMPARE(shown.cell(1, u"saturation"_s), u"2 / 4"_s);
    }

    void oldRowsSayTheyAreOld()
    {
        Pools shown;
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        Snapshot old = seen(poolsOf());
        old.link = blind().link;
        old.taken.wall = kNow + 90s;
        shown.take(old);
        QTRY_VERIFY(shown.page.table().isStale());
        QVERIFY2(shown.words().contains(u"1 m 30 s ago"), qPrintable(shown.words()));
    }

    void settingsPutWhatDiffersFirst()
    {
        ShownBouncerPage<BouncerSettingsPage> shown;
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 3);
        QCOMPARE(shown.cell(0, u"name"_s), u"default_pool_size"_s);
        QCOMPARE(shown.cell(0, u"differs"_s), u"yes"_s);
        QCOMPARE(shown.cell(0, u"changeable"_s), u"reload"_s);
        QCOMPARE(shown.cell(1, u"differs"_s), QString());
        PgBouncerState state = poolsOf();
        state.settings[u"unix_socket_mode"_s] = {u"511"_s, u"0777"_s, false}; // the same, written otherwise
        state.settings[u"pool_mode"_s] = {u"transaction"_s, u"session"_s, true};
        shown.take(seen(state));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 5);
        QCOMPARE(shown.cell(1, u"name"_s), u"pool_mode"_s);
        QCOMPARE(shown.cell(2, u"differs"_s), QString());
    }

    void settingsWithoutADefaultDifferFromNothing()
    {
        PgBouncerState state = poolsOf();
        state.settings.clear();
        state.settings[u"admin_users"_s] = {u"boss"_s, u""_s, true};
        state.settings[u"stats_users"_s] = {u""_s, u""_s, true};
        state.settings[u"verbose"_s] = {u"0"_s, std::nullopt, true};
        ShownBouncerPage<BouncerSettingsPage> shown;
        shown.take(seen(state));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 3);
        shown.page.table().sortByColumn(shown.page.table().table().columnOf(u"name"), Qt::AscendingOrder);
        QCOMPARE(shown.cell(0, u"differs"_s), u"yes"_s); // an empty default is one
        QCOMPARE(shown.cell(0, u"default"_s), u"(empty)"_s);
        QCOMPARE(shown.cell(1, u"value"_s), u"(empty)"_s);
        QCOMPARE(shown.cell(1, u"differs"_s), QString());
        QCOMPARE(shown.cell(2, u"default"_s), u"–"_s);
        QCOMPARE(shown.cell(2, u"differs"_s), QString());
    }
};

LOCKMASTER_WINDOW_TEST(TestPgBouncerPages)
#include "tst_pgbouncerpages.moc"
