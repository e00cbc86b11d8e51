// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two servers of one system that both write: a split, a copy, or no second primary at all.
#include "harness/testprogram.h"
#include "replicationscene.h"

#include <QJsonArray>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTwoPrimaries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoPrimaries_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<int>("environment");
        QTest::addColumn<bool>("keepsSlot");
        QTest::addColumn<bool>("isSplit");
        const int production = int(Environment::Production);
        const int staging = int(Environment::Staging);
        QTest::newRow("of one group") << u"orders"_s << production << false << true;
        QTest::newRow("a copy for staging") << u"orders"_s << staging << false << false;
        QTest::newRow("a copy in a group of its own") << u"orders-report"_s << production << false << false;
        QTest::newRow("a promoted standby whatever it is called") << u"test"_s << staging << true << true;
    }
    void twoPrimaries()
    {
        QFETCH(QString, group);
        QFETCH(int, environment);
        QFETCH(bool, keepsSlot);
        QFETCH(bool, isSplit);
        ReplicationScene first;
        first.replication.timeline = 1;
        if (keepsSlot)
            first.replication.slotsKept = {slot(u"standby_2"_s, false)};
        ReplicationScene second;
        second.target = u"orders-standby-2"_s;
        second.started = kNow - 30min;
        second.replication.timeline = 2;
        second.replication.upstreamSlot = u"standby_2"_s;
        const Fleet fleet{{Target{.name = first.target, .group = u"orders"_s},
                           Target{.name = second.target, .group = group, .environment = Environment(environment)}}};
        const auto all = fleetFindings({first.snapshot(), nullptr, second.snapshot()}, fleet);
        const QString split = u"pg.replication.two_primaries critical"_s;
        QCOMPARE(told(all),
                 (isSplit ? QStringList{split, split} : QStringList{u"pg.replication.two_primaries info"_s}));
        QCOMPARE(all.back().target, u"orders-standby-2"_s); // of a copy it is said at the copy alone
        QCOMPARE(all[0].evidence[u"primaries"_s].toArray().size(), 2);
    }

    /// The link stands, and what it read last was before the failover.
    void dataOfBeforeAreNoSecondPrimary()
    {
        ReplicationScene first;
        ReplicationScene second;
        second.target = u"orders-standby-2"_s;
        second.started = kNow - 30min;
        QVERIFY(!fleetFindings({first.snapshot(), second.snapshot()}).empty());
        Snapshot old = *first.snapshot();
        old.taken.steady += 1s;
        QVERIFY(fleetFindings({std::make_shared<const Snapshot>(old), second.snapshot()}).empty());
    }

    /// The fleet file says nothing: no group, one environment.
    void withoutAGroupASignDecides_data()
    {
        QTest::addColumn<QString>("sign");
        QTest::addColumn<QString>("severity");
        QTest::newRow("none") << QString() << u"warning"_s;
        QTest::newRow("restored to a timeline of its own") << u"timeline"_s << u"warning"_s;
        QTest::newRow("set up as a standby, never promoted") << u"upstream"_s << u"warning"_s;
        QTest::newRow("a standby that was promoted") << u"timeline, upstream"_s << u"critical"_s;
        QTest::newRow("a slot is kept for it") << u"slot"_s << u"critical"_s;
    }
    void withoutAGroupASignDecides()
    {
        QFETCH(QString, sign);
        QFETCH(QString, severity);
        ReplicationScene first;
        first.replication.timeline = 1;
        ReplicationScene second;
        second.target = u"copy"_s;
        second.started = kNow - 30min;
        second.replication.timeline = sign.contains(u"timeline") ? 2 : 1;
        second.replication.hasUpstream = sign.contains(u"upstream");
        if (sign == u"slot") {
            first.replication.slotsKept = {slot(u"copy"_s, false)};
            second.replication.upstreamSlot = u"copy"_s;
        }
        const Fleet fleet{{Target{.name = first.target}, Target{.name = second.target}}};
        const auto all = fleetFindings({first.snapshot(), second.snapshot()}, fleet);
        const QString each = u"pg.replication.two_primaries "_s + severity;
        QCOMPARE(told(all), (QStringList{each, each}));
        QCOMPARE(otherPrimaries(all, first.target), QStringList{u"copy"_s}); // for whoever acts there
        QCOMPARE(otherPrimaries(all, u"copy"_s), QStringList{first.target});
    }

    void ofACopyNobodyIsWarned()
    {
        ReplicationScene first;
        ReplicationScene second;
        second.target = u"copy"_s;
        second.started = kNow - 30min;
        const Fleet fleet{{Target{.name = first.target}, Target{.name = second.target, .group = u"reports"_s}}};
        const auto all = fleetFindings({first.snapshot(), second.snapshot()}, fleet);
        QCOMPARE(told(all), QStringList{u"pg.replication.two_primaries info"_s});
        QCOMPARE(otherPrimaries(all, u"copy"_s), QStringList());
    }

    void aSlotInUseIsNoSignOfASplit()
    {
        ReplicationScene first;
        first.replication.slotsKept = {slot(u"standby_2"_s, true)};
        ReplicationScene second;
        second.target = u"copy"_s;
        second.started = kNow - 30min;
        second.replication.timeline = 2;
        second.replication.upstreamSlot = u"standby_2"_s;
        const Fleet fleet{
            {Target{.name = first.target}, Target{.name = second.target, .environment = Environment::Staging}}};
        QCOMPARE(told(fleetFindings({first.snapshot(), second.snapshot()}, fleet)),
                 QStringList{u"pg.replication.two_primaries info"_s});
    }

    void whatIsNoSecondPrimary_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
             {"a standby", "the same server", "another system", "one that cannot be seen", "hidden identity"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatIsNoSecondPrimary()
    {
        QFETCH(QString, what);
        ReplicationScene first;
        ReplicationScene second;
        second.started = kNow - 30min;
        second.replication.inRecovery = what == u"a standby";
        second.system += what == u"another system" ? 1 : 0;
        if (what == u"the same server")
            second.started = first.started;
        if (what == u"hidden identity")
            first.system = second.system = 0;
        Snapshot other = *second.snapshot();
        if (what == u"one that cannot be seen")
            other.link.phase = LinkPhase::Broken;
        const Fleet fleet{{Target{.name = first.target}, Target{.name = u"second"_s}}};
        other.target = u"second"_s;
        QVERIFY(fleetFindings({first.snapshot(), std::make_shared<const Snapshot>(other)}, fleet).empty());
    }
};

LOCKMASTER_TEST(TestTwoPrimaries)
#include "tst_twoprimaries.moc"
