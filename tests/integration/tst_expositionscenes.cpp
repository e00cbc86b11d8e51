// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Prometheus is told in every scene of the lab, by real servers of every kind, read strictly: no series twice, no
// name or label that it would refuse. What a server has and what its scene does to it is in no test's hands.
#include <QTest>

#include "harness/expositionreader.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"
#include "lab/watch/watched.h"
#include "metrics/exposition.h"
#include "metrics/registry.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray errorWords(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

const QStringList kProbes{u"databases"_s, u"identity"_s, u"replication"_s, u"wraparound"_s, u"checkpoints"_s,
                          u"lists"_s,     u"config"_s,   u"commands"_s,    u"settings"_s,   u"slowlog"_s};

} // namespace

class TestExpositionScenes : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;
    std::vector<Target> m_targets;
    std::unique_ptr<Watched> m_watched;
    QSet<QString> m_told; ///< metrics, over all scenes

    /// The newest of each target; fewer when some have not been heard of.
    [[nodiscard]] std::vector<std::pair<Target, SnapshotPtr>> newest() const
    {
        std::vector<std::pair<Target, SnapshotPtr>> all;
        for (const Target &target : m_targets) {
            const auto &heard = m_watched->all();
            const auto last = std::find_if(heard.rbegin(), heard.rend(), [&](const SnapshotPtr &snapshot) {
                return snapshot->target == target.name;
            });
            if (last != heard.rend())
                all.emplace_back(target, *last);
        }
        return all;
    }

    /// All were heard of, and the primary was seen: a moment in which a busy one did not answer in time has no metrics.
    [[nodiscard]] bool haveTold() const
    {
        const auto all = newest();
        return all.size() == m_targets.size() && isLive(all.front().second->link);
    }

    void readAll(const QByteArray &when)
    {
        m_watched->forgetAll();
        QTRY_VERIFY_WITH_TIMEOUT(haveTold(), 15'000);
        const QByteArray text = prometheusText(newest());
        const ExpositionReader read(text);
        QVERIFY2(read.types().size() > 100, when + QByteArray::number(read.types().size()));
        QVERIFY2(read.complaints().isEmpty(), when + ": " + read.complaints().join(u'\n').toUtf8());
        for (const QString &metric : read.types().keys())
            m_told.insert(metric);
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Standbys | LabPart::PgBouncer | LabPart::Sentinel | LabPart::Valkey | LabPart::Cluster;
        m_lab = std::make_unique<Lab>(options);
        const Result<void> up = m_lab->start();
        QVERIFY2(up, errorWords(up));
        m_targets = {targetOf(*m_lab, m_lab->primary()),  targetOf(*m_lab, m_lab->standby(1)),
                     targetOf(*m_lab, m_lab->standby(2)), targetOf(m_lab->pgbouncer()),
                     targetOf(m_lab->redisPrimary()),     targetOf(m_lab->redisReplica()),
                     targetOf(m_lab->valkey()),           targetOf(m_lab->cluster().node(1)),
                     sentinelTargetOf(m_lab->sentinel(1))};
        m_watched = std::make_unique<Watched>(*m_lab, m_targets, quick());
        for (const Target &target : m_targets)
            m_watched->engine().want(target.name, kProbes);
        const auto areAllLive = [this] {
            const auto all = newest();
            return all.size() == m_targets.size() && std::ranges::all_of(all, [](const auto &one) {
                       return isLive(one.second->link) && one.second->hasData();
                   });
        };
        QTRY_VERIFY_WITH_TIMEOUT(areAllLive(), 30'000);
    }
    void cleanupTestCase()
    {
        m_watched.reset();
        m_lab.reset();
    }

    void everySceneIsReadStrictly_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::newRow("none") << QString();
        for (const SceneKind &kind : sceneKinds())
            QTest::newRow(qPrintable(kind.name)) << kind.name;
    }
    void everySceneIsReadStrictly()
    {
        QFETCH(QString, scene);
        if (scene.isEmpty())
            return readAll("no scene");
        const std::unique_ptr<Scene> play = makeScene(scene);
        const Result<void> begun = play->begin(*m_lab);
        QVERIFY2(begun, errorWords(begun));
        readAll("begun");
        const Result<void> ended = play->end();
        QVERIFY2(ended, errorWords(ended));
    }

    /// The scenes together show most of what is in the registry: else the above would prove little.
    void theyTellMostOfTheRegistry()
    {
        QStringList untold;
        int metrics = 0;
        for (const Metric &metric : allMetrics()) {
            metrics += metric.read ? 1 : 0;
            if (metric.read && !m_told.contains(metric.name))
                untold << metric.name;
        }
        QVERIFY2(untold.size() * 10 < metrics, qPrintable(untold.join(u' ')));
    }
};

LOCKMASTER_TEST(TestExpositionScenes)
#include "tst_expositionscenes.moc"
