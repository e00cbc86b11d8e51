// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is noticed between two samples of a server.
#include <QTest>

#include "engine/eventwatch.h"
#include "harness/testprogram.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ServerTime kServerStart{1'700'000'000s};

struct Server {
    std::uint64_t identifier = 1;
    bool inRecovery = false;
    ServerTime started = kServerStart;
    ServerTime reset = kServerStart;

    [[nodiscard]] ServerData data() const
    {
        auto state = std::make_shared<PostgresState>();
        state->serverNow = kServerStart + 1h;
        state->identity.systemIdentifier = identifier;
        state->identity.inRecovery = inRecovery;
        state->identity.started = started;
        DatabaseCounters database;
        database.statsReset = reset;
        state->databases = {database};
        ServerData data;
        data.postgres = std::move(state);
        return data;
    }
};

ServerData redisOf(RedisRole role, ServerTime started)
{
    auto state = std::make_shared<RedisState>();
    state->identity.role = role;
    state->identity.started = started;
    ServerData data;
    data.redis = std::move(state);
    return data;
}

QStringList namesOf(const std::vector<ServerEvent> &events)
{
    QStringList names;
    for (const ServerEvent &event : events)
        names << eventName(event.kind);
    return names;
}

} // namespace

class TestEventWatch : public QObject
{
    Q_OBJECT

    const WallTime m_at{kServerStart + 2h};

private Q_SLOTS:
    void theFirstSightIsNoEvent()
    {
        EventWatch watch;
        QVERIFY(watch.notSeen(m_at).empty());
        QVERIFY(watch.seen(Server().data(), m_at).empty());
        QVERIFY(watch.seen(Server().data(), m_at).empty());
    }

    void aChangeIsAnEvent_data()
    {
        QTest::addColumn<Server>("after");
        QTest::addColumn<QStringList>("events");
        QTest::newRow("restart") << Server{.started = kServerStart + 1h} << QStringList{u"restarted"_s};
        QTest::newRow("promotion") << Server{.inRecovery = true} << QStringList{u"role_changed"_s};
        QTest::newRow("restart as another role") << Server{.inRecovery = true, .started = kServerStart + 1h}
                                                 << QStringList{u"restarted"_s, u"role_changed"_s};
        QTest::newRow("another server") << Server{.identifier = 2, .started = kServerStart + 1h}
                                        << QStringList{u"replaced"_s};
        QTest::newRow("unknown identity") << Server{.identifier = 0} << QStringList();
        QTest::newRow("counters") << Server{.reset = kServerStart + 1h} << QStringList{u"counters_reset"_s};
    }
    void aChangeIsAnEvent()
    {
        QFETCH(Server, after);
        QFETCH(QStringList, events);
        EventWatch watch;
        watch.seen(Server().data(), m_at);
        QCOMPARE(namesOf(watch.seen(after.data(), m_at)), events);
        QVERIFY(watch.seen(after.data(), m_at).empty()); // told once
    }

    void aStartReckonedFromSecondsMayWaver()
    {
        EventWatch watch;
        watch.seen(redisOf(RedisRole::Primary, kServerStart), m_at);
        QVERIFY(watch.seen(redisOf(RedisRole::Primary, kServerStart + 1s), m_at).empty());
        QCOMPARE(namesOf(watch.seen(redisOf(RedisRole::Replica, kServerStart), m_at)), QStringList{u"role_changed"_s});
    }

    void blindnessIsToldOnceAndEnds()
    {
        EventWatch watch;
        watch.seen(Server().data(), m_at);
        const auto lost = watch.notSeen(m_at + 1s);
        QCOMPARE(namesOf(lost), QStringList{u"sight_lost"_s});
        QCOMPARE(lost.front().at, m_at + 1s);
        QVERIFY(watch.notSeen(m_at + 1s).empty());
        QCOMPARE(namesOf(watch.seen(Server{.inRecovery = true}.data(), m_at + 9s)),
                 (QStringList{u"sight_regained"_s, u"role_changed"_s}));
    }
};

LOCKMASTER_TEST(TestEventWatch)
#include "tst_eventwatch.moc"
