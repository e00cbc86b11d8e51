// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the console exposes for Prometheus has the names and the values of the exporters: theirs, scraped between two
// samples of ours, lies between the two.
#include <QTest>

#include "exporter.h"
#include "harness/testprogram.h"
#include "lab/watch/watched.h"
#include "metrics/exposition.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

// What no two observers can agree on: each sees the other's own session, or measures at another moment.
bool isOfTheObserver(const QString &name)
{
    return name.startsWith(u"pg_stat_activity_") || name == u"pg_stat_database_numbackends";
}

} // namespace

class TestExporters : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    std::vector<Sample> ours(Watched &watched, const Target &target)
    {
        const std::size_t seen = watched.all().size();
        const auto isFresh = [&] { return watched.all().size() > seen + 1 && watched.last()->hasData(); };
        return QTest::qWaitFor(isFresh, 15'000) ? exposed(target, *watched.last()) : std::vector<Sample>();
    }

    /// How many samples both have; fails when one of them disagrees.
    int compare(const Target &target, Exporter &exporter, const QStringList &wanted)
    {
        Watched watched(*m_lab, {target}, quick());
        watched.engine().want(target.name, wanted);
        const auto before = ours(watched, target);
        const auto theirs = exporter.scrape();
        const auto after = ours(watched, target);
        int compared = 0;
        for (const Sample &sample : before) {
            const Sample *other = counterpart(sample, theirs);
            const auto later = std::ranges::find(after, sample.series, &Sample::series);
            if (!other || later == after.end() || isOfTheObserver(metricNameOf(sample.series)))
                continue;
            ++compared;
            const auto [low, high] = std::minmax(sample.value, later->value);
            const bool agrees = other->value >= low - 1e-6 && other->value <= high + 1e-6;
            if (!agrees)
                QTest::qFail(qPrintable(u"%1: %2 … %3 here, %4 there"_s.arg(sample.series)
                                            .arg(low, 0, 'g', 15)
                                            .arg(high, 0, 'g', 15)
                                            .arg(other->value, 0, 'g', 15)),
                             __FILE__, __LINE__);
        }
        return compared;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(LabOptions{LabPart::Postgres | LabPart::Standbys | LabPart::PgBouncer, {}});
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    void postgres()
    {
        // The lab's passwords are hashed quickly; the exporter's driver insists on the usual 4,096 rounds.
        QVERIFY(m_lab->exec(u"SET scram_iterations = 4096; ALTER ROLE lockmaster PASSWORD '%1'"_s.arg(
            m_lab->password(u"lockmaster"_s))));
        const Target target = targetOf(*m_lab, m_lab->primary());
        const QString source =
            u"postgresql://lockmaster:%1@127.0.0.1:%2/orders?sslmode=require"_s.arg(m_lab->password(u"lockmaster"_s))
                .arg(m_lab->primary().port());
        Exporter exporter(
            u"prometheus-postgres-exporter"_s,
            {u"--collector.postmaster"_s, u"--collector.database_wraparound"_s, u"--collector.stat_checkpointer"_s},
            {{u"DATA_SOURCE_NAME"_s, source}});
        QVERIFY2(exporter.isUp(), qPrintable(exporter.said()));
        const int compared = compare(
            target, exporter, {u"databases"_s, u"identity"_s, u"replication"_s, u"wraparound"_s, u"checkpoints"_s});
        QVERIFY2(compared >= 50, qPrintable(QString::number(compared) + exporter.said()));
    }

    void pgbouncer()
    {
        Target target = targetOf(*m_lab, m_lab->primary());
        target.name = u"pgbouncer"_s;
        target.kind = ServerKind::PgBouncer;
        for (auto &[keyword, value] : target.parameters) {
            value = keyword == u"port"     ? QString::number(m_lab->pgbouncer().port())
                    : keyword == u"dbname" ? u"pgbouncer"_s
                                           : value;
        }
        const QString source =
            u"--pgBouncer.connectionString=postgres://lockmaster:%1@127.0.0.1:%2/pgbouncer?sslmode=require"_s
                .arg(m_lab->password(u"lockmaster"_s))
                .arg(m_lab->pgbouncer().port());
        Exporter exporter(u"prometheus-pgbouncer-exporter"_s, {source});
        QVERIFY2(exporter.isUp(), qPrintable(exporter.said()));
        const int compared = compare(target, exporter, {u"lists"_s, u"config"_s});
        QVERIFY2(compared >= 15, qPrintable(QString::number(compared) + exporter.said()));
    }
};

LOCKMASTER_TEST(TestExporters)
#include "tst_exporters.moc"
