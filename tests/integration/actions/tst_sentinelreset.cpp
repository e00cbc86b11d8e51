// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// sentinel.reset on the lab's three Sentinels: what is forgotten is named before, the rest is found again.
#include "harness/testprogram.h"
#include "redistest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

class TestSentinelReset : public RedisTest
{
    Q_OBJECT

private:
    RedisServer &sentinel() { return m_lab->sentinel(1); }
    ActionPlan planReset(const QString &group = u"orders"_s)
    {
        return plan(u"sentinel.reset"_s, m_places.front().target.name, {{u"group"_s, group}});
    }
    /// How many replicas it knows.
    int replicas() { return int(sentinel().ask(u"SENTINEL REPLICAS orders"_s).count("runid")); }
    int sentinels() { return int(sentinel().ask(u"SENTINEL SENTINELS orders"_s).count("runid")); }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Redis | LabPart::Sentinel); }
    void init()
    {
        QTRY_COMPARE_WITH_TIMEOUT(replicas(), 1, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(sentinels(), 2, 20'000);
        use({{sentinelTargetOf(sentinel()), sentinel().password()}});
    }
    void cleanup() { m_executor.reset(); }

    void forgetsAndFindsAgain()
    {
        const ActionPlan made = planReset();
        QCOMPARE(sqlOf(made), u"SENTINEL RESET orders"_s);
        QCOMPARE(made.token, u"orders"_s);
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        QVERIFY2(made.consequence.contains(u"1 replica and 2 other Sentinels"), made.consequence.toUtf8());
        const ActionResult result = execute(made, warnings(made));
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(replicas(), 1);
        QCOMPARE(sentinels(), 2);
    }

    /// The purpose of it: a replica that is gone is counted for ever.
    void whatIsDownIsForgotten()
    {
        QVERIFY(two().stop());
        QTRY_VERIFY_WITH_TIMEOUT(sentinel().ask(u"SENTINEL REPLICAS orders"_s).contains("s_down"), 20'000);
        const ActionPlan made = planReset();
        QCOMPARE(findCheck(made.preflights, "members.forgotten"_L1)->verdict, Verdict::Warning);
        QVERIFY2(saidBy(made, "members.forgotten"_L1).contains(u"127.0.0.1:%1"_s.arg(two().port())),
                 saidBy(made, "members.forgotten"_L1).toUtf8());
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s); // not ticked
        const ActionPlan again = planReset();
        const ActionResult result = execute(again, warnings(again));
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(replicas(), 0);
        QVERIFY(two().start());
        QTRY_COMPARE_WITH_TIMEOUT(replicas(), 1, 30'000);
    }

    void isRefusedWithoutThePrimary()
    {
        QCOMPARE(troubles(planReset(u"no*"_s)), u"group.there failed"_s);
        QCOMPARE(troubles(planReset(u"nobody"_s)), u"group.there failed"_s);
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
        const auto proxy = useLosing(sentinel(), RedisCommand::of("SENTINEL", "RESET", "orders"),
                                     arrives ? FaultProxy::Lost::Answer : FaultProxy::Lost::Request);
        m_places.front().target.kind = ServerKind::Sentinel;
        actOnPlaces();
        const ActionPlan made = planReset();
        const ActionResult result = execute(made, warnings(made));
        QVERIFY(proxy->hasLost());
        QTEST(outcomeOf(result), "outcome");
    }
};

LOCKMASTER_TEST(TestSentinelReset)
#include "tst_sentinelreset.moc"
