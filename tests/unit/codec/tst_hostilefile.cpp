// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files of saved moments that somebody made on purpose: an error or a value, and no crash, hang or literal.
#include "diagnosis/diagnosis.h"
#include "diagnosis/observer.h"
#include "harness/testprogram.h"
#include "usedfile.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

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

} // namespace

class TestHostileFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findingsHoldNoLiteral();
    void alteredOnPurposeIsNoCrash();
};

/// Findings are told masked, though the moment they are of has its literals (no moment has a password: see saveMoments).
void TestHostileFile::findingsHoldNoLiteral()
{
    qsizetype findings = 0;
    for (quint32 seed = 1; seed <= 400; ++seed) {
        Snapshot snapshot = madeUp<Snapshot>(seed, u"canary4711"_s);
        Fleet fleet{{madeUp<Target>(seed)}};
        snapshot.target = fleet.targets.front().name;
        snapshot.dataTaken = snapshot.taken;
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

LOCKMASTER_TEST(TestHostileFile)
#include "tst_hostilefile.moc"
