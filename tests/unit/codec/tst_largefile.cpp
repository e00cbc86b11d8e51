// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Saved moments that are large on purpose: findings and JSON in a time that does not grow with the square of them.
#include "harness/testprogram.h"
#include "model/postgres/postgres.h"
#include "usedfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

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
    snapshot.dataTaken = snapshot.taken;
    static_cast<ServerData &>(snapshot) = {};
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    saved.moments.front().snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    return saved;
}

} // namespace

class TestLargeFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void largeOnPurposeIsNoHang_data();
    void largeOnPurposeIsNoHang();
};

void TestLargeFile::largeOnPurposeIsNoHang_data()
{
    QTest::addColumn<int>("length");
    QTest::newRow("one deadlock") << 100'000;
    QTest::newRow("long ones") << 1'000;
    QTest::newRow("pairs") << 2;
}

/// The limit is the test program's: the square of all are 10^10 steps.
void TestLargeFile::largeOnPurposeIsNoHang()
{
    const QTemporaryDir folder;
    QFETCH(int, length);
    const auto found = use(folder.filePath(u"a.lockmaster"_s), bytesOf(deadlocks(length)));
    QVERIFY(found && found->contains(u"pg.lock.blocked"_s));
}

LOCKMASTER_TEST(TestLargeFile)
#include "tst_largefile.moc"
