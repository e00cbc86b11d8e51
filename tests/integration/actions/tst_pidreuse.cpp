// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A kill that was planned for one session must not hit another that has got its pid meanwhile. Really reused: the
// kernel is told which pid to give next, where it may be told that.
#include <QCoroTask>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "actionbench.h"
#include "actions/journal/journalwriter.h"
#include "model/postgres/sessionarguments.h"
#include "harness/testprogram.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

namespace {

bool nextPidIs(int pid)
{
    QFile last(u"/proc/sys/kernel/ns_last_pid"_s);
    return last.open(QFile::WriteOnly | QFile::Unbuffered) && last.write(QByteArray::number(pid - 1)) > 0;
}

} // namespace

class TestPidReuse : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    // A session with this very pid, null when other processes were always faster.
    std::unique_ptr<Client> clientWithPid(int pid)
    {
        for (int attempt = 0; attempt < 50; ++attempt) {
            if (!nextPidIs(pid))
                return {};
            auto client = std::make_unique<Client>(m_lab->conninfo(u"web"_s, u"newcomer"_s));
            if (client->isOpen() && client->pid() == pid)
                return client;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>();
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    void theNewSessionOfAReusedPidIsSpared()
    {
        if (!nextPidIs(30000))
            QSKIP("pids cannot be chosen here (needs root in a pid namespace of its own)");
        auto victim = std::make_unique<Client>(m_lab->conninfo(u"web"_s, u"shop"_s));
        const int pid = victim->pid();
        const QString micros = m_lab->value(
            u"SELECT (extract(epoch FROM backend_start) * 1000000)::int8 FROM pg_stat_activity WHERE pid = %1"_s.arg(
                pid));
        const SessionKey key{pid, ServerTime(std::chrono::microseconds(micros.toLongLong()))};

        const QTemporaryDir folder;
        JournalWriter journal(folder.filePath(u"journal"_s));
        Target target;
        target.name = u"orders-primary"_s;
        Executor executor({{target}, freshLinks(*m_lab, u"lockmaster"_s)}, journal);
        const auto plan =
            QCoro::waitFor(executor.plan({kTerminateSession, target.name, sessionArguments(key), {}}, {}));
        QVERIFY(plan && plan->isAllowed());

        victim.reset();
        QVERIFY(m_lab->endSessions({pid}));
        const auto newcomer = clientWithPid(pid);
        QVERIFY(newcomer);
        const ActionResult result = QCoro::waitFor(executor.execute(*plan, plan->token, {}, {}));
        QVERIFY2(result.outcome == Outcome::NoOp || result.outcome == Outcome::RefusedByConsole,
                 qPrintable(outcomeName(result.outcome) + u' ' + result.summary));
        QCOMPARE(newcomer->run(u"SELECT 'still here'"_s), u"still here"_s);
    }
};

LOCKMASTER_TEST(TestPidReuse)
#include "tst_pidreuse.moc"
