// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster check` of servers in trouble: it says what it is, in time, with the right exit code.
#include <QTest>

#include "checked.h"
#include "smalllab.h"
#include "harness/testprogram.h"
#include "lab/process/processes.h"
#include "lab/scenes/scene.h"
#include "lab/watch/monitored.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCheckFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    Ended check(const QString &role = u"lockmaster"_s, const QString &database = u"orders"_s) const
    {
        QString url = m_lab->url(role);
        url.replace(u"/orders?"_s, u'/' + database + u'?');
        return checkedWith({url}, m_lab->password(role));
    }

private Q_SLOTS:
    void init() { startSmallLab(m_lab); }
    void cleanup() { m_lab.reset(); }

    void healthy()
    {
        const Ended ended = check();
        QVERIFY2(ended.exitCode == kOk, ended.words);
        QVERIFY(ended.inTime);
    }

    void full()
    {
        const auto incident = makeScene(u"too-many-clients"_s);
        QVERIFY(incident->begin(*m_lab));
        const Ended ended = check();
        QVERIFY2(ended.exitCode == kCritical, ended.words);
        QVERIFY2(ended.words.contains("pg.connections.exhausted"), ended.words);
        QVERIFY(ended.inTime);
    }

    void hung()
    {
        m_lab->primary().suspend();
        const Ended ended = check();
        m_lab->primary().resume();
        QVERIFY2(ended.exitCode == kCritical, ended.words);
        QVERIFY2(ended.words.contains("accepts TCP but does not answer"), ended.words);
        QVERIFY(ended.inTime);
    }

    void startingUp()
    {
        QVERIFY(m_lab->exec(u"CREATE TABLE bulk AS SELECT g, repeat('x', 200) t FROM generate_series(1, 500000) g"_s));
        m_lab->primary().kill();
        QVERIFY(m_lab->primary().launch());
        pid_t recovery = 0; // held, so that recovery takes as long as the test needs
        QVERIFY(waitUntil([&] { return (recovery = childOf(m_lab->primary().pid(), "startup")) != 0; }, 10s));
        suspend(recovery);
        Ended ended; // refused until the postmaster listens
        QVERIFY(waitUntil([&] { return (ended = check()).exitCode == kWarning; }, 20s));
        resume(recovery);
        QVERIFY2(ended.words.contains("target.starting"), ended.words);
        QVERIFY(ended.inTime);
    }

    void refusesThePassword()
    {
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster PASSWORD 'rotated'"_s));
        const Ended ended = check();
        QVERIFY2(ended.exitCode == kUnknown, ended.words);
        QVERIFY2(ended.words.contains("password authentication failed"), ended.words);
        QVERIFY(!ended.words.contains(m_lab->password(u"lockmaster"_s).toUtf8()));
        QVERIFY(ended.inTime);
    }

    void withoutPgMonitor()
    {
        const Ended ended = check(u"lockmaster_plain"_s);
        QVERIFY2(ended.exitCode == kUnknown, ended.words);
        QVERIFY2(ended.words.contains("GRANT pg_monitor TO lockmaster_plain;"), ended.words);
        QVERIFY(ended.inTime);
    }

    void brokenBytesInAnSqlAsciiDatabase()
    {
        QVERIFY(m_lab->exec(
            u"CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"_s));
        PgLinkOptions options = optionsOf(*m_lab, targetOf(*m_lab, m_lab->primary(), u"lab_admin"_s));
        options.parameters.emplace_back(u"dbname"_s, u"ascii"_s);
        options.parameters.emplace_back(u"client_encoding"_s, u"SQL_ASCII"_s);
        PgLink broken(options);
        QVERIFY(QCoro::waitFor(broken.open(QDeadlineTimer(3s), {})));
        QVERIFY(QCoro::waitFor(broken.query({"SELECT 1 /* caf\xe9\xff */", {}, {}}, QDeadlineTimer(3s), {})));
        const Ended ended = check(u"lockmaster"_s, u"ascii"_s);
        QVERIFY2(ended.exitCode == kOk, ended.words);
        QVERIFY(ended.inTime);
    }
};

LOCKMASTER_TEST(TestCheckFaults)
#include "tst_faults_check.moc"
