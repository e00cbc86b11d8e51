// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A server whose transaction ids run out: F50 of the design's list (that of counters is in tst_faults_identity).
#include <QTest>

#include "checked.h"
#include "harness/testprogram.h"
#include "lab/watch/told.h"
#include "lab/watch/watched.h"
#include "model/postgres/wraparound.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestFaultsWraparound : public QObject
{
    Q_OBJECT

    /// The finding of the newest snapshot, if there is one.
    static std::optional<Finding> foundIn(const Watched &watched)
    {
        for (const Finding &finding : watched.isLiveNow() ? findings(*watched.last()) : std::vector<Finding>()) {
            if (finding.id == u"pg.vacuum.wraparound")
                return finding;
        }
        return {};
    }

private Q_SLOTS:
    void f50_transactionIdsRunOut()
    {
        // So high that no vacuum is forced while the test looks.
        Lab lab{LabOptions{LabPart::Postgres, {{u"autovacuum_freeze_max_age"_s, u"2000000000"_s}}}};
        QVERIFY(lab.start());
        Watched watched(lab, {targetOf(lab, lab.primary())}, quick());
        QTRY_VERIFY(watched.isLiveNow() && watched.state()->wraparound);
        QVERIFY(!foundIn(watched));

        QVERIFY(lab.primary().stop());
        constexpr int kSegment = 1717; // of 2,048 until ids wrap
        const Result<void> aged = lab.primary().ageTo(kSegment);
        QVERIFY2(aged, wordsOf(aged));
        const Result<void> started = lab.primary().start();
        QVERIFY2(started, wordsOf(started));
        QTRY_VERIFY_WITH_TIMEOUT(foundIn(watched), 15'000);

        const Finding finding = *foundIn(watched);
        QCOMPARE(finding.severity, FindingSeverity::Critical);
        const QJsonObject &proof = finding.evidence;
        const qint64 age = lab.value(u"SELECT max(age(datfrozenxid)) FROM pg_database"_s).toLongLong();
        QVERIFY2(age > (kSegment - 1LL) << 20, qPrintable(QString::number(age)));
        QVERIFY2(age - proof[u"age"_s].toInteger() < 1000 && age >= proof[u"age"_s].toInteger(),
                 qPrintable(QString::number(age)));
        QCOMPARE(proof[u"left"_s].toInteger(), kIdHorizon - kIdReserve - proof[u"age"_s].toInteger());
        QCOMPARE(proof[u"worker"_s], QJsonValue(false));

        const Ended ended = checkedWith({lab.url()}, lab.password(u"lockmaster"_s));
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("the server refuses to write") && ended.inTime,
                 ended.words);

        QVERIFY(lab.primary().exec(u"ALTER DATABASE template0 ALLOW_CONNECTIONS true"_s));
        const auto databases = lab.primary().exec(u"SELECT datname FROM pg_database"_s);
        QVERIFY(databases);
        for (const auto &row : *databases)
            QVERIFY(lab.primary().exec(u"VACUUM FREEZE"_s, row.front()));
        watched.engine().want(targetOf(lab, lab.primary()).name, {u"wraparound"_s});
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow() && !foundIn(watched), 15'000);
    }
};

LOCKMASTER_TEST(TestFaultsWraparound)
#include "tst_faults_wraparound.moc"
