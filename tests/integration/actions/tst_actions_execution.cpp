// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How an action is carried out: confirmed, once, recorded first; and what is found out when the answer, the server or the
// console itself is lost.
#include <QProcess>
#include <QTimer>
#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "actions/plan/preflights.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"
#include "sessiontest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<Result<LentLink>> lendTo(QString port, QString password, QString applicationName, std::stop_token stop)
{
    PgLinkOptions options;
    options.parameters = {{u"host"_s, u"127.0.0.1"_s},
                          {u"port"_s, port},
                          {u"dbname"_s, u"orders"_s},
                          {u"user"_s, u"lockmaster"_s},
                          {u"sslmode"_s, u"disable"_s}};
    options.password = [password](std::stop_token) { return give(password); };
    options.applicationName = applicationName;
    LentLink lent{{.postgres = std::make_shared<PgLink>(options)}, false, nullptr};
    const Result<void> opened = co_await lent.link.postgres->open(QDeadlineTimer(5000), stop);
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return lent;
}

/// The child of crashedConsoleIsResolved(): executes one plan and is killed while it waits for the answer.
int actAsChild(const QStringList &arguments)
{
    const QString port = arguments[2];
    const QString password = arguments[3];
    JournalWriter journal(arguments[4]);
    Target target;
    target.name = u"orders-primary"_s;
    Executor executor({{target},
                       [=](QString, QString application, std::stop_token stop) {
                           return lendTo(port, password, std::move(application), std::move(stop));
                       }},
                      journal);
    const SessionKey key{arguments[5].toInt(), ServerTime(std::chrono::microseconds(arguments[6].toLongLong()))};
    const ActionRequest request{kTerminateSession, u"orders-primary"_s, sessionArguments(key), {}};
    const auto plan = QCoro::waitFor(executor.plan(request, {}));
    if (!plan)
        return 1;
    QCoro::waitFor(executor.execute(*plan, plan->token, {}, {}));
    return 0;
}

} // namespace

class TestActionsExecution : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Postgres); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void confirmationIsChecked()
    {
        const auto victim = client();
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->execute(made, {}, {}, {}))), u"refused"_s);
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->execute(made, made.token + u'0', {}, {}))), u"refused"_s);
        m_clock.shift = 31s;
        const ActionResult late = execute(made);
        QCOMPARE(outcomeOf(late), u"refused"_s);
        QVERIFY2(late.summary.contains(u"older than 30 s"), late.summary.toUtf8());
        QVERIFY(isThere(keyOf(*victim)));
        QVERIFY(!journalText().contains("\"event\":\"sent\""));

        m_clock.shift = 0s;
        use(freshLinks(*m_lab, u"lockmaster"_s), Environment::Development);
        QCOMPARE(plan(about(kTerminateSession, keyOf(*victim))).token, QString());
    }

    /// F35: also where otherwise nothing is typed.
    void ofTwoPrimariesTheRightOneIsTyped()
    {
        const auto victim = client();
        use(freshLinks(*m_lab, u"lockmaster"_s), Environment::Development);
        ActionRequest request = about(kTerminateSession, keyOf(*victim));
        m_otherPrimaries = {u"orders-standby-2"_s};
        const ActionPlan made = plan(request);
        QCOMPARE(made.token, u"orders-primary"_s);
        QCOMPARE(warnings(made), QStringList{QString(preflight::kOnePrimary)});
        QVERIFY(findCheck(made.preflights, preflight::kOnePrimary)->detail.contains(u"orders-standby-2"));
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->execute(made, {}, {}, {}))), u"refused"_s);
        QVERIFY(isThere(keyOf(*victim)));
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        use(freshLinks(*m_lab, u"lockmaster"_s), Environment::Production);
        const auto other = client();
        request.arguments = sessionArguments(keyOf(*other));
        QCOMPARE(plan(request).token, u"orders-primary"_s); // not the pid: both may have it
    }

    void othersAreAskedOnlyAboutWhatIsAllowed()
    {
        const auto victim = client();
        const ActionRequest wrong = about(kTerminateSession, {victim->pid(), keyOf(*victim).backendStart + 1us});
        QVERIFY(!plan(wrong).isAllowed());
        use(freshLinks(*m_lab, u"lockmaster"_s), Environment::Production, true);
        QVERIFY(!plan(about(kTerminateSession, keyOf(*victim))).isAllowed());
        QCOMPARE(m_othersAsked, 0);
        use(freshLinks(*m_lab, u"lockmaster"_s));
        QVERIFY(plan(about(kTerminateSession, keyOf(*victim))).isAllowed());
        QCOMPARE(m_othersAsked, 1);
    }

    /// Another console may act between plan and confirmation; whoever was told of it may go on.
    void whatAnotherConsoleSentMeanwhileIsMet()
    {
        const auto victim = client();
        const auto bystander = client();
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        const ActionPlan elsewhere = plan(about(kTerminateSession, keyOf(*bystander)));
        ActionPlan other = made;
        other.id = u"ofanotherone"_s;
        QVERIFY(m_journal->sent(other));
        const ActionResult refused = execute(made);
        QCOMPARE(outcomeOf(refused), u"refused"_s);
        QVERIFY2(refused.summary.contains(u"which still waits for the answer"), refused.summary.toUtf8());
        QVERIFY(isThere(keyOf(*victim)));
        QCOMPARE(outcomeOf(execute(elsewhere)), u"done_verified"_s);
        const ActionPlan warned = plan(about(kTerminateSession, keyOf(*victim)));
        QCOMPARE(warnings(warned), QStringList{QString(preflight::kActionOpen)});
        QCOMPARE(outcomeOf(execute(warned)), u"done_verified"_s);
    }

    void carriedOutOnce()
    {
        const auto victim = client();
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
    }

    void unwritableJournalStopsIt()
    {
        const auto victim = client();
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        QVERIFY(QDir(m_journal->folder()).removeRecursively());
        QFile inTheWay(m_journal->folder());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        QVERIFY(isThere(keyOf(*victim)));
        QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*victim)))), u"journal failed"_s);
    }

    /// Opening a pipe for writing waits until somebody reads: as a disk that does not answer.
    void aJournalThatHangsStopsIt()
    {
        const auto victim = client();
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        const QStringList files = QDir(m_journal->folder()).entryList({u"*.jsonl"_s});
        QCOMPARE(files.size(), 1);
        const QString path = m_journal->folder() + u'/' + files.first();
        QVERIFY(QFile::remove(path));
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        QElapsedTimer took;
        took.start();
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"refused"_s);
        QVERIFY2(result.summary.contains(u"did not answer within 5 s"), result.summary.toUtf8());
        QVERIFY2(took.elapsed() < 15'000, QByteArray::number(took.elapsed())); // of sending and of recording that
        QVERIFY(isThere(keyOf(*victim)));
        ::close(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)); // lets the thread go
    }

    void takenBackWhileTheDiskIsWaitedFor()
    {
        const auto victim = client();
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        const int lock = ::open(QFile::encodeName(m_journal->folder() + u"/lock"_s).constData(), O_RDWR | O_CLOEXEC);
        QCOMPARE(::flock(lock, LOCK_EX), 0); // another console writes
        std::stop_source cancel;
        QTimer::singleShot(300ms, this, [&] { cancel.request_stop(); });
        QTimer::singleShot(600ms, this, [&] { ::close(lock); });
        const ActionResult result = execute(made, {}, cancel.get_token());
        QCOMPARE(outcomeOf(result), u"refused"_s);
        QVERIFY2(result.summary.contains(u"taken back before anything was sent"), result.summary.toUtf8());
        QVERIFY(isThere(keyOf(*victim)));
        QVERIFY(m_journal->unfinished().value().empty());
    }

    void restartIsNoticed()
    {
        const auto victim = client();
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        QVERIFY(m_lab->primary().stop());
        const ActionResult unreachable = execute(made);
        QCOMPARE(outcomeOf(unreachable), u"failed_clean"_s);
        QVERIFY(m_lab->primary().start());
        ActionPlan renamed = made;
        renamed.id = u"another"_s;
        const ActionResult result = execute(renamed);
        QCOMPARE(outcomeOf(result), u"refused"_s);
        QVERIFY2(result.summary.contains(u"restarted"), result.summary.toUtf8());
    }

    void fullServerLendsTheMonitoring()
    {
        const auto monitoring = makeLink(*m_lab, u"lockmaster"_s, u"lockmaster"_s);
        QVERIFY(QCoro::waitFor(monitoring->open(QDeadlineTimer(5000), {})));
        const auto victim = client();
        const SessionKey key = keyOf(*victim);
        const auto scene = makeScene(u"too-many-clients:3"_s);
        QVERIFY(scene && scene->begin(*m_lab));
        use(freshLinks(*m_lab, u"lockmaster"_s, monitoring));
        const PgQuery settings{
            "SELECT current_setting('statement_timeout') || current_setting('application_name')", {}, {}};
        const QString before = QCoro::waitFor(monitoring->query(settings, QDeadlineTimer(3000), {})).value().text(0, 0);

        const ActionPlan made = plan(about(kTerminateSession, key));
        QCOMPARE(troubles(made), QString());
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QVERIFY(!isThere(key));
        QCOMPARE(QCoro::waitFor(monitoring->query(settings, QDeadlineTimer(3000), {})).value().text(0, 0), before);
        QVERIFY(scene->end());
    }

    /// The victim is stopped, so that pg_terminate_backend waits; meanwhile the connection that asked is cut.
    void lostAnswerIsResolvedByLooking()
    {
        const auto victim = client();
        const SessionKey key = keyOf(*victim);
        const ActionPlan made = plan(about(kTerminateSession, key));
        QCOMPARE(::kill(key.pid, SIGSTOP), 0);
        QTimer cut;
        connect(&cut, &QTimer::timeout, this, [&] {
            if (!journalText().contains("\"event\":\"sent\""))
                return;
            const QString waiting =
                u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name LIKE 'lockmaster/%' AND query LIKE '%pg_terminate_backend(t.pid%'"_s;
            if (m_lab->value(waiting) == u"t") {
                cut.stop();
                ::kill(key.pid, SIGCONT);
            }
        });
        cut.start(50);
        const ActionResult result = execute(made);
        ::kill(key.pid, SIGCONT);
        QVERIFY(!cut.isActive());
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY(!isThere(key));
        QVERIFY(m_journal->unfinished().value().empty());
    }

    void lostAnswerSetsTheMonitoringFree()
    {
        const auto victim = client();
        const SessionKey key = keyOf(*victim);
        const ActionPlan made = plan(about(kTerminateSession, key));
        std::weak_ptr<void> loan;
        bool wasFree = false;
        use([&](QString, QString application, std::stop_token stop) {
            if (journalText().contains("\"event\":\"sent\"")) {
                wasFree = loan.expired();
                return lendFresh(m_lab.get(), u"lockmaster"_s, std::move(application), {}, std::move(stop));
            }
            const auto guard = std::make_shared<int>();
            loan = guard;
            return lendGuarded(makeLink(*m_lab, u"lockmaster"_s, u"lockmaster/shared"_s), guard);
        });
        QCOMPARE(::kill(key.pid, SIGSTOP), 0); // so that pg_terminate_backend waits
        QTimer cut;
        connect(&cut, &QTimer::timeout, this, [&] {
            const QString waiting =
                u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name LIKE 'lockmaster/%' AND query LIKE '%pg_terminate_backend(t.pid%'"_s;
            if (journalText().contains("\"event\":\"sent\"") && m_lab->value(waiting) == u"t") {
                cut.stop();
                ::kill(key.pid, SIGCONT);
            }
        });
        cut.start(50);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        ::kill(key.pid, SIGCONT);
        QVERIFY(wasFree);
    }

    void lostServerStaysUnknown()
    {
        const auto victim = client();
        const SessionKey key = keyOf(*victim);
        const ActionPlan made = plan(about(kTerminateSession, key));
        QCOMPARE(::kill(key.pid, SIGSTOP), 0);
        QTimer crash;
        connect(&crash, &QTimer::timeout, this, [&] {
            if (!journalText().contains("\"event\":\"sent\""))
                return;
            crash.stop();
            m_lab->primary().kill();
        });
        crash.start(50);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"unknown"_s);
        QVERIFY2(result.summary.contains(u"not known"), result.summary.toUtf8());
        QCOMPARE(m_journal->unfinished().value().size(), 1U);

        QVERIFY(m_lab->primary().start());
        const ActionPlan open = m_journal->unfinished().value().front();
        const ActionResult checked = QCoro::waitFor(m_executor->verify(open, {}));
        QCOMPARE(outcomeOf(checked), u"done_verified"_s);
        QVERIFY2(checked.summary.contains(u"restarted"), checked.summary.toUtf8());
        QVERIFY(m_journal->unfinished().value().empty());
    }

    void crashedConsoleIsResolved()
    {
        const auto victim = client();
        const SessionKey key = keyOf(*victim);
        QCOMPARE(::kill(key.pid, SIGSTOP), 0); // the answer takes five seconds
        QProcess console;
        console.setProcessChannelMode(QProcess::ForwardedChannels);
        console.start(QCoreApplication::applicationFilePath(),
                      {u"tst_actions_execution"_s, u"--act"_s, QString::number(m_lab->primary().port()),
                       m_lab->password(u"lockmaster"_s), m_journal->folder(), QString::number(key.pid),
                       QString::number(key.backendStart.time_since_epoch().count())});
        QVERIFY(QTest::qWaitFor([&] { return journalText().contains("\"event\":\"sent\""); }));
        console.kill();
        QVERIFY(console.waitForFinished());
        QCOMPARE(console.exitStatus(), QProcess::CrashExit);
        QCOMPARE(::kill(key.pid, SIGCONT), 0);

        const auto unfinished = m_journal->unfinished().value();
        QCOMPARE(unfinished.size(), 1U);
        QCOMPARE(unfinished.front().subjects.front().session->key, key);
        const ActionResult result = QCoro::waitFor(m_executor->verify(unfinished.front(), {}));
        // The signal may or may not have left before the console died: both are told as they are, never sent again.
        const bool isGone = !isThere(key);
        QCOMPARE(outcomeOf(result), isGone ? u"done_verified"_s : u"sent_unverified"_s);
        QVERIFY(m_journal->unfinished().value().empty());
        QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
    }
};

namespace {

int actOrTest(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--act")
        return actAsChild(app.arguments());
    TestActionsExecution test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace

LOCKMASTER_TEST_MAIN(TestActionsExecution, actOrTest)
#include "tst_actions_execution.moc"
