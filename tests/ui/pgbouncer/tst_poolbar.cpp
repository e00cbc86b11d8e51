// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who has the server connections of a pool, and what may be done to them from there.
#include "bouncerfixtures.h"
#include "harness/windowtest.h"
#include "model/subject.h"
#include "ui/pgbouncer/bouncerpoolspage.h"
#include "ui/pgbouncer/poolbar.h"

#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

PgBouncerSocket serverOf(int pid, const QString &address, const QString &client)
{
    PgBouncerSocket made = socket(address, client.isEmpty() ? u"idle"_s : u"active"_s);
    made.host = u"10.0.0.5"_s;
    made.port = 5432;
    made.localPort = 40000 + pid;
    made.remotePid = pid;
    made.link = client;
    made.connected = kNow - std::chrono::seconds(10'000 - pid);
    return made;
}

/// Behind the pool of shop: the root of a blockade, one that waits behind it, one that nobody uses, one that is not seen.
PgBouncerState fourConnections()
{
    PgBouncerState made = poolsOf(0);
    made.pools[0].clientsWaiting = 5; // so that it is the first one
    made.servers = std::make_shared<const PgBouncerSockets>(
        PgBouncerSockets{kNow,
                         {serverOf(8123, u"0x51"_s, u"0xC1"_s), serverOf(8140, u"0x52"_s, u"0xC5"_s),
                          serverOf(8110, u"0x53"_s, {}), serverOf(9999, u"0x54"_s, u"0xC7"_s)}});
    return made;
}

struct ShownBar : ShownBouncerPage<BouncerPoolsPage> {
    explicit ShownBar(const PgBouncerState &pools = fourConnections())
    {
        observe(bus, share(live(state())));
        take(seen(pools));
        bar = page.findChild<PoolBar *>();
    }
    QStringList lines() const
    {
        QStringList all;
        for (int row = 0; row < bar->boxes().rowCount(); ++row)
            all << bar->boxes().index(row, 0).data().toString();
        return all;
    }
    QPushButton *button(const QString &beginning) const
    {
        for (QPushButton *each : bar->findChildren<QPushButton *>()) {
            if (each->text().startsWith(beginning))
                return each;
        }
        return nullptr;
    }
    void goTo(int pid) const
    {
        for (int row = 0; row < bar->boxes().rowCount(); ++row) {
            if (bar->boxes().row(row).server.remotePid == pid)
                bar->list().selectionModel()->setCurrentIndex(bar->boxes().index(row, 0),
                                                              QItemSelectionModel::NoUpdate);
        }
    }
    PoolBar *bar = nullptr;
};

} // namespace

class TestPoolBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void aBoxTellsWhoHasTheConnectionAndForWhat()
    {
        const ShownBar shown;
        QTRY_COMPARE(shown.bar->boxes().rowCount(), 4);
        const QStringList lines = shown.lines();
        QVERIFY2(lines[1].startsWith(u"8123 · billing · idle in transaction, blocks 3 · 4 m 20 s"),
                 qPrintable(lines[1]));
        QVERIFY2(lines[2].contains(u"waits for a lock"), qPrintable(lines[2]));
        QVERIFY2(lines[0].contains(u"free"), qPrintable(lines[0]));
        QVERIFY2(lines[3].contains(u"no such session seen"), qPrintable(lines[3]));
        QCOMPARE(shown.bar->boxes().row(1).state, HealthState::Critical);
        QCOMPARE(shown.bar->boxes().row(2).state, HealthState::Warning);
        QCOMPARE(shown.bar->boxes().row(0).state, HealthState::Unknown);
        QCOMPARE(shown.page.probes(), QStringList{u"servers"_s}); // else the boxes would be of some time ago
    }

    void boxesKeepTheirPlaces()
    {
        ShownBar shown;
        QTRY_COMPARE(shown.bar->boxes().rowCount(), 4);
        shown.goTo(8140);
        PgBouncerState later = fourConnections();
        std::vector<PgBouncerSocket> servers = later.servers->all;
        std::ranges::reverse(servers);
        servers.erase(servers.begin()); // 9999 has gone
        later.servers = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, servers});
        shown.take(seen(later));
        QTRY_COMPARE(shown.bar->boxes().rowCount(), 3);
        QCOMPARE(shown.bar->boxes().row(1).server.remotePid, 8123);
        QCOMPARE(shown.bar->list().currentIndex().row(), 2);
    }

    void enterGoesToTheSession()
    {
        ShownBar shown;
        QTRY_COMPARE(shown.bar->boxes().rowCount(), 4);
        QSignalSpy gone(&shown.page, &Page::elsewhereRequested);
        shown.goTo(8123);
        QTest::keyClick(&shown.bar->list(), Qt::Key_Return);
        QCOMPARE(gone.count(), 1);
        QCOMPARE(gone[0][0].toString(), kTarget);
        QCOMPARE(gone[0][1].toString(), u"sessions"_s);
        QCOMPARE(gone[0][2].toString(), itemOf(rootBlocker().key));
        shown.goTo(9999); // nobody knows where it is
        QTest::keyClick(&shown.bar->list(), Qt::Key_Return);
        QCOMPARE(gone.count(), 1);
        QVERIFY(!shown.button(u"Show session"_s)->isEnabled());
    }

    void thoseThatArePickedOutEndTogether()
    {
        ShownBar shown;
        QTRY_COMPARE(shown.bar->boxes().rowCount(), 4);
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.goTo(8123);
        QCOMPARE(shown.button(u"End"_s)->text(), u"End session 8123…"_s); // it has the keys
        QTest::keyClick(&shown.bar->list(), Qt::Key_Space);
        QTest::keyClick(&shown.bar->list(), Qt::Key_Right);
        QTest::keyClick(&shown.bar->list(), Qt::Key_Space);
        QTRY_COMPARE(shown.button(u"End"_s)->text(), u"End 2 sessions…"_s);
        QTest::keyClick(&shown.bar->list(), Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(asked.count(), 1);
        const auto request = asked[0][0].value<ActionRequest>();
        QCOMPARE(request.action, QString(kTerminateChosen));
        QCOMPARE(request.target, kTarget);
        const QString sessions = request.arguments[u"sessions"].toString();
        QVERIFY2(sessions.contains(u"8123@") && sessions.contains(u"8140@"), qPrintable(sessions));
        QTest::keyClick(&shown.bar->list(), Qt::Key_Escape);
        QVERIFY(!shown.bar->list().selectionModel()->hasSelection());
    }

    void whyNothingCanBeEnded()
    {
        ShownBar shown;
        QTRY_COMPARE(shown.bar->boxes().rowCount(), 4);
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.goTo(9999);
        QVERIFY(!shown.button(u"End"_s)->isEnabled());
        QVERIFY2(shown.words().contains(u"shows no session 9999"), qPrintable(shown.words()));
        shown.goTo(8123);
        QVERIFY(shown.button(u"End"_s)->isEnabled());
        shown.bus.freeze();
        QVERIFY(!shown.button(u"End"_s)->isEnabled());
        QVERIFY2(shown.words().contains(u"Go live"), qPrintable(shown.words()));
        QTest::keyClick(&shown.bar->list(), Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(asked.count(), 0);
    }

    void anotherPoolIsAnotherBar()
    {
        ShownBar shown(poolsOf(3));
        QTRY_VERIFY(shown.words().contains(u"orders (report): 4 of 4 server connections in use"));
        QCOMPARE(shown.bar->boxes().rowCount(), 0);
        shown.page.table().setCurrentRow(1, false);
        QTRY_COMPARE(shown.bar->boxes().rowCount(), 1);
        QVERIFY2(shown.words().contains(u"orders (shop)"), qPrintable(shown.words()));
        shown.take(blind());
        QTRY_VERIFY(!shown.bar->isVisible());
    }
};

LOCKMASTER_WINDOW_TEST(TestPoolBar)
#include "tst_poolbar.moc"
