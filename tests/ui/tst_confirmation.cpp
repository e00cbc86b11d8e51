// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The confirmation, driven by keys and mouse: nothing happens by accident, and every outcome has its words.
#include "ui/actions/actiondesk.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/actions/confirmation/confirmationbar.h"
#include "ui/actions/confirmation/confirmationdialog.h"
#include "ui/actions/confirmation/planview.h"
#include "ui/actions/confirmation/preflightlist.h"
#include "ui/actions/confirmation/victimlist.h"

#include "actions/actionservice.h"
#include "actions/journal/journal.h"
#include "link/waits.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <set>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class TestClock final : public Clock
{
public:
    WallTime wall{1'763'700'000s};
    WallTime wallNow() const override { return wall; }
    SteadyTime steadyNow() const override { return {}; }
};

Session session(int pid)
{
    Session one;
    one.key = {pid, ServerTime(1'763'690'000s + std::chrono::microseconds(pid))};
    one.application = u"billing"_s;
    one.user = u"shop"_s;
    one.database = u"orders"_s;
    one.backendType = u"client backend"_s;
    one.state = SessionState::IdleInTransaction;
    one.stateChange = ServerTime(1'763'699'000s) - std::chrono::seconds(pid);
    return one;
}

ActionPlan planFor(Environment environment)
{
    ActionPlan plan;
    plan.id = u"a1"_s;
    plan.request.action = kTerminateSession;
    plan.request.session = session(8123).key;
    plan.target.name = u"orders-primary"_s;
    plan.target.environment = environment;
    plan.title = u"End session 8123 on orders-primary"_s;
    plan.statements = {{u"SELECT pg_terminate_backend($1)"_s, {u"8123"_s, {}}}};
    plan.preflights = {{u"session.same"_s, Verdict::Ok, u"The same session."_s},
                       {u"session.written"_s, Verdict::Warning, u"It has written."_s}};
    plan.victims = {session(8123)};
    plan.consequence = u"Its transaction is rolled back."_s;
    plan.undo = u"None."_s;
    plan.madeAt = TestClock().wall;
    plan.serverNow = plan.madeAt;
    if (environment == Environment::Production)
        plan.token = u"8123"_s;
    return plan;
}

ActionPlan destructivePlan()
{
    ActionPlan plan = planFor(Environment::Production);
    plan.request.action = kTerminateByFilter;
    plan.request.session.reset();
    plan.victims.clear();
    for (int pid = 100; pid < 130; ++pid)
        plan.victims.push_back(session(pid));
    plan.token = plan.target.name;
    plan.severity = Severity::Destructive;
    plan.allRequiredTicks = true;
    return plan;
}

QString allText(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            texts << label->text();
    }
    for (const QPlainTextEdit *edit : widget.findChildren<QPlainTextEdit *>())
        texts << edit->toPlainText();
    return texts.join(u'\n');
}

QCoro::Task<Result<LentLink>> lendNever(std::stop_token stop)
{
    co_await sleepFor(60s, stop);
    co_return fail(ErrorKind::Cancelled, u"stopped"_s);
}

QCoro::Task<Result<LentLink>> lendNothing()
{
    co_return fail(ErrorKind::Network, u"connection refused"_s, u"the server's words"_s);
}

} // namespace

class TestConfirmation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void safeButtonHasTheFocus_data();
    void safeButtonHasTheFocus();
    void returnNeverConfirms_data();
    void returnNeverConfirms();
    void tokenIsNeededInProduction();
    void nothingToTypeElsewhere();
    void ticksAreNeeded();
    void expires();
    void isMadeAgain();
    void refusedPlanSaysWhy();
    void everyOutcomeHasWords_data();
    void everyOutcomeHasWords();
    void outcomeWordsDiffer();
    void unknownOffersToLook();
    void unfinishedIsNeverSent();
    void hiddenWhileActing();
    void hostileTextStaysText();
    void victimsAreListed();
    void accessibleNames();

    void deskKeepsTicking();
    void deskShowsWhyItCouldNotLook();
    void deskDropsStalePlans();

private:
    ConfirmationBar &bar() { return *m_dialog->findChild<ConfirmationBar *>(); }
    void show(const ActionPlan &plan);

    TestClock m_clock;
    std::unique_ptr<ConfirmationDialog> m_dialog;
};

void TestConfirmation::initTestCase() { Theme::instance().install(); }

void TestConfirmation::init()
{
    m_clock = {};
    m_dialog = std::make_unique<ConfirmationDialog>(nullptr, m_clock);
}

void TestConfirmation::show(const ActionPlan &plan)
{
    m_dialog->showPlan(plan);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void TestConfirmation::safeButtonHasTheFocus_data()
{
    QTest::addColumn<Environment>("environment");
    QTest::newRow("production") << Environment::Production;
    QTest::newRow("development") << Environment::Development;
}

void TestConfirmation::safeButtonHasTheFocus()
{
    QFETCH(Environment, environment);
    show(planFor(environment));
    QCOMPARE(QApplication::focusWidget(), &bar().safeButton());
    QVERIFY(bar().safeButton().isDefault());
    QCOMPARE(bar().safeButton().text(), u"Keep it"_s);
    QCOMPARE(bar().actButton().text(), u"End session 8123"_s);
    QVERIFY(!bar().actButton().isDefault() && !bar().actButton().autoDefault());
}

void TestConfirmation::returnNeverConfirms_data()
{
    QTest::addColumn<QString>("focus");
    QTest::newRow("on the safe button") << u"safe"_s;
    QTest::newRow("in the token's field") << u"token"_s;
    QTest::newRow("on the button that acts") << u"act"_s;
}

void TestConfirmation::returnNeverConfirms()
{
    QFETCH(QString, focus);
    show(planFor(Environment::Production));
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QTest::keyClicks(&bar().tokenField(), u"8123"_s);
    QVERIFY(bar().actButton().isEnabled());
    QWidget *widget = focus == u"safe"    ? static_cast<QWidget *>(&bar().safeButton())
                      : focus == u"token" ? static_cast<QWidget *>(&bar().tokenField())
                                          : static_cast<QWidget *>(&bar().actButton());
    widget->setFocus();
    QTest::keyClick(widget, Qt::Key_Return);
    QTest::keyClick(widget, Qt::Key_Enter);
    QCOMPARE(confirmed.count(), 0);
    QCOMPARE(m_dialog->isVisible(), focus != u"safe");
}

void TestConfirmation::tokenIsNeededInProduction()
{
    show(planFor(Environment::Production));
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QVERIFY(bar().tokenField().isVisible());
    QVERIFY(!bar().actButton().isEnabled());
    QTest::keyClicks(&bar().tokenField(), u"812"_s);
    QVERIFY(!bar().actButton().isEnabled());
    QTest::keyClicks(&bar().tokenField(), u"3"_s);
    QVERIFY(bar().actButton().isEnabled());
    QTest::keyClicks(&bar().tokenField(), u"4"_s);
    QVERIFY(!bar().actButton().isEnabled());
    QTest::keyClick(&bar().tokenField(), Qt::Key_Backspace);
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QCOMPARE(confirmed.count(), 1);
    QCOMPARE(confirmed.front().at(1).toString(), u"8123"_s);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Acting);
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QCOMPARE(confirmed.count(), 1);
}

void TestConfirmation::nothingToTypeElsewhere()
{
    show(planFor(Environment::Development));
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QVERIFY(!bar().tokenField().isVisible());
    bar().actButton().setFocus();
    QTest::keyClick(&bar().actButton(), Qt::Key_Space);
    QCOMPARE(confirmed.count(), 1);
}

void TestConfirmation::ticksAreNeeded()
{
    show(destructivePlan());
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QTest::keyClicks(&bar().tokenField(), u"orders-primary"_s);
    QVERIFY(!bar().actButton().isEnabled());
    const auto boxes = m_dialog->findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), 1); // of the warning; what is well needs none
    boxes.front()->setFocus();
    QTest::keyClick(boxes.front(), Qt::Key_Space);
    QVERIFY(bar().actButton().isEnabled());
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QCOMPARE(confirmed.count(), 1);
    QCOMPARE(confirmed.front().at(2).toStringList(), QStringList{u"session.written"_s});
}

void TestConfirmation::expires()
{
    show(planFor(Environment::Production));
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QTest::keyClicks(&bar().tokenField(), u"8123"_s);
    m_clock.wall += 12s;
    QTRY_VERIFY(allText(*m_dialog).contains(u"good for 18"));
    m_clock.wall += 19s;
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton); // before the next tick: the click itself looks
    QCOMPARE(confirmed.count(), 0);
    QTRY_COMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Expired);
    QVERIFY(!bar().actButton().isVisible());
    QVERIFY(bar().againButton().isVisible());
    QVERIFY(allText(*m_dialog).contains(u"too old"));
}

void TestConfirmation::isMadeAgain()
{
    const ActionPlan plan = planFor(Environment::Production);
    show(plan);
    QTest::keyClicks(&bar().tokenField(), u"8123"_s);
    QSignalSpy again(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
    m_clock.wall += 31s;
    QTRY_VERIFY(bar().againButton().isVisible());
    QTest::mouseClick(&bar().againButton(), Qt::LeftButton);
    QCOMPARE(again.count(), 1);
    QCOMPARE(again.front().front().value<ActionRequest>(), plan.request);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Looking);
    ActionPlan fresh = plan;
    fresh.madeAt = m_clock.wall;
    m_dialog->showPlan(fresh);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Ready);
    QCOMPARE(bar().typed(), QString()); // a new plan is confirmed anew
    QVERIFY(!bar().actButton().isEnabled());
}

void TestConfirmation::refusedPlanSaysWhy()
{
    ActionPlan plan = planFor(Environment::Development);
    plan.preflights.push_back({u"backend.type"_s, Verdict::Failed, u"This is a walsender."_s});
    show(plan);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Refused);
    QVERIFY(!bar().actButton().isVisible());
    const QString text = allText(*m_dialog);
    QVERIFY(text.contains(u"This is a walsender."));
    QVERIFY(text.indexOf(u"This is a walsender.") < text.indexOf(u"The same session."));
}

void TestConfirmation::everyOutcomeHasWords_data()
{
    QTest::addColumn<Outcome>("outcome");
    for (const Outcome outcome : {Outcome::DoneVerified, Outcome::SentUnverified, Outcome::NoOp, Outcome::RefusedByConsole,
                                  Outcome::FailedClean, Outcome::FailedPartial, Outcome::Unknown})
        QTest::newRow(outcomeName(outcome).toUtf8()) << outcome;
}

void TestConfirmation::everyOutcomeHasWords()
{
    QFETCH(Outcome, outcome);
    show(planFor(Environment::Development));
    ActionResult result;
    result.planId = u"a1"_s;
    result.outcome = outcome;
    result.summary = u"What was seen."_s;
    result.next = u"What to do."_s;
    result.serverMessages = {u"WARNING: the server's words"_s};
    m_dialog->showResult(result);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Done);
    const QString text = allText(*m_dialog);
    for (const QString &part : {result.summary, result.next, result.serverMessages.front()})
        QVERIFY2(text.contains(part), part.toUtf8());
    QVERIFY(!outcomeWord(outcome).isEmpty());
    QVERIFY(!bar().actButton().isVisible());
    QCOMPARE(bar().lookButton().isVisible(), outcome == Outcome::Unknown);
}

void TestConfirmation::outcomeWordsDiffer()
{
    std::set<QString> words;
    for (int i = 0; i <= static_cast<int>(Outcome::Unknown); ++i)
        words.insert(outcomeWord(static_cast<Outcome>(i)));
    QCOMPARE(words.size(), 7U);
    QVERIFY(outcomeState(Outcome::Unknown) != outcomeState(Outcome::FailedPartial));
    QVERIFY(outcomeState(Outcome::SentUnverified) != StateRole::Ok);
}

void TestConfirmation::unknownOffersToLook()
{
    show(planFor(Environment::Development));
    ActionResult result;
    result.outcome = Outcome::Unknown;
    m_dialog->showResult(result);
    QSignalSpy look(m_dialog.get(), &ConfirmationDialog::lookRequested);
    QTest::mouseClick(&bar().lookButton(), Qt::LeftButton);
    QCOMPARE(look.count(), 1);
    QCOMPARE(look.front().front().value<ActionPlan>().id, u"a1"_s);
}

void TestConfirmation::unfinishedIsNeverSent()
{
    ActionPlan plan = planFor(Environment::Production);
    plan.statements.clear();
    plan.preflights.clear();
    m_dialog->showUnfinished(plan);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QVERIFY(!bar().actButton().isVisible());
    QVERIFY(bar().lookButton().isVisible());
    QVERIFY(allText(*m_dialog).contains(u"It is not sent again."));
}

void TestConfirmation::hiddenWhileActing()
{
    show(planFor(Environment::Development));
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(rejected.count(), 0); // it is still to be told what came of it
}

void TestConfirmation::hostileTextStaysText()
{
    const QString evil = u"<img src=/dev/zero><b>x</b>"_s;
    ActionPlan plan = planFor(Environment::Production);
    plan.title = evil;
    plan.consequence = evil;
    plan.undo = evil + u"\u202e"_s;
    plan.alternative = evil;
    plan.preflights = {{u"a"_s, Verdict::Warning, evil}};
    plan.victims = {session(1), session(2)};
    plan.victims[0].application = evil + u'\n';
    plan.statements.front().parameters = {u"1\n; DROP TABLE x"_s};
    show(plan);
    ActionResult result;
    result.summary = evil;
    result.serverMessages = {evil};
    m_dialog->showResult(result);
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(allText(*m_dialog).contains(evil));
    QVERIFY(!allText(*m_dialog).contains(QChar(0x202e)));
    QVERIFY(!statementText(plan).contains(u"\n; DROP")); // a value never leaves its comment line
}

void TestConfirmation::victimsAreListed()
{
    const ActionPlan plan = destructivePlan();
    show(plan);
    auto *list = m_dialog->findChild<VictimList *>();
    QVERIFY(list->isVisible());
    VictimModel &model = list->model();
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 30);
    model.sort(model.columnOf(u"pid"), Qt::DescendingOrder);
    QCOMPARE(model.row(0).session.key.pid, 129);
    ActionResult result;
    result.sessions = {{session(129).key, Outcome::NoOp, {}}};
    m_dialog->showResult(result);
    QCOMPARE(model.cell(0, model.columnOf(u"outcome")).text, outcomeWord(Outcome::NoOp));
    QCOMPARE(model.cell(1, model.columnOf(u"outcome")).text, QString());
}

void TestConfirmation::accessibleNames()
{
    show(destructivePlan());
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy()
            || widget->objectName().startsWith(u"qt_"))
            continue;
        const QVariant text = widget->property("text");
        QVERIFY2(!widget->accessibleName().isEmpty() || !text.toString().isEmpty(),
                 widget->metaObject()->className());
    }
}

void TestConfirmation::deskKeepsTicking()
{
    QTemporaryDir dir;
    Journal journal(dir.filePath(u"j"_s));
    QThread thread;
    Target target;
    target.name = u"orders-primary"_s;
    ActionService service({target}, [](QString, QString, std::stop_token stop) { return lendNever(stop); }, journal);
    service.moveToThread(&thread);
    thread.start();
    QWidget window;
    window.show();
    ActionDesk desk({target}, service, &window);
    int ticks = 0;
    QTimer ticker;
    connect(&ticker, &QTimer::timeout, this, [&] { ++ticks; });
    ticker.start(20ms);
    desk.request({kTerminateSession, u"orders-primary"_s, session(8123).key, {}, {}, {}});
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

void TestConfirmation::deskShowsWhyItCouldNotLook()
{
    QTemporaryDir dir;
    Journal journal(dir.filePath(u"j"_s));
    Target target;
    target.name = u"orders-primary"_s;
    ActionService service({target}, [](QString, QString, std::stop_token) { return lendNothing(); }, journal);
    QWidget window;
    window.show();
    ActionDesk desk({target}, service, &window);
    desk.request({kTerminateSession, u"orders-primary"_s, session(8123).key, {}, {}, {}});
    auto *dialog = window.findChild<ConfirmationDialog *>();
    QVERIFY(dialog);
    QTRY_COMPARE(dialog->phase(), ConfirmationDialog::Phase::Failed);
    QVERIFY(allText(*dialog).contains(u"connection refused"));
    QVERIFY(allText(*dialog).contains(u"the server's words"));
}

void TestConfirmation::deskDropsStalePlans()
{
    QTemporaryDir dir;
    Journal journal(dir.filePath(u"j"_s));
    Target target;
    target.name = u"orders-primary"_s;
    ActionService service({target}, [](QString, QString, std::stop_token stop) { return lendNever(stop); }, journal);
    QWidget window;
    window.show();
    ActionDesk desk({target}, service, &window);
    QSignalSpy wanted(&desk, &ActionDesk::planWanted);
    desk.request({kTerminateSession, u"orders-primary"_s, session(8123).key, {}, {}, {}});
    auto *dialog = window.findChild<ConfirmationDialog *>();
    Q_EMIT dialog->planAgainRequested({kTerminateSession, u"orders-primary"_s, session(8123).key, {}, {}, {}});
    QCOMPARE(wanted.count(), 2);
    ActionPlan plan = planFor(Environment::Development);
    plan.madeAt = systemClock().wallNow();
    Q_EMIT service.planReady(wanted[0][0].toULongLong(), plan);
    QCOMPARE(dialog->phase(), ConfirmationDialog::Phase::Looking);
    Q_EMIT service.planReady(wanted[1][0].toULongLong(), plan);
    QCOMPARE(dialog->phase(), ConfirmationDialog::Phase::Ready);
}

QTEST_MAIN(TestConfirmation)
#include "tst_confirmation.moc"
