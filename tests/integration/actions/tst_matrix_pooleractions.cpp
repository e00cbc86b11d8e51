// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every action on the PgBouncer of one Debian suite, 1.15 to 1.26: it is done and verified, or refused with the reason of
// that version. See tst_matrix.
#include "harness/testprogram.h"
#include "poolertest.h"

using namespace lockmaster;
using namespace lockmaster::test;

class TestMatrixPoolerActions : public PoolerTest
{
    Q_OBJECT

    int m_version = 0;
    std::unique_ptr<Client> m_shop;

    QString why(const ActionPlan &plan)
    {
        QStringList words;
        for (const Preflight &check : plan.preflights) {
            if (check.verdict == Verdict::Failed)
                words << check.detail;
        }
        return words.join(u' ');
    }
    /// Warnings are of the version: they are ticked.
    ActionResult doIt(const QString &action, const QJsonObject &arguments)
    {
        const ActionPlan made = plan(action, kTarget, arguments);
        if (!made.isAllowed())
            qWarning() << action << why(made);
        return execute(made, warnings(made));
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Postgres | LabPart::PgBouncer;
        options.serverRoot = qEnvironmentVariable("LOCKMASTER_SERVER_ROOT");
        ActionTest::startLab(std::move(options));
        m_version = versionNumberIn(m_lab->pgbouncer().console(u"SHOW VERSION"_s).value().front()[u"version"_s]);
        qInfo("PgBouncer %d", m_version);
        QVERIFY(m_version >= 11500);
    }
    void init()
    {
        useAs(u"pgbouncer_admin"_s);
        m_shop = client();
        QCOMPARE(m_shop->run(u"SELECT 1"_s), u"1"_s);
    }
    void cleanup() { setRight(); }

    void everyCommandIsDone_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("before");
        QTest::newRow("pause, taken back")
            << u"pgbouncer.pause"_s << QJsonObject{{u"database"_s, u"orders"_s}, {u"window"_s, 1}} << QString();
        QTest::newRow("pause all, taken back") << u"pgbouncer.pause"_s << QJsonObject{{u"window"_s, 1}} << QString();
        QTest::newRow("resume") << u"pgbouncer.resume"_s << kOrders << u"PAUSE orders"_s;
        QTest::newRow("resume all") << u"pgbouncer.resume"_s << QJsonObject() << u"PAUSE"_s;
        QTest::newRow("reconnect") << u"pgbouncer.reconnect"_s << kOrders << QString();
        QTest::newRow("reconnect all") << u"pgbouncer.reconnect"_s << QJsonObject() << QString();
        QTest::newRow("disable") << u"pgbouncer.disable"_s << kOrders << QString();
        QTest::newRow("enable") << u"pgbouncer.enable"_s << kOrders << u"DISABLE orders"_s;
        QTest::newRow("kill") << u"pgbouncer.kill"_s << kOrders << QString();
        QTest::newRow("kill, resumed") << u"pgbouncer.kill"_s
                                       << QJsonObject{{u"database"_s, u"orders"_s}, {u"resume"_s, true}} << QString();
        QTest::newRow("reload") << u"pgbouncer.reload"_s << QJsonObject() << u"SET default_pool_size = 17"_s;
        for (const QString &name :
             {u"default_pool_size"_s, u"min_pool_size"_s, u"reserve_pool_size"_s, u"max_db_connections"_s,
              u"max_user_connections"_s, u"max_client_conn"_s, u"query_wait_timeout"_s, u"query_timeout"_s,
              u"idle_transaction_timeout"_s, u"client_idle_timeout"_s, u"server_idle_timeout"_s, u"server_lifetime"_s,
              u"reserve_pool_timeout"_s, u"server_login_retry"_s, u"verbose"_s})
            QTest::addRow("set %s", qPrintable(name))
                << u"pgbouncer.setting.set"_s << QJsonObject{{u"setting"_s, name}, {u"value"_s, u"3"_s}} << QString();
    }
    void everyCommandIsDone()
    {
        QFETCH(QString, action);
        QFETCH(QJsonObject, arguments);
        QFETCH(QString, before);
        if (!before.isEmpty())
            QVERIFY(m_lab->pgbouncer().console(before));
        const ActionResult result = doIt(action, arguments);
        QVERIFY2(result.outcome == Outcome::DoneVerified, (result.summary + result.serverMessages.join(u' ')).toUtf8());
    }

    void whatAVersionDoesNotHaveIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<int>("since");
        QTest::addColumn<QString>("reason");
        const auto addSetting = [](const char *name, int since, const QString &reason) {
            QTest::addRow("%s", name) << u"pgbouncer.setting.set"_s
                                      << QJsonObject{{u"setting"_s, QString::fromLatin1(name)}, {u"value"_s, u"33"_s}}
                                      << since << reason;
        };
        addSetting("cancel_wait_timeout", 11900, u"came with 1.19"_s);
        addSetting("max_prepared_statements", 12100, u"came with 1.21"_s);
        addSetting("max_db_client_connections", 12400, u"came with 1.24"_s);
        addSetting("max_user_client_connections", 12400, u"came with 1.24"_s);
        addSetting("transaction_timeout", 12500, u"came with 1.25"_s);
        QTest::newRow("KILL_CLIENT") << u"pgbouncer.client.kill"_s << QJsonObject() << 12400 << u"came with 1.24"_s;
    }
    void whatAVersionDoesNotHaveIsRefusedWithTheReason()
    {
        QFETCH(QString, action);
        QFETCH(QJsonObject, arguments);
        QFETCH(int, since);
        QFETCH(QString, reason);
        if (arguments.isEmpty()) { // the application's; before 1.18 nobody tells its name
            for (const auto &row : m_lab->pgbouncer().console(u"SHOW CLIENTS"_s).value_or(SqlRecords())) {
                if (row[u"database"_s] == u"orders")
                    arguments.insert(u"client"_s, row.contains(u"id"_s) ? row[u"id"_s] : row[u"ptr"_s]);
            }
        }
        const ActionPlan made = plan(action, kTarget, arguments);
        QCOMPARE(made.isAllowed(), m_version >= since);
        if (m_version < since)
            QVERIFY2(why(made).contains(reason), why(made).toUtf8());
        else
            QCOMPARE(outcomeOf(execute(made, warnings(made))), u"done_verified"_s);
    }
};

LOCKMASTER_TEST(TestMatrixPoolerActions)
#include "tst_matrix_pooleractions.moc"
