// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a Redis or Valkey server refuses, and why: F67 to F70 of the design's list. Each is a state of its own, none is
// "down" while the server answers, and the console goes on reading.
#include <QFile>
#include <QScopeGuard>
#include <QTest>

#include "checked.h"
#include "harness/testprogram.h"
#include "lab/redis/labredisclient.h"
#include "lab/scenes/scene.h"
#include "lab/watch/told.h"
#include "lab/watch/watched.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFaultsRedis : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    RedisServer &primary() { return m_lab->redisPrimary(); }
    RedisServer &replica() { return m_lab->redisReplica(); }
    Ended check(const RedisServer &server, const QString &user = u"lockmaster"_s)
    {
        return checkedRedis(server, u"redis"_s, user, m_lab->password(user));
    }
    static bool set(const RedisServer &server, const QString &setting, const QString &value)
    {
        return server.order(u"CONFIG SET %1 \"%2\""_s.arg(setting, value)).has_value();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(LabOptions{LabPart::Redis | LabPart::Valkey, {}});
        const auto started = m_lab->start();
        QVERIFY2(started, wordsOf(started));
    }

    void f67_theLoginIsRefused_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("code");
        QTest::newRow("no password") << QString() << QString() << u"NOAUTH"_s;
        QTest::newRow("wrong password") << u"lockmaster"_s << u"canary-of-a-password"_s << u"WRONGPASS"_s;
        QTest::newRow("no such user") << u"nobody"_s << u"canary-of-a-password"_s << u"WRONGPASS"_s;
    }
    void f67_theLoginIsRefused()
    {
        QFETCH(QString, user);
        QFETCH(QString, password);
        QFETCH(QString, code);
        Target target = targetOf(primary(), user);
        if (user.isEmpty())
            std::erase_if(target.parameters, [](const auto &one) { return one.first == u"user"; });
        const int before = primary().info(u"acl_access_denied_auth"_s).toInt();
        Engine engine(Fleet{{target}}, [password](const Target &) { return passwordOf(password); }, quick());
        SnapshotPtr last;
        connect(&engine, &Engine::observed, this, [&last](const ObservationPtr &seen) { last = seen->snapshot; });
        engine.start();
        QTRY_VERIFY(last && last->link.phase == LinkPhase::Refused);
        QCOMPARE(last->link.error->sqlState, code);
        QVERIFY(!last->link.nextAttempt); // one try: more would lock somebody out, or fill the server's log
        engine.stop();
        QCOMPARE(primary().info(u"acl_access_denied_auth"_s).toInt(), before + (password.isEmpty() ? 0 : 1));
        if (user.isEmpty())
            return;
        const Ended ended = checkedRedis(primary(), u"redis"_s, user, password);
        QVERIFY2(ended.exitCode == kUnknown && ended.words.contains(code.toUtf8()), ended.words);
        QVERIFY(!ended.words.contains("canary"));
    }

    // What is hidden is said with the rules that mend it: they are taken at their word.
    void f67_theRuleToAddIsToldAndMendsIt()
    {
        const Target target = targetOf(primary(), u"lockmaster_plain"_s);
        const auto restore =
            qScopeGuard([this] { std::ignore = primary().order(u"ACL SETUSER lockmaster_plain -@all +ping +info"_s); });
        QStringList rules;
        {
            Watched watched(*m_lab, {target}, quick());
            QTRY_VERIFY2(watched.isLiveNow() && !watched.last()->hidden.empty(), qPrintable(watched.trouble()));
            for (const QString &hidden : watched.last()->hidden) {
                QVERIFY2(hidden.contains(u"ACL SETUSER lockmaster_plain +"), qPrintable(hidden));
                rules << hidden.sliced(hidden.indexOf(u"ACL SETUSER "));
            }
            QCOMPARE(idsOf(watched.last()), QStringList{u"target.hidden"_s});
            QVERIFY(watched.redis()->number(u"used_memory"_s) > 0); // what may be read is read
        }
        const Ended ended = check(primary(), u"lockmaster_plain"_s);
        QVERIFY2(ended.exitCode == kUnknown && ended.words.contains("ACL SETUSER lockmaster_plain +"), ended.words);
        QVERIFY2(ended.words.contains(" +client|list") && ended.words.contains(" +slowlog|get"),
                 ended.words); // in one line
        for (const QString &rule : rules)
            QVERIFY2(primary().order(rule), qPrintable(rule));
        Watched watched(*m_lab, {target}, quick());
        QTRY_VERIFY2(watched.isLiveNow() && watched.redis()->clients, qPrintable(watched.trouble()));
        QCOMPARE(watched.last()->hidden, std::vector<QString>());
    }

    void f68_aBusyServerIsNotDown()
    {
        Watched watched(*m_lab, {targetOf(primary())}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const RedisIdentity before = watched.redis()->identity;
        const std::unique_ptr<Scene> scene = makeScene(u"redis-busy-script"_s);
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        QTRY_COMPARE(watched.redis()->condition, RedisCondition::Busy);
        QVERIFY2(watched.redis()->conditionWords.contains(u"SCRIPT KILL"), qPrintable(watched.redis()->conditionWords));
        QVERIFY(watched.redis()->conditionSince && *watched.redis()->conditionSince <= watched.redis()->serverNow);
        QCOMPARE(watched.redis()->identity, before);
        QVERIFY(watched.redis()->info.isEmpty() && watched.last()->samples.empty());
        QVERIFY(watched.last()->probeErrors.empty()); // its state tells it, once
        const Ended ended = check(primary());         // one that comes while it is busy
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("redis.blocked"), ended.words);
        QVERIFY2(!ended.words.contains("unreachable"), ended.words);
        watched.forgetAll();
        QVERIFY(scene->end());
        QTRY_VERIFY(watched.last() && watched.redis()->condition == RedisCondition::Ready
                    && !watched.redis()->info.isEmpty());
        QVERIFY(watched.redis()->conditionWords.isEmpty() && !watched.redis()->conditionSince);
        QCOMPARE(eventsIn(watched.all()), QString());
    }

    void f68_theFunctionThatHoldsTheServerIsNamed()
    {
        RedisServer &server = m_lab->valkey();
        Watched watched(*m_lab, {targetOf(server)}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        LabRedisClient client(server);
        client.ask({"CONFIG", "SET", "busy-reply-threshold", "200"});
        client.ask(
            {"FUNCTION", "LOAD", "#!lua name=spin\nredis.register_function('spin', function() while true do end end)"});
        client.send({"FCALL", "spin", "0"});
        QTRY_VERIFY(watched.redis()->script);
        QCOMPARE(watched.redis()->script->name, u"spin"_s);
        QVERIFY(watched.redis()->script->duration > 100ms);
        QVERIFY(sentenceOf(findingOf(watched.last(), u"redis.blocked"_s)).contains(u"spin"));
        QVERIFY(server.order(u"FUNCTION KILL"_s));
        QTRY_VERIFY(watched.redis()->condition == RedisCondition::Ready && !watched.redis()->script);
        QVERIFY(server.order(u"FUNCTION DELETE spin"_s));
    }

    void f69_loadingIsAStateOfItsOwn()
    {
        Watched watched(*m_lab, {targetOf(primary())}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const std::unique_ptr<Scene> scene = makeScene(u"redis-loading"_s);
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        watched.engine().retryNow(primary().name());
        QTRY_VERIFY2(watched.isLiveNow() && watched.redis()->condition == RedisCondition::Loading,
                     qPrintable(watched.trouble()));
        const Finding finding = findingOf(watched.last(), u"target.starting"_s);
        QVERIFY(finding.evidence[u"total_bytes"_s].toDouble() > 0);
        QVERIFY(finding.evidence[u"loaded_ratio"_s].toDouble(2) <= 1);
        QVERIFY2(eventsIn(watched.all()).contains(u"restarted"), qPrintable(eventsIn(watched.all())));
        QVERIFY(watched.last()->probeErrors.empty());
        const Ended ended = check(primary());
        QVERIFY2(ended.exitCode == kWarning && ended.words.contains("target.starting"), ended.words);
        const Result<void> finished = scene->end();
        QVERIFY2(finished, wordsOf(finished));
        const WallTime end = systemClock().wallNow();
        QTRY_VERIFY(secondAfter(watched.all(), end));
        QVERIFY(!idsOf(secondAfter(watched.all(), end)).contains(u"target.starting"_s));
        QTRY_VERIFY(watched.redis()->clients); // asked for at once when it was over
    }

    void f69_aReplicaWithoutItsPrimaryServesNobody()
    {
        QVERIFY(set(replica(), u"replica-serve-stale-data"_s, u"no"_s));
        const auto restore = qScopeGuard([this] { set(replica(), u"replica-serve-stale-data"_s, u"yes"_s); });
        Watched watched(*m_lab, {targetOf(replica())}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const std::unique_ptr<Scene> scene = makeScene(u"replica-link-down"_s);
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        QTRY_COMPARE(watched.redis()->condition, RedisCondition::MasterDown);
        QVERIFY(LabRedisClient(replica()).ask({"GET", "a"}).startsWith(u"MASTERDOWN"));
        const Finding finding = findingOf(watched.last(), u"redis.replication.link"_s);
        QVERIFY2(sentenceOf(finding).contains(u"serves no data"), qPrintable(sentenceOf(finding)));
        QVERIFY(watched.redis()->number(u"used_memory"_s) > 0 && watched.last()->probeErrors.empty());
        const Ended ended = check(replica());
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("serves no data"), ended.words);
        QVERIFY(scene->end());
        QTRY_COMPARE(watched.redis()->condition, RedisCondition::Ready);
        QTRY_COMPARE(idsOf(watched.last()), QStringList());
        QCOMPARE(eventsIn(watched.all()), QString());
    }

    void f70_writesAreRefusedForWantOfMemory()
    {
        Watched watched(*m_lab, {targetOf(primary())}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QVERIFY(primary().order(u"SET read-me here"_s));
        const std::unique_ptr<Scene> scene = makeScene(u"redis-memory-full"_s);
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        LabRedisClient client(primary());
        QVERIFY(client.ask({"SET", "a", "1"}).startsWith(u"OOM"));
        QCOMPARE(client.ask({"GET", "read-me"}), u"here"_s);
        QTRY_COMPARE(findingOf(watched.last(), u"redis.memory"_s).evidence[u"refuses_writes"_s], true);
        const Ended ended = check(primary());
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("writes are refused"), ended.words);
        QVERIFY(scene->end());
        QTRY_VERIFY(!idsOf(watched.last()).contains(u"redis.memory"_s));
        QCOMPARE(eventsIn(watched.all()), QString());
    }

    void f70_writesAreRefusedAfterAFailedSave()
    {
        const QString folder = m_lab->folder() + u"/redis-primary"_s;
        const QFile::Permissions before = QFile::permissions(folder);
        const auto restore = qScopeGuard([&] {
            QFile::setPermissions(folder, before);
            set(primary(), u"save"_s, {});
        });
        QVERIFY(primary().order(u"SET read-me here"_s) && set(primary(), u"save"_s, u"3600 1000000"_s));
        Watched watched(*m_lab, {targetOf(primary())}, quick());
        watched.engine().want(primary().name(), {u"settings"_s});
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner)); // where the file would go
        QVERIFY(primary().order(u"BGSAVE"_s));
        QTRY_COMPARE(findingOf(watched.last(), u"redis.persistence"_s).evidence[u"refuses_writes"_s], true);
        QCOMPARE(findingOf(watched.last(), u"redis.persistence"_s).severity, FindingSeverity::Critical);
        LabRedisClient client(primary());
        QVERIFY(client.ask({"SET", "a", "1"}).startsWith(u"MISCONF"));
        QCOMPARE(client.ask({"GET", "read-me"}), u"here"_s);
        const Ended ended = check(primary());
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("writes are refused (MISCONF)"), ended.words);
        QVERIFY(QFile::setPermissions(folder, before));
        QVERIFY(primary().order(u"BGSAVE"_s));
        QTRY_VERIFY(!idsOf(watched.last()).contains(u"redis.persistence"_s));
        QCOMPARE(client.ask({"SET", "a", "1"}), u"OK"_s);
    }

    void f70_aReplicaTakesNoWritesAndIsWell()
    {
        Watched watched(*m_lab, {targetOf(replica())}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QVERIFY(LabRedisClient(replica()).ask({"SET", "a", "1"}).startsWith(u"READONLY"));
        QCOMPARE(watched.redis()->identity.role, RedisRole::Replica);
        watched.forgetAll();
        QTRY_VERIFY(watched.all().size() >= 3 && watched.redis()->errors.contains(u"READONLY"_s));
        QCOMPARE(idsOf(watched.last()), QStringList());
    }

    void f70_fullOfClientsIsSaidSo()
    {
        RedisServer &server = m_lab->valkey();
        Watched inside(*m_lab, {targetOf(server)}, quick());
        QTRY_VERIFY(inside.isLiveNow());
        LabRedisClient admin(server); // who is in, is in
        QCOMPARE(admin.ask({"CONFIG", "SET", "maxclients", "2"}), u"OK"_s);
        Watched outside(*m_lab, {targetOf(server)}, quick());
        QTRY_COMPARE(outside.phase(), LinkPhase::Broken);
        QCOMPARE(idsOf(outside.last()), QStringList{u"redis.clients"_s});
        QTRY_VERIFY(idsOf(inside.last()).contains(u"redis.clients"_s)); // the kept connection still sees
        const Ended ended = check(server);
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("no client connection left"), ended.words);
        QVERIFY(isLive(inside.last()->link));
        QCOMPARE(admin.ask({"CONFIG", "SET", "maxclients", "10000"}), u"OK"_s);
        outside.engine().retryNow(server.name());
        QTRY_VERIFY2(outside.isLiveNow(), qPrintable(outside.trouble()));
    }

    void f70_aServerThatSleepsIsBlockedAndComesBack()
    {
        EngineOptions options = quick();
        options.queryTimeout = 800ms;
        options.connectTimeout = 500ms;
        Watched watched(*m_lab, {targetOf(m_lab->valkey())}, options);
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        LabRedisClient client(m_lab->valkey());
        client.send({"DEBUG", "SLEEP", "3"});
        QTRY_VERIFY2(watched.trouble().contains(u"does not answer"), qPrintable(watched.trouble()));
        QCOMPARE(idsOf(watched.last()), QStringList{u"target.unreachable"_s});
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 15'000);
        QCOMPARE(eventsIn(watched.all()), u"sight_lost sight_regained"_s);
    }

    // As a server does with a client whose output buffer is full.
    void f70_oursCutOffComesBack()
    {
        Watched watched(*m_lab, {targetOf(primary())}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QVERIFY(primary().order(u"CLIENT KILL USER lockmaster"_s));
        QTRY_COMPARE(eventsIn(watched.all()), u"sight_lost sight_regained"_s);
        QCOMPARE(watched.last()->link.reconnectsToday, 1);
    }
};

LOCKMASTER_TEST(TestFaultsRedis)
#include "tst_faults_redis.moc"
