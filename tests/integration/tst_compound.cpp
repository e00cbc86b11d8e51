// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents that show in several places: one of the findings is the root, all others are told as its doing.
#include <QTest>
#include <algorithm>

#include "diagnosis/diagnosis.h"
#include "engine/engine.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"
#include "lab/watch/monitored.h"
#include "watch/momentbus.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray reasonOf(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

} // namespace

class TestCompound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Standbys | LabPart::PgBouncer | LabPart::Redis;
        m_lab = std::make_unique<Lab>(options);
        const auto up = m_lab->start();
        QVERIFY2(up, reasonOf(up));
        m_fleet = {targets()};
        m_engine = std::make_unique<Engine>(m_fleet, [this](const Target &target) {
            return passwordOf(m_lab->password(parameter(target.parameters, u"user")));
        });
        m_bus = std::make_unique<MomentBus>(m_fleet);
        connect(m_engine.get(), &Engine::observed, m_bus.get(), &MomentBus::take);
        m_engine->start();
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(m_fleet.targets,
                                                     [this](const Target &target) {
                                                         const SnapshotPtr shown = m_bus->shown(target.name);
                                                         return shown && shown->hasData();
                                                     }),
                                 15'000);
    }
    void cleanupTestCase()
    {
        m_engine->stop();
        m_lab.reset();
    }

    void oneRootEach_data()
    {
        QTest::addColumn<QString>("root");
        QTest::addColumn<QString>("symptom"); ///< that is there too, and not told as one of its own
        QTest::newRow("pool-behind-lock:20") << u"pg.lock.blocked orders-primary"_s << u"pool.waiting pgbouncer"_s;
        QTest::newRow("pool-paused") << u"pool.paused pgbouncer"_s << u"pool.waiting pgbouncer"_s;
        QTest::newRow("replay-paused:4000")
            << u"pg.replication.paused orders-standby-2"_s << u"pg.replication.lag orders-primary"_s;
        QTest::newRow("replica-link-down")
            << u"redis.replication.login redis-replica"_s << u"redis.replication.link redis-replica"_s;
    }
    void oneRootEach()
    {
        QFETCH(const QString, root);
        QFETCH(const QString, symptom);
        const auto scene = makeScene(QString::fromLatin1(QTest::currentDataTag()));
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, reasonOf(begun));
        const auto isThere = [this](const QString &which) { return told(true).contains(which); };
        QTRY_VERIFY2_WITH_TIMEOUT(isThere(root) && isThere(symptom), qPrintable(told(true).join(u'\n')), 40'000);
        QTRY_VERIFY2_WITH_TIMEOUT(told(false) == QStringList{root}, qPrintable(told(false).join(u'\n')), 15'000);
        QVERIFY(scene->end());
        QTRY_VERIFY2_WITH_TIMEOUT(told(true).isEmpty(), qPrintable(told(true).join(u'\n')), 60'000);
    }

private:
    std::vector<Target> targets()
    {
        std::vector<Target> all{targetOf(*m_lab, m_lab->primary()),  targetOf(*m_lab, m_lab->standby(1)),
                                targetOf(*m_lab, m_lab->standby(2)), targetOf(m_lab->pgbouncer()),
                                targetOf(m_lab->redisPrimary()),     targetOf(m_lab->redisReplica())};
        for (Target &target : all)
            target.group = u"orders"_s;
        return all;
    }

    /// "id target" of what is more than info, each once; without `all` only what is nobody else's doing.
    [[nodiscard]] QStringList told(bool all) const
    {
        QStringList told;
        for (const Target &target : m_fleet.targets) {
            for (const Finding &finding : m_bus->findingsOf(target.name)) {
                if (finding.severity > FindingSeverity::Info && (all || finding.causedBy.id.isEmpty()))
                    told << finding.id + u' ' + finding.target;
            }
        }
        told.removeDuplicates();
        return told;
    }

    std::unique_ptr<Lab> m_lab;
    Fleet m_fleet;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<MomentBus> m_bus;
};

LOCKMASTER_TEST(TestCompound)
#include "tst_compound.moc"
