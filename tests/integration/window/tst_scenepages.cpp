// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every scene of pools, replication, PgBouncer, Redis, Cluster and Sentinel, as a person at the window meets it and as a
// script reads it: within two samples of having begun the page says so and `snapshot --json` names it, and within two of
// having ended neither does. Counted in samples: on a busy machine they are further apart.
#include "app/window/desktop.h"
#include "harness/builtprogram.h"
#include "harness/windowtest.h"
#include "lab/scenes/scene.h"
#include "lab/watch/monitored.h"
#include "harness/shownwords.h"
#include "ui/fleet/fleetpage.h"
#include "ui/shell/targetview.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kAtMost = 30'000;                ///< ms
constexpr std::uint64_t kTwoSamplesAndOne = 3; ///< two, and the one that was under way

QByteArray words(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

} // namespace

class TestScenePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void scenesAreShownAndGone_data();
    void scenesAreShownAndGone();

private:
    [[nodiscard]] std::vector<Target> targets() const;
    [[nodiscard]] QString pageWords() const; ///< of the page in front and of what is around it
    [[nodiscard]] QString json() const;      ///< `snapshot` of the target, `check` of the fleet
    [[nodiscard]] bool isShown(const QRegularExpression &text) const { return pageWords().contains(text); }
    [[nodiscard]] bool isTold(const QRegularExpression &text) const { return json().contains(text); }
    [[nodiscard]] std::uint64_t samples() const; ///< that came of the target in front, so far

    QTemporaryDir m_home;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<Desktop> m_desktop;
    QString m_fleet;
};

std::vector<Target> TestScenePages::targets() const
{
    std::vector<Target> all;
    for (PostgresServer *server : {&m_lab->primary(), &m_lab->standby(1), &m_lab->standby(2)})
        all.push_back(targetOf(*m_lab, *server));
    all.push_back(targetOf(m_lab->pgbouncer()));
    for (Target &target : all)
        target.group = u"orders"_s; // one service: a chain
    all.push_back(targetOf(m_lab->redisPrimary()));
    all.push_back(targetOf(m_lab->redisReplica()));
    all.push_back(targetOf(m_lab->cluster().node(1)));
    all.push_back(sentinelTargetOf(m_lab->sentinel(1)));
    return all;
}

void TestScenePages::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.filePath(u"config"_s));
    LabOptions options;
    options.parts = LabPart::Standbys | LabPart::PgBouncer | LabPart::Sentinel | LabPart::Cluster;
    m_lab = std::make_unique<Lab>(options);
    const Result<void> up = m_lab->start();
    QVERIFY2(up, words(up));
    m_fleet = *m_lab->fleetFile();
    const auto passwords = [this](const Target &target) {
        const QString user = parameter(target.parameters, u"user"); // a Sentinel of the lab has none
        return passwordOf(m_lab->password(user.isEmpty() ? u"lockmaster"_s : user));
    };
    m_desktop = std::make_unique<Desktop>(ChosenFleet{Fleet{targets()}, passwords});
    m_desktop->window().resize(1600, 900);
    m_desktop->window().show();
}

void TestScenePages::cleanupTestCase()
{
    m_desktop.reset();
    m_lab.reset();
}

QString TestScenePages::pageWords() const
{
    MainWindow &window = m_desktop->window();
    return window.isFleetShown() ? shownWords(*window.findChild<FleetPage *>())
                                 : window.targetView().findingText() + u'\n' + shownWords(window.targetView());
}

QString TestScenePages::json() const
{
    const QString target = m_desktop->window().target();
    const bool isFleet = m_desktop->window().isFleetShown();
    QProcess program;
    program.start(builtProgram(QStringLiteral("app/lockmaster")),
                  (isFleet ? QStringList{u"check"_s} : QStringList{u"snapshot"_s, target})
                      << u"--json"_s << u"--fleet"_s << m_fleet);
    program.waitForFinished();
    return QString::fromUtf8(program.readAllStandardOutput());
}

std::uint64_t TestScenePages::samples() const
{
    QCoreApplication::processEvents(); // what came while a scene began stands in a queue
    return m_desktop->bus().latest(m_desktop->window().target())->sequence;
}

void TestScenePages::scenesAreShownAndGone_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("shown"); ///< what is there to read
    QTest::addColumn<QString>("told");  ///< in JSON
    const auto scene = [](const char *name, const char *target, const char *page, const char *shown, const char *told) {
        QTest::newRow(name) << QString::fromUtf8(target) << QString::fromUtf8(page) << QString::fromUtf8(shown)
                            << QString::fromUtf8(told);
    };
    scene("pool-waiting", "pgbouncer", "pools", R"(15 clients waiting)", R"("pool\.saturated")");
    scene("pool-behind-lock", "pgbouncer", "pools", R"(cause: \d+ blocked on orders-primary)", R"("pool\.waiting")");
    scene("pool-paused", "pgbouncer", "pools", R"((?m)^paused$)", R"("pool\.paused")");
    scene("pgbouncer-descriptors", "pgbouncer", "overview", R"(limit of open files)", R"(limit of open files)");
    scene("replication-lag", "orders-primary", "replication",
          R"(orders-standby-2, standby, streaming · async, .* behind)", R"("lag_bytes": \d{5})");
    scene("standby-gone", "orders-primary", "replication", R"(orders_standby_2, not seen)",
          R"("pg\.replication\.broken")");
    scene("slot-inactive", "orders-primary", "replication", R"(1 unused, [\d.]+ MB kept)",
          R"("pg\.replication\.slot")");
    scene("vacuum-horizon", "orders-primary", "progress", R"(slot orders_standby_2\nnot used)",
          R"("pg\.vacuum\.horizon")");
    scene("replay-paused", "orders-standby-2", "replication", R"(Replay is paused on this standby)",
          R"("pg\.replication\.paused")");
    scene("sync-standby-gone", "orders-primary", "replication", R"((?m)^missing$)", R"("pg\.replication\.sync_wait")");
    scene("two-primaries", "orders-primary", "fleet", R"(two primaries)", R"("pg\.replication\.two_primaries")");
    scene("leak-of-idle-connections", "orders-primary", "pools", R"((?m)^stock-sync\n2\d)",
          R"("application": "stock-sync")");
    scene("redis-memory-full", "redis-primary", "overview", R"(noeviction\n(Warning|Critical))", R"("redis\.memory")");
    scene("redis-evicting", "redis-primary", "overview", R"(Evictions\n\d+/s\n.*\nWarning)", R"("redis\.evicting")");
    scene("hit-rate-collapse", "redis-primary", "overview", R"(Hit rate\n0\.0 %)", R"("redis\.hit_rate")");
    scene("redis-busy-script", "redis-primary", "overview",
          R"(The server answers nothing else, so no number is known since)", R"("redis\.blocked")");
    scene("redis-loading", "redis-primary", "overview", R"(The server is loading its data since)",
          R"("target\.starting")");
    scene("replica-link-down", "redis-replica", "replication", R"(Link to the primary\nDown)",
          R"("redis\.replication\.link")");
    scene("cluster-slot-uncovered", "cluster-1", "cluster", R"(clients get CLUSTERDOWN)", R"("redis\.cluster\.down")");
    scene("sentinel-no-quorum", "sentinel-1", "sentinel", R"(Failover possible\nNo)", R"("redis\.sentinel\.quorum")");
    scene("sentinel-tilt", "sentinel-1", "sentinel", R"(In TILT mode)", R"("redis\.sentinel\.tilt")");
}

void TestScenePages::scenesAreShownAndGone()
{
    QFETCH(QString, target);
    QFETCH(QString, page);
    QFETCH(QString, shown);
    QFETCH(QString, told);
    const QRegularExpression text(shown);
    const QRegularExpression inJson(told);
    MainWindow &window = m_desktop->window();
    window.showTarget(target);
    window.showPage(page);
    const auto isLiveNow = [&] {
        const SnapshotPtr latest = m_desktop->bus().latest(target);
        return latest && isLive(latest->link) && latest->hasData();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isLiveNow() && !isShown(text), pageWords().toUtf8(), kAtMost);
    const std::unique_ptr<Scene> scene = makeScene(QString::fromLatin1(QTest::currentDataTag()));
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY2(begun, words(begun));
    const std::uint64_t begin = samples();
    QTRY_VERIFY2_WITH_TIMEOUT(isShown(text), pageWords().toUtf8(), kAtMost);
    QCOMPARE_LE(samples() - begin, kTwoSamplesAndOne);
    QVERIFY2(isTold(inJson), json().toUtf8());
    const Result<void> ended = scene->end();
    QVERIFY2(ended, words(ended));
    const std::uint64_t end = samples();
    QTRY_VERIFY2_WITH_TIMEOUT(!isShown(text), pageWords().toUtf8(), kAtMost);
    QCOMPARE_LE(samples() - end, kTwoSamplesAndOne);
    QVERIFY2(!isTold(inJson), json().toUtf8());
}

LOCKMASTER_WINDOW_TEST(TestScenePages)
#include "tst_scenepages.moc"
