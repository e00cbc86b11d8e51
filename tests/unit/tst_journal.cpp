// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The action journal: private, append-only, chained, and honest about what was sent and never answered.
#include "actions/journal/journal.h"
#include "actions/journal/journalentry.h"
#include "base/format.h"
#include "harness/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class TestClock final : public Clock
{
public:
    WallTime wall = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 23h + 59min + 58s + 123456us;
    WallTime wallNow() const override { return wall; }
    SteadyTime steadyNow() const override { return {}; }
};

ActionPlan planNamed(const QString &id)
{
    ActionPlan plan;
    plan.id = id;
    plan.request.action = kTerminateSession;
    plan.request.target = u"orders-primary"_s;
    plan.target.name = u"orders-primary"_s;
    plan.target.environment = Environment::Staging;
    plan.serverIdentity = u"system 7, started then, 127.0.0.1:5432"_s;
    plan.statements = {{u"SELECT 1"_s, {u"8123"_s, {}}}};
    plan.preflights = {{u"session.same"_s, Verdict::Ok, u"same"_s}};
    Session victim;
    victim.key = {8123, ServerTime(1'763'694'787'123'457us)};
    victim.queryStart = ServerTime(1'763'694'799'000'001us);
    victim.query = u"UPDATE cards SET number = '4111111111111111' WHERE id = 42"_s;
    plan.subjects = {subjectOf(victim)};
    return plan;
}

ActionResult resultOf(const QString &id, Outcome outcome)
{
    ActionResult result;
    result.planId = id;
    result.outcome = outcome;
    result.summary = u"seen"_s;
    return result;
}

/// A "sent" line as the process of this number would have written it.
QJsonObject lineOf(qint64 pid, qint64 started)
{
    QJsonObject entry = sentEntry(planNamed(QString::number(pid)), {});
    entry[QLatin1StringView("process")] =
        QJsonObject{{u"boot"_s, thisProcess().boot}, {u"pid"_s, pid}, {u"started"_s, started}};
    return entry;
}

/// 0: there is none.
qint64 startOf(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    return stat.open(QIODevice::ReadOnly) ? stat.readAll().split(' ').value(21).toLongLong() : 0;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

mode_t modeOf(const QString &path)
{
    struct stat status{};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 0777U : 0U;
}

QByteArray edited(const QByteArray &text)
{
    return QByteArray(text).replace("8123", "8124");
}

QByteArray withoutLine(const QByteArray &text, qsizetype line)
{
    QList<QByteArray> lines = text.split('\n');
    lines.removeAt(line);
    return lines.join('\n');
}

QByteArray swapped(const QByteArray &text)
{
    QList<QByteArray> lines = text.split('\n');
    lines.swapItemsAt(0, 1);
    return lines.join('\n');
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isPrivate();
    void chainHolds();
    void changesAreNamed_data();
    void changesAreNamed();
    void goesOnAfterATornLine();
    void linesMayBeLong();
    void chainCrossesMonths();
    void sharedByTwo();
    void refusesLinks();
    void saysWhenItCannotWrite();
    void doesNotWaitForAHangingOne();
    void listsWhatWasSentAndNotAnswered();
    void leavesToAnotherConsoleWhatItWaitsFor();
    void tellsWhatOthersHaveUnderWay();
    void planSurvivesExactly();
    void masksWhatOthersWrote();
    void readsMoments_data();
    void readsMoments();

private:
    QString file() const { return m_journal->folder() + u"/actions-2026-11.jsonl"_s; }
    void writeOneAction();

    std::unique_ptr<QTemporaryDir> m_dir;
    TestClock m_clock;
    std::unique_ptr<Journal> m_journal;
};

void TestJournal::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_clock = {};
    m_journal = std::make_unique<Journal>(m_dir->filePath(u"state/actions"_s), m_clock);
}

void TestJournal::writeOneAction()
{
    const ActionPlan plan = planNamed(u"a"_s);
    QVERIFY(m_journal->planned(plan));
    QVERIFY(m_journal->sent(plan));
    QVERIFY(m_journal->finished(plan, resultOf(u"a"_s, Outcome::DoneVerified)));
}

void TestJournal::isPrivate()
{
    writeOneAction();
    QCOMPARE(modeOf(m_journal->folder()), mode_t{0700});
    QCOMPARE(modeOf(file()), mode_t{0600});
}

void TestJournal::chainHolds()
{
    QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
    writeOneAction();
    QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
    const QList<QByteArray> lines = bytesOf(file()).trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[1].contains("\"event\":\"sent\""));
    QVERIFY(lines[1].contains("\"who\":\"" + whoActs().toUtf8() + '"'));
    QVERIFY(lines[2].contains("\"outcome\":\"done_verified\""));
}

void TestJournal::changesAreNamed_data()
{
    using Change = QByteArray (*)(const QByteArray &);
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("line");
    QTest::newRow("a pid edited") << Change(edited) << 2;
    QTest::newRow("the first line removed") << Change([](const QByteArray &text) { return withoutLine(text, 0); }) << 1;
    QTest::newRow("a middle line removed") << Change([](const QByteArray &text) { return withoutLine(text, 1); }) << 2;
    QTest::newRow("lines swapped") << Change(swapped) << 1;
    QTest::newRow("the last line cut") << Change([](const QByteArray &text) { return text.chopped(20); }) << 3;
    QTest::newRow("something else put in") << Change([](const QByteArray &text) { return text + "hello\n"; }) << 4;
}

void TestJournal::changesAreNamed()
{
    using Change = QByteArray (*)(const QByteArray &);
    QFETCH(Change, change);
    QFETCH(int, line);
    writeOneAction();
    overwrite(file(), change(bytesOf(file())));
    const auto broken = m_journal->verifyChain().value();
    QVERIFY(broken.has_value());
    QCOMPARE(broken->line, line);
    QCOMPARE(broken->file, u"actions-2026-11.jsonl"_s);
    QVERIFY(!broken->reason.isEmpty());
}

void TestJournal::goesOnAfterATornLine()
{
    writeOneAction();
    overwrite(file(), bytesOf(file()).chopped(30)); // the machine went down in the middle of a line
    writeOneAction();
    const auto broken = m_journal->verifyChain().value();
    QVERIFY(broken.has_value());
    QCOMPARE(broken->line, 3);
    QVERIFY(m_journal->unfinished().value().empty()); // the second run of the same plan is answered
}

/// Only the end of a file is read to go on with it, in blocks that a line may be longer than.
void TestJournal::linesMayBeLong()
{
    for (const int size : {10, 65'000, 200'000, 131'072, 1}) {
        ActionPlan plan = planNamed(QString::number(size));
        plan.preflights = {{u"session.same"_s, Verdict::Ok, QString(size, u'x')}};
        QVERIFY(m_journal->planned(plan));
    }
    QCOMPARE(bytesOf(file()).count('\n'), 5);
    QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
}

void TestJournal::chainCrossesMonths()
{
    writeOneAction();
    m_clock.wall += 5s;
    writeOneAction();
    const QString december = m_journal->folder() + u"/actions-2026-12.jsonl"_s;
    QVERIFY(bytesOf(december).contains("\"seq\":4"));
    QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
    m_clock.wall -= 10s; // the clock is put right: the lines still follow each other
    writeOneAction();
    QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
    overwrite(december, edited(bytesOf(december)));
    QCOMPARE(m_journal->verifyChain().value()->file, u"actions-2026-12.jsonl"_s);
}

void TestJournal::sharedByTwo()
{
    Journal other(m_journal->folder(), m_clock);
    for (int i = 0; i < 3; ++i) {
        writeOneAction();
        QVERIFY(other.planned(planNamed(u"b"_s)));
    }
    QCOMPARE(other.verifyChain().value(), std::nullopt);
    QCOMPARE(bytesOf(file()).count('\n'), 12);
}

void TestJournal::refusesLinks()
{
    writeOneAction();
    const QString elsewhere = m_dir->filePath(u"elsewhere"_s);
    QVERIFY(QFile::rename(file(), elsewhere));
    QVERIFY(QFile::link(elsewhere, file()));
    const QByteArray before = bytesOf(elsewhere);
    QVERIFY(!m_journal->sent(planNamed(u"a"_s)));
    QCOMPARE(bytesOf(elsewhere), before);
}

void TestJournal::saysWhenItCannotWrite()
{
    overwrite(m_dir->filePath(u"state"_s), "a file where the folder should be");
    const Result<void> written = m_journal->sent(planNamed(u"a"_s));
    QVERIFY(!written);
    QVERIFY(written.error().text.contains(m_journal->folder()));
}

/// A console that was stopped while it wrote keeps the lock.
void TestJournal::doesNotWaitForAHangingOne()
{
    writeOneAction();
    const int lock = ::open(QFile::encodeName(m_journal->folder() + u"/lock"_s).constData(), O_RDWR | O_CLOEXEC);
    QVERIFY(lock >= 0);
    QCOMPARE(::flock(lock, LOCK_EX), 0);
    QVERIFY(!m_journal->sent(planNamed(u"late"_s)));
    ::close(lock);
    QVERIFY(m_journal->sent(planNamed(u"later"_s)));
    QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
}

void TestJournal::listsWhatWasSentAndNotAnswered()
{
    const auto open = [&] {
        QStringList ids;
        const std::vector<ActionPlan> plans = m_journal->unfinished().value();
        for (const ActionPlan &plan : plans)
            ids << plan.id;
        return ids.join(u' ');
    };
    QCOMPARE(open(), QString());
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        QVERIFY(m_journal->planned(planNamed(id)));
    QCOMPARE(open(), QString());
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        QVERIFY(m_journal->sent(planNamed(id)));
    QVERIFY(m_journal->finished(planNamed(u"b"_s), resultOf(u"b"_s, Outcome::NoOp)));
    QVERIFY(m_journal->finished(planNamed(u"c"_s), resultOf(u"c"_s, Outcome::Unknown)));
    QCOMPARE(open(), u"a c"_s);
    QVERIFY(m_journal->verified(planNamed(u"c"_s), resultOf(u"c"_s, Outcome::Unknown)));
    QCOMPARE(open(), u"a c"_s);
    QVERIFY(m_journal->verified(planNamed(u"c"_s), resultOf(u"c"_s, Outcome::DoneVerified)));
    QCOMPARE(open(), u"a"_s);
}

/// A line as another process would have written it: that of a running one is its own, that of one that is gone is ours.
void TestJournal::leavesToAnotherConsoleWhatItWaitsFor()
{
    QProcess other;
    other.start(u"sleep"_s, {u"60"_s});
    QVERIFY(other.waitForStarted());
    const qint64 started = startOf(other.processId());
    QVERIFY(started > 0);
    JournalFile file(m_journal->folder());
    QVERIFY(file.append(lineOf(other.processId(), started), m_clock.wall, JournalFile::Durability::Written));
    QVERIFY(m_journal->unfinished().value().empty());
    QVERIFY(file.append(lineOf(other.processId(), started - 1), m_clock.wall, JournalFile::Durability::Written));
    QCOMPARE(m_journal->unfinished().value().size(), 1U); // the number was used again
    other.kill();
    QVERIFY(other.waitForFinished());
    QCOMPARE(m_journal->unfinished().value().size(), 2U);
}

/// Whoever plans to do something to the same subject is warned, of whatever console it is.
void TestJournal::tellsWhatOthersHaveUnderWay()
{
    const auto warning = [this](const ActionPlan &plan) {
        const auto check = checkOpenActions(m_journal->open().value(), plan, m_clock.wall);
        return check && check->verdict == Verdict::Warning && check->id == u"action.open" ? check->detail : QString();
    };
    QCOMPARE(warning(planNamed(u"mine"_s)), QString());
    QProcess other;
    other.start(u"sleep"_s, {u"60"_s});
    QVERIFY(other.waitForStarted());
    const QString id = QString::number(other.processId());
    JournalFile file(m_journal->folder());
    QVERIFY(file.append(lineOf(other.processId(), startOf(other.processId())), m_clock.wall,
                        JournalFile::Durability::Written));
    const QString awaited = warning(planNamed(u"mine"_s));
    QVERIFY2(awaited.contains(u"another console (pid %1), which still waits"_s.arg(id)), awaited.toUtf8());
    ActionPlan elsewhere = planNamed(u"mine"_s);
    elsewhere.subjects.front().session->key.pid = 8124;
    QCOMPARE(warning(elsewhere), QString());
    elsewhere = planNamed(u"mine"_s);
    elsewhere.target.name = u"127.0.0.1:5432"_s; // the same server by its URL
    QCOMPARE(warning(elsewhere), awaited);
    elsewhere.serverIdentity = u"system 8, started then, 127.0.0.1:5433"_s;
    QCOMPARE(warning(elsewhere), QString());

    QVERIFY(m_journal->finished(planNamed(id), resultOf(id, Outcome::Unknown)));
    const QString unknown = warning(planNamed(u"mine"_s));
    QVERIFY2(unknown.contains(u"(pid %1); its outcome is not known"_s.arg(id)), unknown.toUtf8());
    QVERIFY(m_journal->verified(planNamed(id), resultOf(id, Outcome::DoneVerified)));
    QCOMPARE(warning(planNamed(u"mine"_s)), QString());
    other.kill();
    QVERIFY(other.waitForFinished());
}

void TestJournal::planSurvivesExactly()
{
    ActionPlan plan = planNamed(u"a"_s);
    plan.target.parameters = {{u"host"_s, u"db7"_s}, {u"port"_s, u"5433"_s}, {u"dbname"_s, u"orders"_s}};
    plan.undoRequest = ActionRequest{u"pgbouncer.resume"_s, u"pooler"_s, {{u"database"_s, u"orders"_s}}, {}};
    QVERIFY(m_journal->sent(plan));
    const ActionPlan read = m_journal->unfinished().value().front();
    QCOMPARE(read.request.action, plan.request.action);
    QCOMPARE(read.target.name, plan.target.name);
    QCOMPARE(read.target.environment, Environment::Staging);
    QCOMPARE(read.serverIdentity, plan.serverIdentity);
    QCOMPARE(read.subjects.size(), 1U);
    QCOMPARE(read.subjects.front().session->key, plan.subjects.front().session->key);
    QCOMPARE(read.subjects.front().session->queryStart, plan.subjects.front().session->queryStart);
    QCOMPARE(read.undoRequest, plan.undoRequest); // what is offered when a console starts
    QVERIFY(read.target.parameters.empty());      // it may be in no fleet now
    QCOMPARE(endpointOf(read), u"db7:5433/orders"_s);
    QVERIFY(m_journal->verified(read, resultOf(u"a"_s, Outcome::Unknown)));
    QCOMPARE(bytesOf(file()).count("\"endpoint\":\"db7:5433/orders\""), 2);
}

void TestJournal::masksWhatOthersWrote()
{
    QVERIFY(m_journal->sent(planNamed(u"a"_s)));
    const QByteArray text = bytesOf(file());
    QVERIFY(text.contains("UPDATE cards"));
    QVERIFY(!text.contains("4111111111111111"));
}

void TestJournal::readsMoments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMoment");
    QTest::newRow("exact") << u"2026-11-21T03:12:07.123457Z"_s << true;
    QTest::newRow("without microseconds") << u"2026-11-21T03:12:07Z"_s << false;
    QTest::newRow("another zone") << u"2026-11-21T03:12:07.123456+"_s << false;
    QTest::newRow("no number") << u"2026-11-21T03:12:07.123xyzZ"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestJournal::readsMoments()
{
    QFETCH(QString, text);
    QFETCH(bool, isMoment);
    const auto moment = parseIso(text);
    QCOMPARE(moment.has_value(), isMoment);
    if (moment)
        QCOMPARE(moment->time_since_epoch().count() % 1'000'000, 123'457);
}

LOCKMASTER_TEST(TestJournal)
#include "tst_journal.moc"
