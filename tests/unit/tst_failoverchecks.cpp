// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Checks before a failover whose faults no server of the lab has.
#include "actions/redis/failoverchecks.h"
#include "harness/testprogram.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::failover;
using namespace Qt::StringLiterals;

namespace {

Member memberAt(const QString &host, const QString &target, const QByteArray &run)
{
    return {{.host = host, .port = 6379}, target, RedisInfo("run_id:" + run + "\r\n")};
}

} // namespace

class TestFailoverChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noServerIsMeantTwice()
    {
        Look look;
        look.candidate = memberAt(u"10.0.0.7"_s, u"cache1"_s, "a");
        look.others = {memberAt(u"10.0.0.8"_s, u"cache2"_s, "b"), memberAt(u"10.0.0.9"_s, {}, {}),
                       memberAt(u"10.0.0.10"_s, {}, {})}; // two that nobody reaches are not the same
        QCOMPARE(checkDistinct(look).verdict, Verdict::Ok);
        look.others.push_back(memberAt(u"cache1.example"_s, u"cache1"_s, "a")); // listed by its name, too
        const Preflight byTarget = checkDistinct(look);
        QCOMPARE(byTarget.verdict, Verdict::Failed);
        QVERIFY2(byTarget.detail.contains(u"10.0.0.7:6379 and cache1.example:6379"), byTarget.detail.toUtf8());
        look.others.back().target = u"cache1 by its other address"_s;
        QCOMPARE(checkDistinct(look).verdict, Verdict::Failed);
        look.others.back() = memberAt(u"10.0.0.11"_s, u"cache3"_s, "b"); // two others
        QCOMPARE(checkDistinct(look).verdict, Verdict::Failed);
    }

    void passwords_data()
    {
        QTest::addColumn<Settings>("primary");
        QTest::addColumn<Settings>("candidate");
        QTest::addColumn<Verdict>("verdict");
        const auto old = [](const QByteArray &user, const QByteArray &password) {
            return Settings{{u"masteruser"_s, user}, {u"masterauth"_s, password}};
        };
        const Settings open{{u"requirepass"_s, ""}};
        const Settings closed{{u"requirepass"_s, "secret"}};
        QTest::newRow("none wanted") << old({}, {}) << open << Verdict::Ok;
        QTest::newRow("the right one") << old({}, "secret") << closed << Verdict::Ok;
        QTest::newRow("of the default user") << old("default", "secret") << closed << Verdict::Ok;
        QTest::newRow("another") << old({}, "wrong") << closed << Verdict::Failed;
        QTest::newRow("of a user of its own") << old("replica", "secret") << closed << Verdict::Warning;
        QTest::newRow("a user where none is wanted") << old("replica", "secret") << open << Verdict::Warning;
        QTest::newRow("not to be read there") << old({}, "secret") << Settings{} << Verdict::Warning;
        QTest::newRow("not to be read here") << Settings{} << closed << Verdict::Warning;
    }
    void passwords()
    {
        QFETCH(Settings, primary);
        QFETCH(Settings, candidate);
        const Preflight check = checkPasswords(primary, candidate);
        QTEST(check.verdict, "verdict");
        QVERIFY(!check.detail.contains(u"secret") && !check.detail.contains(u"wrong"));
    }
};

LOCKMASTER_TEST(TestFailoverChecks)
#include "tst_failoverchecks.moc"
