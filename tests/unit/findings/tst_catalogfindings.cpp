// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of tables, indexes and sequences: each trouble beside a healthy, busy server that looks like it.
#include "catalogtroubles.h"
#include "harness/testprogram.h"

#include <QJsonArray>
#include <QTest>
#include <functional>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

using TableChange = std::function<void(CatalogTable &table)>;
using IndexChange = std::function<void(CatalogIndex &index)>;

QStringList foundOn(Catalog catalog, std::vector<Session> sessions = {})
{
    return ids(findings(serverWith(std::move(catalog), std::move(sessions))));
}

Snapshot asStandby(Snapshot snapshot)
{
    PostgresState state = *snapshot.postgres;
    state.identity.inRecovery = true;
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    return snapshot;
}

QStringList commandsOf(const Finding &finding)
{
    QStringList commands;
    for (const RecommendedAction &one : finding.recommended)
        commands << (one.action.isEmpty() ? one.command : one.action);
    return commands;
}

} // namespace

Q_DECLARE_METATYPE(TableChange)
Q_DECLARE_METATYPE(IndexChange)

class TestCatalogFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deadRows_data()
    {
        QTest::addColumn<TableChange>("change");
        QTest::addColumn<bool>("isFound");
        const auto row = [](const char *name, bool isFound, const TableChange &change) {
            QTest::newRow(name) << change << isFound;
        };
        row("as it is", true, [](CatalogTable &) {});
        row("a busy table that autovacuum comes to in a minute", false,
            [](CatalogTable &table) { table.deadRows = 55'000; });
        row("many, of very many", false, [](CatalogTable &table) { table.liveRows = 50'000'000; });
        row("half of a small table", false, [](CatalogTable &table) {
            table.liveRows = table.deadRows = 9'000;
            table.upkeep.vacuumAt = 50;
        });
        row("its own threshold is high", false, [](CatalogTable &table) { table.upkeep.vacuumAt = 1'000'000; });
        row("autovacuum is off", true, [](CatalogTable &table) {
            table.upkeep.vacuumAt = 1'000'000;
            table.upkeep.isAutomatic = false;
        });
    }
    void deadRows()
    {
        QFETCH(TableChange, change);
        QFETCH(bool, isFound);
        CatalogTable table = neglected();
        change(table);
        QCOMPARE(foundOn(withTable(table)), isFound ? QStringList{u"pg.vacuum.dead_rows"_s} : QStringList());
    }

    void aVacuumIsOnItsWay()
    {
        Session worker = session(9, SessionState::Active, u"autovacuum: VACUUM ANALYZE public.orders"_s);
        worker.backendType = u"autovacuum worker"_s;
        QCOMPARE(foundOn(withTable(neglected()), {worker}), QStringList());
        worker.query = u"autovacuum: VACUUM public.orders_archive"_s;
        QCOMPARE(foundOn(withTable(neglected()), {worker}), QStringList{u"pg.vacuum.dead_rows"_s});
    }

    void whatIsDoneAboutDeadRows()
    {
        CatalogTable table = neglected();
        table.name = u"Orders"_s;
        const auto found = findings(serverWith(withTable(table)));
        QCOMPARE(found.front().recommended.front().action, u"postgres.table.vacuum"_s);
        QCOMPARE(found.front().recommended.front().args[u"table"_s], u"public.\"Orders\""_s);
        QCOMPARE(found.front().subject.name, u"public.\"Orders\""_s);
        table.upkeep.autovacuumed = kNow - 1min;
        table.upkeep.isAutomatic = false;
        const QStringList commands = commandsOf(findings(serverWith(withTable(table))).front());
        QVERIFY(commands.front().contains(u"backend_xmin")); // another vacuum would free nothing
        QCOMPARE(commands.back(), u"ALTER TABLE \"public\".\"Orders\" RESET (autovacuum_enabled);"_s);
    }

    /// What a vacuum a moment ago could not remove is the doing of whoever holds vacuum back.
    void rowsThatStayAreTheHorizonsDoing()
    {
        CatalogTable table = neglected();
        table.upkeep.autovacuumed = kNow - 1min;
        const auto causeOf = [](Snapshot snapshot, const QString &database) {
            PostgresState state = *snapshot.postgres;
            state.nextTransaction = 5'000'000;
            state.databases = {{.oid = 1, .name = u"orders"_s}, {.oid = 2, .name = u"reports"_s}};
            state.preparedTransactions = {{u"transfer-7"_s, u"billing"_s, database, kNow - 3h, 4'900'000, {}}};
            snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
            const auto all = findings(snapshot);
            const auto dead = std::ranges::find(all, u"pg.vacuum.dead_rows"_s, &Finding::id);
            return dead == all.end() ? u"no finding"_s : dead->causedBy.id;
        };
        QCOMPARE(causeOf(serverWith(withTable(table)), u"orders"_s), u"pg.vacuum.horizon"_s);
        QCOMPARE(causeOf(serverWith(withTable(table)), u"reports"_s), QString());
        QCOMPARE(causeOf(serverWith(withTable(neglected())), u"orders"_s), QString()); // no vacuum has tried
    }

    void theWorstAreTold()
    {
        Catalog catalog;
        for (std::uint32_t oid = 1; oid <= 20; ++oid) {
            catalog.tables.push_back(neglected());
            catalog.tables.back().oid = oid;
            catalog.tables.back().name = u"orders_%1"_s.arg(oid);
            catalog.tables.back().deadRows += oid;
        }
        const auto found = findings(serverWith(catalog));
        QCOMPARE(found.size(), 5u);
        QCOMPARE(found.front().evidence[u"table"_s], u"public.orders_20"_s);
        QVERIFY(found[0].key != found[1].key);
    }

    void indexMissing_data()
    {
        QTest::addColumn<TableChange>("change");
        QTest::addColumn<bool>("isFound");
        const auto row = [](const char *name, bool isFound, const TableChange &change) {
            QTest::newRow(name) << change << isFound;
        };
        row("as it is", true, [](CatalogTable &) {});
        row("watched too short", false, [](CatalogTable &table) { table.use.seqScansPerSecond.reset(); });
        row("a small table is read in full, as it should be", false, [](CatalogTable &table) {
            table.liveRows = 500;
            table.use.seqScansPerSecond = 2000;
            table.use.seqRowsPerSecond = 1'000'000;
        });
        row("the report of the night", false, [](CatalogTable &table) {
            table.use.seqScansPerSecond = 0.01;
            table.use.seqRowsPerSecond = 10'000;
        });
        row("the first rows only", false, [](CatalogTable &table) { table.use.seqRowsPerSecond = 200; });
        row("by index as a rule", false, [](CatalogTable &table) { table.use.indexScansPerSecond = 900; });
    }
    void indexMissing()
    {
        QFETCH(TableChange, change);
        QFETCH(bool, isFound);
        CatalogTable table = readInFull();
        change(table);
        QCOMPARE(foundOn(withTable(table)), isFound ? QStringList{u"pg.index.missing"_s} : QStringList());
    }

    void whoReadsInFullIsNamed()
    {
        const Session reader = session(7, SessionState::Active, u"SELECT * FROM Orders WHERE note = 'secret'"_s);
        const Session other = session(8, SessionState::Active, u"SELECT 1"_s);
        const auto found = findings(serverWith(withTable(readInFull()), {reader, other}));
        const QJsonArray sessions = found.front().evidence[u"sessions"_s].toArray();
        QCOMPARE(sessions.size(), 1);
        QCOMPARE(sessions[0][u"pid"_s].toInt(), 7);
        QVERIFY(!sessions[0][u"query"_s].toString().contains(u"secret"));
    }

    void indexInvalid_data()
    {
        QTest::addColumn<IndexChange>("change");
        QTest::addColumn<QStringList>("commands");
        const auto row = [](const char *name, const IndexChange &change, const QStringList &commands) {
            QTest::newRow(name) << change << commands;
        };
        const QString drop = u"DROP INDEX CONCURRENTLY \"public\".\"%1\";"_s;
        const QString rebuild = u"REINDEX INDEX CONCURRENTLY \"public\".\"orders_at\";"_s;
        row("as it is", [](CatalogIndex &) {}, {rebuild, drop.arg(u"orders_at")});
        row("being built", [](CatalogIndex &index) { index.isBeingBuilt = true; }, {});
        row("hidden whether it is", [](CatalogIndex &index) { index.isBeingBuilt.reset(); }, {});
        row("valid", [](CatalogIndex &index) { index.isValid = true; }, {});
        row("left over", [](CatalogIndex &index) { index.name = u"orders_at_ccnew"_s; },
            {drop.arg(u"orders_at_ccnew")});
        row("backs a constraint", [](CatalogIndex &index) { index.backsConstraint = true; }, {rebuild});
    }
    void indexInvalid()
    {
        QFETCH(IndexChange, change);
        QFETCH(QStringList, commands);
        CatalogIndex index = brokenIndex(u"orders_at"_s);
        change(index);
        const auto found = findings(serverWith(withIndex(index)));
        QCOMPARE(found.empty() ? QStringList() : commandsOf(found.front()), commands);
    }

    void indexUnused()
    {
        const CatalogIndex unused = unusedIndex(3, 700LL << 20);
        QCOMPARE(foundOn(withIndex(unused)), QStringList{u"pg.index.unused"_s});
        CatalogIndex used = unused;
        used.scans = 1;
        QCOMPARE(foundOn(withIndex(used)), QStringList());
        CatalogIndex small = unused;
        small.bytes = 2 << 20;
        QCOMPARE(foundOn(withIndex(small)), QStringList());
        CatalogIndex unique = unused; // it keeps rows apart though nobody reads it
        unique.isUnique = true;
        QCOMPARE(foundOn(withIndex(unique)), QStringList());
    }

    void unusedForADayProvesNothing()
    {
        Snapshot snapshot = serverWith(withIndex(unusedIndex(3, 700LL << 20)));
        const auto countedSince = [&](std::optional<ServerTime> reset, std::optional<ServerTime> started) {
            PostgresState state = *snapshot.postgres;
            Catalog catalog = *state.catalog;
            catalog.statsReset = reset;
            state.identity.started = started;
            state.catalog = std::make_shared<const Catalog>(catalog);
            Snapshot other = snapshot;
            other.postgres = std::make_shared<const PostgresState>(state);
            return ids(findings(other)).contains(u"pg.index.unused"_s);
        };
        QVERIFY(!countedSince(kNow - 24h, kNow - 24h * 90));
        QVERIFY(!countedSince({}, kNow - 24h)); // it may have crashed then
        QVERIFY(!countedSince({}, {}));
        QVERIFY(countedSince({}, kNow - 24h * 90));
    }

    void sequences()
    {
        QCOMPARE(foundOn(withSequence(endingSequence(1'500'000'000, false))), QStringList());
        const auto warned = findings(serverWith(withSequence(endingSequence(2'000'000'000, false))));
        QCOMPARE(warned.front().severity, FindingSeverity::Warning);
        QCOMPARE(commandsOf(warned.front()), QStringList{u"ALTER SEQUENCE \"public\".\"orders_id_seq\" AS bigint;"_s});
        const auto critical = findings(serverWith(withSequence(endingSequence(2'100'000'000, true))));
        QCOMPARE(critical.front().severity, FindingSeverity::Critical);
        QCOMPARE(commandsOf(critical.front()).constLast(),
                 u"ALTER TABLE \"public\".\"orders\" ALTER COLUMN \"id\" TYPE bigint;"_s);
        CatalogSequence hidden = endingSequence(0, false);
        hidden.last.reset();
        hidden.canRead = false;
        QCOMPARE(foundOn(withSequence(hidden)), QStringList());
    }

    void aStandbyIsNotToldWhatOnlyThePrimaryCanMend()
    {
        Catalog catalog = withTable(neglected());
        catalog.indexes = {brokenIndex(u"orders_at"_s), unusedIndex(3, 700LL << 20)};
        catalog.sequences = {endingSequence(2'100'000'000, true)};
        QCOMPARE(findings(serverWith(catalog)).size(), 4u);
        QCOMPARE(ids(findings(asStandby(serverWith(catalog)))), QStringList());
    }
};

LOCKMASTER_TEST(TestCatalogFindings)
#include "tst_catalogfindings.moc"
