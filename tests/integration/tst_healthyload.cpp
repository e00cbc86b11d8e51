// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A busy day on which nothing is wrong: orders through PgBouncer, reads of Redis, much WAL with standbys that follow through
// slots of limited size, and archiving. Nobody is accused: no finding above info, not once. LOCKMASTER_HEALTHY_SECONDS
// makes the day longer; ten minutes is what a release is tried with.
#include <QTest>
#include <map>
#include <utility>

#include "diagnosis/diagnosis.h"
#include "diagnosis/observer.h"
#include "engine/engine.h"
#include "harness/testprogram.h"
#include "lab/crowd/workload.h"
#include "lab/watch/monitored.h"
#include "watch/momentbus.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double kTransactionsPerSecond = 150;
constexpr auto kWarmUp = 5s; // rates and trends begin, clients log in

QByteArray why(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

std::chrono::seconds dayLength()
{
    const int wanted = qEnvironmentVariableIntValue("LOCKMASTER_HEALTHY_SECONDS");
    return std::chrono::seconds(wanted > 0 ? wanted : 40);
}

/// Ten megabytes of WAL a second in short transactions.
CrowdMember walWriter()
{
    return {u"web"_s,
            u"stock-import-#"_s,
            {u"SELECT pg_logical_emit_message(true, 'stock', repeat('x', 130000))"_s},
            50ms,
            true};
}

} // namespace

class TestHealthyLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Standbys | LabPart::PgBouncer | LabPart::Sentinel;
        options.settings = {{u"archive_mode"_s, u"on"_s},
                            {u"archive_command"_s, u"test -f %p"_s},
                            {u"max_slot_wal_keep_size"_s, u"256MB"_s},
                            {u"checkpoint_timeout"_s, u"30s"_s}, // enough WAL fits in between
                            {u"max_wal_size"_s, u"1GB"_s}};
        m_lab = std::make_unique<Lab>(options);
        const auto up = m_lab->start();
        QVERIFY2(up, why(up));
    }

    void nobodyIsAccused()
    {
        const Fleet fleet{targets()};
        MomentBus bus(fleet);
        Engine engine(fleet, [this](const Target &target) {
            const QString user = parameter(target.parameters, u"user");
            return passwordOf(m_lab->password(user.isEmpty() ? u"lockmaster"_s : user));
        });
        connect(&engine, &Engine::observed, &bus, &MomentBus::take);
        const Workload day(*m_lab, kTransactionsPerSecond);
        Crowd writers(
            [this](const QString &user, const QString &application) { return m_lab->conninfo(user, application); });
        writers.join(several(4, walWriter()));
        engine.start();
        QTest::qWait(kWarmUp);
        std::map<QString, SteadyTime> seen;
        std::map<QString, std::chrono::milliseconds> longest; ///< between two looks at a target
        connect(&engine, &Engine::observed, this, [&](const ObservationPtr &observation) {
            const QString target = observation->snapshot->target;
            const SteadyTime taken = observation->snapshot->taken.steady;
            const SteadyTime before = std::exchange(seen[target], taken);
            if (before != SteadyTime{})
                longest[target] =
                    std::max(longest[target], std::chrono::duration_cast<std::chrono::milliseconds>(taken - before));
            for (const Finding &finding : bus.findingsOf(observation->snapshot->target)) {
                if (finding.severity > FindingSeverity::Info)
                    m_accused[finding.id + u' ' + finding.target] = sentenceOf(finding);
            }
        });
        const std::size_t before = day.done();
        QTest::qWait(dayLength());
        engine.stop();
        for (const auto &[what, words] : m_accused)
            qWarning("%s: %s", qPrintable(what), qPrintable(words));
        QVERIFY(m_accused.empty());
        // The day was a busy one, and it was seen.
        QVERIFY(day.done() - before > std::size_t(dayLength().count() * 50));
        for (const Target &target : fleet.targets) // however busy the computer is: no data are older than ten seconds
            QVERIFY2(longest[target.name] > 0ms && longest[target.name] <= 10s,
                     qPrintable(target.name + u' ' + bus.latest(target.name)->intervalReason));
        QVERIFY(m_lab->value(u"SELECT archived_count > 0 FROM pg_stat_archiver"_s) == u"t");
    }

private:
    std::vector<Target> targets()
    {
        std::vector<Target> all{targetOf(*m_lab, m_lab->primary()),  targetOf(*m_lab, m_lab->standby(1)),
                                targetOf(*m_lab, m_lab->standby(2)), targetOf(m_lab->pgbouncer()),
                                targetOf(m_lab->redisPrimary()),     targetOf(m_lab->redisReplica()),
                                sentinelTargetOf(m_lab->sentinel(1))};
        for (Target &target : all)
            target.group = u"orders"_s;
        return all;
    }

    std::unique_ptr<Lab> m_lab;
    std::map<QString, QString> m_accused; ///< what it said, by finding and target
};

LOCKMASTER_TEST(TestHealthyLoad)
#include "tst_healthyload.moc"
