// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The desk between window and service: it never waits, tells why nothing could be asked, and drops what is stale.
#include "confirmationfixtures.h"
#include "actions/actionservice.h"
#include "actions/journal/journalwriter.h"
#include "harness/windowtest.h"
#include "link/waits.h"
#include "ui/actions/actiondesk.h"
#include "ui/actions/passingnote.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<Result<LentLink>> lendNever(std::stop_token stop)
{
    co_await sleepFor(60s, stop);
    co_return fail(ErrorKind::Cancelled, u"stopped"_s);
}

QCoro::Task<Result<LentLink>> lendNothing()
{
    co_return fail(ErrorKind::Network, u"connection refused"_s, u"the server's words"_s);
}

Target ordersPrimary()
{
    Target target;
    target.name = u"orders-primary"_s;
    return target;
}

ActionRequest endingOf8123()
{
    return {kTerminateSession, u"orders-primary"_s, sessionArguments(session(8123).key), {}};
}

/// A window with a desk, behind it a service that lends nothing yet.
struct OpenDesk {
    QTemporaryDir dir;
    JournalWriter journal{dir.filePath(u"j"_s)};
    ActionService service{{{ordersPrimary()}, [](QString, QString, std::stop_token stop) { return lendNever(stop); }},
                          journal};
    QWidget window;
    ActionDesk desk{{ordersPrimary()}, service, &window};

    OpenDesk()
    {
        window.resize(900, 600);
        window.show();
    }
    [[nodiscard]] ConfirmationDialog *dialog() const { return window.findChild<ConfirmationDialog *>(); }
};

} // namespace

class TestActionDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    void deskKeepsTicking();
    void deskShowsWhyItCouldNotLook();
    void deskDropsStalePlans();
    void saysThatNothingWasSent();
    void unfinishedActionIsWhereTheJournalSays_data();
    void unfinishedActionIsWhereTheJournalSays();
    void deskTellsWhatWasPlannedAndWhatCameOfIt();
};

void TestActionDesk::deskKeepsTicking()
{
    QTemporaryDir dir;
    JournalWriter journal(dir.filePath(u"j"_s));
    QThread thread;
    ActionService service({{ordersPrimary()}, [](QString, QString, std::stop_token stop) { return lendNever(stop); }},
                          journal);
    service.moveToThread(&thread);
    thread.start();
    QWidget window;
    window.show();
    ActionDesk desk({ordersPrimary()}, service, &window);
    int ticks = 0;
    QTimer ticker;
    connect(&ticker, &QTimer::timeout, this, [&] { ++ticks; });
    ticker.start(20ms);
    desk.request(endingOf8123());
    const QPointer<ConfirmationDialog> dialog = window.findChild<ConfirmationDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->phase(), ConfirmationDialog::Phase::Looking);
    QTRY_VERIFY(ticks > 20);
    QTest::keyClick(dialog, Qt::Key_Escape); // gives up waiting
    QTRY_VERIFY(!dialog);
    QMetaObject::invokeMethod(&service, &ActionService::close, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait(5000));
}

void TestActionDesk::deskShowsWhyItCouldNotLook()
{
    QTemporaryDir dir;
    JournalWriter journal(dir.filePath(u"j"_s));
    ActionService service({{ordersPrimary()}, [](QString, QString, std::stop_token) { return lendNothing(); }},
                          journal);
    QWidget window;
    window.show();
    ActionDesk desk({ordersPrimary()}, service, &window);
    desk.request(endingOf8123());
    auto *dialog = window.findChild<ConfirmationDialog *>();
    QVERIFY(dialog);
    QTRY_COMPARE(dialog->phase(), ConfirmationDialog::Phase::Failed);
    QVERIFY(allText(*dialog).contains(u"connection refused"));
    QVERIFY(allText(*dialog).contains(u"the server's words"));
}

void TestActionDesk::deskDropsStalePlans()
{
    OpenDesk open;
    QSignalSpy wanted(&open.desk, &ActionDesk::planWanted);
    open.desk.request(endingOf8123());
    auto *dialog = open.dialog();
    Q_EMIT dialog->planAgainRequested(endingOf8123());
    QCOMPARE(wanted.count(), 2);
    ActionPlan plan = planFor(Environment::Development);
    plan.madeAt = systemClock().wallNow();
    Q_EMIT open.service.planReady(wanted[0][0].toULongLong(), plan);
    QCOMPARE(dialog->phase(), ConfirmationDialog::Phase::Looking);
    Q_EMIT open.service.planReady(wanted[1][0].toULongLong(), plan);
    QCOMPARE(dialog->phase(), ConfirmationDialog::Phase::Ready);
}

void TestActionDesk::saysThatNothingWasSent()
{
    OpenDesk open;
    open.desk.request(endingOf8123());
    QVERIFY(!open.window.findChild<PassingNote *>());
    QTest::keyClick(open.dialog(), Qt::Key_Escape);
    const auto *note = open.window.findChild<PassingNote *>();
    QVERIFY(note && note->isVisible());
    QCOMPARE(note->text(), u"Nothing was sent."_s);
    QVERIFY(open.window.rect().contains(note->geometry()));
    QTRY_VERIFY_WITH_TIMEOUT(!note->isVisible(), 10'000);
}

void TestActionDesk::unfinishedActionIsWhereTheJournalSays_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("of a URL, in no fleet") << u"db7:5433/orders"_s;
    QTest::newRow("not told") << QString();
}

void TestActionDesk::unfinishedActionIsWhereTheJournalSays()
{
    QFETCH(QString, where);
    QTemporaryDir dir;
    JournalWriter journal(dir.filePath(u"j"_s));
    ActionService service({{}, [](QString, QString, std::stop_token) { return lendNothing(); }}, journal);
    QWidget window;
    window.show();
    ActionDesk desk({}, service, &window);
    ActionPlan plan = planFor(Environment::Production);
    plan.request.target = u"db7"_s;
    plan.target = {};
    plan.target.name = u"db7"_s;
    plan.endpoint = where;
    Q_EMIT service.unfinishedFound({plan});
    const auto *dialog = window.findChild<ConfirmationDialog *>();
    QVERIFY(dialog);
    const QString text = allText(*dialog);
    QVERIFY2(text.contains(where) && !text.contains(u"local socket"), text.toUtf8());
}

void TestActionDesk::deskTellsWhatWasPlannedAndWhatCameOfIt()
{
    OpenDesk open;
    QSignalSpy wanted(&open.desk, &ActionDesk::planWanted);
    QSignalSpy acted(&open.desk, &ActionDesk::acted);
    open.desk.request(endingOf8123());
    auto *dialog = open.dialog();
    ActionPlan plan = planFor(Environment::Development);
    plan.madeAt = systemClock().wallNow();
    Q_EMIT open.service.planReady(wanted[0][0].toULongLong(), plan);
    disconnect(&open.desk, &ActionDesk::executionWanted, &open.service, nullptr); // nothing is sent here
    Q_EMIT dialog->confirmed(plan, {}, {});
    ActionResult result;
    result.planId = plan.id;
    result.outcome = Outcome::DoneVerified;
    Q_EMIT open.service.finished(result);
    QCOMPARE(acted.count(), 1);
    QCOMPARE(acted[0][0].toString(), u"orders-primary"_s);
    QCOMPARE(acted[0][1].value<ActionPlan>().title, plan.title);
    QVERIFY(acted[0][2].value<ActionResult>() == result);
}

LOCKMASTER_WINDOW_TEST(TestActionDesk)
#include "tst_actiondesk.moc"
