// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What we expose of Redis beside what prometheus-redis-exporter says of the same server: the same names and labels, the
// same values. Ours is taken before and after: what both of ours agree on, the exporter has to say too.
#include <QTcpSocket>
#include <QTest>
#include <map>

#include "harness/testprogram.h"
#include "lab/process/ports.h"
#include "lab/process/processes.h"
#include "lab/watch/watched.h"
#include "metrics/exposition.h"
#include "model/series.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

using Metrics = std::map<QString, double>; // by series, labels sorted

QString sorted(const QString &series)
{
    const qsizetype brace = series.indexOf(u'{');
    if (brace < 0)
        return series;
    QStringList labels = series.sliced(brace + 1).chopped(1).split(u"\","_s);
    for (QString &label : labels)
        label = label.endsWith(u'"') ? label : label + u'"';
    labels.sort();
    return series.first(brace) + u'{' + labels.join(u',') + u'}';
}

Metrics ofExporter(const QByteArray &text)
{
    Metrics metrics;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype space = line.lastIndexOf(' ');
        if (line.startsWith("redis_") && space > 0)
            metrics[sorted(QString::fromUtf8(line.first(space)))] = line.sliced(space + 1).toDouble();
    }
    return metrics;
}

Metrics ours(const Target &target, const SnapshotPtr &snapshot)
{
    Metrics metrics;
    for (const Sample &sample : exposed(target, snapshot ? *snapshot : Snapshot()))
        metrics[sorted(sample.series)] = sample.value;
    return metrics;
}

QByteArray scrape(int port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
    if (!socket.waitForConnected(1000))
        return {};
    socket.write("GET /metrics HTTP/1.0\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(2000))
        answer += socket.readAll();
    return answer.contains("redis_up 1") ? answer : QByteArray();
}

// The exporter's own state, and what it asks for beyond INFO, CONFIG GET and SLOWLOG: nobody charts them here.
bool isLeftOut(const QString &series, double value)
{
    const QString name = metricNameOf(series);
    if (name.startsWith(u"redis_db_keys") && value == 0) // of a data base without keys, which INFO does not name
        return true;
    return name.startsWith(u"redis_exporter_") || name.startsWith(u"redis_commands_latencies_usec")
           || name.startsWith(u"redis_latency_percentiles_usec_")
           || name.startsWith(u"redis_config_client_output_buffer")
           || name == u"redis_last_key_groups_scrape_duration_milliseconds"
           || name == u"redis_target_scrape_request_errors_total" || name.startsWith(u"redis_cluster_stats_messages_")
           || name == u"redis_db_keys_cached";
}

// Both of ours may agree by chance on what the exporter's own connection changes.
double slack(const QString &name, double value)
{
    if (name.startsWith(u"redis_memory_") || name.startsWith(u"redis_allocator_") || name.startsWith(u"redis_mem_")
        || name == u"redis_latency_percentiles_usec")
        return name.contains(u"ratio") ? 0.3 + 0.3 * std::abs(value) : 2e5 + 0.1 * std::abs(value);
    if (name.startsWith(u"redis_client_recent_") || name.startsWith(u"redis_reply_buffer_"))
        return 1e5;
    if (name == u"redis_connected_clients" || name == u"redis_start_time_seconds" || name.startsWith(u"redis_uptime")
        || name.startsWith(u"redis_connected_slave_lag") || name == u"redis_db_avg_ttl_seconds"
        || name == u"redis_last_slow_execution_duration_seconds" || name == u"redis_latest_fork_seconds"
        || name == u"redis_master_last_io_seconds_ago")
        return 2;
    return 1e-9;
}

} // namespace

class TestRedisExporter : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    static SnapshotPtr newest(Watched &watched)
    {
        watched.forgetAll();
        const auto isWhole = [&] {
            return watched.redis() && std::ranges::contains(watched.last()->costs, u"commands"_s, &ProbeCost::probe);
        };
        return QTest::qWaitFor([&] { return !watched.all().empty() && isWhole(); }, 5000) ? watched.last() : nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Redis | LabPart::Cluster;
        m_lab = std::make_unique<Lab>(options);
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
        for (const char *command :
             {"SET price:7 9.90", "GET price:7", "GET nothing", "INCR price:7", "SET page:1 x EX 5000"})
            QVERIFY(!m_lab->redisPrimary().ask(QString::fromLatin1(command)).isEmpty());
    }

    void namesAndValuesAreEqual_data()
    {
        QTest::addColumn<RedisServer *>("server");
        QTest::newRow("primary") << &m_lab->redisPrimary();
        QTest::newRow("replica") << &m_lab->redisReplica();
        QTest::newRow("node of a cluster") << &m_lab->cluster().node(1);
    }
    void namesAndValuesAreEqual()
    {
        QFETCH(RedisServer *, server);
        const int port = freePort();
        ServerProcess exporter;
        const QStringList arguments{u"-redis.addr"_s,         u"redis://127.0.0.1:%1"_s.arg(server->port()),
                                    u"-redis.password"_s,     server->password(),
                                    u"-web.listen-address"_s, u"127.0.0.1:%1"_s.arg(port)};
        QVERIFY(exporter.start({u"prometheus-redis-exporter"_s, arguments, m_lab->folder(), {}, {}}));
        QVERIFY(waitUntil([&] { return !scrape(port).isEmpty(); }, std::chrono::seconds(10)));
        const Target target = targetOf(*server);
        Watched watched(*m_lab, {target}, quick());
        watched.engine().want(server->name(), {u"commands"_s, u"settings"_s, u"slowlog"_s});
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const Metrics before = ours(target, newest(watched));
        const Metrics theirs = ofExporter(scrape(port));
        const Metrics after = ours(target, newest(watched));
        QVERIFY(theirs.size() > 150 && before.size() > 150);
        QStringList differences;
        int compared = 0;
        for (const auto &[series, value] : theirs) {
            if (isLeftOut(series, value))
                continue;
            const auto low = before.find(series);
            const auto high = after.find(series);
            const double allowed = slack(metricNameOf(series), value);
            if (high == after.end())
                differences << u"not ours: "_s + series;
            else if (low != before.end()
                     && (value < std::min(low->second, high->second) - allowed
                         || value > std::max(low->second, high->second) + allowed))
                differences << u"%1: %2, ours %3 to %4"_s.arg(series).arg(value).arg(low->second).arg(high->second);
            ++compared;
        }
        QVERIFY2(differences.isEmpty(), qPrintable(differences.join(u'\n')));
        qInfo("%d series are equal", compared);
    }
};

LOCKMASTER_TEST(TestRedisExporter)
#include "tst_redisexporter.moc"
