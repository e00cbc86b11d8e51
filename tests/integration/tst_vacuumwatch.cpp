// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Long commands of real servers, seen to go on; and who holds vacuum back there, ranked as the server itself counts. Also of
// the matrix: LOCKMASTER_SERVER_ROOT as in tst_matrix.
#include <QTest>
#include <algorithm>

#include "diagnosis/diagnosis.h"
#include "harness/testprogram.h"
#include "lab/crowd/crowd.h"
#include "lab/labclient.h"
#include "lab/postgres/postgrestools.h"
#include "lab/process/processes.h"
#include "lab/scenes/scene.h"
#include "lab/watch/watched.h"
#include "matrix.h"
#include "model/postgres/checkpoints.h"
#include "model/postgres/progress.h"
#include "model/postgres/xminholders.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray told(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

/// Of all that was seen: those of the kind, in order.
std::vector<CommandProgress> seenOf(const Watched &watched, WorkKind kind)
{
    std::vector<CommandProgress> all;
    for (const SnapshotPtr &snapshot : watched.all()) {
        if (!snapshot->postgres || !snapshot->postgres->work)
            continue;
        for (const CommandProgress &command : snapshot->postgres->work->commands) {
            if (command.kind == kind)
                all.push_back(command);
        }
    }
    return all;
}

/// In one of its phases it was seen further than before, with a rate.
bool hasMoved(const std::vector<CommandProgress> &seen)
{
    return std::ranges::adjacent_find(seen,
                                      [](const CommandProgress &before, const CommandProgress &after) {
                                          return before.phase == after.phase && before.done && after.done
                                                 && *after.done > *before.done && after.perSecond.value_or(0) > 0;
                                      })
           != seen.end();
}

} // namespace

class TestVacuumWatch : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<Watched> m_watched;

    [[nodiscard]] const PostgresState &state() const { return *m_watched->state(); }

    /// A superuser's, whose statements may take their time.
    [[nodiscard]] std::unique_ptr<test::Client> admin() const
    {
        return std::make_unique<test::Client>(m_lab->conninfo(u"lab_admin"_s, u"maintenance"_s));
    }

    /// So many transactions later.
    void spend(int transactions)
    {
        QVERIFY(m_lab->exec(
            u"DO $$ BEGIN FOR i IN 1..%1 LOOP PERFORM txid_current(); COMMIT; END LOOP; END $$"_s.arg(transactions)));
    }

    [[nodiscard]] const XminHolder *holderOf(const std::vector<XminHolder> &all, XminHolderKind kind,
                                             const QString &name) const
    {
        const auto found = std::ranges::find_if(
            all, [&](const XminHolder &holder) { return holder.kind == kind && holder.name == name; });
        return found == all.end() ? nullptr : &*found;
    }

    void begin()
    {
        m_watched = std::make_unique<Watched>(*m_lab, std::vector{targetOf(*m_lab, m_lab->primary())}, quick());
        m_watched->engine().want(m_lab->primary().name(), {u"progress"_s, u"prepared_transactions"_s});
        QTRY_VERIFY(m_watched->isLiveNow());
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Standbys;
        options.serverRoot = serverRoot();
        m_lab = std::make_unique<Lab>(options);
        const auto up = m_lab->start();
        QVERIFY2(up, told(up));
        QVERIFY(m_lab->exec(u"CREATE TABLE large (id int, note text) WITH (autovacuum_enabled = off);"
                            "INSERT INTO large SELECT n, repeat('x', 200) FROM generate_series(1, 60000) n;"
                            "DELETE FROM large WHERE id % 2 = 0;"
                            "CREATE FUNCTION slowly(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS "
                            "'BEGIN IF $1 % 200 = 1 THEN PERFORM pg_sleep(0.05); END IF; RETURN $1; END'"_s));
    }
    void init() { begin(); }
    void cleanup() { m_watched.reset(); }

    void aVacuumIsSeenToGoOn()
    {
        const auto client = admin();
        QVERIFY(client->isOpen());
        client->run(u"SET vacuum_cost_delay = 20"_s);
        client->run(u"SET vacuum_cost_limit = 20"_s);
        QVERIFY(client->send(u"VACUUM large"_s));
        QTRY_VERIFY_WITH_TIMEOUT(hasMoved(seenOf(*m_watched, WorkKind::Vacuum)), 20'000);
        const CommandProgress last = seenOf(*m_watched, WorkKind::Vacuum).back();
        QCOMPARE(last.pid, client->pid());
        QCOMPARE(last.relation, u"large"_s);
        QCOMPARE(last.database, u"orders"_s);
        QVERIFY(last.vacuum && last.vacuum->blocks > 1000 && last.vacuum->memoryLimit > 0);
        QVERIFY(last.share() && last.timeLeft());
        if (postgresVersion(serverRoot()) >= 18)
            QVERIFY(last.delayed);
        // It holds back nobody, however long it takes.
        const XminHolder *own = holderOf(xminHolders(state()), XminHolderKind::Session, u"maintenance"_s);
        QVERIFY(!own);
        QVERIFY(m_lab->exec(u"SELECT pg_cancel_backend(%1)"_s.arg(client->pid())));
        QCOMPARE(client->answer(), u"ERROR 57014"_s);
        QTRY_VERIFY(state().work && state().work->commands.empty());
        QCOMPARE(errorsOf(m_watched->all()), QString());
    }

    void anIndexIsSeenToGrow()
    {
        const auto client = admin();
        client->run(u"SET max_parallel_maintenance_workers = 0"_s);
        QVERIFY(client->send(u"CREATE INDEX large_slowly ON large (slowly(id))"_s));
        QTRY_VERIFY_WITH_TIMEOUT(hasMoved(seenOf(*m_watched, WorkKind::CreateIndex)), 20'000);
        const CommandProgress last = seenOf(*m_watched, WorkKind::CreateIndex).back();
        QCOMPARE(last.command, u"CREATE INDEX"_s);
        QCOMPARE(last.relation, u"large"_s);
        QVERIFY2(last.phase.startsWith(u"building index"), qPrintable(last.phase));
        QVERIFY(last.unit == WorkUnit::Blocks && last.share());
        QVERIFY(m_lab->exec(u"SELECT pg_cancel_backend(%1)"_s.arg(client->pid())));
        client->answer();
        QCOMPARE(errorsOf(m_watched->all()), QString());
    }

    void anIndexThatWaitsNamesForWhom()
    {
        test::Client writer(m_lab->conninfo(u"lab_admin"_s, u"writer"_s));
        writer.run(u"BEGIN"_s);
        writer.run(u"INSERT INTO large VALUES (0, '')"_s);
        const auto client = admin();
        QVERIFY(client->send(u"CREATE INDEX CONCURRENTLY large_id ON large (id)"_s));
        const auto waits = [&] {
            const auto seen = seenOf(*m_watched, WorkKind::CreateIndex);
            return !seen.empty() && seen.back().waitsFor == writer.pid();
        };
        QTRY_VERIFY(waits());
        const CommandProgress last = seenOf(*m_watched, WorkKind::CreateIndex).back();
        QCOMPARE(last.command, u"CREATE INDEX CONCURRENTLY"_s);
        QVERIFY(last.unit == WorkUnit::Sessions && last.phase.startsWith(u"waiting for writers"));
        writer.run(u"ROLLBACK"_s);
        client->answer();
        QCOMPARE(errorsOf(m_watched->all()), QString());
    }

    void aCopyIsSeenToGoOn()
    {
        const auto client = admin();
        QVERIFY(client->send(
            u"COPY (SELECT slowly(n), repeat('y', 2000) FROM generate_series(1, 60000) n) TO '/dev/null'"_s));
        if (postgresVersion(serverRoot()) < 14) { // which does not tell
            QTRY_VERIFY(m_watched->all().size() >= 10);
            QVERIFY(seenOf(*m_watched, WorkKind::Copy).empty());
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(hasMoved(seenOf(*m_watched, WorkKind::Copy)), 20'000);
            const CommandProgress last = seenOf(*m_watched, WorkKind::Copy).back();
            QCOMPARE(last.command, u"COPY TO"_s);
            QCOMPARE(last.phase, u"writing file"_s);
            QVERIFY(last.unit == WorkUnit::Bytes && !last.total && last.relation.isEmpty());
        }
        QVERIFY(m_lab->exec(u"SELECT pg_cancel_backend(%1)"_s.arg(client->pid())));
        client->answer();
        QCOMPARE(errorsOf(m_watched->all()), QString());
    }

    void otherLongCommandsAreRead()
    {
        const auto client = admin();
        QVERIFY(client->send(u"ANALYZE; CLUSTER orders USING orders_pkey; VACUUM"_s)); // an error at the end is no harm
        client->answer();
        for (const char *statement :
             {"VACUUM FULL large", "CLUSTER orders USING orders_pkey", "ANALYZE large", "REINDEX TABLE orders"}) {
            QVERIFY(client->send(QString::fromLatin1(statement)));
            client->answer();
        }
        QTRY_VERIFY(m_watched->all().size() >= 5);
        QCOMPARE(errorsOf(m_watched->all()), QString());
    }

    /// All kinds at once: a slot that a standby's query holds, a prepared transaction, an old snapshot.
    void holdersAreRankedAsTheServerCounts()
    {
        PostgresServer &standby = m_lab->standby(2);
        QVERIFY(standby.set({{u"hot_standby_feedback"_s, u"on"_s}, {u"wal_receiver_status_interval"_s, u"1s"_s}}));
        spend(3); // what a reader on the standby sees
        QVERIFY(waitUntil([&] { return standby.value(u"SELECT count(*) FROM pg_stat_wal_receiver"_s) == u"1"; }, 20s));
        test::Client reader(u"host=127.0.0.1 port=%1 dbname=orders user=lab_admin password=%2"_s.arg(standby.port())
                                .arg(m_lab->password(u"lab_admin"_s)));
        QVERIFY(reader.isOpen());
        reader.run(u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s);
        QCOMPARE(reader.run(u"SELECT 1"_s), u"1"_s);
        spend(50);
        test::Client manager(m_lab->conninfo(u"lab_admin"_s, u"manager"_s));
        manager.run(u"BEGIN"_s);
        manager.run(u"INSERT INTO large VALUES (0, '')"_s);
        manager.run(u"PREPARE TRANSACTION 'transfer-7'"_s);
        spend(50);
        test::Client old(m_lab->conninfo(u"lab_admin"_s, u"old snapshot"_s));
        old.run(u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s);
        old.run(u"SELECT 1"_s);
        spend(50);
        const QString slotAge =
            u"SELECT coalesce(age(xmin), 0) FROM pg_replication_slots WHERE slot_name = "_s + quoted(standby.slot());
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->value(slotAge).toInt() >= 150, 15'000);
        std::vector<XminHolder> all;
        const auto areAllThere = [&] {
            all = xminHolders(state());
            const XminHolder *slot = holderOf(all, XminHolderKind::Slot, standby.slot());
            return slot && slot->age >= 150 && holderOf(all, XminHolderKind::Prepared, u"transfer-7"_s)
                   && holderOf(all, XminHolderKind::Session, u"old snapshot"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(areAllThere(), 15'000);
        QCOMPARE(all[0].kind, XminHolderKind::Slot);
        QVERIFY(all[0].isInUse && !all[0].isForgotten() && !all[0].keepsCatalogs);
        QCOMPARE(all[1].name, u"transfer-7"_s);
        QCOMPARE(all[1].age, m_lab->value(u"SELECT age(transaction) FROM pg_prepared_xacts"_s).toLongLong());
        QCOMPARE(all[2].name, u"old snapshot"_s);
        QCOMPARE(all[2].session.pid, old.pid());
        QCOMPARE(all[2].age,
                 m_lab->value(u"SELECT age(backend_xmin) FROM pg_stat_activity WHERE pid = %1"_s.arg(old.pid()))
                     .toLongLong());
        QVERIFY(all[2].heldFor && *all[2].heldFor > 0us && all[2].database == u"orders");
        old.run(u"ROLLBACK"_s);
        reader.run(u"ROLLBACK"_s);
        QVERIFY(m_lab->exec(u"ROLLBACK PREPARED 'transfer-7'"_s));
        QVERIFY(standby.set({{u"hot_standby_feedback"_s, u"off"_s}}));
        const auto isFree = [&] {
            return std::ranges::all_of(xminHolders(state()), [](const XminHolder &holder) { return holder.age < 50; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isFree(), 15'000);
        QCOMPARE(errorsOf(m_watched->all()), QString());
    }

    void checkpointsAreCounted()
    {
        QTRY_VERIFY(m_watched->isLiveNow() && state().checkpoints);
        const Checkpoints &all = *state().checkpoints;
        QCOMPARE(QString::number(all.maxWalSize),
                 m_lab->value(u"SELECT pg_size_bytes(current_setting('max_wal_size'))"_s));
        QCOMPARE(all.timeout,
                 std::chrono::seconds(
                     m_lab->value(u"SELECT setting FROM pg_settings WHERE name = 'checkpoint_timeout'"_s).toInt()));
        QCOMPARE(all.restartpointsTimed.has_value(), postgresVersion(serverRoot()) >= 17);
        QCOMPARE(all.buffersByBackends.has_value(), postgresVersion(serverRoot()) < 17);
        QVERIFY(all.buffersAllocated > 0);
    }

    void scenesAreFound_data()
    {
        QTest::addColumn<QString>("finding");
        QTest::newRow("vacuum-horizon") << u"pg.vacuum.horizon"_s;
        QTest::newRow("checkpoint-pressure") << u"pg.checkpoint.pressure"_s;
        QTest::newRow("temp-spill") << u"pg.temp.spill"_s;
        QTest::newRow("cache-low") << u"pg.cache.low"_s;
    }
    void scenesAreFound()
    {
        QFETCH(QString, finding);
        const QStringList all{u"pg.vacuum.horizon"_s, u"pg.checkpoint.pressure"_s, u"pg.temp.spill"_s,
                              u"pg.cache.low"_s};
        const auto found = [&] {
            QStringList ids;
            for (const Finding &each : m_watched->isLiveNow() ? findings(*m_watched->last()) : std::vector<Finding>()) {
                if (all.contains(each.id))
                    ids << each.id;
            }
            return ids;
        };
        QTRY_VERIFY_WITH_TIMEOUT(m_watched->isLiveNow() && found().isEmpty(), 90'000);
        m_watched->engine().want(m_lab->primary().name(), {u"checkpoints"_s});
        const std::unique_ptr<Scene> scene = makeScene(QString::fromLatin1(QTest::currentDataTag()));
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, told(begun));
        QTRY_COMPARE_WITH_TIMEOUT(found(), QStringList{finding}, 30'000);
        const Result<void> ended = scene->end();
        QVERIFY2(ended, told(ended));
    }

    /// Scenes of other kinds are none of these.
    void otherScenesAreNotAccused_data()
    {
        QTest::addColumn<QString>("scene");
        for (const char *name :
             {"long-query:3", "idle-in-transaction", "hot-row:20", "prepared-transaction", "deadlock"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void otherScenesAreNotAccused()
    {
        QFETCH(QString, scene);
        const std::unique_ptr<Scene> play = makeScene(scene);
        const Result<void> begun = play->begin(*m_lab);
        QVERIFY2(begun, told(begun));
        m_watched->forgetAll();
        QTRY_VERIFY(m_watched->all().size() >= 20);
        for (const SnapshotPtr &snapshot : m_watched->all()) {
            for (const Finding &each : findings(*snapshot))
                QVERIFY2(each.id != u"pg.vacuum.horizon" && each.id != u"pg.checkpoint.pressure"
                             && each.id != u"pg.temp.spill" && each.id != u"pg.cache.low",
                         qPrintable(sentenceOf(each)));
        }
        QVERIFY(play->end());
    }
};

LOCKMASTER_TEST(TestVacuumWatch)
#include "tst_vacuumwatch.moc"
