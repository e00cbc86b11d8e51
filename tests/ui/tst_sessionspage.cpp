// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Sessions page, driven by mouse and keys as a person would.
#include "fixtures.h"
#include "ownsettings.h"

#include "base/format.h"
#include "ui/common/momentbus.h"
#include "ui/common/table/tableview.h"
#include "ui/sessions/sessionactions.h"
#include "ui/sessions/sessiongroups.h"
#include "ui/sessions/sessionspage.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

/// A page with data, shown, and the parts of it that a person uses.
struct Shown {
    MomentBus bus{fleet()};
    SessionsPage page{bus};
    TableView *table = page.findChild<TableView *>();

    explicit Shown(PostgresState state = fixtures::state(), const QString &target = kTarget)
    {
        QSettings().clear();
        page.setTarget(target);
        bus.take(share(live(std::move(state), 0s, target)));
        page.resize(1100, 600);
        page.show();
        page.activateWindow();
        [[maybe_unused]] const bool isActive = QTest::qWaitForWindowActive(&page); // keys need it
    }
    [[nodiscard]] QStringList pids() const
    {
        QStringList shown;
        for (int row = 0; row < table->table().rowCount(); ++row)
            shown.append(table->table().cell(row, 0).text);
        return shown;
    }
    [[nodiscard]] QString words() const
    {
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>())
            texts << label->text();
        return texts.join(u' ');
    }
    void click(const QString &pid, Qt::MouseButton button = Qt::LeftButton) const
    {
        const QModelIndex index = table->model()->index(static_cast<int>(pids().indexOf(pid)), 1);
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), button, {}, table->visualRect(index).center());
    }
    [[nodiscard]] QAction *action(const QString &text) const
    {
        for (QAction *action : page.actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
};

} // namespace

class TestSessionsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_sessionspage")); }
    void init() { QSettings().clear(); } // an order chosen before would be remembered

    void troubleComesFirst()
    {
        Shown shown(changed(fixtures::state(1000), 8105, [](Session &s) { s.transactionStart = kNow - 2h; }));
        QCOMPARE(shown.pids().sliced(0, 5), QStringList({"8123", "8140", "8177", "8151", "8105"}));
        const QHeaderView *header = shown.table->horizontalHeader();
        QCOMPARE(header->sortIndicatorSection(), shown.table->table().columnOf(u"blocks"));
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void presets_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QStringList>("pids");
        QTest::newRow("waiting") << "waiting" << QStringList{"8140", "8177", "8151"};
        QTest::newRow("blocking") << "blocking" << QStringList{"8123", "8140"};
        QTest::newRow("active") << "active" << QStringList{"8140", "8177", "8151", "8110", "8111", "8112", "8105", "8115"};
        QTest::newRow("active > 5 s") << "active_5s" << QStringList{"8140", "8177", "8151", "8110", "8111", "8112", "8105", "8115"};
        QTest::newRow("active > 30 s") << "active_30s" << QStringList{"8140", "8177", "8151", "8110", "8111", "8112"};
        QTest::newRow("idle in transaction") << "idle_in_transaction" << QStringList{"8123"};
        QTest::newRow("idle in transaction > 5 min") << "idle_in_transaction_5min" << QStringList{};
        QTest::newRow("idle > 5 min") << "idle_5min" << QStringList{"8104"};
    }
    void presets()
    {
        QFETCH(QString, preset);
        PostgresState state = changed(fixtures::state(80), 8104, [](Session &s) { s.stateChange = kNow - 301s; });
        const QStringList plain{"8105", "8115"};
        std::erase_if(state.sessions, [&](const SessionPtr &s) {
            const bool isFiller = s->query.startsWith(u"SELECT * FROM orders");
            return isFiller && s->key.pid != 8104 && !plain.contains(QString::number(s->key.pid));
        });
        for (const int pid : {8105, 8115})
            state = changed(state, pid, [pid](Session &s) { s.queryStart = kNow - std::chrono::seconds(8125 - pid); });
        Shown shown(std::move(state));
        QVERIFY(shown.page.choosePreset(preset));
        QTEST(shown.pids(), "pids");
    }

    void everyPresetHasWords()
    {
        QSet<QString> ids;
        for (const SessionPreset &preset : sessionPresets()) {
            QVERIFY(!preset.title.isEmpty() && !preset.toolTip.isEmpty());
            ids.insert(preset.id);
        }
        QCOMPARE(ids.size(), sessionPresets().size());
        Shown shown;
        QVERIFY(!shown.page.choosePreset(QStringLiteral("nothing")));
    }

    void choosingByKeyboard()
    {
        Shown shown;
        auto *presets = shown.page.findChildren<QComboBox *>().first();
        presets->setFocus();
        QTest::keyClick(presets, Qt::Key_Down);
        QCOMPARE(shown.pids(), QStringList({"8140", "8177", "8151"}));
    }

    void workersStandBelowTheirLeader()
    {
        Shown shown;
        const QStringList pids = shown.pids();
        const auto leader = pids.indexOf(QStringLiteral("8110"));
        QCOMPARE(pids.sliced(leader, 3), QStringList({"8110", "8111", "8112"}));
        QCOMPARE(shown.table->table().shape(static_cast<int>(leader) + 1).depth, 1);
    }

    void agesAreApartAndAgainstTheServersClock()
    {
        Shown shown;
        const TableModel &model = shown.table->table();
        const int row = static_cast<int>(shown.pids().indexOf(QStringLiteral("8123")));
        QCOMPARE(model.cell(row, model.columnOf(u"query_age")).text, QString());
        QCOMPARE(model.cell(row, model.columnOf(u"transaction_age")).text, QStringLiteral("4 m 20 s"));
        QCOMPARE(model.cell(row, model.columnOf(u"state_age")).text, QStringLiteral("4 m 16 s"));
        QCOMPARE(model.cell(row, model.columnOf(u"blocks")).text, QStringLiteral("3"));
        QCOMPARE(model.cell(row, model.columnOf(u"state")).state, StateRole::Critical);
    }

    void whatIsHiddenIsNotCounted()
    {
        PostgresState plain;
        plain.serverNow = kNow;
        for (const int pid : {31, 32}) {
            Session hidden;
            hidden.key.pid = pid;
            hidden.application = QStringLiteral("checkout");
            hidden.state = SessionState::Hidden;
            plain.sessions.push_back(std::make_shared<const Session>(hidden));
        }
        plain.lockWaits = {LockWait{.pid = 32, .blockers = {31}}};
        Shown shown(plain);
        QTRY_COMPARE(shown.pids().size(), 2);
        const TableModel &model = shown.table->table();
        QCOMPARE(model.cell(0, model.columnOf(u"application")).text, QStringLiteral("checkout"));
        for (const char *id : {"wait", "query", "client", "query_age", "transaction_age", "state_age", "backend_age"}) {
            const int column = model.columnOf(QString::fromLatin1(id));
            QCOMPARE(model.cell(0, column).text, unknownValue()); // its start is hidden too
            QVERIFY(std::holds_alternative<std::monostate>(model.value(0, column)));
            QCOMPARE(model.hint(0, column), QStringLiteral("hidden from this login"));
        }
        QVERIFY2(shown.words().contains(u"1 waiting for a lock  ·  who is active or idle is hidden"), qPrintable(shown.words()));
    }

    void hiddenProcessesOfTheServerAreBackground_data()
    {
        QTest::addColumn<QString>("application");
        QTest::addColumn<QString>("database");
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("leftOut");
        QTest::newRow("checkpointer") << "" << "" << "" << true;
        QTest::newRow("logical replication launcher") << "" << "" << "postgres" << true;
        QTest::newRow("autovacuum worker") << "" << "orders" << "" << true;
        QTest::newRow("walsender") << "orders_standby" << "" << "replicator" << false;
        QTest::newRow("client") << "checkout" << "orders" << "shop" << false;
        QTest::newRow("client without a name") << "" << "orders" << "shop" << false;
    }
    void hiddenProcessesOfTheServerAreBackground()
    {
        QFETCH(QString, application);
        QFETCH(QString, database);
        QFETCH(QString, user);
        QFETCH(bool, leftOut);
        Session hidden;
        hidden.key.pid = 31;
        hidden.state = SessionState::Hidden;
        hidden.application = application;
        hidden.database = database;
        hidden.user = user;
        PostgresState plain;
        plain.serverNow = kNow;
        plain.sessions = {std::make_shared<const Session>(hidden)};
        Shown shown(plain);
        QTRY_VERIFY(shown.words().contains(leftOut ? u"0 of 1 sessions" : u"1 of 1 sessions"));
        QCOMPARE(shown.pids().isEmpty(), leftOut);
    }

    void whoWaitsForNothingStaysBlank()
    {
        Shown shown(changed(fixtures::state(10), 8105, [](Session &s) { s.waitEventType = s.waitEvent = QString(); }));
        const TableModel &model = shown.table->table();
        const int row = static_cast<int>(shown.pids().indexOf(QStringLiteral("8105")));
        QCOMPARE(model.cell(row, model.columnOf(u"wait")).text, QString());
        QCOMPARE(model.hint(row, model.columnOf(u"wait")), QString());
    }

    void countsClientsAsOverviewDoesAndReplicationApart()
    {
        const auto sends = [](Session &s) { s.backendType = QStringLiteral("walsender"); };
        Shown shown(changed(fixtures::state(10), 8105, sends));
        const QString status = shown.words();
        QVERIFY2(status.contains(u"1 active  ·  0 idle in transaction  ·  1 replication"), qPrintable(status));
        QVERIFY(shown.page.choosePreset(QStringLiteral("by_state")));
        QVERIFY(shown.pids().contains(QStringLiteral("active  –  2 sessions, 1 active, 1 replication")));
    }

    void countsHaveSeparators()
    {
        const QLocale before;
        const auto restore = qScopeGuard([&] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Shown shown(fixtures::state(1510));
        QVERIFY2(shown.words().contains(u"1,508 of 1,510 sessions"), qPrintable(shown.words()));
        QVERIFY(shown.page.choosePreset(QStringLiteral("by_database")));
        QVERIFY(shown.pids().join(u'\n').contains(u"orders  –  1,506 sessions"));
    }

    void groupsCountAndFold()
    {
        Shown shown;
        QVERIFY(shown.page.choosePreset(QStringLiteral("by_application_state")));
        const QStringList headings = shown.pids();
        QCOMPARE(headings.first(), QStringLiteral("web · idle  –  102 sessions")); // most first
        QCOMPARE(headings.last(), QStringLiteral("billing · idle in transaction  –  1 sessions, 1 idle in transaction"));
        QVERIFY(headings.join(u'\n').contains(QStringLiteral("web · active  –  27 sessions, 27 active, 2 waiting")));
        shown.table->setCurrentRow(static_cast<int>(headings.size()) - 1, true);
        QTest::keyClick(shown.table, Qt::Key_Right);
        QCOMPARE(shown.pids().last(), QStringLiteral("8123"));
        QVERIFY(!shown.action(QStringLiteral("End session…"))->isEnabled()); // a heading is no session
    }

    void hideIdleAndBackground()
    {
        Shown shown;
        const int all = static_cast<int>(shown.pids().size());
        QCOMPARE(all, 198);
        for (QToolButton *button : shown.page.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("Hide background"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(shown.pids().size(), 200);
        for (QToolButton *button : shown.page.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("Hide idle"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(shown.pids().size(), 47);
    }

    void filterSurvivesRefresh()
    {
        Shown shown;
        shown.table->setFocus();
        QTest::keyClick(shown.table, Qt::Key_Slash);
        auto *field = shown.page.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
        for (QLineEdit *candidate : shown.page.findChildren<QLineEdit *>()) {
            if (candidate->accessibleName() == QStringLiteral("Filter sessions"))
                field = candidate;
        }
        QTest::keyClicks(field, QStringLiteral("alter table"));
        QCOMPARE(shown.pids(), QStringList{"8151"});
        shown.bus.take(share(live(fixtures::state(), 1s)));
        QTRY_COMPARE(shown.table->table().cell(0, 3).text, QStringLiteral("1 m 13 s"));
        QCOMPARE(shown.pids(), QStringList{"8151"});
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(shown.pids().size(), 198);
    }

    void selectionSurvivesAndFollowsNobodyElse()
    {
        Shown shown;
        QSignalSpy selected(&shown.page, &Page::sessionSelected);
        shown.click(QStringLiteral("8177"));
        QCOMPARE(selected.last().first().value<SessionKey>().pid, 8177);
        const int told = static_cast<int>(selected.size());
        shown.bus.take(share(live(fixtures::state(), 1s)));
        QTRY_COMPARE(shown.table->table().cell(shown.table->currentIndex().row(), 3).text, QStringLiteral("3 m 51 s"));
        QCOMPARE(shown.table->table().cell(shown.table->currentIndex().row(), 0).text, QStringLiteral("8177"));
        shown.bus.take(share(live(without(fixtures::state(), 8177), 2s)));
        QTRY_VERIFY(!shown.table->currentIndex().isValid());
        QCOMPARE(selected.size(), told); // the inspector keeps what was last seen
        QVERIFY(!shown.action(QStringLiteral("End session…"))->isEnabled());
    }

    void keysAskForActionsWithIdentity()
    {
        Shown shown;
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.click(QStringLiteral("8110"));
        QTest::keyClick(shown.table, Qt::Key_Delete);
        QCOMPARE(asked.size(), 1);
        const auto cancel = asked.last().first().value<ActionRequest>();
        QCOMPARE(cancel.action, kCancelQuery);
        QCOMPARE(cancel.target, kTarget);
        QCOMPARE(cancel.session, longQuery().key);
        QCOMPARE(cancel.queryStart, longQuery().queryStart);
        QCOMPARE(cancel.seenAt->wall, kNow);
        QTest::keyClick(shown.table, Qt::Key_Delete, Qt::ShiftModifier);
        const auto end = asked.last().first().value<ActionRequest>();
        QCOMPARE(end.action, kTerminateSession);
        QCOMPARE(end.session, longQuery().key);
        QVERIFY(!end.queryStart);
    }

    void endLikeThisTakesAFilter()
    {
        Shown shown;
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.click(QStringLiteral("8123"));
        QTest::keyClick(shown.table, Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        const auto request = asked.last().first().value<ActionRequest>();
        QCOMPARE(request.action, kTerminateByFilter);
        const SessionFilter expected{QStringLiteral("billing"), QStringLiteral("shop"), QStringLiteral("orders"), {},
                                     SessionState::IdleInTransaction, 256s};
        QCOMPARE(*request.filter, expected);
    }

    void whatCannotBeDoneSaysWhy_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("pid");
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("reason");
        QTest::newRow("read-only") << kReadOnlyTarget << "8110" << "End session…" << "read-only";
        QTest::newRow("nothing runs") << kTarget << "8123" << "Cancel query…" << "No query runs";
        QTest::newRow("no locks") << kTarget << "8110" << "Show in Locks" << "neither waits";
        QTest::newRow("server process") << kTarget << "8101" << "End session…" << "process of the server";
    }
    void whatCannotBeDoneSaysWhy()
    {
        QFETCH(QString, target);
        QFETCH(QString, pid);
        QFETCH(QString, action);
        QFETCH(QString, reason);
        Shown shown(fixtures::state(), target);
        for (QToolButton *button : shown.page.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("Hide background"))
                button->setChecked(false);
        }
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.click(pid);
        QVERIFY(!shown.action(action)->isEnabled());
        QVERIFY2(shown.action(action)->toolTip().contains(reason), qPrintable(shown.action(action)->toolTip()));
        shown.action(action)->trigger();
        QCOMPARE(asked.size(), 0);
    }

    void severalSelectedAreNotActedOn()
    {
        Shown shown;
        shown.table->selectAll();
        QVERIFY(!shown.action(QStringLiteral("End session…"))->isEnabled());
    }

    void menuOpensOnTheRow()
    {
        Shown shown;
        shown.click(QStringLiteral("8140"));
        Q_EMIT shown.table->customContextMenuRequested(shown.table->visualRect(shown.table->currentIndex()).center());
        auto *menu = shown.page.findChild<QMenu *>();
        QTRY_VERIFY(menu && menu->isVisible());
        QVERIFY(menu->actions().contains(shown.action(QStringLiteral("Show in Locks"))));
        QSignalSpy asked(&shown.page, &Page::pageRequested);
        shown.action(QStringLiteral("Show in Locks"))->trigger();
        QCOMPARE(asked.first().first().toString(), QStringLiteral("locks"));
        QCOMPARE(asked.first()[1].value<SessionKey>().pid, 8140);
        menu->close();
    }

    void endsOfNamesAreSeen()
    {
        const Shown shown;
        const TableModel &model = shown.table->table();
        for (const char *id : {"application", "user", "client", "wait"})
            QVERIFY2(model.column(model.columnOf(QString::fromLatin1(id))).isName, id);
        QVERIFY(!model.column(model.columnOf(u"query")).isName);
    }

    void filterByThisValue()
    {
        Shown shown;
        const int application = shown.table->table().columnOf(u"application");
        const int row = static_cast<int>(shown.pids().indexOf(QStringLiteral("8123")));
        shown.table->setCurrentIndex(shown.table->model()->index(row, application));
        shown.action(QStringLiteral("Filter by this value"))->trigger();
        QCOMPARE(shown.pids(), QStringList{"8123"});
        QVERIFY(shown.table->filterHeader().areFiltersShown());
    }

    void selectSessionFindsHiddenOnes()
    {
        Shown shown;
        QVERIFY(shown.page.choosePreset(QStringLiteral("waiting")));
        shown.page.selectSession(rootBlocker().key);
        QCOMPARE(shown.table->table().cell(shown.table->currentIndex().row(), 0).text, QStringLiteral("8123"));
    }

    void blindIsGreyAndSaysSince()
    {
        Shown shown;
        shown.bus.take(share(blind(live(fixtures::state()), 30s)));
        QTRY_VERIFY(shown.table->isStale());
        const QString status = shown.words();
        QVERIFY2(status.contains(QStringLiteral("last seen")) && status.contains(QStringLiteral("30 s ago")), qPrintable(status));
        QCOMPARE(shown.pids().size(), 198);
    }

    void badgeCountsWaiters()
    {
        Shown shown;
        QCOMPARE(shown.page.badge(live(fixtures::state())), QStringLiteral("3"));
        QCOMPARE(shown.page.badge(live(fixtures::state(10))), QString());
    }

    void hostileTextsStayTexts()
    {
        Shown shown(hostile());
        shown.page.grab();
        QVERIFY(shown.page.choosePreset(QStringLiteral("by_application")));
        shown.page.grab();
        QVERIFY(shown.page.choosePreset(QStringLiteral("all")));
        shown.table->setCurrentRow(0, true);
        QTest::keyClick(shown.table, Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("<img src=/dev/zero>")));
        QVERIFY(copied.contains(QStringLiteral("\\u202e")) && !copied.contains(QChar(0x202e)));
        QCOMPARE(copied.count(u'\n'), 2);
    }

    void everyControlHasAName()
    {
        Shown shown;
        for (const QWidget *widget : shown.page.findChildren<QWidget *>()) {
            const bool isControl = qobject_cast<const QComboBox *>(widget) || qobject_cast<const QToolButton *>(widget)
                                   || qobject_cast<const QTableView *>(widget) || qobject_cast<const QLineEdit *>(widget);
            if (isControl && widget->isVisible() && !widget->objectName().startsWith(u"qt_")
                && !qobject_cast<const QLineEdit *>(widget->parentWidget()))
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestSessionsPage)
#include "tst_sessionspage.moc"
