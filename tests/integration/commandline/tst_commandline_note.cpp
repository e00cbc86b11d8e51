// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster note` of a real blockade: it is in the note from when to when, and nothing of the people's data is.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"

#include <QFile>
#include <QRegularExpression>

#include <csignal>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

/// What it says while it watches: how many findings there are now, each time that has changed.
class Watching
{
public:
    explicit Watching(QProcess &process) : m_process(process) {}

    /// Waits until there are, or are none any more.
    [[nodiscard]] bool sees(bool findings)
    {
        static const QRegularExpression kLine(u"^Watching, .*findings now: (\\d+)$"_s,
                                              QRegularExpression::MultilineOption);
        const auto isTold = [&] {
            m_told += QString::fromUtf8(m_process.readAllStandardError());
            QRegularExpressionMatch last;
            for (const QRegularExpressionMatch &match : kLine.globalMatch(m_told))
                last = match;
            return last.hasMatch() && (last.captured(1) != u"0") == findings;
        };
        return QTest::qWaitFor(isTold, 20'000);
    }
    [[nodiscard]] QByteArray words() const { return m_told.toUtf8(); }
    /// Ctrl+C
    [[nodiscard]] bool interrupt() const { return ::kill(pid_t(m_process.processId()), SIGINT) == 0; }

private:
    QProcess &m_process;
    QString m_told;
};

} // namespace

class TestCommandLineNote : public CommandLineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(); }
    void cleanupTestCase() { m_lab.reset(); }

    void blockadeIsInTheNote();
    void literalsAreMaskedUnlessAsked();
    void interruptWritesWhatWasSeen();
    void whatCannotBeDoneIsSaid();
};

void TestCommandLineNote::blockadeIsInTheNote()
{
    QProcess process;
    begin(process, {u"note"_s, kPrimary, kFleet, m_fleet, u"--for"_s, u"15m"_s});
    Watching watching(process);
    QVERIFY2(watching.sees(false), watching.words());
    const auto scene = makeScene(u"blocking-chain:4"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString root = QString::number(scene->facts().rootPid);
    QVERIFY2(watching.sees(true), watching.words());
    QVERIFY(scene->end());
    QVERIFY2(watching.sees(false), watching.words());
    QVERIFY(watching.interrupt());
    const Ended ended = CommandLineTest::ended(process);
    QVERIFY2(ended.exitCode == 0, ended.words());
    QVERIFY2(ended.out.startsWith(u"# Incident note: "_s + kPrimary), ended.words());
    QVERIFY2(ended.out.contains(u"behind session "_s + root), ended.words());
    QVERIFY2(ended.out.contains(u"pg.lock.blocked on "_s) && ended.out.contains(u", over at "_s), ended.words());
    QVERIFY2(ended.out.contains(u"Sessions that wait for a lock on "_s), ended.words());
    const QString path = m_home.filePath(u"note.html"_s);
    const Ended html = run({u"note"_s, kPrimary, kFleet, m_fleet, u"--for"_s, u"3s"_s, u"-o"_s, path});
    QVERIFY2(html.exitCode == 0 && html.out.isEmpty(), html.words());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("<!DOCTYPE html>"));
}

/// With the words and the switch of `lockmaster snapshot`.
void TestCommandLineNote::literalsAreMaskedUnlessAsked()
{
    const auto scene = makeScene(u"hot-row:2"_s);
    QVERIFY(scene->begin(*m_lab));
    const auto noteWith = [this](const QStringList &further) {
        QProcess process;
        begin(process, QStringList{u"note"_s, kPrimary, kFleet, m_fleet, u"--for"_s, u"15m"_s} + further);
        Watching watching(process);
        const bool isWritten = watching.sees(true) && watching.interrupt();
        const Ended ended = CommandLineTest::ended(process);
        return isWritten && ended.exitCode == 0 ? ended.out : QString::fromUtf8(watching.words());
    };
    const QString masked = noteWith({});
    QVERIFY2(masked.contains(u"customers SET balance = balance - ?"_s), masked.toUtf8());
    QVERIFY(masked.contains(u"Literals in queries are masked."_s));
    const QString full = noteWith({u"--full-text"_s});
    QVERIFY2(full.contains(u"customers SET balance = balance - 1"_s), full.toUtf8());
    QVERIFY(full.contains(u"Queries have their literals."_s));
}

void TestCommandLineNote::interruptWritesWhatWasSeen()
{
    QProcess process;
    begin(process, {u"note"_s, kPrimary, kFleet, m_fleet, u"--for"_s, u"15m"_s});
    Watching watching(process);
    QVERIFY2(watching.sees(false), watching.words());
    QVERIFY(watching.interrupt());
    const Ended ended = CommandLineTest::ended(process);
    QVERIFY2(ended.exitCode == 0 && ended.out.startsWith(u"# Incident note: "_s), ended.words());
    QVERIFY2(ended.err.contains(u"Writing what was seen"_s), ended.words());
}

void TestCommandLineNote::whatCannotBeDoneIsSaid()
{
    const QStringList words{u"note"_s, kPrimary, kFleet, m_fleet, u"--for"_s};
    QCOMPARE(run({u"note"_s, kPrimary, kFleet, m_fleet}).exitCode, 64);
    for (const QString &time : {u"0s"_s, u"15"_s, u"3h"_s, u"1d"_s, u"-1s"_s})
        QCOMPARE(run(words + QStringList{time}).exitCode, 64);
    QCOMPARE(run(words + QStringList{u"1s"_s, u"--format"_s, u"pdf"_s}).exitCode, 64);
    QCOMPARE(run({u"note"_s, u"nobody"_s, kFleet, m_fleet, u"--for"_s, u"1s"_s}).exitCode, 78);
    const Ended unwritten = run(words + QStringList{u"1s"_s, u"-o"_s, u"/nowhere/note.md"_s});
    QVERIFY2(unwritten.exitCode == 73 && unwritten.err.contains(u"cannot be written"_s), unwritten.words());
}

LOCKMASTER_TEST(TestCommandLineNote)
#include "tst_commandline_note.moc"
