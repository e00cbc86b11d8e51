// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The registry of metrics and what is written of it for Prometheus.
#include <QTest>

#include "engine/exposition/exposition.h"
#include "engine/exposition/metricregistry.h"
#include "harness/testprogram.h"
#include "model/postgres/postgres.h"
#include "model/series.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestMetrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLineOfTheRegistryIsWhole()
    {
        QVERIFY(metricRegistry().size() > 20);
        QStringList names;
        for (const MetricInfo &metric : metricRegistry()) {
            QVERIFY2(metric.help.endsWith(u'.'), qPrintable(metric.name));
            QVERIFY2(!metric.source.isEmpty(), qPrintable(metric.name));
            QVERIFY2(!names.contains(metric.name), qPrintable(metric.name));
            names << metric.name;
        }
    }

    void aSeriesFindsItsMetric_data()
    {
        QTest::addColumn<QString>("series");
        QTest::newRow("bare") << u"pg_stat_database_deadlocks"_s;
        QTest::newRow("rate") << u"rate(pg_stat_database_deadlocks)"_s;
        QTest::newRow("labels") << u"pg_stat_database_deadlocks{datname=\"a)b\"}"_s;
        QTest::newRow("rate of labels") << u"rate(pg_stat_database_deadlocks{datname=\"a\"})"_s;
    }
    void aSeriesFindsItsMetric()
    {
        QFETCH(QString, series);
        const MetricInfo *metric = metricOf(series);
        QVERIFY(metric);
        QCOMPARE(metric->name, u"pg_stat_database_deadlocks"_s);
        QCOMPARE(metric->type, MetricType::Counter);
    }
    void anUnknownSeriesHasNone() { QVERIFY(!metricOf(u"made_up")); }

    void hostileLabelsAreEscaped()
    {
        QCOMPARE(seriesText(u"m"_s, {{u"db"_s, u"a\"b\\c\nd"_s}}), u"m{db=\"a\\\"b\\\\c\\nd\"}"_s);
    }

    void theTextGroupsMetricsOverTargets()
    {
        const QByteArray text =
            prometheusText({{u"one"_s, {{u"pg_up"_s, 1}, {u"pg_stat_database_deadlocks{datname=\"x\"}"_s, 7}}},
                            {u"two"_s, {{u"pg_up"_s, 0}}}});
        QVERIFY2(text.contains("# TYPE pg_up gauge\npg_up{target=\"one\"} 1\npg_up{target=\"two\"} 0\n"),
                 text.constData());
        QVERIFY2(text.contains("# TYPE pg_stat_database_deadlocks counter\n"
                               "pg_stat_database_deadlocks{target=\"one\",datname=\"x\"} 7\n"),
                 text.constData());
    }

    void whatIsExposedIsRegistered()
    {
        PostgresState state;
        state.identity.versionNumber = 170000;
        state.identity.started = ServerTime(std::chrono::seconds(1));
        DatabaseCounters database;
        database.name = u"orders"_s;
        database.statsReset = state.identity.started;
        state.databases = {database};
        auto session = std::make_shared<Session>();
        session->state = SessionState::Active;
        state.sessions = {session};
        for (const Sample &sample : exposed(state))
            QVERIFY2(metricOf(sample.series), qPrintable(sample.series));
    }
};

LOCKMASTER_TEST(TestMetrics)
#include "tst_metrics.moc"
