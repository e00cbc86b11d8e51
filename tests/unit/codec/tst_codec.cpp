// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Values as CBOR there and back, as JSON, beside the value before, and in bytes.
#include "codec/bytes.h"
#include "codec/cbor.h"
#include "codec/json.h"
#include "harness/testprogram.h"
#include "madeup.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/catalog.h"
#include "model/postgres/postgres.h"
#include "model/postgres/postgresfields.h"
#include "model/postgres/replication.h"
#include "model/postgres/sessionfields.h"
#include "model/postgres/wraparound.h"
#include "model/redis/redis.h"
#include "model/redis/redisfields.h"
#include "model/redis/sentinel.h"
#include "model/savedmoment.h"
#include "model/savedmomentfields.h"
#include "model/snapshotfields.h"
#include "model/targetfields.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborStreamWriter>
#include <QCborValue>
#include <QJsonDocument>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

constexpr quint32 kSeeds = 300;

QByteArray jsonText(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

/// A snapshot with that data, and no other.
template <typename State>
Snapshot snapshotWith(std::shared_ptr<const State> ServerData::*kind, quint32 seed)
{
    Snapshot snapshot = madeUp<Snapshot>(seed);
    static_cast<ServerData &>(snapshot) = {};
    for (; !(snapshot.*kind); ++seed)
        snapshot.*kind = madeUp<ServerData>(seed).*kind;
    return snapshot;
}

std::shared_ptr<const Session> sessionOf(int pid, const QString &query)
{
    Session session;
    session.key.pid = pid;
    session.query = query;
    return std::make_shared<const Session>(std::move(session));
}

} // namespace

class TestCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void snapshotsThereAndBack();
    void targetsThereAndBackWithoutPassword();
    void allKindsAreMadeUp();
    void derivedIsComputedAgain();
    void unknownFieldsAreSkipped();
    void missingFieldsHaveTheirDefault();
    void unknownWordLeavesTheDefault();
    void wrongTypesAreErrors_data();
    void wrongTypesAreErrors();
    void nullRowIsAnError();
    void everyShortCborIsAnError();
    void emptyRowsDoNotFillTheMemory();
    void deepNestingIsAnError();
    void maskedHoldsNoLiteral();
    void fullHoldsLiteralsAndNoPassword();
    void aFieldTwiceIsRefused();
    void differenceMakesWhole();
    void differenceIsSmall();
    void jsonNamesTellUnits();
    void unchangedSessionsTakeNoBytes();
    void sameIsTold();
};

void TestCodec::snapshotsThereAndBack()
{
    for (quint32 seed = 1; seed <= kSeeds; ++seed) {
        const auto snapshot = madeUp<Snapshot>(seed);
        const auto back = fromCbor<Snapshot>(toCbor(snapshot, Texts::Full));
        QVERIFY2(back, qPrintable(QString::number(seed)));
        QVERIFY2(isSame(snapshot, *back), jsonText(jsonOf(*back)));
        QCOMPARE(toCbor(*back, Texts::Full).size(), toCbor(snapshot, Texts::Full).size());
    }
}

void TestCodec::targetsThereAndBackWithoutPassword()
{
    for (quint32 seed = 1; seed <= kSeeds; ++seed) {
        auto target = madeUp<Target>(seed);
        target.password = {PasswordSource::Kind::Command, u"cat /root/secret"_s};
        const QByteArray cbor = toCbor(target, Texts::Full);
        QVERIFY(!cbor.contains("secret"));
        auto back = fromCbor<Target>(cbor);
        QVERIFY(back);
        QCOMPARE(back->password, PasswordSource());
        back->password = target.password;
        QCOMPARE(*back, target);
    }
}

/// Else nothing is covered by itself.
void TestCodec::allKindsAreMadeUp()
{
    QStringList holds;
    for (quint32 seed = 1; seed <= kSeeds; ++seed) {
        const auto snapshot = madeUp<Snapshot>(seed);
        const PostgresState *postgres = snapshot.postgres.get();
        if (postgres && postgres->replication && postgres->replication->receiver && postgres->wraparound
            && postgres->catalog && !postgres->catalog->tables.empty() && !postgres->sessions.empty()
            && !postgres->forest.nodes.empty())
            holds << u"postgres"_s;
        if (snapshot.pgbouncer && snapshot.pgbouncer->clients && !snapshot.pgbouncer->settings.empty())
            holds << u"pgbouncer"_s;
        if (snapshot.redis && snapshot.redis->cluster && snapshot.redis->slowLog && !snapshot.redis->largeLogs.empty())
            holds << u"redis"_s;
        if (snapshot.sentinel && !snapshot.sentinel->primaries.empty())
            holds << u"sentinel"_s;
        if (snapshot.link.error && !snapshot.events.empty() && !snapshot.samples.empty())
            holds << u"snapshot"_s;
    }
    holds.removeDuplicates();
    holds.sort();
    QCOMPARE(holds, (QStringList{u"pgbouncer"_s, u"postgres"_s, u"redis"_s, u"sentinel"_s, u"snapshot"_s}));
}

void TestCodec::derivedIsComputedAgain()
{
    PostgresState state;
    state.settings.maxConnections = 100;
    state.sessions = {sessionOf(7, {}), sessionOf(9, {})};
    state.lockWaits = {{.pid = 9, .lockType = u"relation"_s, .blockers = {7}}};
    state.forest = lockForest(state.lockWaits, state.serverNow);
    state.headroom = headroom(state.sessions, state.settings);
    Snapshot snapshot;
    snapshot.postgres = std::make_shared<const PostgresState>(state);
    const QByteArray cbor = toCbor(snapshot, Texts::Full);
    QVERIFY(!cbor.contains("forest") && !cbor.contains("headroom") && cbor.contains("lock_waits"));
    const auto back = fromCbor<Snapshot>(cbor);
    QVERIFY(back && back->postgres);
    QCOMPARE(back->postgres->forest, state.forest);
    QCOMPARE(back->postgres->forest.nodes.size(), 2U);
    QCOMPARE(back->postgres->headroom, state.headroom);
}

void TestCodec::unknownFieldsAreSkipped()
{
    QCborMap newer = QCborValue::fromCbor(toCbor(*sessionOf(8123, u"SELECT"_s), Texts::Full)).toMap();
    newer[u"of_tomorrow"_s] = QCborMap{{u"nested"_s, QCborArray{1, u"two"_s, QCborMap()}}};
    newer[u"another"_s] = 1.5;
    const auto back = fromCbor<Session>(newer.toCborValue().toCbor());
    QVERIFY(back);
    QVERIFY(isSame(*back, *sessionOf(8123, u"SELECT"_s)));
}

void TestCodec::missingFieldsHaveTheirDefault()
{
    const auto back = fromCbor<LockWait>(QCborMap{{u"pid"_s, 7}}.toCborValue().toCbor());
    QVERIFY(back);
    QCOMPARE(*back, LockWait{.pid = 7});
    // In rows too: a file of a version that had one column
    const QCborArray rows{QCborArray{u"pid"_s}, QCborArray{7}, QCborArray{8}};
    const QCborMap transaction{{u"gid"_s, u"x"_s}, {u"locks"_s, rows}};
    const auto read = fromCbor<PreparedTransaction>(transaction.toCborValue().toCbor());
    QVERIFY(read);
    QCOMPARE(read->locks, (std::vector<HeldLock>{{.pid = 7}, {.pid = 8}}));
}

void TestCodec::unknownWordLeavesTheDefault()
{
    const QCborMap session{{u"pid"_s, 7}, {u"state"_s, u"dreaming"_s}};
    const auto back = fromCbor<Session>(session.toCborValue().toCbor());
    QVERIFY(back);
    QCOMPARE(back->state, SessionState::None);
}

void TestCodec::wrongTypesAreErrors_data()
{
    QTest::addColumn<QCborValue>("session");
    QTest::newRow("no map") << QCborValue(7);
    QTest::newRow("text for a number") << QCborMap{{u"pid"_s, u"7"_s}}.toCborValue();
    QTest::newRow("too large a number") << QCborMap{{u"pid"_s, qint64(1) << 40}}.toCborValue();
    QTest::newRow("negative where there is none") << QCborMap{{u"database_oid"_s, -1}}.toCborValue();
    QTest::newRow("number for a text") << QCborMap{{u"query"_s, 7}}.toCborValue();
    QTest::newRow("number for a name") << QCborMap{{7, 7}}.toCborValue();
    QTest::newRow("null where nothing may be absent") << QCborMap{{u"pid"_s, nullptr}}.toCborValue();
}

void TestCodec::wrongTypesAreErrors()
{
    QFETCH(QCborValue, session);
    QVERIFY(!fromCbor<Session>(session.toCbor()));
}

void TestCodec::nullRowIsAnError()
{
    const QCborMap state{{u"sessions"_s, QCborArray{QCborArray{u"pid"_s}, nullptr}}};
    QVERIFY(!fromCbor<PostgresState>(state.toCborValue().toCbor()));
}

void TestCodec::everyShortCborIsAnError()
{
    const QByteArray cbor = toCbor(snapshotWith(&ServerData::redis, 3), Texts::Full);
    for (qsizetype size = 0; size < cbor.size(); ++size)
        QVERIFY2(!fromCbor<Snapshot>(cbor.first(size)), qPrintable(QString::number(size)));
}

void TestCodec::emptyRowsDoNotFillTheMemory()
{
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(1);
    writer.append("locks");
    writer.startArray();
    writer.startArray(0); // no column
    writer.endArray();
    cbor.append(QByteArray(1'000'000, '\x80')).append('\xff');
    QVERIFY(!fromCbor<PreparedTransaction>(cbor));
}

void TestCodec::deepNestingIsAnError()
{
    QByteArray cbor = QByteArrayLiteral("\xa1\x61x");
    cbor.append(QByteArray(1'000'000, '\x81')).append('\x01');
    QVERIFY(!fromCbor<Session>(cbor));
}

void TestCodec::maskedHoldsNoLiteral()
{
    for (quint32 seed = 1; seed <= kSeeds / 5; ++seed) {
        const auto saved = madeUp<SavedMoments>(seed, u"canary4711"_s);
        QVERIFY(!toCbor(saved, Texts::Masked).contains("canary4711"));
        QVERIFY(!jsonText(jsonOf(saved, Texts::Masked)).contains("canary4711"));
    }
}

void TestCodec::fullHoldsLiteralsAndNoPassword()
{
    Session session;
    session.query = u"SELECT 4711 WHERE secret = 'password=hush-4712'"_s;
    const QByteArray cbor = toCbor(session, Texts::Full);
    QVERIFY(cbor.contains("4711") && !cbor.contains("hush-4712"));
    QVERIFY(!toCbor(session, Texts::Masked).contains("4711"));
    session.application = u"postgresql://web:hush-4712@db1/orders"_s; // some give themselves their own address
    QVERIFY(!toCbor(session, Texts::Full).contains("hush-4712"));
    PostgresState state; // where such a name is said again
    state.headroom.holders = {{session.application, {}, {}, 1, 0}};
    Snapshot snapshot;
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    snapshot.samples = {{u"lockmaster_idle{application_name=\"%1\"}"_s.arg(session.application), 1}};
    QVERIFY(!toCbor(snapshot, Texts::Full).contains("hush-4712"));
    QVERIFY(!jsonText(jsonOf(snapshot, Texts::Full)).contains("hush-4712"));
    for (const QString &command : {u"CONFIG SET requirepass hush-4712"_s, u"ACL SETUSER app >hush-4712"_s}) {
        RedisScript script;
        script.command = command;
        QVERIFY2(!toCbor(script, Texts::Full).contains("hush-4712"), qPrintable(command));
        QVERIFY2(!jsonText(jsonOf(script, Texts::Full)).contains("hush-4712"), qPrintable(command));
    }
}

void TestCodec::aFieldTwiceIsRefused()
{
    QVERIFY(fromCbor<Session>(QByteArrayLiteral("\xa1\x65query\x61x")));
    QVERIFY(!fromCbor<Session>(QByteArrayLiteral("\xa2\x65query\x61x\x65query\x61y")));
}

void TestCodec::differenceMakesWhole()
{
    for (quint32 seed = 1; seed <= kSeeds; ++seed) {
        const auto before = madeUp<Snapshot>(seed);
        auto after = madeUp<Snapshot>(seed + 1);
        if (before.postgres && after.postgres) { // some sessions went on
            PostgresState state = *after.postgres;
            state.sessions = before.postgres->sessions;
            state.sessions.insert(state.sessions.begin(), sessionOf(std::numeric_limits<int>::min(), u"new"_s));
            after.postgres = std::make_shared<const PostgresState>(state);
        }
        const auto whole = changed(before, difference(after, before, Texts::Full));
        QVERIFY2(whole && isSame(*whole, after), qPrintable(QString::number(seed)));
    }
}

void TestCodec::differenceIsSmall()
{
    PostgresState state;
    for (int pid = 1; pid <= 1000; ++pid)
        state.sessions.push_back(sessionOf(pid, u"SELECT * FROM orders WHERE id = 7"_s));
    Snapshot before;
    before.postgres = std::make_shared<const PostgresState>(state);
    state.sessions[500] = sessionOf(501, u"COMMIT"_s);
    Snapshot after;
    after.postgres = std::make_shared<const PostgresState>(state);
    const QByteArray changes = difference(after, before, Texts::Full);
    QVERIFY2(changes.size() < toCbor(after, Texts::Full).size() / 10, qPrintable(QString::number(changes.size())));
    const auto whole = changed(before, changes);
    QVERIFY(whole && isSame(*whole, after));
    QCOMPARE(whole->postgres->sessions[0].get(), before.postgres->sessions[0].get()); // still the same object
    QVERIFY(difference(after, after, Texts::Full).size() < 10);
}

void TestCodec::jsonNamesTellUnits()
{
    Session session;
    session.key = {7, std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};
    session.queryId = -(qint64(1) << 60);
    const QJsonObject json = jsonOf(session);
    QCOMPARE(json[u"pid"_s], 7);
    QCOMPARE(json[u"backend_start"_s], u"2026-11-21T00:00:00.000000Z"_s);
    QCOMPARE(json[u"leader_pid"_s], QJsonValue()); // none
    QCOMPARE(json[u"query_id"_s], u"-1152921504606846976"_s);
    QCOMPARE(json[u"state"_s], u"–"_s);
    Snapshot snapshot;
    snapshot.interval = std::chrono::milliseconds(1500);
    snapshot.costs = {{u"sessions"_s, std::chrono::microseconds(2500)}};
    const QJsonObject all = jsonOf(snapshot);
    QCOMPARE(all[u"interval_ms"_s], 1500);
    QCOMPARE(all[u"costs"_s][0][u"round_trip_ms"_s], 2.5);
    QCOMPARE(all[u"link"_s][u"phase"_s], u"connecting"_s);
}

void TestCodec::unchangedSessionsTakeNoBytes()
{
    PostgresState state;
    state.sessions = {sessionOf(7, QString(10'000, u'x'))};
    Snapshot before;
    before.postgres = std::make_shared<const PostgresState>(state);
    state.sessions.push_back(sessionOf(8, QString(100, u'x')));
    Snapshot after;
    after.postgres = std::make_shared<const PostgresState>(state);
    const std::int64_t alone = bytesOf(after);
    const std::int64_t added = bytesOf(after, &before);
    QVERIFY2(alone > 20'000, qPrintable(QString::number(alone)));
    QVERIFY2(added > 200 && added < 4'000, qPrintable(QString::number(added)));
    QVERIFY(bytesOf(after, &after) < added);
}

void TestCodec::sameIsTold()
{
    const auto snapshot = madeUp<Snapshot>(9);
    Snapshot other = snapshot;
    QVERIFY(isSame(snapshot, other));
    other.link.note += u'!';
    QVERIFY(!isSame(snapshot, other));
}

LOCKMASTER_TEST(TestCodec)
#include "tst_codec.moc"
