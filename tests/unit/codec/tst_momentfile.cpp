// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files of saved moments: whole, cut off, altered, of another kind, of a newer version.
#include "harness/testprogram.h"
#include "momentfixtures.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

Result<SavedMoments> read(const QByteArray &bytes)
{
    SavedMoments saved;
    return readFileBytes(bytes, kMomentFile, typeOf(&saved), &saved).transform([&] { return saved; });
}

/// The smallest of some: each of its bytes is tried.
QByteArray smallFile()
{
    QByteArray smallest = bytesOf(savedOf(1));
    for (quint32 seed = 2; seed <= 40; ++seed)
        smallest = std::min(smallest, bytesOf(savedOf(seed)),
                            [](const auto &a, const auto &b) { return a.size() < b.size(); });
    return smallest;
}

SavedMoments manyMoments()
{
    SavedMoments saved;
    for (int i = 0; i <= 2000; ++i) {
        SavedMoment one;
        one.target.name = QString::number(i);
        Snapshot snapshot;
        snapshot.target = one.target.name;
        one.snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
        saved.moments.push_back(std::move(one));
    }
    return saved;
}

SavedMoments twice()
{
    SavedMoments saved = savedOf(1);
    saved.moments.push_back(saved.moments.front());
    return saved;
}

} // namespace

class TestMomentFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savedIsReadBack();
    void loginIsNotSaved();
    void cutOffAnywhereIsAnError();
    void alteredAnywhereIsAnError();
    void errorsAreTold_data();
    void errorsAreTold();
    void whatIsThereStaysWhenWritingFails();
    void whatIsTakenForAFile();
};

void TestMomentFile::savedIsReadBack()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.lockmaster"_s);
    for (quint32 seed = 1; seed <= 30; ++seed) {
        const SavedMoment moment = momentOf(seed);
        const Result<qint64> size = saveMoments(path, {moment}, Texts::Full);
        QVERIFY2(size && *size == QFile(path).size(), size ? "" : qPrintable(size.error().text));
        const Result<SavedMoments> back = readMoments(path);
        QVERIFY2(back, back ? "" : qPrintable(back.error().text));
        QCOMPARE(back->moments.size(), 1U);
        QVERIFY(isSame(*back->moments.front().snapshot, *moment.snapshot));
        QVERIFY(back->writtenBy.startsWith(u"lockmaster "_s) && !back->host.isEmpty() && !back->isMasked);
    }
}

void TestMomentFile::loginIsNotSaved()
{
    SavedMoment moment = momentOf(5);
    moment.target.password = {PasswordSource::Kind::Command, u"cat hush-4711"_s};
    moment.target.parameters = {{u"host"_s, u"db1"_s}, {u"sslpassword"_s, u"hush-4711"_s}, {u"port"_s, u"5433"_s}};
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.lockmaster"_s);
    QVERIFY(saveMoments(path, {moment}, Texts::Full));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly) && !file.readAll().contains("hush-4711"));
    const Result<SavedMoments> back = readMoments(path);
    QCOMPARE(back->moments.front().target.parameters, (PgParameters{{u"host"_s, u"db1"_s}, {u"port"_s, u"5433"_s}}));
}

void TestMomentFile::cutOffAnywhereIsAnError()
{
    const QByteArray whole = bytesOf(savedOf(7));
    QVERIFY(read(whole));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto cut = read(whole.first(size));
        QVERIFY2(!cut, qPrintable(QString::number(size)));
        QVERIFY2(size == 0 || cut.error().text.contains(u"cut off"_s), qPrintable(cut.error().text));
    }
    QVERIFY(!read(whole + 'x'));
}

void TestMomentFile::alteredAnywhereIsAnError()
{
    const QByteArray whole = smallFile();
    for (qsizetype place = 0; place < whole.size(); ++place) {
        for (const char bit : {'\x01', '\x20', '\x80'}) {
            QByteArray altered = whole;
            altered[place] = char(altered[place] ^ bit);
            QVERIFY2(!read(altered), qPrintable(QString::number(place)));
        }
    }
}

void TestMomentFile::errorsAreTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("told");
    const QByteArray whole = bytesOf(savedOf(7));
    const SavedMoments none;
    QTest::newRow("empty") << QByteArray() << u"not a file of the kind lockmaster-snapshot"_s;
    QTest::newRow("text") << QByteArray("targets:\n - {name: x}\n") << u"not a file of the kind"_s;
    QTest::newRow("cut off") << whole.first(whole.size() / 2) << u"cut off"_s;
    QTest::newRow("altered") << whole.chopped(1) + char(whole.back() ^ 1) << u"altered"_s;
    QTest::newRow("newer") << bytesOf(savedOf(7), {kMomentFile.name, 2})
                           << u"has version 2; this program reads up to 1"_s;
    QTest::newRow("another kind") << bytesOf(savedOf(7), {"lockmaster-history"_L1, 1}) << u"not a file of the kind"_s;
    QTest::newRow("a target twice") << bytesOf(twice()) << u"two targets named"_s;
    QTest::newRow("too many") << bytesOf(manyMoments()) << u"more than 2"_s;
    QTest::newRow("nothing in it") << bytesOf(none) << u"no moment in it"_s;
}

void TestMomentFile::errorsAreTold()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, told);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.lockmaster"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const Result<SavedMoments> saved = readMoments(path);
    QVERIFY(!saved);
    QVERIFY2(saved.error().text.contains(told) && saved.error().text.contains(u"a.lockmaster"_s),
             qPrintable(saved.error().text));
    const Result<SavedMoments> missing = readMoments(folder.filePath(u"b"_s));
    QVERIFY2(!missing && missing.error().text.contains(u"cannot be read"_s), "missing");
    QVERIFY(!missing.error().detail.isEmpty()); // the system's words
}

void TestMomentFile::whatIsThereStaysWhenWritingFails()
{
    const QTemporaryDir folder;
    const Result<qint64> saved = saveMoments(folder.filePath(u"no/such/folder/a"_s), {momentOf(1)}, Texts::Masked);
    QVERIFY(!saved && saved.error().text.contains(u"cannot be written"_s));
    QVERIFY(!saveMoments(folder.path(), {momentOf(1)}, Texts::Masked)); // it is a folder
}

void TestMomentFile::whatIsTakenForAFile()
{
    for (const QString &file : {u"./x"_s, u"/tmp/x"_s, u"../x"_s, u"x.lockmaster"_s})
        QVERIFY2(namesMomentFile(file), qPrintable(file));
    for (const QString &target : {u"orders-primary"_s, u"orders/primary"_s, u"redis://x/0"_s, u"service"_s})
        QVERIFY2(!namesMomentFile(target), qPrintable(target));
}

LOCKMASTER_TEST(TestMomentFile)
#include "tst_momentfile.moc"
