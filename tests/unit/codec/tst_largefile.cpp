// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Saved moments that are large on purpose: findings and JSON in a time that does not grow with the square of them.
#include "harness/testprogram.h"
#include "largefile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

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
