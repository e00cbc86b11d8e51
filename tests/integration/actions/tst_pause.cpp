// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pgbouncer.pause and pgbouncer.resume on a real PgBouncer with clients at work: every outcome that they can have.
#include "poolertest.h"
#include "harness/testprogram.h"
#include "lab/watch/faultproxy.h"

#include <atomic>
#include <csignal>
#include <thread>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kPause = u"pgbouncer.pause"_s;
const QString kResume = u"pgbouncer.resume"_s;
const QJsonObject kKept{{u"database"_s, u"orders"_s}, {u"then"_s, u"keep"_s}};

QCoro::Task<Result<QList<QHostAddress>>> leadTo(QHostAddress address)
{
    co_return QList<QHostAddress>{address};
}

} // namespace

class TestPause : public PoolerTest
{
    Q_OBJECT

private:
    /// Cuts a connection of the action: the one that acts, or the one that watches.
    bool cut(bool isWatching)
    {
        for (const auto &row : m_lab->pgbouncer().console(u"SHOW CLIENTS"_s).value_or(SqlRecords())) {
            const QString name = row[u"application_name"_s];
            if (name.startsWith(u"lockmaster/") && name.endsWith(u"/watch") == isWatching)
                return m_lab->pgbouncer().console(u"KILL_CLIENT "_s + row[u"id"_s]).has_value();
        }
        return false;
    }
    QJsonObject withTimeout(int seconds) { return {{u"database"_s, u"orders"_s}, {u"timeout"_s, seconds}}; }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Postgres | LabPart::PgBouncer); }
    void init() { useAs(u"pgbouncer_admin"_s); }
    void cleanup() { setRight(); }

    /// The healthy busy case: clients at work wait, none gets an error, all go on.
    void holdsAndReleasesBusyClients()
    {
        std::atomic<bool> isOver = false;
        std::atomic<int> errors = 0;
        std::atomic<int> done = 0;
        std::vector<std::thread> busy;
        for (int i = 0; i < 3; ++i)
            busy.emplace_back([&] {
                const auto worker = client();
                while (!isOver) {
                    if (worker->run(u"SELECT pg_sleep(0.01)"_s).startsWith(u"ERROR"))
                        ++errors;
                    ++done;
                }
            });
        QTRY_VERIFY(done > 10);
        const ActionPlan pause = plan(kPause, kTarget, kKept);
        QCOMPARE(troubles(pause), QString());
        QCOMPARE(sqlOf(pause), u"PAUSE \"orders\""_s);
        QVERIFY2(pause.undo.startsWith(u"RESUME \"orders\";"), pause.undo.toUtf8());
        const ActionResult paused = execute(pause);
        QCOMPARE(outcomeName(paused.outcome), u"done_verified"_s);
        QCOMPARE(ofOrders(u"paused"_s), u"1"_s);
        QCOMPARE(ofOrders(u"current_connections"_s), u"0"_s);
        QVERIFY(journalText().contains("RESUME \\\"orders\\\"")); // on disk before, for who finds it paused
        QTRY_VERIFY(m_lab->pgbouncer().waitingClients() == 3);
        const int before = done;

        QCOMPARE(troubles(plan(kPause, kTarget, kOrders)), u"database.running failed"_s);
        const ActionPlan resume = plan(kResume, kTarget, kOrders);
        QCOMPARE(troubles(resume), QString());
        QCOMPARE(sqlOf(resume), u"RESUME \"orders\""_s);
        QCOMPARE(outcomeName(execute(resume).outcome), u"done_verified"_s);
        QTRY_VERIFY(done > before + 10);
        isOver = true;
        for (std::thread &one : busy)
            one.join();
        QCOMPARE(errors.load(), 0);
    }

    void pausesAndResumesAll()
    {
        const auto someone = client();
        QCOMPARE(someone->run(u"SELECT 1"_s), u"1"_s);
        QVERIFY(m_lab->pgbouncer().console(u"PAUSE orders"_s)); // a pause of its own beside the one of all
        const ActionPlan pause = plan(kPause, kTarget, {{u"then"_s, u"keep"_s}});
        QCOMPARE(sqlOf(pause), u"PAUSE"_s);
        QCOMPARE(outcomeName(execute(pause).outcome), u"done_verified"_s);
        const ActionPlan resume = plan(kResume, kTarget, {});
        QCOMPARE(sqlOf(resume), u"RESUME\nRESUME \"orders\""_s);
        QCOMPARE(outcomeName(execute(resume).outcome), u"done_verified"_s);
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
        QCOMPARE(someone->run(u"SELECT 2"_s), u"2"_s);
    }

    /// Two processes at one port: which of them would be paused is left to chance.
    void isRefusedWhereOthersServeThePort()
    {
        const SecondPgBouncer second(*m_lab, "so_reuseport = 1");
        QVERIFY(second.isUp());
        use({consoleAt(second.port())});
        const ActionPlan made = plan(kPause, kTarget, kOrders);
        QCOMPARE(troubles(made), u"pooler.alone failed"_s);
        QCOMPARE(outcomeName(execute(made).outcome), u"refused"_s);
    }

    void aSecondConnectionToAnotherServerIsNone()
    {
        const SecondPgBouncer second(*m_lab, {});
        QVERIFY(second.isUp());
        m_watchAs = consoleAt(second.port());
        const ActionResult result = execute(plan(kPause, kTarget, kOrders));
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"another server"), result.summary.toUtf8());
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
    }

    /// The same address and the same words: only that the one does not see the other tells them apart.
    void aSecondConnectionToAnotherProcessIsNone()
    {
        const SecondPgBouncer second(*m_lab, {});
        QVERIFY(second.isUp());
        FaultProxy balancer(m_lab->pgbouncer().port());
        use({consoleAt(balancer.port())});
        const ActionPlan made = plan(kPause, kTarget, kOrders);
        QCOMPARE(troubles(made), QString());
        m_onLend = [&](const QString &) {
            if (journalText().contains("\"event\":\"sent\""))
                balancer.leadTo(second.port());
        };
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"Another PgBouncer"), result.summary.toUtf8());
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
    }

    void isTakenBackByANewConnection()
    {
        const auto holder = client();
        holder->run(u"BEGIN"_s);
        holder->run(u"SELECT 1"_s);
        bool wasCut = false;
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [&] { wasCut = cut(true); });
        const ActionResult result = execute(plan(kPause, kTarget, withTimeout(1)));
        QVERIFY(wasCut);
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"1 transaction did not end in time"), result.summary.toUtf8());
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
    }

    /// PgBouncer goes on with the pause of somebody who has gone.
    void isTakenBackWhenItsConnectionIsLost()
    {
        const auto holder = client();
        holder->run(u"BEGIN"_s);
        holder->run(u"SELECT 1"_s);
        bool wasCut = false;
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [&] { wasCut = cut(false); });
        const ActionResult result = execute(plan(kPause, kTarget, withTimeout(60)));
        QVERIFY(wasCut);
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"connection was lost"), result.summary.toUtf8());
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
        QCOMPARE(holder->run(u"COMMIT"_s), QString());
    }

    void transactionsThatLastMakeItTakeItBack()
    {
        const auto holder = client();
        holder->run(u"BEGIN"_s);
        holder->run(u"SELECT 1"_s);
        const auto other = client();
        const ActionPlan made = plan(kPause, kTarget, withTimeout(1));
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"1 transaction did not end in time"), result.summary.toUtf8());
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
        QCOMPARE(other->run(u"SELECT 3"_s), u"3"_s);
        QCOMPARE(holder->run(u"COMMIT"_s), QString());
        QVERIFY(!m_told.empty() && m_told.back().total == 1);
    }

    void isTakenBackByAPerson()
    {
        const auto holder = client();
        holder->run(u"BEGIN"_s);
        holder->run(u"SELECT 1"_s);
        std::stop_source cancel;
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [&] { cancel.request_stop(); });
        const ActionResult result = execute(plan(kPause, kTarget, withTimeout(60)), {}, cancel.get_token());
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"cancelled"), result.summary.toUtf8());
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
    }

    void isRefusedWhereItWouldHarm()
    {
        QCOMPARE(troubles(plan(kPause, kTarget, {{u"database"_s, u"nothing"_s}})), u"database.same failed"_s);
        QCOMPARE(troubles(plan(kPause, kTarget, {{u"database"_s, u"orders"_s}, {u"window"_s, 100}})),
                 u"pause.window failed"_s); // of 120 s that a client waits
        QCOMPARE(troubles(plan(kResume, kTarget, kOrders)), u"database.paused failed"_s);
        useAs(u"lockmaster"_s);
        QCOMPARE(troubles(plan(kPause, kTarget, kOrders)), u"privilege failed"_s);
    }

    void aSessionPoolIsNeverFree()
    {
        QVERIFY(m_lab->pgbouncer().console(u"SET pool_mode = 'session'"_s));
        const auto someone = client();
        QCOMPARE(someone->run(u"SELECT 1"_s), u"1"_s);
        QCOMPARE(troubles(plan(kPause, kTarget, kOrders)), u"pool.mode failed"_s);
    }

    void whatIsDoneAlreadyIsNothing()
    {
        const ActionPlan pause = plan(kPause, kTarget, kOrders);
        QVERIFY(m_lab->pgbouncer().console(u"PAUSE orders"_s));
        QCOMPARE(outcomeName(execute(pause).outcome), u"no_op"_s);
        const ActionPlan resume = plan(kResume, kTarget, kOrders);
        QVERIFY(m_lab->pgbouncer().console(u"RESUME orders"_s));
        QCOMPARE(outcomeName(execute(resume).outcome), u"no_op"_s);
    }

    /// A pending PAUSE never answers after that (pgbouncer #715): it is not waited for.
    void whoeverResumesItIsNoticed()
    {
        const auto holder = client();
        holder->run(u"BEGIN"_s);
        holder->run(u"SELECT 1"_s);
        std::thread other;
        QTimer timer;
        whenSent(
            timer, [this] { return m_told.size() >= 2; },
            [&] { other = std::thread([this] { (void)m_lab->pgbouncer().console(u"RESUME orders"_s); }); });
        QElapsedTimer took;
        took.start();
        const ActionResult result = execute(plan(kPause, kTarget, withTimeout(60)));
        other.join();
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"Somebody resumed"), result.summary.toUtf8());
        QVERIFY2(took.elapsed() < 20'000, QByteArray::number(took.elapsed()));
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
    }

    void serverBehindItIsNotThere()
    {
        m_places[1].patience = 500ms;
        const ActionPlan pause = plan(kPause, kTarget, kKept);
        QCOMPARE(outcomeName(execute(pause).outcome), u"done_verified"_s);
        const auto waiting = client();
        QVERIFY(waiting->send(u"SELECT 1"_s));
        QTRY_COMPARE(m_lab->pgbouncer().waitingClients(), 1);
        m_lab->primary().suspend();
        const ActionPlan resume = plan(kResume, kTarget, kOrders);
        QCOMPARE(troubles(resume), u"server.primary warning"_s); // it does not answer
        const ActionResult result = execute(resume);
        m_lab->primary().resume();
        QCOMPARE(outcomeName(result.outcome), u"sent_unverified"_s);
        QVERIFY2(result.summary.contains(u"1 client still waiting"), result.summary.toUtf8());
        QCOMPARE(waiting->answer(), u"1"_s);
    }

    /// A target by name that is another host: what is there says nothing of the database.
    void whatStandsElsewhereIsNotLookedAt()
    {
        const QHostAddress there(u"127.0.0.2"_s);
        const FaultProxy elsewhere(m_lab->primary().port(), there, m_lab->primary().port());
        QCOMPARE(elsewhere.port(), m_lab->primary().port());
        Place named{targetOf(*m_lab, m_lab->primary()), m_lab->password(u"lockmaster"_s)};
        named.target.parameters.front().second = u"elsewhere"_s;
        named.target.parameters[4].second = u"disable"_s; // its certificate does not name it
        QHostAddress address = there;
        named.resolver = [&address](QString, QDeadlineTimer, std::stop_token) { return leadTo(address); };
        use({consoleAt(m_lab->pgbouncer().port()), named});
        QVERIFY(m_lab->pgbouncer().console(u"PAUSE orders"_s));
        const ActionPlan made = plan(kResume, kTarget, kOrders);
        QCOMPARE(troubles(made), u"server.primary warning"_s);
        QVERIFY(findCheck(made.preflights, "server.primary"_L1)->detail.contains(u"is not known"));
        address = QHostAddress(QHostAddress::LocalHost);
        QCOMPARE(troubles(plan(kResume, kTarget, kOrders)), QString());
    }

    void lostConsoleStaysUnknown()
    {
        const auto holder = client();
        holder->run(u"BEGIN"_s);
        holder->run(u"SELECT 1"_s);
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [this] { ::kill(m_lab->pgbouncer().pid(), SIGSTOP); });
        const pid_t pid = m_lab->pgbouncer().pid();
        m_places[0].patience = 300ms;
        m_retryFor = 1s;
        actOnPlaces();
        const ActionResult result = execute(plan(kPause, kTarget, withTimeout(1)));
        ::kill(pid, SIGCONT);
        QCOMPARE(outcomeName(result.outcome), u"unknown"_s);
        // The next look tells what is so: it holds its clients back and waits for the transaction.
        const auto open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U);
        const ActionResult seen = QCoro::waitFor(m_executor->verify(open.front(), {}));
        QVERIFY2(outcomeName(seen.outcome) == u"sent_unverified" || outcomeName(seen.outcome) == u"failed_clean",
                 seen.summary.toUtf8());
        QCOMPARE(seen.outcome == Outcome::SentUnverified, ofOrders(u"paused"_s) == u"1");
    }

    /// Who watches may not RESUME: the clients wait, and that is said with what mends it.
    void aPauseThatStaysIsTold()
    {
        const auto holder = client();
        holder->run(u"BEGIN"_s);
        holder->run(u"SELECT 1"_s);
        m_watchAs = Place{targetOf(m_lab->pgbouncer(), u"lockmaster"_s), m_lab->password(u"lockmaster"_s)};
        const ActionResult result = execute(plan(kPause, kTarget, withTimeout(1)));
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QVERIFY2(result.next.contains(u"RESUME \"orders\""), result.next.toUtf8());
        QCOMPARE(ofOrders(u"paused"_s), u"1"_s);
    }
};

LOCKMASTER_TEST(TestPause)
#include "tst_pause.moc"
