// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with indexes: each fault beside what looks like it and is none.
#include <QTest>
#include <functional>

#include "harness/catalogfixtures.h"
#include "harness/testprogram.h"
#include "model/postgres/indexfaults.h"

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

using Change = std::function<void(CatalogIndex &narrow, CatalogIndex &wide)>;

QString faultName(IndexFault fault)
{
    static const QStringList kNames{u"none"_s,      u"building"_s, u"invalid"_s, u"leftover"_s,
                                    u"duplicate"_s, u"prefix"_s,   u"unused"_s};
    return kNames[int(fault)];
}

/// "name fault" or "name fault of other", in the order of oids.
QStringList faultsOf(std::vector<CatalogIndex> indexes)
{
    Catalog catalog;
    catalog.indexes = std::move(indexes);
    QStringList words;
    for (const IndexState &state : indexStates(catalog)) {
        if (state.fault != IndexFault::None)
            words << state.index->name + u' ' + faultName(state.fault)
                         + (state.instead ? u" of "_s + state.instead->name : QString());
    }
    return words;
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestIndexFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPrefixIsServedByTheWider_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("isServed");
        const auto row = [](const char *name, bool isServed, Change change) {
            QTest::newRow(name) << std::move(change) << isServed;
        };
        row("as it is", true, [](CatalogIndex &, CatalogIndex &) {});
        row("another table", false, [](CatalogIndex &, CatalogIndex &wide) { wide.tableOid = 2; });
        row("another order", false, [](CatalogIndex &, CatalogIndex &wide) { wide.columns = {3, 2}; });
        row("another method", false, [](CatalogIndex &, CatalogIndex &wide) { wide.method = u"hash"_s; });
        row("hash has no prefixes", false,
            [](CatalogIndex &narrow, CatalogIndex &wide) { narrow.method = wide.method = u"gin"_s; });
        row("the wider is invalid", false, [](CatalogIndex &, CatalogIndex &wide) { wide.isValid = false; });
        row("the wider is partial", false, [](CatalogIndex &, CatalogIndex &wide) { wide.predicate = u"open"_s; });
        row("both are, alike", true,
            [](CatalogIndex &narrow, CatalogIndex &wide) { narrow.predicate = wide.predicate = u"open"_s; });
        row("another collation", false,
            [](CatalogIndex &, CatalogIndex &wide) { wide.classes = u"1978 1978/950 0/0 0"_s; });
        row("descending", false, [](CatalogIndex &, CatalogIndex &wide) { wide.classes = u"1978 1978/0 0/3 0"_s; });
        row("an expression", false, [](CatalogIndex &, CatalogIndex &wide) { wide.expressions = u"lower(name)"_s; });
        row("unique", false, [](CatalogIndex &narrow, CatalogIndex &) { narrow.isUnique = true; });
        row("backs a constraint", false, [](CatalogIndex &narrow, CatalogIndex &) { narrow.backsConstraint = true; });
        row("is the replica identity", false,
            [](CatalogIndex &narrow, CatalogIndex &) { narrow.isReplicaIdentity = true; });
        row("includes a column", false, [](CatalogIndex &narrow, CatalogIndex &) { narrow.columns = {2, 5}; });
    }
    void aPrefixIsServedByTheWider()
    {
        QFETCH(Change, change);
        QFETCH(bool, isServed);
        CatalogIndex narrow = indexOf(10, u"narrow"_s, {2});
        CatalogIndex wide = indexOf(11, u"wide"_s, {2, 3});
        change(narrow, wide);
        QCOMPARE(isServedBy(narrow, wide), isServed);
        QVERIFY(!isServedBy(wide, narrow));
    }

    void ofTwoAlikeOneStays()
    {
        CatalogIndex older = indexOf(10, u"older"_s, {2});
        CatalogIndex newer = indexOf(11, u"newer"_s, {2});
        QCOMPARE(faultsOf({older, newer}), QStringList{u"newer duplicate of older"_s});
        older.scans = 0; // nobody uses it
        QCOMPARE(faultsOf({older, newer}), QStringList{u"older duplicate of newer"_s});
        newer.scans = 0;
        older.isUnique = true; // it does what the other does not
        QCOMPARE(faultsOf({older, newer}), QStringList{u"newer duplicate of older"_s});
        newer.isUnique = newer.isPrimary = newer.backsConstraint = true;
        QCOMPARE(faultsOf({older, newer}), QStringList{u"older duplicate of newer"_s});
    }

    void ofTwoThatBackConstraintsBothStay()
    {
        CatalogIndex one = indexOf(10, u"one"_s, {2});
        CatalogIndex other = indexOf(11, u"other"_s, {2});
        one.isUnique = other.isUnique = one.backsConstraint = other.backsConstraint = true;
        QCOMPARE(faultsOf({one, other}), QStringList());
    }

    void invalidOnes()
    {
        CatalogIndex index = indexOf(10, u"orders_at"_s, {2});
        index.isValid = false;
        QCOMPARE(faultsOf({index}), QStringList{u"orders_at invalid"_s});
        index.isBeingBuilt = true;
        QCOMPARE(faultsOf({index}), QStringList{u"orders_at building"_s});
        index.isBeingBuilt = std::nullopt; // hidden: it may be
        QCOMPARE(faultsOf({index}), QStringList{u"orders_at building"_s});
        index.isBeingBuilt = false;
        for (const QString &name : {u"orders_at_ccnew"_s, u"orders_at_ccold"_s, u"orders_at_ccnew3"_s}) {
            index.name = name;
            QCOMPARE(faultsOf({index}), QStringList{name + u" leftover"_s});
        }
        index.isValid = true; // somebody calls his so
        QCOMPARE(faultsOf({index}), QStringList());
    }

    void unusedOnes()
    {
        CatalogIndex index = indexOf(10, u"orders_at"_s, {2});
        index.scans = 0;
        index.bytes = kUnusedFrom;
        QCOMPARE(faultsOf({index}), QStringList{u"orders_at unused"_s});
        index.bytes = kUnusedFrom - 1;
        QCOMPARE(faultsOf({index}), QStringList());
        index.bytes = kUnusedFrom;
        index.isUnique = true; // it keeps rows apart though nobody reads it
        QCOMPARE(faultsOf({index}), QStringList());
        index.isUnique = false;
        index.isOfPartition = true;
        QCOMPARE(faultsOf({index}), QStringList());
    }
};

LOCKMASTER_TEST(TestIndexFaults)
#include "tst_indexfaults.moc"
