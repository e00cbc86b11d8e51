// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster-lab as its users know it: the fleet file, the prompt, and that nothing remains when it is killed.
#include "harness/testprogram.h"
#include "harness/builtprogram.h"
#include "lab/process/processes.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 30000;

/// The program, running, and its words so far.
class Program
{
public:
    explicit Program(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(builtProgram(u"tests/lab/lockmaster-lab"_s), arguments);
    }
    ~Program()
    {
        m_process.terminate();
        m_process.waitForFinished(kPatience);
    }
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    QProcess &process() { return m_process; }
    const QString &words() const { return m_words; }

    bool waitFor(const QString &text)
    {
        while (!m_words.contains(text) && m_process.waitForReadyRead(kPatience)) {
            m_words += QString::fromUtf8(m_process.readAll());
        }
        return m_words.contains(text);
    }

    /// The folder of its lab, by the fleet file's path.
    QString folder() const
    {
        static const QRegularExpression path(u"^(/.*)/fleet-lockmaster\\.yaml$"_s, QRegularExpression::MultilineOption);
        return path.match(m_words).captured(1);
    }

private:
    QProcess m_process;
    QString m_words;
};

bool isGone(const QString &folder)
{
    return waitUntil([&] { return processesIn(folder).empty() && !QDir(folder).exists(); }, 10s);
}

} // namespace

class TestLabProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sceneIsOnBeforeTheOtherServers();
    void killedProgramLeavesNothing();
    void interruptedProgramLeavesNothing();
    void endOfInputEndsIt();
    void promptBeginsAndEndsScenes();
    void wrongArgumentsAreRefused_data();
    void wrongArgumentsAreRefused();
};

void TestLabProgram::sceneIsOnBeforeTheOtherServers()
{
    const QTemporaryDir own;
    const QString fleet = own.filePath(u"fleet.yaml"_s);
    Program program({u"--parts"_s, u"pg,standbys,redis"_s, u"--scene"_s, u"hot-row:4"_s, u"--fleet"_s, fleet});
    QVERIFY2(program.waitFor(u"fleet "_s + fleet + u'\n'), qPrintable(program.words()));
    QFile file(fleet);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray yaml = file.readAll();
    QVERIFY2(yaml.contains("name: orders-standby-2") && yaml.contains("name: redis-replica"), yaml.constData());
    QVERIFY2(program.waitFor(u"ready\n"_s), qPrintable(program.words()));
    QStringList said = program.words().split(u'\n', Qt::SkipEmptyParts);
    said.replaceInStrings(QRegularExpression(u"scene hot-row is on.*"_s), u"scene"_s);
    QCOMPARE(said, QStringList({u"fleet "_s + fleet, u"up orders-primary"_s, u"scene"_s, u"up redis-primary"_s,
                                u"up redis-replica"_s, u"up orders-standby-1"_s, u"up orders-standby-2"_s, fleet,
                                u"ready"_s}));
}

void TestLabProgram::killedProgramLeavesNothing()
{
    Program program({u"--parts"_s, u"pg,pgbouncer,redis"_s, u"--workload"_s, u"20"_s, u"--scene"_s, u"hot-row:5"_s});
    QVERIFY2(program.waitFor(u"ready\n"_s), qPrintable(program.words()));
    const QString folder = program.folder();
    QVERIFY2(QDir(folder).exists(), qPrintable(program.words()));
    const std::vector<pid_t> servers = processesIn(folder);
    QVERIFY(servers.size() > 10);
    suspend(servers.front()); // also a process that cannot act must go
    program.process().kill();
    QVERIFY(program.process().waitForFinished(kPatience));
    QVERIFY(isGone(folder));
}

void TestLabProgram::interruptedProgramLeavesNothing()
{
    Program program({u"--parts"_s, u"pg"_s});
    QVERIFY2(program.waitFor(u"ready\n"_s), qPrintable(program.words()));
    const QString folder = program.folder();
    program.process().terminate();
    QVERIFY(program.process().waitForFinished(kPatience));
    QCOMPARE(program.process().exitCode(), 0);
    QVERIFY(!QDir(folder).exists());
    QVERIFY(processesIn(folder).empty());
}

void TestLabProgram::endOfInputEndsIt()
{
    const QTemporaryDir own;
    const QString fleet = own.filePath(u"fleet.yaml"_s);
    Program program({u"--parts"_s, u"pg"_s, u"--until-eof"_s, u"--fleet"_s, fleet});
    QVERIFY2(program.waitFor(u"ready\n"_s), qPrintable(program.words()));
    QFile file(fleet);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray yaml = file.readAll();
    QVERIFY2(yaml.contains("name: orders-primary") && yaml.contains("sslmode=verify-full"), yaml.constData());
    QVERIFY2(!yaml.contains("orders-standby"), yaml.constData());
    program.process().closeWriteChannel();
    QVERIFY(program.process().waitForFinished(kPatience));
}

void TestLabProgram::promptBeginsAndEndsScenes()
{
    Program program({u"--parts"_s, u"pg"_s});
    QVERIFY2(program.waitFor(u"ready\n"_s), qPrintable(program.words()));
    program.process().write("scene hot-row:4\n");
    QVERIFY2(program.waitFor(u", 4 waiting"_s), qPrintable(program.words()));
    program.process().write("scene hot-row\nend hot-row\nend hot-row\nscene nonsense\ndance\nquit\n");
    QVERIFY(program.process().waitForFinished(kPatience));
    const QString rest = QString::fromUtf8(program.process().readAll());
    for (const QString &answer : {u"hot-row is on already"_s, u"scene hot-row is over"_s, u"hot-row is not on"_s,
                                  u"there is no scene \"nonsense\""_s, u"not understood: \"dance\""_s}) {
        QVERIFY2(rest.contains(answer), qPrintable(rest));
    }
    QCOMPARE(program.process().exitCode(), 0);
}

void TestLabProgram::wrongArgumentsAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("part") << QStringList{u"--parts"_s, u"pg,oracle"_s} << u"there is no part \"oracle\""_s;
    QTest::newRow("scene") << QStringList{u"--scene"_s, u"earthquake"_s} << u"there is no scene \"earthquake\""_s;
}

void TestLabProgram::wrongArgumentsAreRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    Program program(arguments);
    QVERIFY2(program.waitFor(words), qPrintable(program.words()));
    QVERIFY(program.process().waitForFinished(kPatience));
    QCOMPARE(program.process().exitCode(), 64);
}

LOCKMASTER_TEST(TestLabProgram)
#include "tst_labprogram.moc"
