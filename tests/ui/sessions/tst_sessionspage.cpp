// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Sessions page, driven by mouse and keys as a person would.
#include "harness/observed.h"
#include "harness/windowtest.h"
#include "sessionsfixtures.h"

#include "ownsettings.h"

#include "ui/sessions/sessiongroups.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestSessionsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_sessionspage")); }
    void init() { QSettings().clear(); } // columns chosen before would be remembered

    void troubleComesFirst()
    {
        ShownSessions shown(changed(fixtures::state(1000), 8105, [](Session &s) { s.transactionStart = kNow - 2h; }));
        QCOMPARE(shown.pids().sliced(0, 5), QStringList({"8123", "8140", "8177", "8151", "8105"}));
        const QHeaderView *header = shown.table->horizontalHeader();
        QCOMPARE(header->sortIndicatorSection(), shown.table->table().columnOf(u"blocks"));
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
        const int stateColumn = shown.table->table().columnOf(u"state");
        QCOMPARE(shown.table->table().cell(1, stateColumn).text, QStringLiteral("waits for a lock"));
        QCOMPARE(shown.table->table().cell(4, stateColumn).text, QStringLiteral("active"));
    }

    void theConsoleIsNoSuspect()
    {
        PostgresState state = fixtures::state(80);
        for (const int pid : {8105, 8123}) // the second blocks others
            state = changed(state, pid, [](Session &s) { s.application = QStringLiteral("lockmaster"); });
        state = changed(state, 8105, [](Session &s) { s.transactionStart = kNow - 1s; });
        state = changed(state, 8115, [](Session &s) { // in a transaction for a minute
            s.application = QStringLiteral("lockmaster");
            s.transactionStart = kNow - 1min;
        });
        ShownSessions shown(state);
        QVERIFY(!shown.pids().contains(QStringLiteral("8105")));
        QVERIFY(shown.pids().contains(QStringLiteral("8123")));
        QVERIFY(shown.pids().contains(QStringLiteral("8115")));
        for (QToolButton *button : shown.page.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("Hide background"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(shown.pids().contains(QStringLiteral("8105")));
    }

    void presets_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QStringList>("pids");
        QTest::newRow("waiting") << "waiting" << QStringList{"8140", "8177", "8151"};
        QTest::newRow("blocking") << "blocking" << QStringList{"8123", "8140"};
        QTest::newRow("active") << "active"
                                << QStringList{"8140", "8177", "8151", "8110", "8111", "8112", "8105", "8115"};
        QTest::newRow("active > 5 s") << "active_5s"
                                      << QStringList{"8140", "8177", "8151", "8110", "8111", "8112", "8105", "8115"};
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
        ShownSessions shown(std::move(state));
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
        ShownSessions shown;
        QVERIFY(!shown.page.choosePreset(QStringLiteral("nothing")));
    }

    void choosingByKeyboard()
    {
        ShownSessions shown;
        auto *presets = shown.page.findChildren<QComboBox *>().first();
        presets->setFocus();
        QTest::keyClick(presets, Qt::Key_Down);
        QCOMPARE(shown.pids(), QStringList({"8140", "8177", "8151"}));
    }

    void workersStandBelowTheirLeader()
    {
        ShownSessions shown;
        const QStringList pids = shown.pids();
        const auto leader = pids.indexOf(QStringLiteral("8110"));
        QCOMPARE(pids.sliced(leader, 3), QStringList({"8110", "8111", "8112"}));
        QCOMPARE(shown.table->table().shape(static_cast<int>(leader) + 1).depth, 1);
    }

    void agesAreApartAndAgainstTheServersClock()
    {
        ShownSessions shown;
        const TableModel &model = shown.table->table();
        const int row = static_cast<int>(shown.pids().indexOf(QStringLiteral("8123")));
        QCOMPARE(model.cell(row, model.columnOf(u"query_age")).text, QString());
        QCOMPARE(model.cell(row, model.columnOf(u"transaction_age")).text, QStringLiteral("4 m 20 s"));
        QCOMPARE(model.cell(row, model.columnOf(u"state_age")).text, QStringLiteral("4 m 16 s"));
        QCOMPARE(model.cell(row, model.columnOf(u"blocks")).text, QStringLiteral("3"));
        QCOMPARE(model.cell(row, model.columnOf(u"state")).state, HealthState::Critical);
    }

    void groupsCountAndFold()
    {
        ShownSessions shown;
        QVERIFY(shown.page.choosePreset(QStringLiteral("by_application_state")));
        const QStringList headings = shown.pids();
        QCOMPARE(headings.first(), QStringLiteral("web · idle  –  102 sessions")); // most first
        QCOMPARE(headings.last(), QStringLiteral("billing · idle in transaction  –  1 session, 1 idle in transaction"));
        QVERIFY(headings.join(u'\n').contains(QStringLiteral("web · active  –  27 sessions, 27 active, 2 waiting")));
        shown.table->setCurrentRow(static_cast<int>(headings.size()) - 1, true);
        QTest::keyClick(shown.table, Qt::Key_Right);
        QCOMPARE(shown.pids().last(), QStringLiteral("8123"));
        QVERIFY(!shown.action(QStringLiteral("End session…"))->isEnabled()); // a heading is no session
    }

    void hideIdleAndBackground()
    {
        ShownSessions shown;
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
        ShownSessions shown;
        shown.table->setFocus();
        QTest::keyClick(shown.table, Qt::Key_Slash);
        auto *field = shown.page.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
        for (QLineEdit *candidate : shown.page.findChildren<QLineEdit *>()) {
            if (candidate->accessibleName() == QStringLiteral("Filter sessions"))
                field = candidate;
        }
        QTest::keyClicks(field, QStringLiteral("alter table"));
        QCOMPARE(shown.pids(), QStringList{"8151"});
        const int queryAge = shown.table->table().columnOf(u"query_age");
        observe(shown.bus, share(live(fixtures::state(), 1s)));
        QTRY_COMPARE(shown.table->table().cell(0, queryAge).text, QStringLiteral("1 m 13 s"));
        QCOMPARE(shown.pids(), QStringList{"8151"});
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(shown.pids().size(), 198);
    }

    void selectionSurvivesAndFollowsNobodyElse()
    {
        ShownSessions shown;
        QSignalSpy selected(&shown.page, &Page::sessionSelected);
        shown.click(QStringLiteral("8177"));
        QCOMPARE(selected.last().first().value<SessionKey>().pid, 8177);
        const int told = static_cast<int>(selected.size());
        observe(shown.bus, share(live(fixtures::state(), 1s)));
        const int queryAge = shown.table->table().columnOf(u"query_age");
        QTRY_COMPARE(shown.table->table().cell(shown.table->currentIndex().row(), queryAge).text,
                     QStringLiteral("3 m 51 s"));
        QCOMPARE(shown.table->table().cell(shown.table->currentIndex().row(), 0).text, QStringLiteral("8177"));
        observe(shown.bus, share(live(without(fixtures::state(), 8177), 2s)));
        QTRY_VERIFY(!shown.table->currentIndex().isValid());
        QCOMPARE(selected.size(), told); // the inspector keeps what was last seen
        QVERIFY(!shown.action(QStringLiteral("End session…"))->isEnabled());
    }

    void endsOfNamesAreSeen()
    {
        const ShownSessions shown;
        const TableModel &model = shown.table->table();
        for (const char *id : {"application", "user", "client", "wait"})
            QVERIFY2(model.column(model.columnOf(QString::fromLatin1(id))).isName, id);
        QVERIFY(!model.column(model.columnOf(u"query")).isName);
    }

    void whatNamesASessionStaysOnANarrowScreen()
    {
        ShownSessions shown;
        shown.page.resize(860, 600);
        const TableModel &model = shown.table->table();
        const auto columns = [&] {
            QStringList ids;
            for (const int column : shown.table->shownColumns())
                ids << model.column(column).id;
            return ids;
        };
        QTRY_VERIFY2(!columns().contains(u"client"), qPrintable(columns().join(u' ')));
        QCOMPARE(columns().first(3), QStringList({"pid", "application", "state"}));
        QVERIFY2(columns().contains(u"query"), qPrintable(columns().join(u' ')));
        QVERIFY(shown.table->horizontalHeader()->length() <= shown.table->viewport()->width());
        shown.page.resize(3000, 600);
        QTRY_VERIFY2(columns().contains(u"backend_age"), qPrintable(columns().join(u' ')));
    }

    void filterByThisValue()
    {
        ShownSessions shown;
        const int application = shown.table->table().columnOf(u"application");
        const int row = static_cast<int>(shown.pids().indexOf(QStringLiteral("8123")));
        shown.table->setCurrentIndex(shown.table->model()->index(row, application));
        shown.action(QStringLiteral("Filter by this value"))->trigger();
        QCOMPARE(shown.pids(), QStringList{"8123"});
        QVERIFY(shown.table->filterHeader().areFiltersShown());
    }

    void selectSessionFindsHiddenOnes()
    {
        ShownSessions shown;
        QVERIFY(shown.page.choosePreset(QStringLiteral("waiting")));
        shown.page.selectSession(rootBlocker().key);
        QCOMPARE(shown.table->table().cell(shown.table->currentIndex().row(), 0).text, QStringLiteral("8123"));
    }

    void blindIsGreyAndSaysSince()
    {
        ShownSessions shown;
        observe(shown.bus, share(blind(live(fixtures::state()), 30s)));
        QTRY_VERIFY(shown.table->isStale());
        const QString status = shown.words();
        QVERIFY2(status.contains(QStringLiteral("last seen")) && status.contains(QStringLiteral("30 s ago")),
                 qPrintable(status));
        QCOMPARE(shown.pids().size(), 198);
    }

    void badgeCountsWaiters()
    {
        ShownSessions shown;
        QCOMPARE(shown.page.badge(live(fixtures::state())), QStringLiteral("3"));
        QCOMPARE(shown.page.badge(live(fixtures::state(10))), QString());
    }

    void hostileTextsStayTexts()
    {
        ShownSessions shown(hostile());
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
        ShownSessions shown;
        for (const QWidget *widget : shown.page.findChildren<QWidget *>()) {
            const bool isControl = qobject_cast<const QComboBox *>(widget) || qobject_cast<const QToolButton *>(widget)
                                   || qobject_cast<const QTableView *>(widget)
                                   || qobject_cast<const QLineEdit *>(widget);
            if (isControl && widget->isVisible() && !widget->objectName().startsWith(u"qt_")
                && !qobject_cast<const QLineEdit *>(widget->parentWidget()))
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
};

LOCKMASTER_WINDOW_TEST(TestSessionsPage)
#include "tst_sessionspage.moc"
