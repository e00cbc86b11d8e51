// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the confirmation says of an action that was sent: every outcome has its words.
#include "confirmationfixtures.h"
#include "harness/windowtest.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>

#include <set>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestConfirmationOutcomes : public ConfirmationTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init() { makeDialog(); }

    void everyOutcomeHasWords_data();
    void everyOutcomeHasWords();
    void outcomeWordsDiffer();
    void unknownOffersToLook();
    void unfinishedIsNeverSent();
    void whatHoldsIsKeptOrTakenBack();
    void theNextStepIsAButton();
    void hiddenWhileActing();
    void returnClosesNoResultUnread();
};

void TestConfirmationOutcomes::everyOutcomeHasWords_data()
{
    QTest::addColumn<Outcome>("outcome");
    for (const Outcome outcome :
         {Outcome::DoneVerified, Outcome::SentUnverified, Outcome::NoOp, Outcome::RefusedByConsole,
          Outcome::FailedClean, Outcome::FailedPartial, Outcome::Unknown})
        QTest::newRow(outcomeName(outcome).toUtf8()) << outcome;
}

void TestConfirmationOutcomes::everyOutcomeHasWords()
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

void TestConfirmationOutcomes::outcomeWordsDiffer()
{
    std::set<QString> words;
    for (int i = 0; i <= static_cast<int>(Outcome::Unknown); ++i)
        words.insert(outcomeWord(static_cast<Outcome>(i)));
    QCOMPARE(words.size(), 7U);
    QVERIFY(outcomeState(Outcome::Unknown) != outcomeState(Outcome::FailedPartial));
    QVERIFY(outcomeState(Outcome::SentUnverified) != HealthState::Ok);
}

void TestConfirmationOutcomes::unknownOffersToLook()
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

void TestConfirmationOutcomes::unfinishedIsNeverSent()
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

/// A pause that ends by itself: both ways out are buttons, and Return presses none of them.
void TestConfirmationOutcomes::whatHoldsIsKeptOrTakenBack()
{
    show(planFor(Environment::Development));
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    ActionProgress progress{.planId = u"a1"_s, .phase = u"paused"_s, .done = 3, .total = 30, .unit = u"seconds"_s};
    m_dialog->showProgress(progress);
    QVERIFY(!bar().keepButton().isVisible());
    progress.keepWord = u"Keep it paused"_s;
    progress.takeBackWord = u"Resume it now"_s;
    m_dialog->showProgress(progress);
    QVERIFY(bar().keepButton().isVisible() && bar().stopButton().isVisible());
    QCOMPARE(bar().stopButton().text(), u"Resume it now"_s);
    QVERIFY(!bar().keepButton().hasFocus() && !bar().stopButton().hasFocus());
    QVERIFY(allText(*m_dialog).contains(u"3 of 30 seconds"));
    QSignalSpy keep(m_dialog.get(), &ConfirmationDialog::keepRequested);
    QSignalSpy stop(m_dialog.get(), &ConfirmationDialog::stopRequested);
    QTest::mouseClick(&bar().keepButton(), Qt::LeftButton);
    QCOMPARE(keep.count(), 1);
    QCOMPARE(stop.count(), 0);
    QVERIFY(!bar().keepButton().isVisible());
}

void TestConfirmationOutcomes::theNextStepIsAButton()
{
    const ActionRequest resume{u"pgbouncer.resume"_s, u"pooler"_s, {{u"database"_s, u"orders"_s}}, {}};
    ActionPlan plan = planFor(Environment::Production);
    plan.undoRequest = resume;
    m_dialog->showUnfinished(plan); // first thing when a console starts
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QVERIFY(bar().offerButton().isVisible() && bar().lookButton().isVisible());
    QCOMPARE(bar().offerButton().text(), u"Resume orders…"_s);
    QSignalSpy taken(m_dialog.get(), &ConfirmationDialog::offerTaken);
    QTest::mouseClick(&bar().offerButton(), Qt::LeftButton);
    QCOMPARE(taken.count(), 1);
    QCOMPARE(taken.front().front().value<ActionRequest>(), resume);
    QVERIFY(!m_dialog->isVisible());
}

void TestConfirmationOutcomes::hiddenWhileActing()
{
    show(planFor(Environment::Development));
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(rejected.count(), 0); // it is still to be told what came of it
}

void TestConfirmationOutcomes::returnClosesNoResultUnread()
{
    show(planFor(Environment::Development));
    QTest::mouseClick(&bar().actButton(), Qt::LeftButton);
    QVERIFY(bar().safeButton().hasFocus()); // to hide it
    ActionResult result;
    result.outcome = Outcome::DoneVerified;
    m_dialog->showResult(result);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

LOCKMASTER_WINDOW_TEST(TestConfirmationOutcomes)
#include "tst_confirmation_outcomes.moc"
