// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a chart, a tile or a rule asks for is a series that snapshots tell: a name that is wrong would show nothing,
// and no error.
#include "harness/windowtest.h"
#include "metrics/registry.h"
#include "metrics/seriesnames.h"
#include "model/series.h"
#include "ui/fleet/cards/fleetcard.h"
#include "ui/overview/overviewcharts.h"
#include "ui/pgbouncer/bounceroverview.h"
#include "ui/pools/poolstiles.h"
#include "ui/redis/redischarts.h"
#include "ui/replication/waltiles.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestChartSeries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chartsAskForWhatIsTold_data()
    {
        QTest::addColumn<std::vector<ChartSpec>>("charts");
        QTest::newRow("overview") << overviewCharts();
        QTest::newRow("pools") << poolsCharts();
        QTest::newRow("replication") << walCharts();
        QTest::newRow("PgBouncer") << pgBouncerOverview().charts;
        QTest::newRow("Redis") << redisCharts();
        QTest::newRow("persistence") << persistenceCharts();
    }
    void chartsAskForWhatIsTold()
    {
        QFETCH(std::vector<ChartSpec>, charts);
        QVERIFY(!charts.empty());
        for (const ChartSpec &chart : charts) {
            QVERIFY(!chart.lines.empty());
            for (const ChartLine &line : chart.lines)
                QVERIFY2(isToldSeries(line.series), qPrintable(chart.id + u": "_s + line.series));
        }
    }

    /// A chart draws numbers of the unit that its metric has.
    void chartsHaveTheUnitOfTheirMetric_data() { chartsAskForWhatIsTold_data(); }
    void chartsHaveTheUnitOfTheirMetric()
    {
        QFETCH(std::vector<ChartSpec>, charts);
        for (const ChartSpec &chart : charts) {
            for (const ChartLine &line : chart.lines) {
                const bool isRate = line.series.contains(u"rate(");
                const QLatin1StringView unit = metricOf(line.series)->unit;
                const ChartUnit expected = unit == "bytes"_L1     ? (isRate ? ChartUnit::ByteRate : ChartUnit::Bytes)
                                           : unit == "seconds"_L1 ? ChartUnit::Duration
                                           : unit == "ratio"_L1   ? ChartUnit::Ratio
                                           : isRate               ? ChartUnit::Rate
                                                                  : ChartUnit::Count;
                QVERIFY2(chart.unit == expected, qPrintable(chart.id + u": "_s + line.series));
            }
        }
    }

    void cardsAskForWhatIsTold()
    {
        for (const ServerKind kind : {ServerKind::PostgreSql, ServerKind::PgBouncer, ServerKind::Redis})
            QVERIFY(isToldSeries(QString(recordOf(kind).workSeries)));
    }

    /// Those that are written where they are asked for; tests run in the clone's top folder.
    void tilesAndRulesAskForWhatIsTold()
    {
        static const QRegularExpression asked(
            u"\\b(?:sampleOf|sampleValue)\\(\\*?\\w+, (?:u|QStringLiteral\\()\\x22((?:[^\\x22\\\\]|\\\\.)*)"_s);
        int found = 0;
        for (const QString &folder : {u"ui"_s, u"src/diagnosis"_s}) {
            for (QDirIterator each(folder, {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
                QFile file(each.next());
                QVERIFY(file.open(QFile::ReadOnly));
                const QString text = QString::fromUtf8(file.readAll());
                for (auto match = asked.globalMatch(text); match.hasNext(); ++found) {
                    const QString series = match.next().captured(1).replace(u"\\\""_s, u"\""_s);
                    QVERIFY2(isToldSeries(series), qPrintable(file.fileName() + u": "_s + series));
                }
            }
        }
        QVERIFY2(found > 20, QByteArray::number(found));
    }
};

LOCKMASTER_WINDOW_TEST(TestChartSeries)
#include "tst_chartseries.moc"
