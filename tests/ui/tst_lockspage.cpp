// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness/observed.h"
#include "base/format.h"
#include "model/postgres/sessionarguments.h"
#include "harness/windowtest.h"
#include "ui/locks/lockexport.h"
#include "ui/locks/lockrelease.h"
#include "ui/locks/lockspage.h"
#include "ui/locks/lockstree.h"
#include "ui/locks/preparedlist.h"
#include "window/shellfixtures.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

/// "8123 billing | idle in transaction 4 m 16 s | | blocks 3 (lost …) | orders · RowExclusive", indented by depth.
QString asText(const std::vector<LockRow> &rows, int depth = 0)
{
    QString text;
    for (const LockRow &row : rows) {
        text += QString(depth * 2, u' ') + QStringList{row.who, row.state, row.place, row.blocks, row.lock}.join(u'|')
                + u'\n';
        text += asText(row.children, depth + 1);
    }
    return text;
}

struct ShownLocks {
    explicit ShownLocks(const QString &target = kTarget)
    {
        page.resize(1000, 600);
        page.setTarget(target);
        page.show();
        tree = page.findChild<LocksTree *>();
    }
    void take(PostgresState state, std::chrono::seconds after = 0s)
    {
        QSignalSpy painted(tree->model(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(tree->model(), &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(tree->model(), &QAbstractItemModel::rowsRemoved);
        const bool isEmpty = state.forest.isEmpty();
        observe(bus, share(live(std::move(state), after, page.target())));
        QTRY_VERIFY(isEmpty || painted.count() + inserted.count() + removed.count() > 0);
        QCoreApplication::processEvents();
    }
    QPushButton *button(const QString &text)
    {
        for (auto *each : page.findChildren<QPushButton *>())
            if (each->text() == text)
                return each;
        return nullptr;
    }
    bool says(const QString &text)
    {
        const auto labels = page.findChildren<QLabel *>();
        return std::ranges::any_of(labels,
                                   [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }
    QModelIndex root() const { return tree->model()->index(0, 0); }

    MomentBus bus{fleet()};
    LocksPage page{bus};
    LocksTree *tree = nullptr;
};

SessionKey keyOf(int pid)
{
    return sessionOfPid(pid).key;
}

} // namespace

class TestLocksPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void drawsTheForest()
    {
        QCOMPARE(
            asText(lockRows(state())),
            QStringLiteral("8123 billing|idle in transaction 4 m 16 s||blocks 3 (lost 9 m 04 s)|orders · RowExclusive\n"
                           "  8140 web|waits 4 m 02 s|#1|1 queue behind it|orders · Share\n"
                           "    8177 web|waits 3 m 50 s|#1||orders · Share\n"
                           "  8151 report|waits 1 m 12 s|#2||orders · AccessExclusive\n"));
    }

    void aBlockerWhoseStateIsHiddenIsNotHidden()
    {
        const PostgresState hidden = changed(state(), 8123, [](Session &session) {
            session.state = SessionState::Hidden;
            session.stateChange.reset();
        });
        QCOMPARE(lockRows(hidden).front().state, QStringLiteral("state hidden"));
    }

    void marksAQueueBehindAnAlterTable()
    {
        PostgresState made = state();
        made.lockWaits.push_back(wait(8178, {8151}, QStringLiteral("AccessShareLock"), 60s));
        made.forest = lockForest(made.lockWaits, kNow);
        const LockRow alter = lockRow(made, made.forest.find(8151));
        QCOMPARE(alter.blocks, QStringLiteral("1 queue behind it"));
        QCOMPARE(alter.alarm, LockRow::Alarm::Warning);
    }

    void foldsHundredsOfVictims()
    {
        const std::vector<LockRow> rows = lockRows(blockedState(112));
        QCOMPARE(rows.front().children.size(), 51u);
        QCOMPARE(rows.front().children.back().who, QStringLiteral("+ 62 more"));
        QCOMPARE(lockRows(blockedState(112), {rows.front().key.session}).front().children.size(), 112u);
        QCOMPARE(lockRows(blockedState(50)).front().children.size(), 50u);
    }

    void saysWhatComesIfItEnds()
    {
        const QString since = formatTimeOfDay(kNow - 4min - 20s);
        QCOMPARE(ifItEnds(blockedState(42), 8123),
                 QStringLiteral("If 8123 ends: 42 go on at once; its uncommitted work since %1 is lost.").arg(since));
        QVERIFY(ifItEnds(state(), 8140)
                    .startsWith(QStringLiteral("If 8140 ends: 8177 goes on at once; it has written nothing")));
        QCOMPARE(ifItEnds(state(), 4711), QString());
    }

    void tellsWhoGoesOnAtOnceAndWhoInTurn()
    {
        PostgresState made = state();
        made.lockWaits = {wait(157, {155}, QStringLiteral("ShareLock"), 60s)};
        for (int pid = 200; pid < 239; ++pid)
            made.lockWaits.push_back(wait(pid, {157}, QStringLiteral("ShareLock"), 50s));
        made.forest = lockForest(made.lockWaits, kNow);
        QCOMPARE(ifItEnds(made, 155), QStringLiteral("If 155 ends: 157 goes on at once, 39 in turn, as it and those in "
                                                     "front of them commit."));
        made.lockWaits.back().blockers.push_back(300);
        made.forest = lockForest(made.lockWaits, kNow);
        QCOMPARE(ifItEnds(made, 155), QStringLiteral("If 155 ends: 157 goes on at once, 38 in turn, as it and those in "
                                                     "front of them commit, 1 waits on, others hold it too."));
        LocksModel model;
        model.setRows(lockRows(made));
        model.setRelease(releaseBy(made.lockWaits, {155}));
        const auto freed = [&model](int pid) {
            const LockRowKey key{.session = {pid, {}}};
            return LocksModel::Freed(model.find(key).data(LocksModel::FreedRole).toInt());
        };
        QCOMPARE(freed(157), LocksModel::Freed::AtOnce);
        QCOMPARE(freed(200), LocksModel::Freed::InTurn);
        QCOMPARE(freed(155), LocksModel::Freed::No);
    }

    void whatFreesAllIsOnePlan()
    {
        Snapshot snapshot = live(state());
        PostgresState made = state();
        made.lockWaits = {wait(8140, {8123}, QStringLiteral("ShareLock"), 60s)};
        for (int pid = 200; pid < 239; ++pid)
            made.lockWaits.push_back(wait(pid, {8140}, QStringLiteral("ShareLock"), 50s));
        made.forest = lockForest(made.lockWaits, kNow);
        snapshot.postgres = std::make_shared<const PostgresState>(made);
        const SessionKey root = findSession(made, 8123)->key;
        const OfferedAction all = offerEndAll(snapshot, root, {});
        QCOMPARE(all.text, QStringLiteral("End these 2: 39 go on at once…"));
        QCOMPARE(all.request.action, QString(kTerminateChosen));
        QCOMPARE(sessionKeysIn(all.request.arguments), (std::vector<SessionKey>{root, findSession(made, 8140)->key}));
        QVERIFY(offerEndAll(snapshot, findSession(made, 8140)->key, {}).text.isEmpty()); // which is no root
        made.lockWaits.resize(1);
        made.forest = lockForest(made.lockWaits, kNow);
        snapshot.postgres = std::make_shared<const PostgresState>(made);
        QVERIFY(offerEndAll(snapshot, root, {}).text.isEmpty()); // one is enough
    }

    void modelStandsTheTester()
    {
        LocksModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const PostgresState first = state();
        PostgresState second = first;
        second.lockWaits = {wait(8140, {8151}, QStringLiteral("ShareLock"), 242s),
                            wait(8177, {8140}, QStringLiteral("ShareLock"), 230s),
                            wait(8150, {8151}, QStringLiteral("ShareLock"), 250s)};
        second.forest = lockForest(second.lockWaits, kNow);
        for (const PostgresState &each : {first, second, blockedState(112), state(3), first})
            model.setRows(lockRows(each));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
    }

    void changedCellsAreTintedForAMomentAndAgesAreNot()
    {
        LocksModel model;
        model.setRows(lockRows(state()));
        PostgresState later = state();
        later.serverNow += 1s;
        later.forest = lockForest(later.lockWaits, later.serverNow);
        std::vector<LockRow> rows = lockRows(later);
        rows.front().lock = QStringLiteral("customers · AccessExclusive");
        model.setRows(std::move(rows));
        const auto isTinted = [&model](LockColumn column) {
            return model.index(0, int(column)).data(LocksModel::ChangedRole).toBool();
        };
        QVERIFY(isTinted(LockColumn::Lock));
        QVERIFY(!isTinted(LockColumn::State) && !isTinted(LockColumn::Blocks) && !isTinted(LockColumn::Who));
        QTRY_VERIFY_WITH_TIMEOUT(!isTinted(LockColumn::Lock), 2000);
    }

    void selectsTheWorstRootByItself()
    {
        ShownLocks shown;
        QSignalSpy selected(&shown.page, &Page::sessionSelected);
        shown.take(state());
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected.front().front().value<SessionKey>(), keyOf(8123));
        QVERIFY(shown.button(QStringLiteral("End session 8123…"))->isEnabled());
    }

    void refreshKeepsExpansionSelectionAndScroll()
    {
        ShownLocks shown;
        shown.take(blockedState(45));
        shown.page.selectSession({9030, session(9030, {}, SessionState::Active).key.backendStart});
        const int scrolled = shown.tree->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        shown.take(blockedState(45), 1s);
        QCOMPARE(shown.tree->selected()->pid, 9030);
        QCOMPARE(shown.tree->verticalScrollBar()->value(), scrolled);
        shown.tree->setExpanded(shown.root(), false);
        shown.take(blockedState(46), 2s);
        QVERIFY(!shown.tree->isExpanded(shown.root()));
    }

    void keepsTheSelectionOfASessionThatMoves()
    {
        ShownLocks shown;
        shown.take(state());
        shown.page.selectSession(keyOf(8177));
        PostgresState moved = state();
        moved.lockWaits[2].blockers = {8123};
        moved.forest = lockForest(moved.lockWaits, kNow);
        shown.take(moved, 1s);
        QCOMPARE(shown.tree->selected(), std::optional(keyOf(8177)));
    }

    void columnsAreAsWideAsTheirTexts()
    {
        ShownLocks shown;
        shown.page.resize(900, 600);
        PostgresState made = state();
        made.heldLocks.front().relation = QStringLiteral("order_lines_2026");
        shown.take(made);
        const auto width = [&](LockColumn column) { return shown.tree->columnWidth(int(column)); };
        QFont bold = shown.tree->font();
        bold.setWeight(QFont::DemiBold);
        const QString lock = shown.root().siblingAtColumn(int(LockColumn::Lock)).data().toString();
        QCOMPARE(lock, QStringLiteral("order_lines_2026 · RowExclusive"));
        QVERIFY(width(LockColumn::Lock) >= std::min(240, QFontMetrics(bold).horizontalAdvance(lock)));
        QVERIFY2(width(LockColumn::Query) >= 200, qPrintable(QString::number(width(LockColumn::Query))));
        shown.page.resize(2000, 600);
        QTRY_VERIFY(width(LockColumn::Query) > 800);
        shown.tree->setColumnWidth(int(LockColumn::Blocks), 321); // by hand
        shown.take(state(), 1s);
        QCOMPARE(width(LockColumn::Blocks), 321);
    }

    void neverSelectsAnotherWhenTheSelectedOneIsGone()
    {
        ShownLocks shown;
        shown.take(state());
        PostgresState after = without(state(), 8123);
        after.lockWaits = {wait(8177, {8140}, QStringLiteral("ShareLock"), 230s)};
        after.forest = lockForest(after.lockWaits, kNow);
        shown.take(after, 1s);
        QVERIFY(!shown.tree->selected());
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.page.endSelected();
        QCOMPARE(asked.count(), 0);
    }

    void asksForTheRootByKey()
    {
        ShownLocks shown;
        shown.take(state());
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.tree->setFocus();
        QTest::keyClick(shown.tree, Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(asked.count(), 1);
        const auto request = asked.front().front().value<ActionRequest>();
        QCOMPARE(request.action, QString(kTerminateRootBlocker));
        QCOMPARE(sessionKeyIn(request.arguments), keyOf(8123));
        QCOMPARE(request.target, kTarget);
        QVERIFY(request.seenAt);
    }

    void asksForAllThatHoldTheQueueUpByKey()
    {
        PostgresState made = state();
        made.lockWaits = {wait(8140, {8123}, QStringLiteral("ShareLock"), 60s)};
        for (int pid = 200; pid < 239; ++pid)
            made.lockWaits.push_back(wait(pid, {8140}, QStringLiteral("ShareLock"), 50s));
        made.forest = lockForest(made.lockWaits, kNow);
        ShownLocks shown;
        shown.take(made);
        QVERIFY(shown.button(QStringLiteral("End these 2: 39 go on at once…"))->isVisible());
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.tree->setFocus();
        QTest::keyClick(shown.tree, Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().front().value<ActionRequest>().action, QString(kTerminateChosen));
        shown.page.selectSession(keyOf(8140)); // which is no root
        QTest::keyClick(shown.tree, Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        shown.page.endAll();
        QCOMPARE(asked.count(), 1);
    }

    void cancelOfAnIdleTransactionIsRefusedWithTheReason()
    {
        ShownLocks shown;
        shown.take(state());
        QVERIFY(!shown.button(QStringLiteral("Cancel query of 8123…"))->isEnabled());
        QVERIFY(
            shown.says(QStringLiteral("Cancel does nothing here: 8123 is idle in transaction, no query is running.")));
        shown.page.selectSession(keyOf(8140));
        QVERIFY(shown.button(QStringLiteral("Cancel query of 8140…"))->isEnabled());
    }

    void readOnlyTargetsAndThePastCannotBeActedOn()
    {
        ShownLocks readOnly(kReadOnlyTarget);
        readOnly.take(state());
        QVERIFY(!readOnly.button(QStringLiteral("End session 8123…"))->isEnabled());
        QVERIFY(readOnly.says(QStringLiteral("orders-replica is read-only in the fleet file: it cannot be acted on.")));
        ShownLocks past;
        past.take(state());
        past.bus.freeze();
        QVERIFY(!past.button(QStringLiteral("End session 8123…"))->isEnabled());
        past.bus.goLive();
        QVERIFY(past.button(QStringLiteral("End session 8123…"))->isEnabled());
    }

    void aHiddenSessionIsNotEndedUnseen()
    {
        const Snapshot seen = live(state());
        QVERIFY(offerEndSession(seen, keyOf(8123), {nullptr, true}).isOffered());
        const Snapshot hidden =
            live(changed(state(), 8123, [](Session &session) { session.state = SessionState::Hidden; }));
        const OfferedAction offer = offerEndSession(hidden, keyOf(8123), {nullptr, true});
        QVERIFY(!offer.isOffered());
        QVERIFY2(offer.reason.contains(u"GRANT pg_monitor"), qPrintable(offer.reason));
    }

    void enterUnfoldsTheRest()
    {
        ShownLocks shown;
        shown.take(blockedState(112));
        const QModelIndex rest = shown.tree->model()->index(50, 0, shown.root());
        shown.tree->setCurrentIndex(rest);
        QTest::keyClick(shown.tree, Qt::Key_Return);
        QCOMPARE(shown.tree->model()->rowCount(shown.root()), 112);
        shown.take(blockedState(112), 1s);
        QCOMPARE(shown.tree->model()->rowCount(shown.root()), 112);
    }

    void saysThatNobodyWaits()
    {
        ShownLocks shown;
        shown.take(state(10));
        QTRY_VERIFY(shown.says(QStringLiteral("Nobody waits for a lock (as of %1).").arg(formatTimeOfDay(kNow))));
        QCOMPARE(shown.page.badge(live(state(10))), QString());
        QCOMPARE(shown.page.badge(live(state())), QStringLiteral("3"));
    }

    void listsPreparedTransactions()
    {
        ShownLocks shown;
        PostgresState made = state();
        made.preparedTransactions = {prepared(QStringLiteral("gid-7"))};
        made.lockWaits.push_back(wait(8150, {kPreparedTransactionPid}, QStringLiteral("ShareLock"), 9s));
        made.forest = lockForest(made.lockWaits, kNow);
        shown.take(made);
        const auto *list = shown.page.findChild<PreparedList *>();
        QVERIFY(list->isVisible());
        QCOMPARE(list->table().rowCount(), 1);
        QCOMPARE(list->table().cell(0, 0).text, QStringLiteral("gid-7"));
        const LockRow root = lockRow(made, made.forest.find(kPreparedTransactionPid));
        QCOMPARE(root.who, QStringLiteral("prepared 'gid-7'"));
        QVERIFY(ifItEnds(made, kPreparedTransactionPid).contains(QStringLiteral("COMMIT PREPARED")));
        QVERIFY(!offerEndSession(live(made), {kPreparedTransactionPid, {}}, {nullptr, true}).isOffered());
    }

    void exportsWithLiteralsMasked()
    {
        const Snapshot snapshot = live(blockedState(60));
        const QByteArray csv = lockForestCsv(snapshot);
        QCOMPARE(csv.count("\r\n"), 62);
        QVERIFY(!csv.contains("4711") && !csv.contains("'paid'"));
        const QJsonObject json = QJsonDocument::fromJson(lockForestJson(snapshot)).object();
        const QJsonObject root = json[QStringLiteral("roots")].toArray().first().toObject();
        QCOMPARE(root[QStringLiteral("pid")].toInt(), 8123);
        QCOMPARE(root[QStringLiteral("waiters")].toArray().size(), 60);
        QVERIFY(!root[QStringLiteral("query")].toString().contains(u"4711"));
    }

    void copiesTheForestAsText()
    {
        ShownLocks shown;
        shown.take(state());
        shown.page.copySelected();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains(QStringLiteral("\n  8140 web  waits 4 m 02 s")), qPrintable(copied));
    }

    void showsHostileTextAsItIs()
    {
        ShownLocks shown;
        shown.take(hostile());
        QVERIFY(shown.root().data().toString().contains(QStringLiteral("<img src=/dev/zero>")));
        QVERIFY(!shown.root().data().toString().contains(QChar(0x202e)));
        for (const auto *label : shown.page.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(lockForestCsv(live(hostile())).contains("<img"));
    }
};

LOCKMASTER_WINDOW_TEST(TestLocksPage)
#include "tst_lockspage.moc"
