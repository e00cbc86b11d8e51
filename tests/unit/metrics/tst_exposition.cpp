// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Prometheus is told, read strictly.
#include "harness/expositionreader.h"
#include "harness/testprogram.h"
#include "metrics/exposition.h"
#include "metrics/metricscenes.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::metricscenes;
using namespace Qt::StringLiterals;

namespace {

std::vector<std::pair<Target, SnapshotPtr>> everyKindTwice()
{
    std::vector<std::pair<Target, SnapshotPtr>> all;
    for (const QString &name : {kHostile, u"b"_s}) {
        all.emplace_back(target(name + u"1"_s, ServerKind::PostgreSql), live(postgres()));
        all.emplace_back(target(name + u"2"_s, ServerKind::PgBouncer), live(pgbouncer()));
        all.emplace_back(target(name + u"3"_s, ServerKind::Redis), live(redis()));
        all.emplace_back(target(name + u"4"_s, ServerKind::Sentinel), live(sentinel()));
    }
    return all;
}

} // namespace

class TestExposition : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindIsReadStrictly()
    {
        const ExpositionReader read(prometheusText(everyKindTwice()));
        QVERIFY2(read.complaints().isEmpty(), qPrintable(read.complaints().join(u'\n')));
        QVERIFY(read.types().size() > 80);
        QCOMPARE(read.types().value(u"pg_stat_database_xact_commit"_s), u"counter"_s);
        QCOMPARE(read.values().value(u"pg_stat_database_xact_commit{datid=\"6\",datname=\"orders\",target=\"b1\"}"_s),
                 7);
        QCOMPARE(read.values().value(u"redis_up{target=\"b4\"}"_s), 1); // a Sentinel is one too
    }

    /// Two walsenders of one name and host are one series: the one further behind; two replicas likewise.
    void twinsAreOneSeries()
    {
        const ExpositionReader read(prometheusText({{target(u"a"_s, ServerKind::PostgreSql), live(postgres())}}));
        const QString sender = u"pg_stat_replication_pg_wal_lsn_diff"_s;
        int count = 0;
        for (const auto &[series, value] : read.values().asKeyValueRange()) {
            if (series.startsWith(sender)) {
                ++count;
                QCOMPARE(value, 2000);
            }
        }
        QCOMPARE(count, 1);
    }

    /// Our own tell them apart by their pid.
    void twinsAreTwoWhereThePidIsALabel()
    {
        ServerData data = postgres();
        auto state = std::make_shared<PostgresState>(*data.postgres);
        auto replication = std::make_shared<Replication>(*state->replication);
        replication->senders[0].pid = 71;
        replication->senders[1].pid = 72;
        state->replication = replication;
        data.postgres = state;
        const ExpositionReader read(prometheusText({{target(u"a"_s, ServerKind::PostgreSql), live(data)}}));
        QVERIFY2(read.complaints().isEmpty(), qPrintable(read.complaints().join(u'\n')));
        QMap<QString, double> behind;
        for (const auto &[series, value] : read.values().asKeyValueRange()) {
            if (series.startsWith(u"lockmaster_replication_lag_bytes"))
                behind.insert(series.section(u"pid=\""_s, 1).section(u'"', 0, 0), value);
        }
        QCOMPARE(behind, (QMap<QString, double>{{u"71"_s, 1000.0}, {u"72"_s, 2000.0}}));
    }

    void whatIsNotUpTellsThatAlone()
    {
        const auto of = [](const SnapshotPtr &snapshot) {
            return prometheusText({{target(u"a"_s, ServerKind::PgBouncer), snapshot}});
        };
        const QByteArray down = "# HELP pgbouncer_up Whether the console is connected and was answered.\n"
                                "# TYPE pgbouncer_up gauge\n"
                                "pgbouncer_up{target=\"a\"} 0\n";
        QCOMPARE(of(nullptr), down);
        Snapshot blind = *live(pgbouncer());
        blind.link.phase = LinkPhase::Broken;
        QCOMPARE(of(std::make_shared<const Snapshot>(blind)), down);
    }

    void nothingIsExposedOfABusyServer()
    {
        ServerData data;
        data.redis = std::make_shared<const RedisState>(RedisState{.condition = RedisCondition::Busy});
        const auto samples = exposed(target(u"a"_s, ServerKind::Redis), *live(data));
        QCOMPARE(samples.size(), 1U);
        QCOMPARE(samples.front().series, u"redis_up"_s);
    }

    void theReaderIsStrict_data()
    {
        const QByteArray head = "# HELP a_total X.\n# TYPE a_total counter\n";
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no end") << head + "a_total 1";
        QTest::newRow("no head") << QByteArray("a_total 1\n");
        QTest::newRow("no help") << QByteArray("# TYPE a gauge\na 1\n");
        QTest::newRow("no sample") << head;
        QTest::newRow("told twice") << head + "a_total 1\n" + head + "a_total{b=\"c\"} 1\n";
        QTest::newRow("series twice") << head + "a_total{b=\"c\",d=\"e\"} 1\na_total{d=\"e\",b=\"c\"} 2\n";
        QTest::newRow("another's") << head + "b_total 1\n";
        QTest::newRow("label twice") << head + "a_total{b=\"c\",b=\"d\"} 1\n";
        QTest::newRow("quote") << head + "a_total{b=\"c\"d\"} 1\n";
        QTest::newRow("escape") << head + "a_total{b=\"c\\t\"} 1\n";
        QTest::newRow("name") << QByteArray("# HELP 1a X.\n# TYPE 1a gauge\n1a 1\n");
        QTest::newRow("label's name") << head + "a_total{b-c=\"d\"} 1\n";
        QTest::newRow("counter that falls") << head + "a_total -1\n";
        QTest::newRow("counter without number") << head + "a_total NaN\n";
        QTest::newRow("no number") << head + "a_total 1e\n";
        QTest::newRow("time") << head + "a_total 1 1795000000\n";
        QTest::newRow("empty line") << head + "\na_total 1\n";
        QTest::newRow("not UTF-8") << head + "a_total{b=\"\xff\"} 1\n";
        QTest::newRow("gauge named total") << QByteArray("# HELP a_total X.\n# TYPE a_total gauge\na_total 1\n");
        QTest::newRow("our counter") << QByteArray(
            "# HELP lockmaster_a X.\n# TYPE lockmaster_a counter\nlockmaster_a 1\n");
    }
    void theReaderIsStrict()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!ExpositionReader(text).complaints().isEmpty());
    }
    void theReaderTakesWhatIsGood()
    {
        const ExpositionReader read("# HELP a_total X \\\\ y.\n# TYPE a_total counter\na_total 1\n"
                                    "a_total{b=\"\\n\\\"\\\\,{}\",c=\"\"} 2.5e+300\n"
                                    "# HELP b X.\n# TYPE b gauge\nb NaN\n");
        QCOMPARE(read.complaints(), QStringList());
        QCOMPARE(read.values().size(), 3);
    }
};

LOCKMASTER_TEST(TestExposition)
#include "tst_exposition.moc"
