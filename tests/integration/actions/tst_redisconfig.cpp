// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.config.set on a real server: how dangerous it is depends on setting and value, and no password gets anywhere.
#include "harness/testprogram.h"
#include "redistest.h"

#include <QJsonDocument>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

class TestRedisConfig : public RedisTest
{
    Q_OBJECT

private:
    ActionPlan planSet(const QString &parameter, const QString &value)
    {
        return plan(u"redis.config.set"_s, m_places.front().target.name,
                    {{u"parameter"_s, parameter}, {u"value"_s, value}});
    }
    QString now(const QString &parameter)
    {
        return QString::fromUtf8(one().ask(u"CONFIG GET "_s + parameter)).section(u"\r\n"_s, -2, -2);
    }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Redis); }
    void init()
    {
        QVERIFY(one().order(u"CONFIG SET maxmemory 0"_s));
        QVERIFY(one().order(u"CONFIG SET maxmemory-policy noeviction"_s));
        useServers({&one()});
    }
    void cleanup() { m_executor.reset(); }

    void setsAndKnowsTheWayBack()
    {
        const QString before = now(u"slowlog-log-slower-than"_s);
        const ActionPlan made = planSet(u"slowlog-log-slower-than"_s, u"12345"_s);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.severity, Severity::Reversible);
        QCOMPARE(sqlOf(made), u"CONFIG SET slowlog-log-slower-than 12345"_s);
        QCOMPARE(made.undo, u"CONFIG SET slowlog-log-slower-than "_s + before);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(now(u"slowlog-log-slower-than"_s), u"12345"_s);
        QVERIFY(journalText().contains("CONFIG SET slowlog-log-slower-than " + before.toUtf8()));
        QCOMPARE(troubles(planSet(u"SLOWLOG-log-slower-than"_s, u"12345"_s)), u"setting.changes failed"_s);
        QCOMPARE(outcomeOf(execute(planSet(u"slowlog-log-slower-than"_s, before))), u"done_verified"_s);
    }

    void valuesOfSeveralWordsAndNone()
    {
        const ActionPlan made = planSet(u"save"_s, u"3600 1 300 100"_s);
        QCOMPARE(sqlOf(made), u"CONFIG SET save \"3600 1 300 100\""_s);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(now(u"save"_s), u"3600 1 300 100"_s);
        const ActionPlan none = planSet(u"save"_s, {});
        QCOMPARE(none.severity, Severity::Destructive);
        QCOMPARE(none.token, one().name());
        QCOMPARE(troubles(none), u"data.persistent warning"_s);
        QCOMPARE(sqlOf(none), u"CONFIG SET save \"\""_s);
        QCOMPARE(outcomeOf(execute(none)), u"refused"_s); // not ticked
        const ActionPlan again = planSet(u"save"_s, {});
        QCOMPARE(outcomeOf(execute(again, warnings(again))), u"done_verified"_s);
        QCOMPARE(now(u"save"_s), QString());
    }

    void aLimitBelowWhatIsUsed()
    {
        const ActionPlan refused = planSet(u"maxmemory"_s, u"100kb"_s);
        QCOMPARE(troubles(refused), u"memory.room failed"_s);
        QCOMPARE(outcomeOf(execute(refused)), u"refused"_s);
        QVERIFY(one().order(u"CONFIG SET maxmemory-policy allkeys-lru"_s));
        const ActionPlan evicts = planSet(u"maxmemory"_s, u"100kb"_s);
        QCOMPARE(evicts.severity, Severity::Destructive);
        QVERIFY2(saidBy(evicts, "memory.room"_L1).contains(u"evicted at once"),
                 saidBy(evicts, "memory.room"_L1).toUtf8());
        QVERIFY(one().order(u"CONFIG SET maxmemory-policy noeviction"_s));
        const ActionPlan fits = planSet(u"maxmemory"_s, u"1gb"_s);
        QCOMPARE(troubles(fits), QString());
        QCOMPARE(fits.severity, Severity::Disruptive);
        QCOMPARE(outcomeOf(execute(fits)), u"done_verified"_s);
        QCOMPARE(now(u"maxmemory"_s), u"1073741824"_s);
    }

    /// What was confirmed would be another thing now.
    void somebodyElseWasFaster()
    {
        const ActionPlan made = planSet(u"hz"_s, u"20"_s);
        QVERIFY(one().order(u"CONFIG SET hz 15"_s));
        const ActionResult result = execute(made);
        QVERIFY(one().order(u"CONFIG SET hz 10"_s));
        QCOMPARE(outcomeOf(result), u"refused"_s);
        QVERIFY(one().order(u"CONFIG SET maxmemory-policy allkeys-lru"_s));
        QVERIFY(one().order(u"CONFIG SET maxmemory-policy noeviction"_s));
    }

    void whatTheServerRefuses()
    {
        const ActionResult value = execute(planSet(u"maxmemory-policy"_s, u"nonsense"_s));
        QCOMPARE(outcomeOf(value), u"failed_clean"_s);
        QCOMPARE(now(u"maxmemory-policy"_s), u"noeviction"_s);
        const ActionPlan fixed = planSet(u"databases"_s, u"3"_s);
        const ActionResult immutable = execute(fixed, warnings(fixed));
        QCOMPARE(outcomeOf(immutable), u"failed_clean"_s);
        QVERIFY2(immutable.serverMessages.join(u' ').contains(u"immutable"),
                 immutable.serverMessages.join(u' ').toUtf8());
        QCOMPARE(troubles(planSet(u"no-such-thing"_s, u"1"_s)), u"setting.known failed"_s);
        QCOMPARE(troubles(planSet(u"max*"_s, u"1"_s)), u"setting.known failed"_s);
    }

    void passwordsGoNowhere()
    {
        for (const QString &name : {u"requirepass"_s, u"MASTERAUTH"_s, u"tls-key-file-pass"_s}) {
            const ActionPlan made = planSet(name, u"hunter2secret"_s);
            QCOMPARE(troubles(made), u"setting.known failed"_s);
            QVERIFY(made.statements.empty());
            QVERIFY(!QString::fromUtf8(QJsonDocument(toJson(made)).toJson()).contains(u"hunter2secret"));
            QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        }
        m_places.front().target.readOnly = true; // refused before anybody looks
        actOnPlaces();
        (void)planSet(u"requirepass"_s, u"hunter2secret"_s);
        QVERIFY(!journalText().contains("hunter2secret"));
    }

    void whoMayNotIsToldTheRule()
    {
        useAs(one(), u"+info +time +config|get +acl|dryrun"_s);
        const ActionPlan made = planSet(u"hz"_s, u"20"_s);
        QCOMPARE(troubles(made), u"privilege failed"_s);
        QVERIFY2(saidBy(made, preflight::kPrivilege).contains(u"+config|set"),
                 saidBy(made, preflight::kPrivilege).toUtf8());
        useAs(one(), u"+info +time +config|set"_s);
        QVERIFY2(saidBy(planSet(u"hz"_s, u"20"_s), "setting.known"_L1).contains(u"+config|get"), "the rule");
    }

    void lostAnswersAreLookedFor_data()
    {
        QTest::addColumn<bool>("arrives");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("the answer is lost") << true << u"done_verified"_s;
        QTest::newRow("the request is lost") << false << u"failed_clean"_s;
    }
    void lostAnswersAreLookedFor()
    {
        QFETCH(bool, arrives);
        const auto proxy = useLosing(one(), RedisCommand::of("CONFIG", "SET", "hz", 33),
                                     arrives ? FaultProxy::Lost::Answer : FaultProxy::Lost::Request);
        const ActionResult result = execute(planSet(u"hz"_s, u"33"_s));
        QVERIFY(proxy->hasLost());
        QCOMPARE(now(u"hz"_s) == u"33", arrives);
        QVERIFY(one().order(u"CONFIG SET hz 10"_s));
        QTEST(outcomeOf(result), "outcome");
    }
};

LOCKMASTER_TEST(TestRedisConfig)
#include "tst_redisconfig.moc"
