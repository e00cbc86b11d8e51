// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A plan that is read for long: the dialog asks for it again by itself, and disturbs nobody unless something has changed.
#include "confirmationfixtures.h"
#include "harness/windowtest.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestConfirmationRenewal : public ConfirmationTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init() { makeDialog(); }

    void asksAgainBeforeItsEnd();
    void theSamePlanDisturbsNobody();
    void focusStaysOnTheButtonThatActs();
    void aChangeAsksAnew_data();
    void aChangeAsksAnew();
    void aChangeLeavesTimeToRead();
    void whatIsGoneIsRefused();
    void slowAnswer();
    void noAnswer();
    void endsAfterTenMinutes();
    void isMadeAgainByHand();
    void answerAfterTheDecision();
    void oldDataIsNotTalkedOfAgain();

private:
    /// Time goes on until the dialog has asked for a new plan.
    void letItAsk()
    {
        QSignalSpy asked(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
        m_clock.wall += 26s;
        QTRY_COMPARE(asked.count(), 1);
    }
    ActionPlan madeNow(ActionPlan plan) const
    {
        plan.id += u'+';
        plan.madeAt = m_clock.wall;
        return plan;
    }
};

void TestConfirmationRenewal::asksAgainBeforeItsEnd()
{
    show(planFor(Environment::Production));
    QSignalSpy asked(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
    m_clock.wall += 24s;
    QTRY_VERIFY(allText(*m_dialog).contains(u"good for 6 s"));
    QCOMPARE(asked.count(), 0);
    m_clock.wall += 1s;
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().value<ActionRequest>(), m_dialog->plan().request);
    m_clock.wall += 3s;
    QTRY_VERIFY(allText(*m_dialog).contains(u"good for 2 s"));
    QCOMPARE(asked.count(), 1); // it waits for the answer
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Ready);
}

void TestConfirmationRenewal::theSamePlanDisturbsNobody()
{
    const ActionPlan plan = destructivePlan();
    show(plan);
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    m_dialog->findChild<QCheckBox *>()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(m_dialog->findChild<QCheckBox *>()->isChecked());
    bar().tokenField().setFocus();
    QTest::keyClicks(&bar().tokenField(), u"orders-"_s);
    letItAsk();
    ActionPlan same = madeNow(plan);
    same.preflights[1].detail = u"It has written for a minute."_s;
    same.consequence = u"31 go on."_s;
    m_dialog->showPlan(same);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Ready);
    QVERIFY(bar().tokenField().hasFocus());
    QCOMPARE(bar().typed(), u"orders-"_s);
    QVERIFY(m_dialog->findChild<QCheckBox *>()->isChecked());
    const QString text = allText(*m_dialog);
    for (const QString &part : {same.preflights[1].detail, same.consequence, u"good for 30 s"_s})
        QVERIFY2(text.contains(part), text.toUtf8());
    QTest::keyClicks(&bar().tokenField(), u"primary"_s);
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QCOMPARE(confirmed.count(), 1);
    QCOMPARE(confirmed.front().front().value<ActionPlan>(), same);
}

void TestConfirmationRenewal::focusStaysOnTheButtonThatActs()
{
    const ActionPlan plan = planFor(Environment::Production);
    show(plan);
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QTest::keyClicks(&bar().safeButton(), u"8123"_s);
    QTest::keyClick(&bar().tokenField(), Qt::Key_Return);
    letItAsk();
    m_dialog->showPlan(madeNow(plan));
    QVERIFY(bar().actButton().hasFocus());
    QTest::keyClick(&bar().actButton(), Qt::Key_Space);
    QCOMPARE(confirmed.count(), 1);
}

void TestConfirmationRenewal::aChangeAsksAnew_data()
{
    QTest::addColumn<ActionPlan>("changed");
    QTest::addColumn<QString>("words");
    const ActionPlan plan = planFor(Environment::Production);
    ActionPlan changed = plan;
    changed.preflights[0].verdict = Verdict::Warning;
    QTest::newRow("a verdict") << changed << u"The same session."_s;
    changed = plan;
    changed.preflights.push_back({u"session.managed"_s, Verdict::Warning, u"It calls itself patroni."_s});
    QTest::newRow("another check") << changed << u"It calls itself patroni."_s;
    changed = plan;
    changed.subjects.push_back(subjectOf(session(8124)));
    QTest::newRow("a session more") << changed << u"1 more"_s;
    changed = plan;
    changed.statements.front().sql = u"SELECT pg_cancel_backend($1)"_s;
    QTest::newRow("a statement") << changed << u"statements"_s;
    changed = plan;
    changed.token = u"orders-primary"_s;
    QTest::newRow("what has to be typed") << changed << u"has to be typed"_s;
    changed = plan;
    changed.serverIdentity = u"another"_s;
    QTest::newRow("the server") << changed << u"restarted"_s;
}

void TestConfirmationRenewal::aChangeAsksAnew()
{
    QFETCH(ActionPlan, changed);
    QFETCH(QString, words);
    show(planFor(Environment::Production));
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QTest::keyClicks(&bar().safeButton(), u"8123"_s);
    QTest::keyClick(&bar().tokenField(), Qt::Key_Return);
    QVERIFY(bar().actButton().hasFocus());
    letItAsk();
    m_dialog->showPlan(madeNow(changed));
    QCOMPARE(bar().typed(), QString());
    QVERIFY(!bar().actButton().isEnabled());
    QCOMPARE(QApplication::focusWidget(), m_dialog.get()); // where no key presses anything
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(confirmed.count(), 0);
    const QString text = allText(*m_dialog);
    QVERIFY2(text.contains(u"This has changed") && text.contains(words), text.toUtf8());
    QTest::keyClicks(QApplication::focusWidget(), changed.token);
    QTRY_VERIFY(bar().actButton().isEnabled());
}

/// Where nothing has to be typed, the button would else be ready for who is about to press it.
void TestConfirmationRenewal::aChangeLeavesTimeToRead()
{
    const ActionPlan plan = planFor(Environment::Development);
    show(plan);
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    bar().actButton().setFocus();
    letItAsk();
    ActionPlan changed = madeNow(plan);
    changed.subjects.push_back(subjectOf(session(8124)));
    m_dialog->showPlan(changed);
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QCOMPARE(confirmed.count(), 0);
    QTRY_VERIFY(bar().actButton().isEnabled());
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QCOMPARE(confirmed.count(), 1);
}

void TestConfirmationRenewal::whatIsGoneIsRefused()
{
    const ActionPlan plan = planFor(Environment::Production);
    show(plan);
    QTest::keyClicks(&bar().safeButton(), u"8123"_s);
    QTest::keyClick(&bar().tokenField(), Qt::Key_Return);
    letItAsk();
    ActionPlan gone = madeNow(plan);
    gone.subjects.clear();
    gone.preflights = {{u"session.same"_s, Verdict::Failed, u"Session 8123 is gone."_s}};
    m_dialog->showPlan(gone);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Refused);
    QCOMPARE(QApplication::focusWidget(), m_dialog.get());
    QTRY_VERIFY(allText(*m_dialog).contains(u"Session 8123 is gone."));
    QVERIFY(allText(*m_dialog).contains(u"This cannot be done any more."));
}

void TestConfirmationRenewal::slowAnswer()
{
    const ActionPlan plan = planFor(Environment::Production);
    show(plan);
    QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
    QTest::keyClicks(&bar().safeButton(), u"8123"_s);
    letItAsk();
    m_clock.wall += 5s;
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton); // before the next tick: the click itself looks
    QCOMPARE(confirmed.count(), 0);
    QTRY_VERIFY(allText(*m_dialog).contains(u"30 s have passed; checking again …"));
    QVERIFY(!bar().actButton().isEnabled());
    m_dialog->showPlan(madeNow(plan));
    QVERIFY(bar().actButton().isEnabled());
    QCOMPARE(bar().typed(), u"8123"_s);
}

void TestConfirmationRenewal::noAnswer()
{
    show(planFor(Environment::Production));
    QTest::keyClicks(&bar().safeButton(), u"8123"_s);
    letItAsk();
    m_dialog->showError({.kind = ErrorKind::Network,
                         .text = u"connection refused"_s,
                         .detail = u"the server's words"_s,
                         .target = {},
                         .sqlState = {}});
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Ready); // the plan is good until its end
    QVERIFY(bar().actButton().isEnabled());
    m_clock.wall += 5s;
    QTRY_COMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Expired);
    QCOMPARE(QApplication::focusWidget(), m_dialog.get());
    const QString text = allText(*m_dialog);
    for (const QString &part : {u"connection refused"_s, u"the server's words"_s, u"Checking has ended."_s})
        QVERIFY2(text.contains(part), text.toUtf8());
}

void TestConfirmationRenewal::endsAfterTenMinutes()
{
    const ActionPlan plan = planFor(Environment::Production);
    show(plan);
    for (int i = 0; i < 2; ++i) {
        QSignalSpy asked(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
        m_clock.wall += 299s;
        QTRY_COMPARE(asked.count(), 1);
        m_dialog->showPlan(madeNow(plan));
    }
    QSignalSpy asked(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
    m_clock.wall += 31s;
    QTRY_COMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Expired);
    QCOMPARE(asked.count(), 0);
    QVERIFY(!bar().actButton().isVisible());
    QVERIFY(bar().againButton().isVisible());
    QVERIFY(allText(*m_dialog).contains(u"Make the plan again to go on."));
}

void TestConfirmationRenewal::isMadeAgainByHand()
{
    const ActionPlan plan = planFor(Environment::Production);
    show(plan);
    QTest::keyClicks(&bar().tokenField(), u"8123"_s);
    m_clock.wall += 11min;
    QTRY_VERIFY(bar().againButton().isVisible());
    QSignalSpy again(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
    QTest::mouseClick(&bar().againButton(), Qt::LeftButton);
    QCOMPARE(again.count(), 1);
    QCOMPARE(again.front().front().value<ActionRequest>(), plan.request);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Looking);
    m_dialog->showPlan(madeNow(plan));
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Ready);
    QVERIFY(bar().safeButton().hasFocus());
    QCOMPARE(bar().typed(), QString()); // a plan that a person asked for is confirmed anew
    QVERIFY(!bar().actButton().isEnabled());
}

void TestConfirmationRenewal::answerAfterTheDecision()
{
    const ActionPlan plan = planFor(Environment::Development);
    show(plan);
    letItAsk();
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Acting);
    m_dialog->showPlan(madeNow(plan));
    m_dialog->showError({});
    QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Acting);
    QCOMPARE(m_dialog->plan(), plan);
}

void TestConfirmationRenewal::oldDataIsNotTalkedOfAgain()
{
    ActionPlan plan = planFor(Environment::Production);
    plan.request.seenAt = m_clock.now();
    plan.dataAge = 41500ms;
    show(plan);
    QVERIFY2(allText(*m_dialog).contains(u"data on screen was 41.5 s old"), allText(*m_dialog).toUtf8());
    QSignalSpy asked(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
    m_clock.wall += 26s;
    QTRY_COMPARE(asked.count(), 1);
    QVERIFY(!asked.front().front().value<ActionRequest>().seenAt);
    m_clock.wall += 11min;
    m_dialog->showError({});
    QTRY_VERIFY(bar().againButton().isVisible());
    QTest::mouseClick(&bar().againButton(), Qt::LeftButton);
    QCOMPARE(asked.count(), 2);
    QVERIFY(!asked.back().front().value<ActionRequest>().seenAt);
}

LOCKMASTER_WINDOW_TEST(TestConfirmationRenewal)
#include "tst_confirmation_renewal.moc"
