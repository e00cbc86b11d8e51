// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a file: every page as it was, unmistakably of another time, and nothing can be done.
#include "harness/observed.h"
#include "app/momentfile.h"
#include "app/window/saveddesktop.h"
#include "harness/shownwords.h"
#include "harness/windowtest.h"
#include "mainwindowfixtures.h"
#include "pgbouncer/bouncerfixtures.h"
#include "redis/redisfixtures.h"
#include "replication/replicationfixtures.h"
#include "ui/common/notices/banner.h"
#include "ui/sessions/sessionspage.h"
#include "ui/shell/headerstrip.h"
#include "ui/shell/savedstrip.h"
#include "ui/shell/targetview.h"
#include "ui/shell/timebar/timebar.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

SavedMoments throughFile(const std::vector<SavedMoment> &moments, Texts texts)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.lockmaster"_s);
    const Result<qint64> saved = saveMoments(path, moments, texts);
    const Result<SavedMoments> read = saved ? readMoments(path) : Result<SavedMoments>(std::unexpected(saved.error()));
    if (!read)
        qFatal("%s", qPrintable(read.error().text + read.error().detail));
    return *read;
}

Target targetOf(const QString &name, ServerKind kind)
{
    return {.name = name, .kind = kind, .group = u"shop"_s, .parameters = {{u"host"_s, u"10.0.0.5"_s}}};
}

PostgresState blockedAndReplicating()
{
    PostgresState state = server(primary(), u"orders"_s, 5432);
    const PostgresState blocked = blockedState(7);
    state.sessions = blocked.sessions;
    state.lockWaits = blocked.lockWaits;
    state.heldLocks = blocked.heldLocks;
    state.preparedTransactions = {prepared(u"nightly"_s)};
    std::ranges::sort(state.sessions, {}, [](const SessionPtr &session) { return session->key; });
    state.forest = lockForest(state.lockWaits, state.serverNow);
    state.headroom = headroom(state.sessions, state.settings);
    return state;
}

SavedMoment momentOf(ServerKind kind, Snapshot snapshot)
{
    snapshot.taken.wall = snapshot.dataTaken.wall = kNow;
    return {targetOf(snapshot.target, kind), share(std::move(snapshot))};
}

std::vector<SavedMoment> allKindsSaved()
{
    Snapshot postgres = live(blockedAndReplicating());
    postgres.samples = samples(100, 7);
    Snapshot redis = live(redisState());
    redis.samples = redisSamples(100);
    return {momentOf(ServerKind::PostgreSql, postgres), momentOf(ServerKind::PgBouncer, seen(poolsOf())),
            momentOf(ServerKind::Redis, redis), momentOf(ServerKind::Redis, live(clusterState(), 0s, u"cluster-1"_s)),
            momentOf(ServerKind::Sentinel, live(sentinelState()))};
}

/// Nothing can be done to the past, nor to a file: for reasons of their own.
QString withoutReasons(const QString &words)
{
    QStringList lines = words.split(u'\n');
    lines.removeIf([](const QString &line) { return line.startsWith(u"This is "_s) || line == u"Select a session."; });
    return lines.join(u'\n');
}

QByteArray firstDifference(const QString &page, const QString &then, const QString &now)
{
    const QStringList old = then.split(u'\n');
    const QStringList lines = now.split(u'\n');
    const auto [left, right] = std::ranges::mismatch(old, lines);
    const auto around = [](const QStringList &all, auto place) {
        return all.mid(std::max<qsizetype>(place - all.begin() - 3, 0), 6).join(u" | "_s);
    };
    return u"%1: %2 lines, %3 lines\nthen: %4\nnow:  %5"_s.arg(page)
        .arg(old.size())
        .arg(lines.size())
        .arg(around(old, left), around(lines, right))
        .toUtf8();
}

/// What is on each page of each target, by "target/page".
QMap<QString, QString> wordsOfAllPages(MainWindow &window, const std::vector<SavedMoment> &moments)
{
    QMap<QString, QString> words;
    for (const SavedMoment &moment : moments) {
        window.showTarget(moment.target.name);
        const QStringList pages = window.pageIds();
        for (const QString &id : pages) {
            if (id == u"fleet")
                continue;
            window.showPage(id);
            QTest::qWait(60); // a page draws once a frame
            words.insert(moment.target.name + u'/' + id, withoutReasons(shownWords(*window.page(id))));
        }
    }
    return words;
}

std::vector<SavedMoment> onlyPostgres()
{
    return {allKindsSaved().front()};
}

} // namespace

class TestSavedMoment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(u"tst_savedmoment"_s); }
    void init() { QSettings().clear(); }

    void everyPageIsAsItWas()
    {
        const std::vector<SavedMoment> moments = allKindsSaved();
        Fleet fleet;
        for (const SavedMoment &moment : moments)
            fleet.targets.push_back(moment.target);
        ShownWindow live(fleet);
        for (const SavedMoment &moment : moments)
            observe(live.bus, moment.snapshot);
        live.bus.freeze();
        const auto then = wordsOfAllPages(live.window, moments);

        SavedDesktop saved(throughFile(moments, Texts::Full));
        saved.window().resize(1366, 768);
        saved.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&saved.window()));
        const auto now = wordsOfAllPages(saved.window(), moments);
        QVERIFY2(then.size() >= 20, QByteArray::number(then.size()));
        QCOMPARE(now.keys(), then.keys());
        for (auto page = then.begin(); page != then.end(); ++page) {
            QVERIFY2(page.value().size() > 20, qPrintable(page.key()));
            QVERIFY2(now[page.key()] == page.value(), firstDifference(page.key(), page.value(), now[page.key()]));
        }
    }

    void saysThatItIsOfAnotherTime()
    {
        SavedDesktop desktop(throughFile(onlyPostgres(), Texts::Masked));
        MainWindow &window = desktop.window();
        window.show();
        const auto &strip = *window.findChild<SavedStrip *>();
        QVERIFY(strip.isVisible());
        QVERIFY2(strip.text().contains(u"SAVED MOMENT of 2026-11-21"_s), qPrintable(strip.text()));
        QVERIFY2(strip.text().contains(u"literals in queries are masked"_s), qPrintable(strip.text()));
        const auto &time = *window.findChild<TimeBar *>();
        QVERIFY2(time.modeText().contains(u"2026-11-21"_s) && time.modeText().endsWith(u"SAVED"_s),
                 qPrintable(time.modeText()));
        QVERIFY2(window.windowTitle().contains(u"saved moment of 2026-11-21"_s), qPrintable(window.windowTitle()));
        const QString age = window.findChild<HeaderStrip *>()->ageText();
        QVERIFY2(age.contains(u"2026-11-21"_s) && age.endsWith(u"ago, saved"_s), qPrintable(age));
    }

    void liveWindowHasNoStrip()
    {
        ShownWindow shown;
        shown.take(now(state(20)));
        QVERIFY(!shown.part<SavedStrip>().isVisible());
        shown.bus.freeze();
        QVERIFY(!shown.part<SavedStrip>().isVisible());
    }

    void itNeverGoesLive()
    {
        SavedDesktop desktop(throughFile(onlyPostgres(), Texts::Full));
        MainWindow &window = desktop.window();
        window.show();
        const SnapshotPtr shown = desktop.bus().shown(kTarget);
        QVERIFY(shown && !desktop.bus().isLive());
        window.toggleFrozen();
        desktop.bus().goLive();
        desktop.bus().step(-1);
        desktop.bus().step(1);
        desktop.bus().showMoment(kNow - 1h);
        QVERIFY(!desktop.bus().isLive());
        QCOMPARE(desktop.bus().shown(kTarget), shown);
    }

    void nothingCanBeDone()
    {
        SavedDesktop desktop(throughFile(onlyPostgres(), Texts::Full));
        MainWindow &window = desktop.window();
        window.show();
        QSignalSpy requested(&window, &MainWindow::actionRequested);
        for (const QString &page : {u"sessions"_s, u"locks"_s}) {
            window.showPage(page);
            QTest::qWait(60);
            window.selectSession(rootBlocker().key);
            int offered = 0;
            for (const Command &command : window.commands()) {
                const bool acts = command.text.contains(u"End "_s) || command.text.contains(u"Cancel"_s);
                offered += acts ? 1 : 0;
                QVERIFY2(!acts || command.reason.contains(u"saved moment"_s),
                         qPrintable(command.text + command.reason));
                if (acts && command.run)
                    command.run();
            }
            QVERIFY2(offered >= 2, qPrintable(page));
        }
        Q_EMIT window.targetView().actionRequested(ActionRequest{});
        QCOMPARE(requested.size(), 0);
    }

    void brokenMomentOffersNoRetry()
    {
        Snapshot broken = live(state(4));
        broken.link.phase = LinkPhase::Broken;
        broken.link.error = Error{ErrorKind::Network, u"refused"_s, {}, {}, {}};
        SavedDesktop desktop(throughFile({momentOf(ServerKind::PostgreSql, broken)}, Texts::Full));
        desktop.window().show();
        const auto &banner = *desktop.window().findChild<Banner *>();
        QTRY_VERIFY(banner.isVisible());
        QVERIFY(!banner.findChild<QPushButton *>()->isVisible());
    }

    void theUsersLayoutIsLeftAlone()
    {
        {
            ShownWindow shown;
            shown.window.showTarget(u"billing"_s);
            shown.window.close();
        }
        {
            SavedDesktop desktop(throughFile(onlyPostgres(), Texts::Full));
            desktop.window().show();
            desktop.window().close();
        }
        ShownWindow again;
        QCOMPARE(again.window.target(), u"billing"_s);
    }
};

LOCKMASTER_WINDOW_TEST(TestSavedMoment)
#include "tst_savedmoment.moc"
