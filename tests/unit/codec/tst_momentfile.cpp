// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files of saved moments: whole, cut off, altered, of another kind, of a newer version.
#include "app/momentfile.h"
#include "codec/cbor.h"
#include "codec/json.h"
#include "diagnosis/diagnosis.h"
#include "diagnosis/observer.h"
#include "harness/testprogram.h"
#include "madeup.h"
#include "model/postgres/postgres.h"
#include "model/savedmomentfields.h"
#include "model/snapshotfields.h"
#include "model/targetfields.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

SavedMoment momentOf(quint32 seed)
{
    SavedMoment moment{madeUp<Target>(seed), nullptr};
    moment.target.name = u"orders-primary"_s;
    Snapshot snapshot = madeUp<Snapshot>(seed);
    snapshot.target = moment.target.name;
    moment.snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    return moment;
}

SavedMoments savedOf(quint32 seed)
{
    return {u"lockmaster"_s, u"host"_s, {}, true, {momentOf(seed)}};
}

QByteArray bytesOf(const SavedMoments &saved, const FileKind &kind = kMomentFile)
{
    return fileBytes(kind, typeOf(&saved), &saved, Texts::Full);
}

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

/// A whole file around a payload that nobody wrote.
QByteArray sealed(const QByteArray &whole, const QByteArray &old, const QByteArray &payload)
{
    QByteArray bytes = whole.chopped(old.size()) + payload;
    const QByteArray digest = QCryptographicHash::hash(old, QCryptographicHash::Sha256);
    return bytes.replace(digest, QCryptographicHash::hash(payload, QCryptographicHash::Sha256));
}

/// All that is done with a file somebody sent: the moments become findings and JSON.
bool use(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return false;
    file.close();
    const Result<SavedMoments> saved = readMoments(path);
    if (!saved)
        return false;
    Fleet fleet;
    std::ranges::transform(saved->moments, std::back_inserter(fleet.targets), &SavedMoment::target);
    Observer observer(fleet);
    for (const SavedMoment &moment : saved->moments)
        observer.observe(moment.snapshot);
    return !QJsonDocument(jsonOf(*saved, Texts::Masked)).isEmpty();
}

/// One who waits for a lock that the next one holds, and the last one's the first: larger than any deadlock there is.
SavedMoments longCycle()
{
    PostgresState state;
    constexpr int kLong = 100'000;
    for (int i = 0; i < kLong; ++i) {
        LockWait wait;
        wait.pid = i + 1;
        wait.blockers = {(i + 1) % kLong + 1};
        state.lockWaits.push_back(wait);
    }
    SavedMoments saved = savedOf(1);
    Snapshot snapshot = *saved.moments.front().snapshot;
    saved.moments.front().target.kind = ServerKind::PostgreSql;
    static_cast<ServerData &>(snapshot) = {};
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    saved.moments.front().snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    return saved;
}

SavedMoments manyMoments()
{
    SavedMoments saved = savedOf(1);
    for (int i = 0; i < 2000; ++i) {
        SavedMoment another = saved.moments.front();
        another.target.name += QString::number(i);
        saved.moments.push_back(another);
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
    void findingsHoldNoLiteral();
    void cutOffAnywhereIsAnError();
    void alteredAnywhereIsAnError();
    void alteredOnPurposeIsNoCrash();
    void largeOnPurposeIsNoHang();
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

/// Findings are told masked, though the moment they are of has its literals (no moment has a password: see saveMoments).
void TestMomentFile::findingsHoldNoLiteral()
{
    qsizetype findings = 0;
    for (quint32 seed = 1; seed <= 400; ++seed) {
        Snapshot snapshot = madeUp<Snapshot>(seed, u"canary4711"_s);
        Fleet fleet{{madeUp<Target>(seed)}};
        snapshot.target = fleet.targets.front().name;
        const Result<Snapshot> read = fromCbor<Snapshot>(toCbor(snapshot, Texts::Full));
        QVERIFY(read);
        const ObservationPtr seen = Observer(fleet).observe(std::make_shared<const Snapshot>(*read));
        for (const Finding &finding : seen->findings) {
            const QByteArray told = QJsonDocument(finding.evidence).toJson() + sentenceOf(finding).toUtf8();
            QVERIFY2(!told.contains("canary4711"), told);
        }
        findings += std::ssize(seen->findings);
    }
    QVERIFY2(findings > 100, qPrintable(QString::number(findings)));
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

/// With a digest that is right: whoever makes such a file gets an error or a value, and no crash (see the sanitizers).
void TestMomentFile::alteredOnPurposeIsNoCrash()
{
    QRandomGenerator random(4711);
    int values = 0;
    const QTemporaryDir folder;
    for (quint32 seed = 1; seed <= 40; ++seed) {
        const SavedMoments saved = savedOf(seed);
        const QByteArray whole = bytesOf(saved);
        const QByteArray payload = cborOf(typeOf(&saved), &saved, nullptr, Texts::Full);
        for (int round = 0; round < 25; ++round) {
            QByteArray altered = payload;
            for (int change = 0; change <= round % 3; ++change)
                altered[random.bounded(altered.size())] = char(random.bounded(256));
            values += use(folder.filePath(u"a.lockmaster"_s), sealed(whole, payload, altered)) ? 1 : 0;
        }
    }
    QVERIFY2(values > 25, qPrintable(QString::number(values))); // else nothing got past the digest
}

void TestMomentFile::largeOnPurposeIsNoHang()
{
    const QTemporaryDir folder;
    QVERIFY(use(folder.filePath(u"a.lockmaster"_s), bytesOf(longCycle())));
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
    QTest::newRow("a target twice") << bytesOf(twice()) << u"one of them twice"_s;
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
