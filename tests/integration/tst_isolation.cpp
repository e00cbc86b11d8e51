// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Defaults of transactions that a server, a database or a role may have, and under which nothing could be seen.
#include <QCoroTask>
#include <QTest>

#include "harness/testprogram.h"
#include "lab/watch/watched.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestIsolation : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    void seesSessionsOf(const PostgresServer &server)
    {
        Watched watched(*m_lab, {targetOf(*m_lab, server)}, quick());
        QTRY_VERIFY2(watched.isLiveNow() && !watched.state()->sessions.empty(), qPrintable(watched.trouble()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(LabOptions{LabPart::Postgres | LabPart::Standbys, {}});
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster SET default_transaction_isolation = serializable; "
                            "ALTER ROLE lockmaster SET default_transaction_deferrable = on; "
                            "ALTER ROLE lockmaster SET default_transaction_read_only = on"_s));
    }

    /// A hot standby refuses every statement of a serializable transaction.
    void aStandbyIsSeenAllTheSame()
    {
        const QString arrived = u"SELECT count(*) FROM pg_db_role_setting "
                                "WHERE 'default_transaction_read_only=on' = ANY (setconfig)"_s;
        QTRY_COMPARE(m_lab->standby(1).value(arrived), u"1"_s);
        seesSessionsOf(m_lab->standby(1));
    }

    /// One that is deferrable and read only waits for the end of each serializable one that writes.
    void nobodysTransactionIsWaitedFor()
    {
        PgLink writer(optionsOf(*m_lab, targetOf(*m_lab, m_lab->primary(), u"lockmaster_plain"_s)));
        QVERIFY(QCoro::waitFor(writer.open(QDeadlineTimer(3s), {})));
        for (const char *statement : {"BEGIN ISOLATION LEVEL SERIALIZABLE, READ WRITE", "SELECT 1 FROM pg_class"})
            QVERIFY(QCoro::waitFor(writer.query({statement, {}, {}}, QDeadlineTimer(3s), {})));
        seesSessionsOf(m_lab->primary());
    }

    void theSessionKeepsIt()
    {
        PgLink link(optionsOf(*m_lab, targetOf(*m_lab, m_lab->primary())));
        QVERIFY(QCoro::waitFor(link.open(QDeadlineTimer(3s), {})));
        const auto rows = QCoro::waitFor(link.query({"SELECT current_setting('transaction_isolation'), "
                                                     "current_setting('transaction_deferrable')",
                                                     {},
                                                     {}},
                                                    QDeadlineTimer(3s), {}));
        QVERIFY(rows);
        QCOMPARE(rows->text(0, 0), u"read committed"_s);
        QCOMPARE(rows->text(0, 1), u"off"_s);
    }
};

LOCKMASTER_TEST(TestIsolation)
#include "tst_isolation.moc"
