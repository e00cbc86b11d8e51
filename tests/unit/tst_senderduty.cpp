// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What those are who receive WAL from a server, and whether it is a copy of a slot that it keeps.
#include "harness/testprogram.h"
#include "model/postgres/replicationslot.h"
#include "model/postgres/senderduty.h"
#include "pgrowsof.h"
#include "probes/postgres/replication/replicationprobe.h"

#include <QByteArrayList>
#include <QMap>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArrayList kCells = QByteArray("kind,pid,name,state,detail,more,number,flag,flag2,lsn1,lsn2,lsn3,lsn4,"
                                         "at1,at2,at3,lag1,lag2,lag3,database")
                                  .split(',');

/// A row of replication_from_*.sql; what is not named is NULL.
QByteArray cells(const QMap<QByteArray, QByteArray> &named)
{
    QByteArrayList row;
    for (const QByteArray &cell : kCells)
        row << named.value(cell);
    return row.join(',');
}

/// One slot, as a server of 17 tells it.
ReplicationSlot readSlotOf(bool inRecovery)
{
    const QByteArray here = cells({{"kind", "h"}, {"flag", inRecovery ? "t" : "f"}, {"lsn1", "1000"}, {"number", "1"}});
    const QByteArray slot = cells({{"kind", "k"},
                                   {"name", "sub"},
                                   {"state", "reserved"},
                                   {"number", "0"},
                                   {"flag", "t"},
                                   {"flag2", "f"},
                                   {"lsn1", "400"},
                                   {"lsn3", "900"},
                                   {"lag1", "1"},
                                   {"lag2", "1"}});
    PostgresDraft draft;
    if (!ReplicationProbe().take(rowsOf(kCells.join(',') + '\n' + here + '\n' + slot), draft))
        return {};
    return draft.next.replication->slotsKept.front();
}

} // namespace

class TestSenderDuty : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void duties_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("hasReplied");
        QTest::addColumn<bool>("tellsReplay");
        QTest::addColumn<bool>("decodes");
        QTest::addColumn<int>("duty");
        QTest::addColumn<bool>("follows");
        const QString streaming = u"streaming"_s;
        QTest::newRow("a standby") << streaming << true << true << false << int(SenderDuty::Standby) << true;
        QTest::newRow("one that has said nothing yet")
            << u"catchup"_s << false << false << false << int(SenderDuty::Standby) << true;
        QTest::newRow("one that shuts down")
            << u"stopping"_s << true << true << false << int(SenderDuty::Standby) << false;
        QTest::newRow("pg_receivewal") << streaming << true << false << false << int(SenderDuty::Receiver) << false;
        QTest::newRow("a subscriber") << streaming << true << true << true << int(SenderDuty::Logical) << true;
        QTest::newRow("a base backup") << u"backup"_s << false << false << false << int(SenderDuty::Backup) << false;
        QTest::newRow("hidden") << QString() << false << false << false << int(SenderDuty::Hidden) << false;
    }
    void duties()
    {
        QFETCH(QString, state);
        QFETCH(bool, hasReplied);
        QFETCH(bool, tellsReplay);
        QFETCH(bool, decodes);
        WalSender sender;
        sender.pid = 4711;
        sender.state = state;
        if (hasReplied)
            sender.replied = ServerTime(1s);
        if (tellsReplay)
            sender.replayed = 100;
        Replication here;
        here.slotsKept.resize(1);
        here.slotsKept.front().isLogical = decodes;
        here.slotsKept.front().activePid = 4711;
        QTEST(int(dutyOf(here, sender)), "duty");
        QTEST(isFollower(here, sender), "follows");
    }

    /// A promoted server still says of its copies that they are some.
    void copiesAreOfStandbys()
    {
        const ReplicationSlot copy = readSlotOf(true);
        QVERIFY(isCopy(copy) && isReadyCopy(copy) && copy.isFailover && !isLeft(copy));
        const ReplicationSlot own = readSlotOf(false);
        QVERIFY(!isCopy(own) && !isReadyCopy(own) && own.isFailover && isLeft(own));
    }

    /// restart_lsn of a logical slot goes on in leaps while its subscriber keeps up.
    void whoIsBehindIsToldByWhatWasConfirmed()
    {
        Replication here;
        here.here = 1000;
        ReplicationSlot slot = readSlotOf(false);
        QCOMPARE(behindBytes(here, slot), std::optional<std::int64_t>(100));
        slot.isLogical = false;
        QCOMPARE(behindBytes(here, slot), std::optional<std::int64_t>(600));
        slot.restart.reset();
        QVERIFY(!behindBytes(here, slot));
    }
};

LOCKMASTER_TEST(TestSenderDuty)
#include "tst_senderduty.moc"
