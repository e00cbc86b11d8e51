// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a note is made of: findings joined to what lasted from when to when, at their worst; blindness; deeds; series.
#include "harness/testprogram.h"
#include "incidents/noteseries.h"
#include "incidents/notetimeline.h"
#include "incidents/notewords.h"
#include "metrics/seriesnames.h"
#include "notefixtures.h"

#include <QTest>

#include <utility>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

std::vector<NoteEntry> timelineOf(std::vector<SeenMoment> moments)
{
    return incidentNote({{watchedPrimary(), {}, std::move(moments), {}, {}}}, kStart, kEnd).timeline;
}

} // namespace

class TestIncidentNote : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timelineHasWhatLastedAndWhatHappened()
    {
        const IncidentNote note = noteOfBlockade();
        QCOMPARE(note.timeline.size(), 3u);
        const NoteEntry &finding = note.timeline[0];
        QVERIFY(finding.finding());
        QCOMPARE(finding.at, kMidnight + 3h + 7min + 51s);
        QCOMPARE(finding.lastSeen, kMidnight + 3h + 11min + 30s);
        QVERIFY(finding.over == kMidnight + 3h + 12min + 2s);
        QVERIFY(std::holds_alternative<ServerEvent>(note.timeline[1].what));
        QVERIFY(std::get<Deed>(note.timeline[2].what) == endOfRoot());
    }

    void evidenceIsThatOfTheWorst()
    {
        const IncidentNote note = noteOfBlockade();
        QCOMPARE(note.timeline[0].finding()->severity, FindingSeverity::Critical);
        QCOMPARE(note.timeline[0].finding()->evidence["victims"_L1].toInt(), 41); // 12 came later
        QVERIFY(mainEntry(note) == &note.timeline[0]);
    }

    void whatIsGoneForTenSecondsGoesOn()
    {
        const Finding found = blockade(FindingSeverity::Critical, 3);
        const auto one = timelineOf({seenAt(8min, {found}), seenAt(8min + 1s), seenAt(8min + 11s, {found})});
        QCOMPARE(one.size(), 1u);
        QVERIFY(!one.front().over);
        const auto two = timelineOf({seenAt(8min, {found}), seenAt(8min + 1s), seenAt(8min + 12s, {found})});
        QCOMPARE(two.size(), 2u);
        QVERIFY(two.front().over == kMidnight + 3h + 8min + 1s);
    }

    void blindnessIsAnEntryAndEndsNothing()
    {
        const Finding found = blockade(FindingSeverity::Critical, 3);
        const auto seen =
            timelineOf({seenAt(8min, {found}), notSeenAt(8min + 1s), notSeenAt(9min), seenAt(9min + 1s, {found})});
        QCOMPARE(seen.size(), 2u);
        QVERIFY(seen[0].finding() && !seen[0].over);
        QVERIFY(std::holds_alternative<LinkState>(seen[1].what));
        QVERIFY(seen[1].over == kMidnight + 3h + 9min + 1s);
        QVERIFY(entryWords(seen[1]).contains(u"connection refused"_s));
    }

    void whatIsOnlyToBeKnownIsLeftOut()
    {
        QVERIFY(timelineOf({seenAt(8min, {blockade(FindingSeverity::Info, 3)})}).empty());
        QCOMPARE(headlineOf(incidentNote({{watchedPrimary(), {}, {}, {}, {}}}, kStart, kEnd)),
                 u"orders-primary: nothing was wrong."_s);
    }

    void causeHasTheHeadline()
    {
        Finding pool = blockade(FindingSeverity::Critical, 500);
        pool.key = u"pgbouncer.pool.waiting pool"_s;
        pool.since = kMidnight + 3h;
        pool.causedBy = {u"pg.lock.blocked"_s, u"orders-primary"_s, blockade(FindingSeverity::Critical, 1).key};
        WatchedTarget front{Target{.name = u"pool"_s}, {}, {seenAt(8min, {pool})}, {}, {}};
        const IncidentNote note = incidentNote({front, watchedBlockade()}, kStart, kEnd);
        QVERIFY(mainEntry(note));
        QCOMPARE(mainEntry(note)->target, u"orders-primary"_s);
    }

    void deedsAreToldInALine()
    {
        Deed refused = endOfRoot();
        refused.result.outcome = Outcome::RefusedByConsole;
        QCOMPARE(deedsWords({endOfRoot(), refused}), u"you ended 155"_s);
        QCOMPARE(deedsWords({refused}), QString());
    }

    void laterLookAtADeedReplacesIt()
    {
        Deeds deeds;
        Deed deed = endOfRoot();
        deed.result.outcome = Outcome::Unknown;
        deeds.add(deed);
        deed.at.wall += 1min;
        deed.result.outcome = Outcome::DoneVerified;
        deeds.add(deed);
        const std::vector<Deed> kept = deeds.of(u"orders-primary"_s);
        QCOMPARE(kept.size(), 1u);
        QCOMPARE(kept.front().at.wall, kActed);
        QCOMPARE(kept.front().result.outcome, Outcome::DoneVerified);
        QVERIFY(deeds.of(u"billing"_s).empty());
    }

    void whatWasJoinedBeforeCountsAsItsMoments()
    {
        WatchedTarget watched = watchedBlockade();
        const IncidentNote whole = incidentNote({watched}, kStart, kEnd);
        TimelineJoiner joiner(watched.target.name);
        for (const SeenMoment &moment : watched.moments)
            joiner.see(moment);
        watched.joined = joiner.entries();
        watched.moments.clear();
        const IncidentNote joined = incidentNote({watched}, kStart, kEnd);
        QCOMPARE(joined.timeline.size(), whole.timeline.size());
        for (std::size_t i = 0; i < whole.timeline.size(); ++i) {
            QCOMPARE(joined.timeline[i].at, whole.timeline[i].at);
            QVERIFY(joined.timeline[i].over == whole.timeline[i].over);
        }
    }

    /// By the registry's names, or nothing would be drawn.
    void seriesExist()
    {
        for (const KindRecord &record : allKinds()) {
            for (const NoteSeries &series : noteSeries(record.kind)) {
                QVERIFY2(isToldSeries(QString(series.name)), series.name.data());
                QVERIFY(!series.title().isEmpty());
            }
        }
    }

    void seriesHaveTitlesAndUnits()
    {
        const QString lag = u"lockmaster_replication_lag_bytes{application_name=\"app2\"}"_s;
        QCOMPARE(seriesTitle(lag), u"Not yet replayed by standby: app2"_s);
        QCOMPARE(seriesTitle(u"lockmaster_replication_lag_bytes{application_name=\"app2\",pid=\"7\"}"_s),
                 u"Not yet replayed by standby: app2"_s);
        QCOMPARE(seriesValue(lag, 2048), u"2.0 kB"_s);
        QCOMPARE(seriesValue(u"sum(rate(pg_stat_database_xact_commit))"_s, 820), u"820/s"_s);
        QCOMPARE(seriesValue(u"lockmaster_blocked_sessions"_s, 41), u"41"_s);
        Snapshot snapshot;
        snapshot.samples = {{lag, 1}, {u"lockmaster_blocked_sessions"_s, 2}, {u"pg_up"_s, 1}};
        QCOMPARE(seriesToDraw(snapshot, ServerKind::PostgreSql),
                 (std::vector<QString>{u"lockmaster_blocked_sessions"_s, lag}));
    }
};

LOCKMASTER_TEST(TestIncidentNote)
#include "tst_incidentnote.moc"
