// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Tables page: orders, many tables, other databases, indexes, details, actions, and what it says when it shows nothing.
#include "harness/windowtest.h"

#include "fixtures.h"
#include "harness/catalogfixtures.h"
#include "harness/observed.h"
#include "model/postgres/askedcatalog.h"
#include "model/postgres/wraparound.h"
#include "pagechecks.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/tables/catalogpage.h"
#include "watch/momentbus.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kMegabyte = 1 << 20;

/// orders is large and neglected, customers small and well kept, "Audit" has never been analyzed.
Catalog shop()
{
    Catalog catalog;
    catalog.database = u"orders"_s;
    catalog.readAt = kNow;
    catalog.statsReset = kNow - std::chrono::days(3);
    catalog.tables = {tableOf(1, u"orders"_s, 700 * kMegabyte), tableOf(2, u"customers"_s, 2 * kMegabyte),
                      tableOf(3, u"Audit"_s, 90 * kMegabyte)};
    CatalogTable &orders = catalog.tables[0];
    orders.owner = u"billing"_s;
    orders.liveRows = 200'000;
    orders.deadRows = 100'000;
    orders.upkeep.autovacuumed = kNow - 2h - 11min;
    orders.upkeep.analyzed = kNow - 5min;
    orders.space.indexes = 200 * kMegabyte;
    orders.space.bloat = 300 * kMegabyte;
    orders.transactions = 120'000'000;
    orders.use.seqScansPerSecond = 2.5;
    CatalogTable &customers = catalog.tables[1];
    customers.upkeep.autoanalyzed = kNow - 1h;
    customers.canRead = false;
    catalog.tableCount = 3;
    catalog.tableBytes = 792 * kMegabyte;
    CatalogIndex unused = indexOf(11, u"orders_note"_s, {4});
    unused.scans = 0;
    unused.bytes = 40 * kMegabyte;
    CatalogIndex broken = indexOf(12, u"orders_at_ccnew"_s, {5});
    broken.isValid = false;
    CatalogIndex healthy = indexOf(13, u"customers_pkey"_s, {1});
    healthy.tableOid = 2;
    healthy.table = u"customers"_s;
    healthy.isPrimary = healthy.isUnique = healthy.backsConstraint = true;
    catalog.indexes = {indexOf(10, u"orders_at"_s, {2}), unused, broken, healthy};
    catalog.indexCount = 4;
    catalog.hasIndexes = true;
    catalog.sequences = {{.oid = 20,
                          .schema = u"public"_s,
                          .name = u"orders_id_seq"_s,
                          .table = u"orders"_s,
                          .column = u"id"_s,
                          .limit = 2'147'483'647,
                          .last = 1'073'741'824}};
    catalog.hasSequences = true;
    return catalog;
}

/// Of 50,000 tables the server tells these.
Catalog manyTables()
{
    Catalog catalog = shop();
    catalog.tables.clear();
    for (std::uint32_t oid = 1; oid <= 300; ++oid)
        catalog.tables.push_back(tableOf(oid, u"part_%1"_s.arg(oid), oid * kMegabyte));
    catalog.tables[6].deadRows = 70;
    catalog.tableCount = 50'000;
    return catalog;
}

} // namespace

class TestCatalogPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<MomentBus> m_bus;
    std::unique_ptr<CatalogPage> m_page;
    std::chrono::seconds m_after{0};

    /// Each has another number of indexes: it is shown when that is to be read.
    static std::shared_ptr<const Catalog> numbered(Catalog catalog, std::int64_t number)
    {
        catalog.hasIndexes = true;
        catalog.indexCount = number;
        return std::make_shared<const Catalog>(std::move(catalog));
    }

    void take(const Catalog &catalog, const std::optional<Catalog> &asked = {})
    {
        m_after += 1s;
        const std::int64_t number = 500 + m_after.count();
        PostgresState made = state(4);
        made.identity.database = u"orders"_s;
        made.databases.resize(3);
        made.databases[0].name = u"orders"_s;
        made.databases[1].name = u"archive"_s;
        made.databases[2].name = u"template0"_s;
        made.catalog = numbered(catalog, number);
        if (asked)
            made.askedCatalog = numbered(*asked, number);
        Wraparound ages;
        ages.transactionsPerSecond = 1000;
        made.wraparound = std::make_shared<const Wraparound>(ages);
        observe(*m_bus, share(live(std::move(made), m_after)));
        QTRY_VERIFY2(m_page->indexFrame().status().contains(u" of %1 indexes"_s.arg(number)),
                     qPrintable(m_page->indexFrame().status()));
    }

    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < m_page->tables().rowCount(); ++row)
            names << m_page->tables().row(row).table.name;
        return names;
    }

    [[nodiscard]] QStringList indexNames() const
    {
        QStringList names;
        for (int row = 0; row < m_page->indexes().rowCount(); ++row)
            names << m_page->indexes().row(row).index.name;
        names.sort();
        return names;
    }

    [[nodiscard]] QString cell(const QString &table, const char *column) const
    {
        for (int row = 0; row < m_page->tables().rowCount(); ++row) {
            if (m_page->tables().row(row).table.name == table)
                return m_page->tables().cell(row, m_page->tables().columnOf(QString::fromLatin1(column))).text;
        }
        return {};
    }

    [[nodiscard]] QString detail(const QString &name) const
    {
        for (int row = 0; row < m_page->details().rowCount(); ++row) {
            if (m_page->details().row(row).name == name)
                return m_page->details().row(row).words;
        }
        return {};
    }

    void select(const QString &table) { m_page->tableFrame().view().setCurrentRow(int(names().indexOf(table)), true); }

    [[nodiscard]] QLineEdit *filter() const { return m_page->tableFrame().findChild<QLineEdit *>(); }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        m_bus = std::make_unique<MomentBus>(fleet());
        m_page = std::make_unique<CatalogPage>(*m_bus);
        m_page->resize(1140, 620);
        m_page->setTarget(kTarget);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_bus.reset();
    }

    void tablesAndTheirNumbers()
    {
        take(shop());
        QCOMPARE(names(), (QStringList{u"orders"_s, u"Audit"_s, u"customers"_s}));
        QCOMPARE(cell(u"orders"_s, "size"), u"900 MB"_s);
        QCOMPARE(cell(u"orders"_s, "dead"), u"100 k"_s);
        QCOMPARE(cell(u"orders"_s, "vacuumed"), u"2 h 11 m auto"_s);
        QCOMPARE(cell(u"orders"_s, "analyzed"), u"5 m by hand"_s);
        QCOMPARE(cell(u"orders"_s, "due"), u"200,000.0 %"_s);
        QCOMPARE(cell(u"Audit"_s, "analyzed"), u"never"_s);
        QCOMPARE(cell(u"Audit"_s, "name"), u"public.\"Audit\""_s);
        QCOMPARE(cell(u"customers"_s, "bloat"), unknownValue());
        QVERIFY(m_page->tableFrame().status().startsWith(u"3 of 3 tables"));
        QCOMPARE(cell(u"orders"_s, "left"), u"23 d 10 h"_s); // 2,024 million at 1,000 a second
    }

    void presets()
    {
        take(shop());
        QVERIFY(m_page->choosePreset(u"never"_s));
        QCOMPARE(names(), QStringList{u"Audit"_s});
        QVERIFY(m_page->choosePreset(u"next"_s));
        QCOMPARE(names().constFirst(), u"orders"_s);
        QVERIFY(m_page->choosePreset(u"oldest"_s));
        QCOMPARE(names().size(), 3);
        QVERIFY(!m_page->choosePreset(u"nonsense"_s));
    }

    void ofManyTheFirstOfAnOrder()
    {
        take(manyTables());
        QCOMPARE(names().size(), 100);
        QCOMPARE(names().constFirst(), u"part_300"_s);
        QVERIFY2(m_page->tableFrame().status().startsWith(u"100 of 50,000 tables shown, the first by “Largest”"),
                 qPrintable(m_page->tableFrame().status()));
        QVERIFY(m_page->choosePreset(u"dead"_s));
        QCOMPARE(names(), QStringList{u"part_7"_s});
        QVERIFY(m_page->choosePreset(u"full"_s));
        QVERIFY(names().isEmpty());
    }

    void ofManyANameIsAskedOfTheServer()
    {
        take(manyTables());
        QCOMPARE(m_page->probes(), (QStringList{u"tables"_s, u"indexes"_s}));
        QSignalSpy asks(m_page.get(), &Page::probesChanged);
        filter()->setText(u"item"_s);
        QVERIFY(names().isEmpty()); // none of those that are told
        QTRY_COMPARE(asks.count(), 1);
        QCOMPARE(m_page->probes().last(), askedWord({u"orders"_s, u"item"_s}));
        QVERIFY(m_page->tableFrame().status().contains(u"the server is asked for “item”"));
        Catalog found = shop();
        found.filter = u"item"_s;
        found.tables = {tableOf(4711, u"items"_s, kMegabyte)};
        found.tableCount = 1;
        take(manyTables(), found);
        QTRY_COMPARE(names(), QStringList{u"items"_s});
        QVERIFY(m_page->tableFrame().status().contains(u"those with “item”"));
        filter()->clear();
        QTRY_COMPARE(asks.count(), 2);
        QCOMPARE(names().size(), 100);
    }

    void ofFewTheFilterStaysHere()
    {
        take(shop());
        QSignalSpy asks(m_page.get(), &Page::probesChanged);
        filter()->setText(u"cust"_s);
        QCOMPARE(names(), QStringList{u"customers"_s});
        QTest::qWait(600); // longer than a person's pause
        QCOMPARE(asks.count(), 0);
    }

    void anotherDatabase()
    {
        take(shop());
        const auto choices = m_page->findChildren<QComboBox *>();
        const auto databases = std::ranges::find(choices, u"Database"_s, &QComboBox::accessibleName);
        QVERIFY(databases != choices.end());
        QCOMPARE((*databases)->count(), 2); // not template0
        QVERIFY(m_page->chooseDatabase(u"archive"_s));
        QCOMPARE(m_page->probes().last(), askedWord({u"archive"_s, {}}));
        QCOMPARE(names(), QStringList());
        QAction *vacuum = m_page->actionsOfTables().find(u"postgres.table.vacuum");
        Catalog archive = shop();
        archive.database = u"archive"_s;
        archive.tables = {tableOf(9, u"old_orders"_s, kMegabyte)};
        archive.tableCount = 1;
        take(shop(), archive);
        QTRY_COMPARE(names(), QStringList{u"old_orders"_s});
        select(u"old_orders"_s);
        QVERIFY(!vacuum->isEnabled());
        QVERIFY(whyNotNow(*vacuum).contains(u"another database"));
        QVERIFY(m_page->chooseDatabase(u"orders"_s));
        QCOMPARE(names().size(), 3);
    }

    void aDatabaseThatCannotBeRead()
    {
        take(shop());
        QVERIFY(m_page->chooseDatabase(u"archive"_s));
        Catalog refused;
        refused.database = u"archive"_s;
        refused.trouble = u"FATAL: permission denied for database \"archive\"\n<b>"_s;
        take(shop(), refused);
        QTRY_VERIFY(m_page->tableFrame().view().accessibleDescription().contains(u"permission denied"));
    }

    void indexesWithSomethingWrong()
    {
        take(shop());
        QCOMPARE(indexNames(), (QStringList{u"orders_at_ccnew"_s, u"orders_note"_s}));
        const int row = m_page->indexes().rowOf(11);
        QCOMPARE(m_page->indexes().cell(row, m_page->indexes().columnOf(u"fault")).text, u"unused for 3 d 0 h"_s);
        m_page->chooseIndexes(IndexChoice::All);
        QCOMPARE(indexNames().size(), 4);
        m_page->chooseIndexes(IndexChoice::OfTable);
        QCOMPARE(indexNames(), QStringList());
        select(u"customers"_s);
        QCOMPARE(indexNames(), QStringList{u"customers_pkey"_s});
        QVERIFY(m_page->indexFrame().status().contains(u"scans counted since"));
    }

    void detailsOfTheTable()
    {
        take(shop());
        QVERIFY(detail(u"Size"_s).isEmpty());
        select(u"orders"_s);
        QCOMPARE(detail(u"Size"_s), u"700 MB rows · 0 B TOAST · 200 MB indexes"_s);
        QCOMPARE(detail(u"Vacuumed"_s), u"2 h 11 m ago by autovacuum"_s);
        QCOMPARE(detail(u"Next autovacuum"_s), u"at 50 dead rows, now 100 k"_s);
        QCOMPARE(detail(u"Numbers of id"_s), u"50.0 % used, 1.1 G numbers left"_s);
        select(u"customers"_s);
        QCOMPARE(detail(u"Bloat, estimated"_s), unknownValue());
        QCOMPARE(detail(u"Vacuumed"_s), u"never"_s);
    }

    void whatCanBeDoneToATable()
    {
        take(shop());
        QAction *vacuum = m_page->actionsOfTables().find(u"postgres.table.vacuum");
        QVERIFY(vacuum && !vacuum->isEnabled());
        select(u"Audit"_s);
        QVERIFY(vacuum->isEnabled());
        QSignalSpy requests(m_page.get(), &Page::actionRequested);
        vacuum->trigger();
        QCOMPARE(requests.count(), 1);
        const auto request = requests.front().front().value<ActionRequest>();
        QCOMPARE(request.arguments[u"table"_s], u"public.\"Audit\""_s);
    }

    void theSelectionStaysWhileNumbersChange()
    {
        take(shop());
        select(u"customers"_s);
        Catalog later = shop();
        later.readAt += 1min;
        later.tables[1].space.heap = 950 * kMegabyte;
        take(later);
        QTRY_COMPARE(cell(u"customers"_s, "size"), u"950 MB"_s);
        const int current = m_page->tableFrame().view().currentIndex().row();
        QCOMPARE(m_page->tables().row(current).table.name, u"customers"_s);
        QCOMPARE(detail(u"Size"_s), u"950 MB rows · 0 B TOAST · 0 B indexes"_s);
    }

    void aFindingsTableIsSelected()
    {
        m_page->selectItem(u"public.\"Audit\""_s); // before it has come
        take(shop());
        QTRY_VERIFY(m_page->tableFrame().view().currentIndex().isValid());
        QCOMPARE(m_page->tables().row(m_page->tableFrame().view().currentIndex().row()).table.name, u"Audit"_s);
    }

    void saysWhyThereAreNone()
    {
        QVERIFY(m_page->tableFrame().view().accessibleDescription().contains(u"No data yet"));
        Catalog empty;
        empty.database = u"orders"_s;
        take(empty);
        QTRY_VERIFY(m_page->tableFrame().view().accessibleDescription().contains(u"has no tables of its own"));
    }

    void hostileNamesStayPlain()
    {
        Catalog hostile = shop();
        hostile.tables[0].name = hostile.tables[0].owner = kHostile;
        hostile.indexes[1].name = hostile.indexes[1].names = kHostile;
        hostile.database = kHostile;
        take(hostile);
        select(kHostile);
        QCOMPARE(richLabels(*m_page), QStringList());
        QCOMPARE(unseenInCells(m_page->tables()), QStringList());
        QCOMPARE(unseenInCells(m_page->indexes()), QStringList());
        QCOMPARE(unseenInCells(m_page->details()), QStringList());
        QCOMPARE(namelessControls(*m_page), QStringList());
    }
};

LOCKMASTER_WINDOW_TEST(TestCatalogPage)
#include "tst_catalogpage.moc"
