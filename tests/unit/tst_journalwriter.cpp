// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The journal's thread: on disk before an action goes out, and nobody's event loop waits for that disk.
#include "actions/journal/journalwriter.h"
#include "actions/registry.h"
#include "harness/testprogram.h"
#include "link/taskscope.h"

#include <QCoroTask>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ActionPlan vacuumNamed(const QString &id)
{
    ActionPlan plan;
    plan.id = id;
    plan.request = {u"postgres.table.vacuum"_s, u"orders"_s, {{u"table"_s, u"sales.orders"_s}}, {}};
    plan.target.name = u"orders"_s;
    plan.subjects = {{u"table"_s, u"sales.orders"_s}};
    plan.title = u"Words-Vacuum sales.orders"_s;
    plan.undo = u"Words-Cancel it."_s;
    plan.undoStatements = {{u"SELECT pg_cancel_backend(7)"_s, {}}};
    plan.consequence = u"Words-It is vacuumed."_s;
    plan.preflights = {{u"object.exists"_s, Verdict::Ok, u"Words-It is there."_s}};
    return plan;
}

ActionResult vacuumResult(const QString &id, Outcome outcome, bool isRunning)
{
    ActionResult result;
    result.planId = id;
    result.outcome = outcome;
    result.isRunning = isRunning;
    result.summary = u"Words-It was vacuumed."_s;
    result.subjects = {{{u"table"_s, u"sales.orders"_s}, outcome, u"Words-done"_s}};
    return result;
}

QCoro::Task<void> recordSent(JournalWriter *writer, ActionPlan plan, std::stop_token stop,
                             std::optional<Result<void>> *done)
{
    *done = co_await writer->sent(std::move(plan), std::move(stop));
}

} // namespace

class TestJournalWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void sentIsOnDiskWhenItSaysSo()
    {
        JournalWriter writer(folder());
        QVERIFY(QCoro::waitFor(writer.planned(vacuumNamed(u"a"_s), {})));
        QVERIFY(QCoro::waitFor(writer.sent(vacuumNamed(u"a"_s), {})));
        const std::vector<ActionPlan> open = Journal(folder()).unfinished().value();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open.front().request.arguments.value(u"table"_s).toString(), u"sales.orders"_s);
        QCOMPARE(open.front().subjects, vacuumNamed(u"a"_s).subjects);
        QCOMPARE(open.front().undoStatements, vacuumNamed(u"a"_s).undoStatements);
        QCOMPARE(titleOf(open.front()), u"Vacuum a table (orders): sales.orders"_s);
    }

    /// Who reads it may speak another language than who wrote it.
    void noWordsOfOursAreInIt()
    {
        JournalWriter writer(folder());
        const ActionPlan plan = vacuumNamed(u"a"_s);
        const ActionResult result = vacuumResult(u"a"_s, Outcome::DoneVerified, false);
        QVERIFY(QCoro::waitFor(writer.planned(plan, {})));
        QVERIFY(QCoro::waitFor(writer.sent(plan, {})));
        QVERIFY(QCoro::waitFor(writer.finished(plan, result, {})));
        const QDir files(folder(), u"*.jsonl"_s);
        QCOMPARE(files.count(), 1U);
        QFile file(files.filePath(files[0]));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray lines = file.readAll();
        QVERIFY2(lines.count('\n') == 3 && lines.contains("object.exists"), lines);
        QVERIFY2(!lines.contains("Words-"), lines);
    }

    void whatStillRunsStaysOpen()
    {
        JournalWriter writer(folder());
        QVERIFY(QCoro::waitFor(writer.sent(vacuumNamed(u"a"_s), {})));
        QVERIFY(QCoro::waitFor(
            writer.verified(vacuumNamed(u"a"_s), vacuumResult(u"a"_s, Outcome::SentUnverified, true), {})));
        QCOMPARE(QCoro::waitFor(writer.unfinished({})).value().size(), 1U);
        QVERIFY(QCoro::waitFor(
            writer.verified(vacuumNamed(u"a"_s), vacuumResult(u"a"_s, Outcome::SentUnverified, false), {})));
        QVERIFY(QCoro::waitFor(writer.unfinished({})).value().empty());
        QCOMPARE(Journal(folder()).verifyChain().value(), std::nullopt);
    }

    /// Another console was stopped while it wrote and keeps the lock: the disk is waited for elsewhere.
    void theEventLoopGoesOnMeanwhile()
    {
        JournalWriter writer(folder());
        QVERIFY(QCoro::waitFor(writer.planned(vacuumNamed(u"a"_s), {})));
        const int lock = ::open(QFile::encodeName(folder() + u"/lock"_s).constData(), O_RDWR | O_CLOEXEC);
        QCOMPARE(::flock(lock, LOCK_EX), 0);
        QElapsedTimer sinceTick;
        qint64 longest = 0;
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, this, [&] { longest = std::max(longest, sinceTick.restart()); });
        sinceTick.start();
        ticker.start(20ms);
        QElapsedTimer took;
        took.start();
        const Result<void> written = QCoro::waitFor(writer.sent(vacuumNamed(u"a"_s), {}));
        longest = std::max(longest, sinceTick.elapsed()); // also when the loop did not run at all
        QVERIFY(!written);
        QVERIFY2(took.elapsed() >= 900, QByteArray::number(took.elapsed()));
        QVERIFY2(longest < 400, QByteArray::number(longest));
        ::close(lock);
    }

    /// A disk that does not answer: opening a pipe for writing waits until somebody reads.
    void aDiskThatHangsIsGivenUp()
    {
        QVERIFY(QDir().mkpath(folder()));
        const QString month = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM"_s);
        const QByteArray pipe = QFile::encodeName(folder() + u"/actions-%1.jsonl"_s.arg(month));
        QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
        JournalWriter writer(folder());
        QElapsedTimer took;
        took.start();
        const Result<void> written = QCoro::waitFor(writer.sent(vacuumNamed(u"a"_s), {}));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Timeout);
        QVERIFY2(took.elapsed() >= 4500 && took.elapsed() < 8000, QByteArray::number(took.elapsed()));
        ::close(::open(pipe.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)); // lets the thread go
    }

    /// An owner that ends does not wait, and what it handed over is written all the same.
    void whatWasHandedOverIsWritten()
    {
        std::optional<Result<void>> done;
        {
            JournalWriter writer(folder());
            QVERIFY(QCoro::waitFor(writer.planned(vacuumNamed(u"a"_s), {})));
            TaskScope scope;
            for (int i = 0; i < 50; ++i)
                scope.hold(recordSent(&writer, vacuumNamed(QString::number(i)), scope.token(), &done));
            scope.close();
            QVERIFY(done && !*done);
            QCOMPARE(done->error().kind, ErrorKind::Cancelled);
        }
        QCOMPARE(Journal(folder()).unfinished().value().size(), 50U);
        QCOMPARE(Journal(folder()).verifyChain().value(), std::nullopt);
    }

    void aLineOfBeforeIsReadable()
    {
        const QByteArray line =
            R"({"action":"postgres.session.terminate","event":"sent","plan":"old","target":"orders","title":"End session 7",)"
            R"("sessions":[{"pid":7,"backend_start":"2026-11-21T03:12:07.123457Z","query_start":null,"user":"web"}]})";
        QVERIFY(QDir().mkpath(folder()));
        QFile file(folder() + u"/actions-2026-11.jsonl"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(line + '\n');
        file.close();
        const std::vector<ActionPlan> open = Journal(folder()).unfinished().value();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open.front().subjects.front().session->key.pid, 7);
        QCOMPARE(open.front().request.arguments.value(u"pid"_s).toInt(), 7);
        QCOMPARE(open.front().request.arguments.value(u"backend_start"_s).toString(), u"2026-11-21T03:12:07.123457Z"_s);
    }

private:
    QString folder() const { return m_dir->filePath(u"journal"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

LOCKMASTER_TEST(TestJournalWriter)
#include "tst_journalwriter.moc"
