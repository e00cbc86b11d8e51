// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Plans made by hand, and the confirmation on screen with a clock that the test sets.
#pragma once

#include "model/action.h"
#include "model/postgres/sessionarguments.h"
#include "ui/actions/confirmation/confirmationbar.h"
#include "ui/actions/confirmation/confirmationdialog.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

#include <memory>

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestClock final : public Clock
{
public:
    WallTime wall{1'763'700'000s};
    WallTime wallNow() const override { return wall; }
    SteadyTime steadyNow() const override { return {}; }
};

inline Session session(int pid)
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

inline ActionPlan planFor(Environment environment)
{
    ActionPlan plan;
    plan.id = u"a1"_s;
    plan.request.action = kTerminateSession;
    plan.request.arguments = sessionArguments(session(8123).key);
    plan.target.name = u"orders-primary"_s;
    plan.target.environment = environment;
    plan.title = u"End session 8123 on orders-primary"_s;
    plan.statements = {{u"SELECT pg_terminate_backend($1)"_s, {u"8123"_s, {}}}};
    plan.preflights = {{u"session.same"_s, Verdict::Ok, u"The same session."_s},
                       {u"session.written"_s, Verdict::Warning, u"It has written."_s}};
    plan.subjects = {subjectOf(session(8123))};
    plan.consequence = u"Its transaction is rolled back."_s;
    plan.undo = u"None."_s;
    plan.madeAt = TestClock().wall;
    plan.serverNow = plan.madeAt;
    if (environment == Environment::Production)
        plan.token = u"8123"_s;
    return plan;
}

inline ActionPlan destructivePlan()
{
    ActionPlan plan = planFor(Environment::Production);
    plan.request.action = kTerminateByFilter;
    plan.request.arguments = filterArguments({.application = u"billing"_s});
    plan.subjects.clear();
    for (int pid = 100; pid < 130; ++pid)
        plan.subjects.push_back(subjectOf(session(pid)));
    plan.token = plan.target.name;
    plan.severity = Severity::Destructive;
    plan.allRequiredTicks = true;
    return plan;
}

inline QString allText(const QWidget &widget)
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

/// Each test function has a dialog of its own, made by makeDialog().
class ConfirmationTest : public QObject
{
protected:
    void makeDialog()
    {
        m_clock = {};
        m_dialog = std::make_unique<ConfirmationDialog>(nullptr, m_clock);
    }
    void show(const ActionPlan &plan)
    {
        m_dialog->showPlan(plan);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    ConfirmationBar &bar() { return *m_dialog->findChild<ConfirmationBar *>(); }

    TestClock m_clock;
    std::unique_ptr<ConfirmationDialog> m_dialog;
};

} // namespace lockmaster::fixtures
