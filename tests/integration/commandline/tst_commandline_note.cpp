// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster note` of a real blockade: it is in the note from when to when, and nothing of the people's data is.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"

#include <QFile>

#include <csignal>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestCommandLineNote : public CommandLineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(); }
    void cleanupTestCase() { m_lab.reset(); }

    void blockadeIsInTheNote();
    void interruptWritesWhatWasSeen();
    void whatCannotBeDoneIsSaid();
};

void TestCommandLineNote::blockadeIsInTheNote()
{
    const QString path = m_home.filePath(u"note.html"_s);
    const auto scene = makeScene(u"blocking-chain:4"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString root = QString::number(scene->facts().rootPid);
    QProcess process;
    begin(process, {u"note"_s, kPrimary, kFleet, m_fleet, u"--for"_s, u"12s"_s});
    QTest::qWait(7000);
    QVERIFY(scene->end());
    const Ended ended = CommandLineTest::ended(process);
    QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.words());
    QVERIFY2(ended.out.startsWith(u"# Incident note: "_s + kPrimary), ended.words());
    QVERIFY2(ended.out.contains(u"behind session "_s + root), ended.words());
    QVERIFY2(ended.out.contains(u"pg.lock.blocked on "_s) && ended.out.contains(u", over at "_s), ended.words());
    QVERIFY2(ended.out.contains(u"Sessions that wait for a lock on "_s), ended.words());
    const Ended html = run({u"note"_s, kPrimary, kFleet, m_fleet, u"--for"_s, u"3s"_s, u"-o"_s, path});
    QVERIFY2(html.exitCode == 0 && html.out.isEmpty(), html.words());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("<!DOCTYPE html>"));
}

void TestCommandLineNote::interruptWritesWhatWasSeen()
{
    QProcess process;
    begin(process, {u"note"_s, kPrimary, kFleet, m_fleet, u"--for"_s, u"15m"_s});
    QTest::qWait(3000);
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
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
