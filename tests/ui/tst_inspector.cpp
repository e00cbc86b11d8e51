// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector tells all of a session, also after it has ended.
#include "harness/observed.h"
#include "fixtures.h"

#include "base/format.h"
#include "harness/windowtest.h"
#include "watch/momentbus.h"
#include "ui/common/queryview.h"
#include "ui/common/table/tableview.h"
#include "ui/inspector/agesview.h"
#include "ui/inspector/inspector.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

struct ShownInspector {
    MomentBus bus{fleet()};
    Inspector inspector{bus};

    explicit ShownInspector(PostgresState state = fixtures::state())
    {
        inspector.setTarget(kTarget);
        inspector.resize(380, 700);
        inspector.show();
        observe(bus, share(live(std::move(state))));
    }
    void take(PostgresState state, std::chrono::seconds after) { observe(bus, share(live(std::move(state), after))); }
    [[nodiscard]] QString text() const
    {
        QStringList texts;
        for (const QLabel *label : inspector.findChildren<QLabel *>()) {
            if (label->isVisible())
                texts.append(label->text());
        }
        return texts.join(u'\n');
    }
    [[nodiscard]] QStringList history() const
    {
        const TableModel &model = inspector.findChild<TableView *>()->table();
        QStringList lines;
        for (int row = 0; row < model.rowCount(); ++row)
            lines.append(model.cell(row, 1).text + u'|' + model.cell(row, 2).text);
        return lines;
    }
};

} // namespace

class TestInspector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void saysWhatToDoWhenNothingIsSelected()
    {
        const ShownInspector shown;
        QVERIFY(shown.text().contains(QStringLiteral("Select a session")));
    }

    void showsTheBlockerInFull()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        const QString text = shown.text();
        for (const QString expected : {"8123 · billing", "shop on database orders", "port 48123", "encrypted",
                                       "has written (transaction 774411)", "4 m 20 s", "4 m 16 s", "Blocks 3 sessions",
                                       "when it ends, 2 go on at once, 1 in turn", "Holds RowExclusiveLock on orders"})
            QVERIFY2(text.contains(expected), qPrintable(expected + u'\n' + text));
        QCOMPARE(shown.inspector.findChild<QueryView *>()->toPlainText(), rootBlocker().query);
    }

    void leadsToTheSessionInFront()
    {
        ShownInspector shown;
        shown.inspector.showSession(sessionOfPid(8177).key);
        QVERIFY(shown.text().contains(QStringLiteral("Waits for ShareLock on relation · orders for 3 m 50 s")));
        auto *related = shown.inspector.findChild<QListWidget *>();
        QCOMPARE(related->item(0)->text(), QStringLiteral("Blocked by 8140 · web · active"));
        QSignalSpy selected(&shown.inspector, &Inspector::sessionSelected);
        related->setCurrentRow(0);
        QTest::keyClick(related, Qt::Key_Return);
        QCOMPARE(selected.first().first().value<SessionKey>().pid, 8140);
        QVERIFY(shown.text().contains(QStringLiteral("8140 · web")));
        QCOMPARE(related->item(1)->text(), QStringLiteral("Blocks 8177 · web · active"));
    }

    void agesStandTwoInALine()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        const auto titles = shown.inspector.findChild<AgesView *>()->findChildren<QLabel *>();
        const auto xOf = [&](const QString &text) {
            const auto found = std::ranges::find(titles, text, &QLabel::text);
            return found == titles.end() ? -1 : (*found)->x();
        };
        QTRY_VERIFY(xOf(QStringLiteral("Transaction")) > xOf(QStringLiteral("Query")));
        QCOMPARE(xOf(QStringLiteral("State")), xOf(QStringLiteral("Query")));
        QCOMPARE(xOf(QStringLiteral("Session")), xOf(QStringLiteral("Transaction")));
    }

    void copiesTheWholeQuery()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        for (QPushButton *button : shown.inspector.findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Copy query"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), rootBlocker().query);
    }

    void queryIsReadableInBothPalettes()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        const auto *query = shown.inspector.findChild<QueryView *>();
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            Theme::instance().setMode(mode);
            const double ground = Theme::instance().tokens().surface.lightnessF();
            int colors = 0;
            for (QTextBlock block = query->document()->begin(); block.isValid(); block = block.next()) {
                for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
                    ++colors;
                    const double ink = range.format.foreground().color().lightnessF();
                    if (range.format.foreground().style() != Qt::NoBrush)
                        QVERIFY2(std::abs(ink - ground) > 0.35, qPrintable(range.format.foreground().color().name()));
                }
            }
            QVERIFY(colors > 3); // keywords, a string, a number
        }
    }

    void commentsAndKeywordsHaveTheColorsOfTheWindow()
    {
        ShownInspector shown;
        shown.inspector.showSession(longQuery().key);
        const auto *query = shown.inspector.findChild<QueryView *>();
        const auto inkOf = [&](const QString &word) {
            const QTextCursor found = query->document()->find(word);
            const int at = found.selectionStart() - found.block().position();
            for (const QTextLayout::FormatRange &range : found.block().layout()->formats()) {
                if (range.start <= at && at < range.start + range.length)
                    return range.format.foreground().color();
            }
            return QColor();
        };
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            Theme::instance().setMode(mode);
            QCOMPARE(inkOf(QStringLiteral("SELECT")), Theme::instance().tokens().accent);
            QCOMPARE(inkOf(QStringLiteral("month")), Theme::instance().tokens().muted);
        }
    }

    void selectionInTheQuerySurvivesARefresh()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        auto *query = shown.inspector.findChild<QueryView *>();
        query->selectAll();
        shown.take(fixtures::state(), 1s);
        QTRY_VERIFY(shown.text().contains(QStringLiteral("4 m 21 s")));
        QVERIFY(query->textCursor().hasSelection());
    }

    void historyHasARowAChange()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        shown.take(fixtures::state(), 1s);
        const auto works = [](Session &session) {
            session.state = SessionState::Active;
            session.waitEventType = QStringLiteral("IO");
            session.waitEvent = QStringLiteral("WALSync");
        };
        shown.take(changed(fixtures::state(), 8123, works), 2s);
        shown.take(changed(fixtures::state(), 8123, works), 3s);
        shown.take(without(fixtures::state(), 8123), 4s);
        QTRY_COMPARE(shown.history(),
                     QStringList({"ended|", "active|IO: WALSync", "idle in transaction|Client: ClientRead"}));
    }

    void historyBeginsWhenTheStateDid()
    {
        ShownInspector shown;
        const auto since = [&](int row) { return shown.inspector.findChild<TableView *>()->table().cell(row, 0).text; };
        shown.inspector.showSession(rootBlocker().key);
        shown.take(changed(fixtures::state(), 8123, [](Session &session) { session.state = SessionState::Active; }),
                   2s);
        QTRY_COMPARE(shown.history().size(), 2);
        QCOMPARE(since(0), formatTimeOfDay(kNow + 2s));
        QCOMPARE(since(1), formatTimeOfDay(kNow - 4min - 16s));
        const ShownInspector old(changed(fixtures::state(), 8123,
                                         [](Session &session) { session.stateChange = kNow - std::chrono::days(3); }));
        const auto rows = sessionHistory(old.bus.kept(kTarget), rootBlocker().key, {kNow, SteadyTime{}});
        QCOMPARE(historyColumns().front().text(rows.front()), formatMoment(kNow - std::chrono::days(3)).left(10));
    }

    void aHiddenStatementIsSaidToBe()
    {
        ShownInspector shown(changed(fixtures::state(), 8123, [](Session &session) {
            session.state = SessionState::Hidden;
            session.query.clear();
        }));
        const auto *query = shown.inspector.findChild<QueryView *>();
        shown.inspector.showSession(rootBlocker().key);
        QCOMPARE(query->placeholderText(), QStringLiteral("Statement hidden from this login."));
        shown.inspector.showSession(longQuery().key);
        QCOMPARE(query->placeholderText(), QString());
    }

    void endedKeepsWhatWasLastSeen()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        shown.take(without(fixtures::state(), 8123), 5s);
        QTRY_VERIFY(shown.text().contains(QStringLiteral("Ended, last seen")));
        QVERIFY(shown.text().contains(QStringLiteral("8123 · billing")));
        QCOMPARE(shown.inspector.findChild<QueryView *>()->toPlainText(), rootBlocker().query);
    }

    void anotherSessionOfTheSamePidIsNotIt()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        PostgresState state = changed(fixtures::state(), 8123, [](Session &session) {
            session.key.backendStart += 1h;
            session.application = QStringLiteral("newcomer");
        });
        shown.take(std::move(state), 5s);
        QTRY_VERIFY(shown.text().contains(QStringLiteral("Ended, last seen")));
        QVERIFY(!shown.text().contains(QStringLiteral("newcomer")));
    }

    void frozenShowsThePast()
    {
        ShownInspector shown;
        shown.inspector.showSession(rootBlocker().key);
        shown.take(without(fixtures::state(), 8123), 5s);
        shown.bus.showMoment(kNow + 1s);
        QTRY_VERIFY(!shown.text().contains(QStringLiteral("Ended")));
        QCOMPARE(shown.history().size(), 1);
    }

    void hostileTextsStayTexts()
    {
        ShownInspector shown(hostile());
        for (const int pid : {8123, 8140})
            shown.inspector.showSession(sessionOfPid(pid).key);
        shown.inspector.grab();
        QVERIFY(shown.text().contains(QStringLiteral("<img src=/dev/zero>")));
        QVERIFY(!shown.text().contains(QChar(0x202e)));
    }
};

LOCKMASTER_WINDOW_TEST(TestInspector)
#include "tst_inspector.moc"
