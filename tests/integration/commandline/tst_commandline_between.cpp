// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster check` and `lockmaster snapshot`: what one moment of one server alone does not show.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"

#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

QJsonObject firstOf(const QJsonObject &json, const QString &id)
{
    const QJsonArray findings = json[u"findings"_s].toArray();
    const auto found =
        std::ranges::find_if(findings, [&](const auto &finding) { return finding[u"id"_s].toString() == id; });
    return found == findings.end() ? QJsonObject() : found->toObject();
}

} // namespace

class TestCommandLineBetween : public CommandLineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Standbys | LabPart::Redis); }
    void cleanupTestCase() { m_lab.reset(); }

    void ratesAreToldByWatching();
    void snapshotOfOneTellsOfTwoPrimaries();
};

void TestCommandLineBetween::ratesAreToldByWatching()
{
    const auto scene = makeScene(u"hit-rate-collapse"_s);
    QVERIFY(scene->begin(*m_lab));
    const QStringList words{u"check"_s, kFleet, m_fleet, u"--json"_s};
    const QString collapse = u"redis.hit_rate"_s;
    QCOMPARE(firstOf(run(words).json(), collapse), QJsonObject());
    const Ended watched = run(words + QStringList{u"--for"_s, u"3"_s});
    QCOMPARE(firstOf(watched.json(), collapse)[u"severity"_s].toString(), u"warning"_s);
    QVERIFY2(watched.exitCode == 1 || watched.exitCode == 2, watched.words());
    QCOMPARE(watched.json()[u"not_looked_at"_s].toArray(), QJsonArray{u"trends"_s});
}

void TestCommandLineBetween::snapshotOfOneTellsOfTwoPrimaries()
{
    const auto split = makeScene(u"two-primaries"_s);
    QVERIFY(split->begin(*m_lab));
    const Ended ended = run({u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--json"_s});
    QVERIFY2(ended.exitCode == 0, ended.words());
    QCOMPARE(ended.json()[u"target"_s].toString(), kPrimary); // and no other is printed
    const QJsonObject told = firstOf(ended.json(), u"pg.replication.two_primaries"_s);
    QCOMPARE(told[u"evidence"_s][u"primaries"_s].toArray().size(), 2);
    const Ended text = run({u"snapshot"_s, kPrimary, kFleet, m_fleet});
    QVERIFY2(text.out.contains(u"pg.replication.two_primaries"_s), text.words());
    QVERIFY2(text.out.endsWith(u"Trends: not looked at, --for 30 watches.\n"_s), text.words());
}

LOCKMASTER_TEST(TestCommandLineBetween)
#include "tst_commandline_between.moc"
