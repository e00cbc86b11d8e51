// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness/testprogram.h"
#include "model/action.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

static const WallTime kMoment{std::chrono::microseconds(1'795'227'127'123'456)};

static ActionPlan plan()
{
    Session victim;
    victim.key = {8123, kMoment};
    victim.database = u"orders"_s;
    victim.user = u"app"_s;
    victim.application = u"web \"7\""_s;
    victim.client = u"10.0.0.7"_s;
    victim.state = SessionState::IdleInTransaction;
    victim.query = u"UPDATE card SET number = '4111-1111' WHERE id = 7"_s;
    ActionPlan plan;
    plan.id = u"a1b2"_s;
    plan.request.action = kTerminateSession;
    plan.target.name = u"orders-primary"_s;
    plan.title = u"End session 8123 on orders-primary"_s;
    plan.serverIdentity = u"7301234567890"_s;
    plan.statements = {{u"SELECT pg_terminate_backend($1)"_s, {u"8123"_s}}};
    plan.preflights = {{u"session.same"_s, Verdict::Ok, u"the session of the screen"_s},
                       {u"wrote"_s, Verdict::Warning, u"it has written"_s}};
    plan.subjects = {subjectOf(victim)};
    plan.freed = 42;
    plan.freedAtOnce = 2;
    plan.consequence = u"Its transaction is rolled back. 42 sessions go on."_s;
    plan.undo = u"None."_s;
    plan.alternative = u"Cancel the query."_s;
    plan.token = u"8123"_s;
    plan.madeAt = kMoment;
    plan.dataAge = std::chrono::milliseconds(340);
    return plan;
}

class TestActionJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planIsStable();
    void resultIsStable();
    void oneFailedPreflightForbids();
    void outcomesHaveWords_data();
    void outcomesHaveWords();
};

static QByteArray golden(const QString &name)
{
    QFile file(QFINDTESTDATA(u"golden/"_s + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no golden file");
}

void TestActionJson::planIsStable()
{
    QCOMPARE(QJsonDocument(toJson(plan())).toJson(), golden(u"action_plan.json"_s));
}

void TestActionJson::resultIsStable()
{
    ActionResult result;
    result.planId = u"a1b2"_s;
    result.outcome = Outcome::FailedPartial;
    result.summary = u"1 of 2 sessions ended."_s;
    result.next = u"Try again."_s;
    result.serverMessages = {u"WARNING:  PID 9 is not a PostgreSQL backend process"_s};
    Session first;
    first.key = {8123, kMoment};
    Session second;
    second.key = {9, kMoment};
    result.subjects = {{subjectOf(first), Outcome::DoneVerified, u"ended after 12 ms"_s},
                       {subjectOf(second), Outcome::NoOp, u"was gone before"_s}};
    result.finishedAt = kMoment;
    QCOMPARE(QJsonDocument(toJson(result)).toJson(), golden(u"action_result.json"_s));
}

void TestActionJson::oneFailedPreflightForbids()
{
    ActionPlan some = plan();
    QVERIFY(some.isAllowed());
    some.preflights.push_back({u"backend.type"_s, Verdict::Failed, u"it is a walsender"_s});
    QVERIFY(!some.isAllowed());
    QCOMPARE(toJson(some).value(u"allowed"_s), QJsonValue(false));
}

void TestActionJson::outcomesHaveWords_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("verified");
    const auto row = [](Outcome outcome, const char *word, bool verified) {
        QTest::newRow(word) << static_cast<int>(outcome) << QString::fromLatin1(word) << verified;
    };
    row(Outcome::DoneVerified, "done_verified", true);
    row(Outcome::SentUnverified, "sent_unverified", false);
    row(Outcome::NoOp, "no_op", false);
    row(Outcome::RefusedByConsole, "refused", false);
    row(Outcome::FailedClean, "failed_clean", false);
    row(Outcome::FailedPartial, "failed_partial", false);
    row(Outcome::Unknown, "unknown", false);
}

void TestActionJson::outcomesHaveWords()
{
    QFETCH(const int, outcome);
    QFETCH(const bool, verified);
    ActionResult result;
    result.outcome = static_cast<Outcome>(outcome);
    QTEST(outcomeName(result.outcome), "word");
    QCOMPARE(toJson(result).value(u"verified"_s), QJsonValue(verified));
}

LOCKMASTER_TEST(TestActionJson)
#include "tst_action_json.moc"
