// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of an action that has to be told something, and of one that takes its time: fields made from the description,
// a plan for what they say, progress, and the way to take it back.
#include "confirmationfixtures.h"
#include "harness/windowtest.h"
#include "ui/actions/confirmation/argumentform.h"
#include "ui/actions/confirmation/leadbuttons.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QSpinBox>

#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

Target production()
{
    Target target;
    target.name = u"orders-primary"_s;
    return target;
}

ActionPlan vacuumPlan(const QJsonObject &arguments)
{
    ActionPlan plan;
    plan.id = u"v1"_s;
    plan.request = {u"postgres.table.vacuum"_s, u"orders-primary"_s, arguments, {}};
    plan.target = production();
    plan.title = u"Vacuum sales.orders on orders-primary"_s;
    plan.severity = Severity::Reversible;
    plan.subjects = {{u"table"_s, u"sales.orders"_s}};
    plan.statements = {{u"VACUUM (VERBOSE, SKIP_LOCKED false, TRUNCATE false) sales.orders"_s, {}}};
    plan.preflights = {
        {u"server.primary"_s, Verdict::Ok, u"The server takes writes."_s},
        {u"table.same"_s, Verdict::Ok, u"sales.orders is there, read just now."_s},
        {u"privilege"_s, Verdict::Ok, u"Role web may vacuum it."_s},
        {u"table.vacuumed"_s, Verdict::Ok, u"Nobody vacuums it now."_s},
        {u"table.locked"_s, Verdict::Ok, u"Nobody has a lock on it that a vacuum waits for."_s},
        {u"xmin"_s, Verdict::Warning,
         u"Rows that died in the last 812,000 transactions stay: replication slot old_standby may still see "
         "them. End that first."_s}};
    plan.consequence =
        u"Reads 12 GB with 4 indexes (8,000,000 live rows, 1,900,000 dead). At full speed: "
        "vacuum_cost_delay is 0. Reading and writing go on; changes of its definition and of its indexes "
        "wait."_s;
    plan.undo = u"Cancel it at any time: what is cleaned stays clean, the rest is as it was."_s;
    plan.alternative = u"Autovacuum comes by itself once 1,600,050 rows are dead, unless it is set otherwise."_s;
    plan.madeAt = TestClock().wall;
    return plan;
}

/// The longest there is: five fields, seven commands on three servers, ten checks, something to type.
ActionPlan failoverPlan()
{
    ActionPlan plan;
    plan.id = u"f1"_s;
    plan.request = {
        u"redis.failover"_s,
        u"orders-cache"_s,
        {{u"candidate"_s, u"10.0.0.7:6380"_s}, {u"timeout"_s, 5}, {u"repoint"_s, true}, {u"persist"_s, true}},
        {}};
    plan.target = production();
    plan.title = u"Make orders-cache-2 the primary instead of orders-cache"_s;
    plan.subjects = {{u"server"_s, u"orders-cache"_s}, {u"server"_s, u"10.0.0.7:6380"_s}};
    plan.statements = {{u"FAILOVER TO 10.0.0.7 6380 TIMEOUT 5000"_s, {}},
                       {u"REPLICAOF 10.0.0.7 6380"_s, {}, u"orders-cache-3"_s},
                       {u"CONFIG REWRITE"_s, {}},
                       {u"CONFIG REWRITE"_s, {}, u"orders-cache-2"_s}};
    for (int i = 0; i < 9; ++i)
        plan.preflights.push_back(
            {u"check.%1"_s.arg(i), Verdict::Ok, u"It is the primary, and no failover is under way."_s});
    plan.preflights.push_back(
        {u"candidate.settings"_s, Verdict::Warning, u"The new primary is configured differently: save."_s});
    plan.consequence =
        u"Writes of 212 clients are held up until the replica has them all, for 5 s at most; none is lost. "
        "Then the old primary refuses writes (READONLY): its clients have to connect to the new one."_s;
    plan.undo = u"The same again the other way, from the new primary."_s;
    plan.token = u"10.0.0.7:6380"_s;
    plan.madeAt = TestClock().wall;
    return plan;
}

} // namespace

class TestArguments : public ConfirmationTest
{
    Q_OBJECT

private:
    template <typename Widget>
    Widget &field(const QString &name)
    {
        auto *found = m_dialog->findChild<Widget *>(name);
        if (!found)
            qFatal("no field %s", qPrintable(name));
        return *found;
    }
    void begin(const QJsonObject &arguments)
    {
        m_dialog->begin(production(), {u"postgres.table.vacuum"_s, u"orders-primary"_s, arguments, {}});
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init() { makeDialog(); }

    void asksForWhatIsMissing()
    {
        begin({});
        QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Asking);
        QVERIFY(!bar().againButton().isEnabled());
        QVERIFY(!bar().actButton().isVisible());
        QSignalSpy asked(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
        auto &table = field<QLineEdit>(u"table"_s);
        QVERIFY(table.hasFocus());
        QTest::keyClick(&table, Qt::Key_Return); // nothing to plan with, and nothing is pressed
        QCOMPARE(asked.count(), 0);
        QTest::keyClicks(&table, u"sales.orders"_s);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        const auto request = asked.front().front().value<ActionRequest>();
        QCOMPARE(request.action, u"postgres.table.vacuum"_s);
        QCOMPARE(request.arguments, (QJsonObject{{u"table"_s, u"sales.orders"_s},
                                                 {u"mode"_s, u"vacuum"_s},
                                                 {u"truncate"_s, false},
                                                 {u"limit_minutes"_s, 60}}));
        QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Looking);
    }

    void aChoiceMakesANewPlan()
    {
        begin({{u"table"_s, u"sales.orders"_s}});
        QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Looking);
        m_dialog->showPlan(vacuumPlan({{u"table"_s, u"sales.orders"_s}}));
        QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Ready);
        QCOMPARE(bar().actButton().text(), u"Vacuum the table"_s);
        QSignalSpy asked(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
        field<QCheckBox>(u"truncate"_s).click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(m_dialog->phase(), ConfirmationDialog::Phase::Looking); // the old plan is not to be confirmed any more
        QVERIFY(!bar().actButton().isVisible());
        QVERIFY(asked.front().front().value<ActionRequest>().arguments.value(u"truncate"_s).toBool());
        auto &parallel = field<QSpinBox>(u"parallel"_s);
        QCOMPARE(parallel.text(), u"not set"_s);
        parallel.setValue(2);
        QCOMPARE(asked.last().front().value<ActionRequest>().arguments.value(u"parallel"_s).toInt(), 2);
        auto &mode = field<QComboBox>(u"mode"_s);
        QCOMPARE(mode.count(), 4);
        mode.setFocus();
        QTest::keyClick(&mode, Qt::Key_Down);
        QCOMPARE(asked.last().front().value<ActionRequest>().arguments.value(u"mode"_s).toString(),
                 u"vacuum_analyze"_s);
        m_dialog->showPlan(vacuumPlan(asked.last().front().value<ActionRequest>().arguments));
        QVERIFY(mode.hasFocus()); // whoever is at the fields stays there
        QVERIFY(bar().actButton().isVisible());
    }

    /// What is folded away says nothing; unfolded it does, and the dialog grows.
    void furtherOptionsAreFoldedAway()
    {
        begin({{u"table"_s, u"sales.orders"_s}});
        m_dialog->showPlan(vacuumPlan({{u"table"_s, u"sales.orders"_s}}));
        auto &pages = field<QCheckBox>(u"disable_page_skipping"_s);
        QVERIFY(!pages.isVisible());
        const auto buttons = m_dialog->findChildren<QPushButton *>();
        const auto further =
            std::ranges::find(buttons, u"Further options"_s, [](QPushButton *one) { return one->accessibleName(); });
        QVERIFY(further != buttons.end());
        const int height = m_dialog->height();
        (*further)->click();
        QVERIFY(pages.isVisible());
        QVERIFY(m_dialog->height() > height);
        QSignalSpy asked(m_dialog.get(), &ConfirmationDialog::planAgainRequested);
        pages.click();
        const QJsonObject arguments = asked.front().front().value<ActionRequest>().arguments;
        QCOMPARE(arguments.value(u"disable_page_skipping"_s), QJsonValue(true));
        QCOMPARE(arguments.value(u"index_cleanup"_s), QJsonValue(u"auto"_s));
    }

    void aQueueIsPausedAndSkippedIn()
    {
        ActionPlan plan = vacuumPlan({{u"tables"_s, u"sales.orders, sales.lines"_s}});
        plan.request.action = u"postgres.tables.vacuum"_s;
        m_dialog->begin(production(), plan.request);
        m_dialog->open();
        m_dialog->showPlan(plan);
        auto &lead = bar().leadButtons();
        QVERIFY(!lead.isVisible());
        bar().actButton().click();
        QVERIFY(lead.isVisible() && bar().stopButton().isVisible());
        QSignalSpy paused(m_dialog.get(), &ConfirmationDialog::pauseRequested);
        QSignalSpy skipped(m_dialog.get(), &ConfirmationDialog::skipRequested);
        lead.pauseButton().click();
        QCOMPARE(lead.pauseButton().text(), u"Go on"_s);
        lead.skipButton().click();
        lead.pauseButton().click();
        QCOMPARE(paused.count(), 2);
        QCOMPARE(paused[0][1].toBool(), true);
        QCOMPARE(paused[1][1].toBool(), false);
        QCOMPARE(skipped.count(), 1);
    }

    void tellsHowFarItIsAndStopsIt()
    {
        begin({{u"table"_s, u"sales.orders"_s}});
        const ActionPlan plan = vacuumPlan({{u"table"_s, u"sales.orders"_s}});
        m_dialog->showPlan(plan);
        QSignalSpy confirmed(m_dialog.get(), &ConfirmationDialog::confirmed);
        bar().actButton().click();
        QCOMPARE(confirmed.count(), 1);
        QVERIFY(!m_dialog->findChild<ArgumentForm *>()->isVisible());
        m_dialog->showProgress({u"v1"_s, u"scanning heap"_s, 1200, 8000, u"blocks"_s, 340.0});
        QVERIFY2(allText(*m_dialog).contains(u"scanning heap · 1,200 of 8,000 blocks · 340/s"),
                 allText(*m_dialog).toUtf8());
        auto *progress = m_dialog->findChild<QProgressBar *>();
        QVERIFY(progress->isVisible());
        QCOMPARE(progress->value(), 150);
        QSignalSpy stopped(m_dialog.get(), &ConfirmationDialog::stopRequested);
        QVERIFY(bar().stopButton().isVisible());
        bar().stopButton().click();
        bar().stopButton().click();
        QCOMPARE(stopped.count(), 1);
        QVERIFY2(allText(*m_dialog).contains(u"Stopping it"), allText(*m_dialog).toUtf8());
        ActionResult result;
        result.planId = u"v1"_s;
        result.outcome = Outcome::SentUnverified;
        result.isRunning = true;
        result.summary = u"It still runs on the server."_s;
        m_dialog->showResult(result);
        QVERIFY(!progress->isVisible());
        QVERIFY(bar().lookButton().isVisible()); // it is worth another look
    }

    void shortOnesCannotBeStopped()
    {
        show(planFor(Environment::Development));
        bar().actButton().click();
        QVERIFY(!bar().stopButton().isVisible());
        QVERIFY(!m_dialog->findChild<ArgumentForm *>()->hasFields()); // the row that was clicked said it all
    }

    void fitsASmallScreen_data()
    {
        QTest::addColumn<ThemeMode>("mode");
        QTest::addColumn<ActionPlan>("plan");
        const ActionPlan vacuum = vacuumPlan({{u"table"_s, u"sales.orders"_s}});
        QTest::newRow("vacuum-dark") << ThemeMode::Dark << vacuum;
        QTest::newRow("vacuum-light") << ThemeMode::Light << vacuum;
        QTest::newRow("failover-dark") << ThemeMode::Dark << failoverPlan();
        QTest::newRow("failover-light") << ThemeMode::Light << failoverPlan();
    }
    void fitsASmallScreen()
    {
        QFETCH(ThemeMode, mode);
        QFETCH(ActionPlan, plan);
        Theme::instance().setMode(mode);
        m_dialog->begin(plan.target, plan.request);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        m_dialog->showPlan(plan);
        QVERIFY(bar().actButton().isVisible());
        constexpr int kSmall = 768 * 9 / 10; // of the screen; the plan scrolls when it does not fit
        m_dialog->resize(m_dialog->width(), kSmall);
        QCOMPARE(m_dialog->height(), kSmall);
        QVERIFY(m_dialog->width() <= 1366);
        QTest::qWait(50); // laid out anew
        for (const auto *button : {&bar().safeButton(), &bar().actButton()})
            QVERIFY(m_dialog->rect().contains(
                button->geometry().translated(button->parentWidget()->mapTo(m_dialog.get(), QPoint()))));
        if (const QString folder = qEnvironmentVariable("LOCKMASTER_PICTURES"); !folder.isEmpty())
            m_dialog->grab().save(folder + u'/' + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s);
    }
};

LOCKMASTER_WINDOW_TEST(TestArguments)
#include "tst_arguments.moc"
