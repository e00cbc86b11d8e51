// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, indexes and sequences of real servers are what the servers say themselves, of thousands of tables those that come
// first by each order, and of another database what is there.
#include <QTest>
#include <algorithm>

#include "harness/testprogram.h"
#include "lab/watch/watched.h"
#include "matrix.h"
#include "model/postgres/askedcatalog.h"
#include "model/postgres/catalogorder.h"
#include "model/postgres/indexfaults.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

constexpr int kManyTables = 3000;

QString why(const Result<SqlTable> &result)
{
    return result ? QString() : result.error().text + u'\n' + result.error().detail;
}

/// One table each with something to see, in a schema of a difficult name.
const QString kStock = uR"(
CREATE SCHEMA "Stock";
CREATE TABLE "Stock".items (id serial PRIMARY KEY, name text, shelf int, note text);
INSERT INTO "Stock".items (name, shelf, note) SELECT 'item ' || g, g % 100, repeat('x', 50) FROM generate_series(1, 20000) g;
CREATE INDEX items_shelf ON "Stock".items (shelf);
CREATE INDEX items_shelf_again ON "Stock".items (shelf);
CREATE INDEX items_shelf_name ON "Stock".items (shelf, name);
CREATE INDEX items_lower ON "Stock".items (lower(name)) WHERE shelf > 3;
ALTER TABLE "Stock".items SET (autovacuum_vacuum_scale_factor = 0.5, autovacuum_vacuum_threshold = 7, fillfactor = 90);
ANALYZE "Stock".items;
DELETE FROM "Stock".items WHERE id % 4 = 0;
CREATE TABLE "Stock".never (id int);
INSERT INTO "Stock".never SELECT generate_series(1, 1000);
CREATE TABLE "Stock".clash (id int);
INSERT INTO "Stock".clash VALUES (1), (1);
SELECT setval('"Stock".items_id_seq', 2000000000);
)"_s;

const CatalogTable *find(const Catalog &catalog, const QString &name)
{
    const auto found = std::ranges::find(catalog.tables, name, &CatalogTable::name);
    return found == catalog.tables.end() ? nullptr : &*found;
}

IndexFault faultOf(const Catalog &catalog, const QString &name)
{
    for (const IndexState &state : indexStates(catalog)) {
        if (state.index->name == name)
            return state.fault;
    }
    return IndexFault::None;
}

} // namespace

class TestCatalogs : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    [[nodiscard]] QString value(const QString &sql) { return m_lab->value(sql); }

    void letRead()
    {
        QVERIFY(m_lab->exec(u"GRANT SELECT ON ALL TABLES IN SCHEMA \"Stock\" TO lockmaster; "
                            "GRANT SELECT ON ALL SEQUENCES IN SCHEMA \"Stock\" TO lockmaster"_s));
    }

    /// Null when it did not come.
    static std::shared_ptr<const Catalog> wholeCatalog(const Watched &watched)
    {
        const PostgresState *state = watched.state();
        const bool isWhole = state && state->catalog && state->catalog->hasIndexes && state->catalog->hasSequences;
        return isWhole ? state->catalog : nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.serverRoot = serverRoot();
        options.settings = {{u"autovacuum"_s, u"off"_s}, {u"max_locks_per_transaction"_s, u"512"_s}};
        m_lab = std::make_unique<Lab>(options);
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
        const auto made = m_lab->exec(kStock);
        QVERIFY2(made, qPrintable(why(made)));
        QVERIFY(
            !m_lab->exec(u"CREATE UNIQUE INDEX CONCURRENTLY clash_id ON \"Stock\".clash (id)"_s)); // leaves it invalid
        QVERIFY(m_lab->exec(u"CREATE DATABASE archive"_s));
        const auto archived = m_lab->primary().exec(
            u"CREATE TABLE old_orders AS SELECT g AS id FROM generate_series(1, 5000) g; CREATE TABLE other (id int)"_s,
            u"archive"_s);
        QVERIFY2(archived, qPrintable(why(archived)));
    }

    void tablesAreWhatTheServerSays()
    {
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY_WITH_TIMEOUT(wholeCatalog(watched), 20'000);
        const std::shared_ptr<const Catalog> catalog = wholeCatalog(watched);
        QCOMPARE(errorsOf(watched.all()), QString());
        QCOMPARE(catalog->database, u"orders"_s);
        QCOMPARE(QString::number(catalog->tableCount), value(u"SELECT count(*) FROM pg_stat_user_tables"_s));
        QVERIFY(!catalog->isPartial());
        const CatalogTable *items = find(*catalog, u"items"_s);
        QVERIFY(items);
        QCOMPARE(items->schema, u"Stock"_s);
        const QString name = u"'\"Stock\".items'"_s;
        QCOMPARE(QString::number(items->space.heap), value(u"SELECT pg_relation_size(%1)"_s.arg(name)));
        QCOMPARE(QString::number(items->space.all()), value(u"SELECT pg_total_relation_size(%1)"_s.arg(name)));
        QCOMPARE(items->rows, std::optional<std::int64_t>(20'000));
        QCOMPARE(QString::number(items->transactions),
                 value(u"SELECT age(relfrozenxid) FROM pg_class WHERE oid = %1::regclass"_s.arg(name)));
        QCOMPARE(items->upkeep.vacuumAt, 7 + 0.5 * 20'000);
        QVERIFY(items->upkeep.analyzed && !items->upkeep.autoanalyzed && !items->upkeep.lastVacuum());
        QVERIFY(!items->upkeep.isAutomatic); // the server's own setting
        QVERIFY(!find(*catalog, u"never"_s)->upkeep.lastAnalyze());
    }

    // The counters of activity come some hundred milliseconds later, before 15 up to a second.
    void deadRowsAndReadsAreCounted()
    {
        QTRY_COMPARE_WITH_TIMEOUT(value(u"SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'items'"_s),
                                  u"5000"_s, 10'000);
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY_WITH_TIMEOUT(wholeCatalog(watched), 20'000);
        const CatalogTable *items = find(*wholeCatalog(watched), u"items"_s);
        QCOMPARE(items->deadRows, 5000);
        QCOMPARE(items->liveRows, 15'000);
        QCOMPARE(items->deadShare().value(), 0.25);
        QCOMPARE(items->use.inserts, 20'000);
        QCOMPARE(items->use.deletes, 5000);
        QCOMPARE(firstTables(*wholeCatalog(watched), TableOrder::DeadRows, 1).front(), items);
    }

    void aLoginThatMayNotReadKnowsNoBloat()
    {
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY_WITH_TIMEOUT(wholeCatalog(watched), 20'000);
        QVERIFY(!find(*wholeCatalog(watched), u"items"_s)->canRead);
        QVERIFY(!find(*wholeCatalog(watched), u"items"_s)->space.bloat);
        letRead();
        Watched reader(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY_WITH_TIMEOUT(wholeCatalog(reader), 20'000);
        const CatalogTable *items = find(*wholeCatalog(reader), u"items"_s);
        QVERIFY(items->canRead && items->space.bloat);
        // Packed as it was when it was analyzed: within 5 % there is none.
        QVERIFY2(*items->space.bloat < items->space.heap / 20, QByteArray::number(qint64(*items->space.bloat)));
    }

    void indexesAndTheirFaults()
    {
        letRead();
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY_WITH_TIMEOUT(wholeCatalog(watched), 20'000);
        const Catalog &catalog = *wholeCatalog(watched);
        QCOMPARE(QString::number(catalog.indexCount), value(u"SELECT count(*) FROM pg_stat_user_indexes"_s));
        QCOMPARE(faultOf(catalog, u"items_shelf"_s), IndexFault::Prefix); // and a duplicate, which goes first
        QCOMPARE(faultOf(catalog, u"items_shelf_again"_s), IndexFault::Duplicate);
        QCOMPARE(faultOf(catalog, u"items_pkey"_s), IndexFault::None);
        QCOMPARE(faultOf(catalog, u"clash_id"_s), IndexFault::Invalid);
        const auto lower = std::ranges::find(catalog.indexes, u"items_lower"_s, &CatalogIndex::name);
        QVERIFY(lower != catalog.indexes.end());
        QCOMPARE(lower->columns, std::vector<int>{0});
        QCOMPARE(lower->table, u"items"_s);
        QVERIFY(lower->expressions.contains(u"lower") && lower->predicate.contains(u"shelf"));
        const auto shelf = std::ranges::find(catalog.indexes, u"items_shelf_name"_s, &CatalogIndex::name);
        QCOMPARE(shelf->names, u"shelf, name"_s);
        QVERIFY(shelf->bloat); // it may read the table
    }

    void sequencesAndHowFarTheyAre()
    {
        letRead();
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY_WITH_TIMEOUT(wholeCatalog(watched), 20'000);
        const auto &all = wholeCatalog(watched)->sequences;
        const auto items = std::ranges::find(all, u"items_id_seq"_s, &CatalogSequence::name);
        QVERIFY(items != all.end());
        QCOMPARE(items->table, u"items"_s);
        QCOMPARE(items->column, u"id"_s);
        QCOMPARE(items->limit, 2'147'483'647);
        QVERIFY(*items->used() > 0.93 && *items->used() < 0.94);
        const bool isLimitOfAll =
            std::ranges::all_of(all, [](const CatalogSequence &one) { return one.limit < 1LL << 53; });
        QVERIFY(isLimitOfAll); // a bigserial comes to no end
    }

    void anotherDatabaseAndAName()
    {
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY_WITH_TIMEOUT(wholeCatalog(watched), 20'000);
        QVERIFY(!watched.state()->askedCatalog);
        const auto ask = [&](const AskedCatalog &asked) {
            watched.engine().want(m_lab->primary().name(), {askedWord(asked)});
        };
        ask({u"archive"_s, {}});
        QTRY_VERIFY(watched.state()->askedCatalog);
        QCOMPARE(watched.state()->askedCatalog->database, u"archive"_s);
        QCOMPARE(watched.state()->askedCatalog->tableCount, 2);
        QCOMPARE(watched.state()->catalog->database, u"orders"_s);
        ask({u"archive"_s, u"OLD_"_s});
        QTRY_VERIFY(watched.state()->askedCatalog && !watched.state()->askedCatalog->filter.isEmpty());
        QCOMPARE(watched.state()->askedCatalog->tableCount, 1);
        QCOMPARE(watched.state()->askedCatalog->tables.front().name, u"old_orders"_s);
        QTRY_COMPARE(value(u"SELECT count(*) FROM pg_stat_activity WHERE datname = 'archive'"_s),
                     u"0"_s); // closed again
        ask({u"nowhere"_s, {}});
        QTRY_VERIFY(watched.state()->askedCatalog && !watched.state()->askedCatalog->trouble.isEmpty());
        QVERIFY2(watched.state()->askedCatalog->trouble.contains(u"nowhere"),
                 qPrintable(watched.state()->askedCatalog->trouble));
        watched.engine().want(m_lab->primary().name(), {});
        QTRY_VERIFY(!watched.state()->askedCatalog);
    }

    void ofThousandsTheFirstOfEachOrder()
    {
        const auto made = m_lab->exec(
            u"DO $$ BEGIN FOR i IN 1..%1 LOOP EXECUTE format('CREATE TABLE public.many_%s (id int)', i); END LOOP; END $$"_s
                .arg(kManyTables));
        QVERIFY2(made, qPrintable(why(made)));
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY_WITH_TIMEOUT(wholeCatalog(watched), 20'000);
        const std::shared_ptr<const Catalog> catalog = wholeCatalog(watched);
        QVERIFY(catalog->tableCount > kManyTables && catalog->isPartial());
        QVERIFY(catalog->tables.size() <= 700);
        QCOMPARE(firstTables(*catalog, TableOrder::Largest, 1).front()->name, u"items"_s);
        QCOMPARE(firstTables(*catalog, TableOrder::DeadRows, 1).front()->name, u"items"_s);
        QCOMPARE(firstTables(*catalog, TableOrder::Oldest, 100).size(), 100u);
        watched.engine().want(m_lab->primary().name(), {askedWord({u"orders"_s, u"many_299"_s})});
        QTRY_VERIFY(watched.state()->askedCatalog);
        QCOMPARE(watched.state()->askedCatalog->tableCount, 11); // 299, 2990 to 2999
        QVERIFY(watched.isLiveNow());                            // and the samples went on
    }
};

LOCKMASTER_TEST(TestCatalogs)
#include "tst_catalogs.moc"
