// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The same as tst_largefile with as many roots as there can be: by itself, since with a sanitizer it takes half a minute.
#include "harness/testprogram.h"
#include "largefile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestManyDeadlocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairsAreNoHang()
    {
        const QTemporaryDir folder;
        const auto found = use(folder.filePath(u"a.lockmaster"_s), bytesOf(deadlocks(2)));
        QVERIFY(found && found->contains(u"pg.lock.blocked"_s));
    }
};

LOCKMASTER_TEST(TestManyDeadlocks)
#include "tst_manydeadlocks.moc"
