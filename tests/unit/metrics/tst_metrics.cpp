// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The registry of metrics: its rows are whole, and what is read by them has the names that it gives.
#include "harness/testprogram.h"
#include "metrics/exposition.h"
#include "metrics/metricscenes.h"
#include "metrics/registry.h"
#include "metrics/sampler.h"
#include "metrics/seriesnames.h"
#include "model/series.h"

#include <QTest>
#include <set>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestMetrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsWhole()
    {
        QVERIFY(allMetrics().size() > 200);
        std::set<QString> names;
        for (const Metric &metric : allMetrics()) {
            const QByteArray name(metric.name.data(), metric.name.size());
            QVERIFY2(metric.help.endsWith('.'), name);
            QVERIFY2(!metric.source.isEmpty(), name);
            QVERIFY2(names.insert(metric.name).second, name);
            QVERIFY2(bool(metric.read) != !metric.ratio.part.isEmpty(), name);
            const bool isCounter = metric.type == MetricType::Counter;
            QVERIFY2(isCounter || !metric.told.testAnyFlags(ToldAs(Told::Rate) | Told::TotalRate | Told::MinuteRate),
                     name);
            QVERIFY2(!isCounter || !metric.told.testAnyFlags(ToldAs(Told::Slope) | Told::MinuteSlope), name);
        }
    }

    /// Both parts of a ratio are counters of its kind that are told as rates.
    void ratiosHaveTheirParts()
    {
        int ratios = 0;
        for (const Metric &metric : allMetrics()) {
            if (metric.ratio.part.isEmpty())
                continue;
            ++ratios;
            auto parts = metric.ratio.whole;
            parts.push_back(metric.ratio.part);
            for (const QLatin1StringView name : parts) {
                const Metric *part = metricOf(QString(name));
                QVERIFY2(part && part->kind == metric.kind, name.data());
                QVERIFY2(part->told.testAnyFlags(ToldAs(Told::Rate) | Told::TotalRate), name.data());
            }
        }
        QCOMPARE(ratios, 5);
    }

    void aSeriesFindsItsMetric_data()
    {
        QTest::addColumn<QString>("series");
        QTest::newRow("bare") << u"pg_stat_database_deadlocks"_s;
        QTest::newRow("rate") << u"rate(pg_stat_database_deadlocks)"_s;
        QTest::newRow("sum of rates") << u"sum(rate(pg_stat_database_deadlocks))"_s;
        QTest::newRow("rate of a minute") << u"rate(pg_stat_database_deadlocks[1m])"_s;
        QTest::newRow("labels") << u"pg_stat_database_deadlocks{datname=\"a)b(\"}"_s;
        QTest::newRow("rate of labels") << u"rate(pg_stat_database_deadlocks{datname=\"a\"}[1m])"_s;
    }
    void aSeriesFindsItsMetric()
    {
        QFETCH(QString, series);
        const Metric *metric = metricOf(series);
        QVERIFY(metric);
        QCOMPARE(metric->name, "pg_stat_database_deadlocks"_L1);
        QCOMPARE(metric->type, MetricType::Counter);
    }
    void anUnknownSeriesHasNone() { QVERIFY(!metricOf(u"made_up")); }

    void whatIsToldIsKnown()
    {
        QVERIFY(isToldSeries(u"sum(rate(pg_stat_database_deadlocks))"));
        QVERIFY(isToldSeries(u"deriv(lockmaster_idle_sessions{application_name=\"}{\"}[1m])"));
        QVERIFY(!isToldSeries(u"rate(pg_stat_database_deadlocks)")); // of all databases together only
        QVERIFY(!isToldSeries(u"pg_stat_activity_count"));
        QVERIFY(!isToldSeries(u"made_up"));
    }

    /// Each sample of a snapshot is a series of which the registry says that it is told.
    void samplesHaveTheirNamesFromTheRegistry_data()
    {
        QTest::addColumn<ServerKind>("kind");
        QTest::addColumn<ServerData>("data");
        QTest::addColumn<int>("least");
        QTest::newRow("PostgreSQL") << ServerKind::PostgreSql << metricscenes::postgres() << 30;
        QTest::newRow("PgBouncer") << ServerKind::PgBouncer << metricscenes::pgbouncer() << 17;
        QTest::newRow("Redis") << ServerKind::Redis << metricscenes::redis() << 10;
        QTest::newRow("Sentinel") << ServerKind::Sentinel << metricscenes::sentinel() << 2;
    }
    void samplesHaveTheirNamesFromTheRegistry()
    {
        QFETCH(ServerKind, kind);
        QFETCH(ServerData, data);
        QFETCH(int, least);
        Sampler sampler(kind);
        std::vector<Sample> samples;
        for (int second = 0; second < 10; ++second)
            samples = sampler.samples(data, SteadyTime(1h) + std::chrono::seconds(second));
        QCOMPARE_GE(int(samples.size()), least);
        std::set<QString> series;
        for (const Sample &sample : samples) {
            QVERIFY2(isToldSeries(sample.series), qPrintable(sample.series));
            QVERIFY2(metricOf(sample.series), qPrintable(sample.series));
            QVERIFY2(series.insert(sample.series).second, qPrintable(sample.series));
        }
    }

    /// One name means one thing: what snapshots tell as a value, and what Prometheus is told, are the same numbers.
    void aNameMeansTheSameEverywhere_data() { samplesHaveTheirNamesFromTheRegistry_data(); }
    void aNameMeansTheSameEverywhere()
    {
        QFETCH(ServerKind, kind);
        QFETCH(ServerData, data);
        const std::vector<Sample> all = exposed(metricscenes::target(u"one"_s, kind), *metricscenes::live(data));
        int compared = 0;
        for (const Sample &sample : Sampler(kind).samples(data, SteadyTime(1h))) {
            if (sample.series.contains(u'('))
                continue; // an operation
            const auto found = std::ranges::find(all, sample.series, &Sample::series);
            QVERIFY2(found != all.end(), qPrintable(sample.series));
            QVERIFY2(found->value == sample.value, qPrintable(sample.series));
            ++compared;
        }
        QVERIFY(compared > 0);
    }

    void hostileLabelsAreEscaped()
    {
        QCOMPARE(seriesText(u"m"_s, {{u"db"_s, u"a\"b\\c\nd"_s}}), u"m{db=\"a\\\"b\\\\c\\nd\"}"_s);
    }
};

LOCKMASTER_TEST(TestMetrics)
#include "tst_metrics.moc"
