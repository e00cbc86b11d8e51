// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which settings of PgBouncer may be set from here, to what, and how many connections its pools may then take.
#include "actions/pgbouncer/consolechecks.h"
#include "actions/pgbouncer/poolroom.h"
#include "actions/pgbouncer/settingrules.h"
#include "harness/testprogram.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestPoolerRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLetsPeopleInIsNotSet()
    {
        for (const QString &name :
             {u"admin_users"_s, u"stats_users"_s, u"auth_type"_s, u"auth_file"_s, u"auth_query"_s,
              u"client_tls_sslmode"_s, u"listen_addr"_s, u"unix_socket_dir"_s, u"pool_size"_s, QString()})
            QVERIFY2(!settingRule(name), qPrintable(name));
        QVERIFY(settingRule(u"default_pool_size"_s) && settingRule(u"query_timeout"_s));
    }

    void values_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isRight");
        const auto row = [](const QString &setting, const QString &value, bool isRight) {
            QTest::addRow("%s=%s", qPrintable(setting), qPrintable(value)) << setting << value << isRight;
        };
        row(u"default_pool_size"_s, u"20"_s, true);
        row(u"default_pool_size"_s, u"2.5"_s, false);
        row(u"default_pool_size"_s, u"-1"_s, false);
        row(u"default_pool_size"_s, u"99999999999"_s, false);
        row(u"query_timeout"_s, u"2.5"_s, true);
        row(u"query_timeout"_s, u"nan"_s, false);
        row(u"query_timeout"_s, u"1; SHUTDOWN"_s, false);
        row(u"log_connections"_s, u"1"_s, true);
        row(u"log_connections"_s, u"on"_s, false);
        row(u"pool_mode"_s, u"transaction"_s, true);
        row(u"pool_mode"_s, u"x' "_s, false);
    }
    void values()
    {
        QFETCH(QString, setting);
        QFETCH(QString, value);
        QFETCH(bool, isRight);
        const QString why = valueObjection(*settingRule(setting), value);
        QCOMPARE(why.isEmpty(), isRight);
        QVERIFY(isRight || why.contains(setting));
    }

    void aLimitIsTighterWhenItIsLowerAndNotZero()
    {
        const SettingRule &limit = *settingRule(u"query_timeout"_s);
        QVERIFY(isTightened(limit, u"0"_s, u"30"_s));
        QVERIFY(isTightened(limit, u"60"_s, u"30"_s));
        QVERIFY(!isTightened(limit, u"30"_s, u"60"_s));
        QVERIFY(!isTightened(limit, u"30"_s, u"0"_s));
        QVERIFY(!isTightened(*settingRule(u"default_pool_size"_s), u"20"_s, u"10"_s));
        QVERIFY(isTightened(*settingRule(u"max_client_conn"_s), u"200"_s, u"100"_s));
        QVERIFY(isTightened(*settingRule(u"pool_mode"_s), u"session"_s, u"transaction"_s));
        QVERIFY(isSameValue(u"20"_s, u"20.0"_s));
        QVERIFY(!isSameValue(u"20"_s, u"21"_s));
        QVERIFY(!isSameValue(u"session"_s, u"transaction"_s));
    }

    /// Of two users on one database, and another one with a size of its own and a limit.
    void poolsTakeWhatTheirSizeSays()
    {
        ConsoleState state;
        state.settings[u"default_pool_size"_s] = {u"20"_s, true};
        state.databases = {{.name = u"orders"_s, .host = u"db1"_s, .port = 5432, .poolSize = 20},
                           {.name = u"report"_s, .host = u"db1"_s, .port = 5432, .poolSize = 50, .maxConnections = 60},
                           {.name = u"other"_s, .host = u"db2"_s, .port = 5432, .poolSize = 20}};
        for (const QString &database : {u"orders"_s, u"orders"_s, u"report"_s, u"report"_s, u"other"_s})
            state.pools.push_back({.database = database});
        QCOMPARE(connectionsWith(state, u"db1"_s, 5432, 30), 2 * 30 + 60);
        QCOMPARE(connectionsWith(state, u"db2"_s, 5432, 30), 30);
        QCOMPARE(connectionsWith(state, u"db3"_s, 5432, 30), 0);
    }

    void aCommandQuotesItsDatabase()
    {
        QCOMPARE(consoleCommand(u"KILL"_s, u"a\"; SHUTDOWN"_s), u"KILL \"a\"\"; SHUTDOWN\""_s);
        ActionPlan plan;
        plan.target.name = u"pooler"_s;
        plan.request.arguments = {{u"database"_s, u"orders"_s}};
        QCOMPARE(resumeRequest(plan).arguments, plan.request.arguments);
        QCOMPARE(databaseSubject(plan), (ActionSubject{u"database"_s, u"orders"_s}));
        plan.request.arguments = {};
        QCOMPARE(databaseSubject(plan), (ActionSubject{u"server"_s, u"pooler"_s}));
    }
};

LOCKMASTER_TEST(TestPoolerRules)
#include "tst_poolerrules.moc"
