// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files of saved moments that somebody made on purpose: an error or a value, and no crash, hang or literal.
#include "codec/json.h"
#include "diagnosis/diagnosis.h"
#include "diagnosis/observer.h"
#include "harness/testprogram.h"
#include "model/postgres/postgres.h"
#include "momentfixtures.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

/// A whole file around a payload that nobody wrote.
QByteArray sealed(const QByteArray &whole, const QByteArray &old, const QByteArray &payload)
{
    QByteArray bytes = whole.chopped(old.size()) + payload;
    const QByteArray digest = QCryptographicHash::hash(old, QCryptographicHash::Sha256);
    return bytes.replace(digest, QCryptographicHash::hash(payload, QCryptographicHash::Sha256));
}

/// All that is done with a file somebody sent: the moments become findings and JSON. The ids of the findings; nothing
/// when the file is refused.
std::optional<QStringList> use(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    file.close();
    const Result<SavedMoments> saved = readMoments(path);
    if (!saved)
        return {};
    Fleet fleet;
    std::ranges::transform(saved->moments, std::back_inserter(fleet.targets), &SavedMoment::target);
    Observer observer(fleet);
    QStringList ids;
    for (const SavedMoment &moment : saved->moments) {
        const ObservationPtr seen = observer.observe(moment.snapshot);
        std::ranges::transform(seen->findings, std::back_inserter(ids), &Finding::id);
    }
    return QJsonDocument(jsonOf(*saved, Texts::Masked)).isEmpty() ? std::nullopt : std::optional(ids);
}

/// Cycles of so many who each wait for the next one: larger, or more, than any deadlocks there are.
SavedMoments deadlocks(int length)
{
    PostgresState state;
    state.serverNow = ServerTime{} + std::chrono::minutes(1);
    constexpr int kMany = 100'000;
    for (int i = 0; i < kMany; ++i) {
        LockWait wait;
        wait.pid = i + 1;
        wait.lockType = u"transactionid"_s;
        wait.waitStart = ServerTime{};
        wait.blockers = {i - i % length + (i % length + 1) % length + 1};
        state.lockWaits.push_back(wait);
    }
    SavedMoments saved = savedOf(1);
    Snapshot snapshot = *saved.moments.front().snapshot;
    saved.moments.front().target.kind = ServerKind::PostgreSql;
    snapshot.link.phase = LinkPhase::Live;
    static_cast<ServerData &>(snapshot) = {};
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    saved.moments.front().snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    return saved;
}

} // namespace

class TestHostileFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findingsHoldNoLiteral();
    void alteredOnPurposeIsNoCrash();
    void largeOnPurposeIsNoHang_data();
    void largeOnPurposeIsNoHang();
};

/// Findings are told masked, though the moment they are of has its literals (no moment has a password: see saveMoments).
void TestHostileFile::findingsHoldNoLiteral()
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

/// With a digest that is right: whoever makes such a file gets an error or a value, and no crash (see the sanitizers).
void TestHostileFile::alteredOnPurposeIsNoCrash()
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

void TestHostileFile::largeOnPurposeIsNoHang_data()
{
    QTest::addColumn<int>("length");
    QTest::newRow("one deadlock") << 100'000;
    QTest::newRow("long ones") << 1'000;
    QTest::newRow("pairs") << 2;
}

/// The limit is the test program's: the square of all are 10^10 steps.
void TestHostileFile::largeOnPurposeIsNoHang()
{
    const QTemporaryDir folder;
    QFETCH(int, length);
    const auto found = use(folder.filePath(u"a.lockmaster"_s), bytesOf(deadlocks(length)));
    QVERIFY(found && found->contains(u"pg.lock.blocked"_s));
}

LOCKMASTER_TEST(TestHostileFile)
#include "tst_hostilefile.moc"
