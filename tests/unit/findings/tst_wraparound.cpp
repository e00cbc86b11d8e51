// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.vacuum.wraparound: from when on, of which database, and how long is left.
#include <QTest>

#include "diagnosis/diagnosis.h"
#include "harness/testprogram.h"
#include "model/postgres/postgres.h"
#include "model/postgres/wraparound.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kForced = 200'000'000;

Wraparound ages(std::vector<DatabaseAge> databases)
{
    Wraparound all;
    all.databases = std::move(databases);
    all.freezeMaxAge = kForced;
    all.multixactFreezeMaxAge = 2 * kForced;
    return all;
}

std::vector<Finding> foundIn(const Wraparound &wraparound, const PostgresState &server = {})
{
    PostgresState state = server;
    state.identity.canSeeAll = true;
    state.wraparound = std::make_shared<const Wraparound>(wraparound);
    Snapshot snapshot;
    snapshot.target = u"orders-primary"_s;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    return findings(snapshot);
}

PostgresState withWorker()
{
    Session worker;
    worker.backendType = u"autovacuum worker"_s;
    worker.query = u"autovacuum: VACUUM public.orders (to prevent wraparound)"_s;
    PostgresState state;
    state.sessions.push_back(std::make_shared<const Session>(worker));
    return state;
}

} // namespace

class TestWraparound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void severity_data()
    {
        QTest::addColumn<qint64>("age");
        QTest::addColumn<bool>("isVacuumed");
        QTest::addColumn<QString>("severity");
        QTest::newRow("young") << qint64(150'000'000) << false << QString();
        QTest::newRow("a vacuum is due, and will come") << qint64(kForced + 10) << false << QString();
        QTest::newRow("one is running") << qint64(300'000'000) << true << QString();
        QTest::newRow("none comes") << qint64(300'000'000) << false << u"warning"_s;
        QTest::newRow("old") << qint64(1'300'000'000) << true << u"warning"_s;
        QTest::newRow("very old") << qint64(1'800'000'000) << true << u"critical"_s;
    }
    void severity()
    {
        QFETCH(qint64, age);
        QFETCH(bool, isVacuumed);
        QFETCH(QString, severity);
        const auto found = foundIn(ages({{u"orders"_s, age, 5, {}}}), isVacuumed ? withWorker() : PostgresState());
        QCOMPARE(found.empty() ? QString() : findingSeverityName(found.front().severity), severity);
    }

    void theOldestIsNamed()
    {
        const auto found =
            foundIn(ages({{u"orders"_s, 1'400'000'000, 7, {}}, {u"billing"_s, 10, 1'500'000'000, u"public.bills"_s}}));
        QCOMPARE(found.size(), 1u);
        const QJsonObject &proof = found.front().evidence;
        QCOMPARE(proof[u"database"_s], u"billing"_s);
        QCOMPARE(proof[u"table"_s], u"public.bills"_s);
        QCOMPARE(proof[u"ids"_s], u"multixacts"_s);
        QCOMPARE(proof[u"freeze_max_age"_s].toInteger(), 2 * kForced);
        QVERIFY(proof[u"days_left"_s].isNull());
    }

    void howLongIsLeft()
    {
        Wraparound all = ages({{u"orders"_s, kIdHorizon - kIdReserve - 86'400'000, 0, {}}});
        QVERIFY(foundIn(all).front().evidence[u"days_left"_s].isNull()); // one reading is no rate
        all.transactionsPerSecond = 0;
        QVERIFY(foundIn(all).front().evidence[u"days_left"_s].isNull());
        all.transactionsPerSecond = 500;
        QCOMPARE(foundIn(all).front().evidence[u"days_left"_s].toDouble(), 2.0);
        QVERIFY2(sentenceOf(foundIn(all).front()).contains(u"in 2 d"), qPrintable(sentenceOf(foundIn(all).front())));
    }

    void aStandbyCanDoNothing()
    {
        PostgresState standby;
        standby.identity.inRecovery = true;
        QVERIFY(foundIn(ages({{u"orders"_s, 1'800'000'000, 5, {}}}), standby).empty());
    }
};

LOCKMASTER_TEST(TestWraparound)
#include "tst_wraparound.moc"
