// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The confirmation, driven by keys and mouse: nothing happens by accident.
#include "confirmationfixtures.h"
#include "harness/windowtest.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/actions/confirmation/planview.h"
#include "ui/actions/confirmation/victimlist.h"
#include "ui/common/table/tableview.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestConfirmation : public ConfirmationTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init() { makeDialog(); }

    void safeButtonHasTheFocus_data();
    void safeButtonHasTheFocus();
    void returnPressesWhatHasTheFocus_data();
    void returnPressesWhatHasTheFocus();
    void returnHeldDownConfirmsNothing();
    void returnWithAWrongTokenStays();
    void whatIsTypedGoesToTheField();
    void alsoFromTheVictims();
    void tabGoesFromFieldToSafeToActing();
    void tokenIsNeededInProduction();
    void nothingToTypeElsewhere();
    void ticksAreNeeded();
    void refusedPlanSaysWhy();
    void hostileTextStaysText();
    void victimsAreListed();
    void accessibleNames();
};

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

void TestConfirmation::returnPressesWhatHasTheFocus_data()
{
    QTest::addColumn<QString>("focus");
    QTest::newRow("on the safe button") << u"safe"_s;
    QTest::newRow("in the token's field") << u"token"_s;
    QTest::newRow("on the button that acts") << u"act"_s;
}

void TestConfirmation::returnPressesWhatHasTheFocus()
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
    QCOMPARE(confirmed.count(), focus == u"act" ? 1 : 0);
    QCOMPARE(m_dialog->isVisible(), focus != u"safe");
    if (focus == u"token")
        QVERIFY(bar().actButton().hasFocus());
}

void TestConfirmation::returnHeldDownConfirmsNothing()
{
    show(planFor(Environment::Production));
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    bar().tokenField().setFocus();
    QTest::keyClicks(&bar().tokenField(), u"8123"_s);
    QTest::keyPress(&bar().tokenField(), Qt::Key_Return);
    for (int i = 0; i < 5; ++i) {
        QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
        QCoreApplication::sendEvent(QApplication::focusWidget(), &again);
    }
    QVERIFY(bar().actButton().hasFocus());
    QCOMPARE(confirmed.count(), 0);
}

void TestConfirmation::returnWithAWrongTokenStays()
{
    show(planFor(Environment::Production));
    bar().tokenField().setFocus();
    QTest::keyClicks(&bar().tokenField(), u"812"_s);
    QTest::keyClick(&bar().tokenField(), Qt::Key_Return);
    QVERIFY(bar().tokenField().hasFocus());
}

void TestConfirmation::whatIsTypedGoesToTheField()
{
    show(planFor(Environment::Production));
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QVERIFY(bar().safeButton().hasFocus());
    QTest::keyClicks(&bar().safeButton(), u"81"_s);
    QVERIFY(bar().tokenField().hasFocus());
    bar().safeButton().setFocus();
    QTest::keyClicks(&bar().safeButton(), u"23"_s);
    QCOMPARE(bar().typed(), u"8123"_s);
    QTest::keyClick(&bar().tokenField(), Qt::Key_Return);
    QCOMPARE(confirmed.count(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(confirmed.count(), 1);
    QTest::keyClicks(m_dialog.get(), u"9"_s); // too late for it
    QCOMPARE(bar().typed(), u"8123"_s);
}

void TestConfirmation::alsoFromTheVictims()
{
    show(destructivePlan());
    auto *table = m_dialog->findChild<VictimList *>()->findChild<TableView *>();
    QVERIFY(table && table->isVisible());
    table->setFocus();
    QTest::keyClicks(table, u"ord"_s);
    QVERIFY(bar().tokenField().hasFocus());
    QCOMPARE(bar().typed(), u"ord"_s);
    QTest::keyClick(table, Qt::Key_Down); // it is still a table
    QVERIFY(table->currentIndex().isValid());
}

void TestConfirmation::tabGoesFromFieldToSafeToActing()
{
    show(planFor(Environment::Production));
    QTest::keyClicks(&bar().safeButton(), u"8123"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(bar().safeButton().hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(bar().actButton().hasFocus());
    QSignalSpy dismissed(m_dialog.get(), &ConfirmationDialog::dismissed);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(dismissed.count(), 1);
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

void TestConfirmation::refusedPlanSaysWhy()
{
    ActionPlan plan = planFor(Environment::Development);
    plan.preflights.push_back({u"backend.type"_s, Verdict::Failed, u"This is a walsender."_s});
    show(plan);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Refused);
    QVERIFY(!bar().actButton().isVisible());
    const QString text = allText(*m_dialog);
    QVERIFY(text.contains(u"This is a walsender."));
    QVERIFY(text.indexOf(u"This is a walsender.") < text.indexOf(u"It has written."));
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
    plan.subjects = {subjectOf(session(1)), subjectOf(session(2))};
    plan.subjects[0].session->application = evil + u'\n';
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
    result.subjects = {{subjectOf(session(129)), Outcome::NoOp, {}}};
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
        QVERIFY2(!widget->accessibleName().isEmpty() || !text.toString().isEmpty(), widget->metaObject()->className());
    }
}

LOCKMASTER_WINDOW_TEST(TestConfirmation)
#include "tst_confirmation.moc"
