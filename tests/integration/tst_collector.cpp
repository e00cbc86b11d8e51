// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a collector says of its connection, and that it never shows old data as new.
#include <QScopeGuard>
#include <QTest>
#include <algorithm>
#include <csignal>

#include "harness/testprogram.h"
#include "lab/postgres/sql.h"
#include "lab/watch/watched.h"
#include "metrics/sampler.h"
#include "probes/postgres/sessionsprobe.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

PasswordProvider counting(int *asked)
{
    return [asked](std::stop_token stop) {
        ++*asked;
        return givenPassword(u"not the password"_s, std::move(stop));
    };
}

} // namespace

class TestCollector : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    Target primary() const { return targetOf(*m_lab, m_lab->primary()); }
    Target throughPooler() const
    {
        Target target = primary();
        for (auto &[keyword, value] : target.parameters) {
            if (keyword == u"port")
                value = QString::number(m_lab->pgbouncer().port());
        }
        return target;
    }
    QString pooledSettings() const
    {
        const auto rows =
            runSql(m_lab->applicationConninfo(u"lockmaster"_s, u"shop"_s),
                   u"SELECT current_setting('default_transaction_read_only') || current_setting('search_path') "
                   "|| current_setting('statement_timeout') || current_setting('default_transaction_deferrable')"_s);
        return rows && !rows->empty() ? rows->front().front() : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(LabOptions{LabPart::Postgres | LabPart::PgBouncer, {}});
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    // Behind a transaction pooler, settings of a session stay with a connection that other clients use next.
    void nothingIsSetThroughAPooler()
    {
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster SET default_transaction_deferrable = on"_s));
        const QString before = pooledSettings();
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster RESET default_transaction_deferrable"_s));
        QVERIFY2(before.endsWith(u"on"), qPrintable(before));
        Watched watched(*m_lab, {throughPooler()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        QTRY_VERIFY(!watched.last()->hidden.empty());
        QVERIFY(watched.last()->hidden.back().contains(u"pooler"));
        for (int again = 0; again < 5; ++again)
            QCOMPARE(pooledSettings(), before);
    }

    /// Not given up, lest each stays at a pooler: it is answered as soon as the server is, whatever the pause.
    void aLoginThatHangsIsWaitedForBetweenTheTries()
    {
        Target target = primary();
        target.parameters = {{u"host"_s, m_lab->folder() + u'/' + m_lab->primary().name()},
                             {u"port"_s, QString::number(m_lab->primary().port())},
                             {u"user"_s, u"lab_admin"_s},
                             {u"dbname"_s, u"orders"_s}};
        const pid_t postmaster = m_lab->primary().pid();
        const auto goOn = qScopeGuard([postmaster] { ::kill(postmaster, SIGCONT); });
        QCOMPARE(::kill(postmaster, SIGSTOP), 0);
        EngineOptions options = quick();
        options.connectTimeout = 200ms;
        Watched watched(*m_lab, {target}, options);
        const auto untilNext = [&] {
            const auto next = watched.last() ? watched.last()->link.nextAttempt : std::nullopt;
            return next ? *next - systemClock().wallNow() : 0s;
        };
        QTRY_VERIFY_WITH_TIMEOUT(untilNext() > 3s, 10'000); // the third or fourth pause
        QCOMPARE(watched.phase(), LinkPhase::Broken);
        ::kill(postmaster, SIGCONT);
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 2500);
    }

    void aRefusalThatComesLateIsFinalToo()
    {
        Target target = primary();
        for (auto &[keyword, value] : target.parameters) {
            if (keyword == u"sslmode")
                value = u"disable"_s; // the kernel answers nothing but TCP
        }
        const pid_t postmaster = m_lab->primary().pid();
        const auto goOn = qScopeGuard([postmaster] { ::kill(postmaster, SIGCONT); });
        QCOMPARE(::kill(postmaster, SIGSTOP), 0);
        int asked = 0;
        EngineOptions options = quick();
        options.connectTimeout = 200ms;
        Engine engine(Fleet{{target}}, [&asked](const Target &) { return counting(&asked); }, options);
        SnapshotPtr last;
        connect(&engine, &Engine::observed, this, [&last](const ObservationPtr &seen) { last = seen->snapshot; });
        engine.start();
        const auto untilNext = [&] {
            const auto next = last ? last->link.nextAttempt : std::nullopt;
            return next ? *next - systemClock().wallNow() : 0s;
        };
        QTRY_VERIFY_WITH_TIMEOUT(untilNext() > 1500ms, 10'000);
        QCOMPARE(last->link.phase, LinkPhase::Broken);
        const int before = asked;
        ::kill(postmaster, SIGCONT);
        QTRY_COMPARE_WITH_TIMEOUT(last->link.phase, LinkPhase::Refused, 1500);
        QVERIFY2(last->link.error && last->link.error->sqlState == u"28P01", qPrintable(last->link.error->text));
        engine.setInterval(target.name, 50ms); // no sample may ask either
        QTest::qWait(500);
        QCOMPARE(asked, before);
        engine.stop();
    }

    void aRefusedPasswordIsTriedAgainByAPersonOnly()
    {
        int asked = 0;
        Engine engine(Fleet{{primary()}}, [&asked](const Target &) { return counting(&asked); }, quick());
        SnapshotPtr last;
        connect(&engine, &Engine::observed, this, [&last](const ObservationPtr &seen) { last = seen->snapshot; });
        engine.start();
        QTRY_VERIFY(last && last->link.phase == LinkPhase::Refused);
        engine.setInterval(primary().name, 200ms);
        engine.refreshNow(primary().name);
        QCOMPARE(asked, 1);
        engine.retryNow(primary().name);
        QCOMPARE(asked, 2);
        engine.stop();
    }

    void anOverdueAnswerIsLateSinceThen()
    {
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        const int pid =
            m_lab->value(u"SELECT pid FROM pg_stat_activity WHERE application_name = 'lockmaster'"_s).toInt();
        QVERIFY(pid > 0);
        const WallTime stopped = systemClock().wallNow();
        QCOMPARE(::kill(pid, SIGSTOP), 0);
        QTRY_COMPARE(watched.phase(), LinkPhase::Late);
        const WallTime since = watched.last()->link.since;
        ::kill(pid, SIGCONT);
        QVERIFY2(since >= stopped, "the connection's age is not how long it has been late");
        QTRY_VERIFY(watched.isLiveNow());
    }

    void sessionsThatCannotBeReadAreNotOfNow()
    {
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        const QString function = u" EXECUTE ON FUNCTION pg_catalog.pg_stat_get_activity(int4) "_s;
        QVERIFY(m_lab->exec(u"REVOKE"_s + function + u"FROM PUBLIC"_s));
        QTRY_VERIFY(!watched.last()->probeErrors.empty());
        const SnapshotPtr first = watched.last();
        QTRY_VERIFY(watched.last()->sequence > first->sequence + 3);
        const SnapshotPtr later = watched.last();
        QVERIFY(m_lab->exec(u"GRANT"_s + function + u"TO PUBLIC"_s));
        QVERIFY(later->taken.steady > first->taken.steady);
        QCOMPARE(later->dataTaken, first->dataTaken);
        QVERIFY(later->dataTaken.steady < later->taken.steady);
        QVERIFY(later->samples.empty());
        QTRY_VERIFY(watched.last()->probeErrors.empty());
        QTRY_COMPARE(watched.last()->dataTaken, watched.last()->taken);
    }

    // Hardened servers revoke it; everything else about the server is still told.
    void whoTheServerIsDoesNotHangOnItsSystemIdentifier()
    {
        QVERIFY(m_lab->exec(u"REVOKE EXECUTE ON FUNCTION pg_catalog.pg_control_system() FROM PUBLIC"_s));
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(m_lab->exec(u"GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO PUBLIC"_s));
        QVERIFY(watched.last()->probeErrors.empty());
        QCOMPARE(watched.state()->identity.database, u"orders"_s);
        QVERIFY(watched.state()->identity.canSeeAll);
        QCOMPARE(watched.state()->identity.systemIdentifier, 0u);
    }

    void aServerClockThatGoesBackAsksForAll()
    {
        PgLink link(optionsOf(*m_lab, primary()));
        QVERIFY(QCoro::waitFor(link.open(QDeadlineTimer(3s), {})));
        const SessionsProbe probe;
        PostgresDraft draft;
        draft.serverVersion = link.serverVersion();
        const auto sample = [&] {
            const PgQuery query = *probe.ask(draft);
            const auto rows = QCoro::waitFor(link.query(query, QDeadlineTimer(3s), {}));
            const bool taken = rows && probe.take(*rows, draft);
            draft.previous = std::make_shared<const PostgresState>(draft.next);
            return taken ? query.params.front().isNull : false;
        };
        QVERIFY(sample());
        QVERIFY(!sample());
        draft.next.serverNow += 30s; // the answer that comes next is older
        draft.previous = std::make_shared<const PostgresState>(draft.next);
        QVERIFY(!sample());
        QVERIFY(sample());
        QVERIFY(!sample());
        draft.allTaken -= 2min; // and now and then anyway
        QVERIFY(sample());
    }

    void countersThatWereNotReadAreNotZero()
    {
        Sampler metrics(ServerKind::PostgreSql);
        const auto state = std::make_shared<PostgresState>();
        ServerData data;
        data.postgres = state;
        const SteadyTime begin = systemClock().steadyNow();
        metrics.samples(data, begin);
        DatabaseCounters counters;
        counters.name = u"orders"_s;
        counters.commits = 1'000'000'000;
        state->databases = {counters};
        const auto hasRate = [](const std::vector<Sample> &samples) {
            return std::ranges::any_of(samples, [](const Sample &sample) { return sample.series.contains(u"rate("); });
        };
        QVERIFY(!hasRate(metrics.samples(data, begin + 1s)));
        state->databases.front().commits += 50;
        QVERIFY(hasRate(metrics.samples(data, begin + 2s)));
    }

    // Not every sample reads them anew; then the rate is still that of the last reading.
    void countersThatStandStillAreNotANewReading()
    {
        Sampler metrics(ServerKind::PostgreSql);
        const auto state = std::make_shared<PostgresState>();
        ServerData data;
        data.postgres = state;
        state->databases.emplace_back().name = u"orders"_s;
        const SteadyTime begin = systemClock().steadyNow();
        const auto commits = [&](std::chrono::seconds after) {
            const auto samples = metrics.samples(data, begin + after);
            const auto found =
                std::ranges::find(samples, u"sum(rate(pg_stat_database_xact_commit))"_s, &Sample::series);
            return found == samples.end() ? -1.0 : found->value;
        };
        QCOMPARE(commits(0s), -1.0);
        state->databases.front().commits = 500;
        QCOMPARE(commits(5s), 100.0);
        QCOMPARE(commits(6s), 100.0);
        state->databases.front().commits = 1500;
        QCOMPARE(commits(10s), 200.0);
        state->databases.clear();
        QCOMPARE(commits(11s), -1.0);
    }
};

LOCKMASTER_TEST(TestCollector)
#include "tst_collector.moc"
