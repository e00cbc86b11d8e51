// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What comes first in the confirmation, what is folded, where it stands on the screen, and that what acts looks like it.
#include "confirmationfixtures.h"
#include "harness/windowtest.h"
#include "ui/actions/confirmation/planview.h"
#include "ui/actions/confirmation/preflightlist.h"
#include "ui/common/queryview.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QScreen>

#include <algorithm>
#include <vector>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

/// Seven checks passed, one warns, and the statement has a dozen lines.
ActionPlan longPlan()
{
    ActionPlan plan = planFor(Environment::Production);
    plan.alternative = u"Cancel its query."_s;
    for (int i = 1; i < 7; ++i)
        plan.preflights.push_back({u"check.%1"_s.arg(i), Verdict::Ok, u"All is well with %1."_s.arg(i)});
    plan.statements.front().sql = u"SELECT 1,\n"_s.repeated(11) + u"pg_terminate_backend($1)"_s;
    return plan;
}

} // namespace

class TestConfirmationLayout : public ConfirmationTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init() { makeDialog(); }
    void cleanup() { Theme::instance().setMode(ThemeMode::System); }

    void whatMattersComesFirst();
    void passedChecksAreFolded_data();
    void passedChecksAreFolded();
    void onePassed();
    void statementsAreFolded();
    void shortStatementHasNoMore();
    void growsWhereItWasPut();
    void staysOnTheScreen();
    void whatActsLooksDangerous_data();
    void whatActsLooksDangerous();

private:
    template <typename Widget>
    Widget &part()
    {
        return *m_dialog->findChild<Widget *>();
    }
    QPushButton &passed() { return part<PreflightList>().passedButton(); }
    int top(const QWidget &widget) const { return widget.mapTo(m_dialog.get(), QPoint()).y(); }
    int topOf(const QString &text) const
    {
        const auto labels = m_dialog->findChildren<QLabel *>();
        const auto found = std::ranges::find_if(
            labels, [&](const QLabel *label) { return label->text() == text && label->isVisible(); });
        return found == labels.end() ? -1 : top(**found);
    }
};

void TestConfirmationLayout::whatMattersComesFirst()
{
    const ActionPlan plan = longPlan();
    show(plan);
    QTest::qWait(50); // laid out
    const std::vector<int> order{topOf(plan.consequence),     topOf(plan.undo), topOf(plan.alternative),
                                 topOf(u"It has written."_s), top(passed()),    top(part<QueryView>())};
    QVERIFY(order.front() >= 0);
    QVERIFY(std::ranges::is_sorted(order));
    QVERIFY(topOf(u"Gentler way"_s) >= 0);
}

void TestConfirmationLayout::passedChecksAreFolded_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("space") << int(Qt::Key_Space);
    QTest::newRow("return") << int(Qt::Key_Return);
    QTest::newRow("mouse") << 0;
}

void TestConfirmationLayout::passedChecksAreFolded()
{
    QFETCH(int, key);
    show(longPlan());
    QVERIFY2(passed().text().startsWith(u"7 checks passed"_s), passed().text().toUtf8());
    QVERIFY(allText(*m_dialog).contains(u"It has written."));
    QVERIFY(!allText(*m_dialog).contains(u"All is well with 3."));
    const auto press = [&] {
        if (key == 0)
            QTest::mouseClick(&passed(), Qt::LeftButton);
        else
            QTest::keyClick(&passed(), Qt::Key(key));
    };
    passed().setFocus();
    press();
    QVERIFY(allText(*m_dialog).contains(u"All is well with 3."));
    const int opened = m_dialog->height();
    press();
    QVERIFY(!allText(*m_dialog).contains(u"All is well with 3."));
    QVERIFY2(m_dialog->height() < opened - 100, QByteArray::number(m_dialog->height() - opened));
}

void TestConfirmationLayout::onePassed()
{
    show(planFor(Environment::Production));
    QVERIFY2(passed().text().startsWith(u"1 check passed"_s), passed().text().toUtf8());
}

void TestConfirmationLayout::statementsAreFolded()
{
    show(longPlan());
    QTest::qWait(50); // laid out
    auto &statements = part<QueryView>();
    const int line = statements.fontMetrics().lineSpacing();
    QVERIFY(statements.height() < 5 * line);
    QPushButton &more = part<PlanView>().moreButton();
    QVERIFY(more.isVisible());
    more.setFocus();
    QTest::keyClick(&more, Qt::Key_Return);
    QTRY_VERIFY(statements.height() > 12 * line);
}

void TestConfirmationLayout::shortStatementHasNoMore()
{
    show(planFor(Environment::Production));
    QVERIFY(part<QueryView>().isVisible());
    QVERIFY(!part<PlanView>().moreButton().isVisible());
}

void TestConfirmationLayout::growsWhereItWasPut()
{
    QWidget window;
    window.setGeometry(100, 200, 600, 400);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    ConfirmationDialog dialog(&window, m_clock);
    const ActionPlan plan = planFor(Environment::Production);
    dialog.showLooking(plan.target, plan.request);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    dialog.move(dialog.x(), dialog.screen()->availableGeometry().top() + 40);
    const int top = dialog.frameGeometry().top();
    const int before = dialog.height();
    dialog.showPlan(plan);
    QVERIFY(dialog.height() > before + 100);
    QCOMPARE(dialog.frameGeometry().top(), top);
}

void TestConfirmationLayout::staysOnTheScreen()
{
    QWidget window;
    const QRect screen = window.screen()->availableGeometry();
    window.setGeometry(screen.left() + 50, screen.bottom() - 120, 300, 100);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    ConfirmationDialog dialog(&window, m_clock);
    dialog.open();
    dialog.showPlan(longPlan());
    const QRect frame = dialog.frameGeometry();
    QVERIFY(frame.top() >= screen.top() && frame.left() >= screen.left());
    QVERIFY2(frame.bottom() <= screen.bottom(), QByteArray::number(frame.bottom()));
}

void TestConfirmationLayout::whatActsLooksDangerous_data()
{
    QTest::addColumn<ThemeMode>("mode");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("dark") << ThemeMode::Dark << Severity::Disruptive;
    QTest::newRow("light") << ThemeMode::Light << Severity::Destructive;
    QTest::newRow("what can be taken back does not") << ThemeMode::Light << Severity::Reversible;
}

void TestConfirmationLayout::whatActsLooksDangerous()
{
    QFETCH(ThemeMode, mode);
    QFETCH(Severity, severity);
    Theme::instance().setMode(mode);
    const QString critical = Theme::instance().tokens().critical.name();
    ActionPlan plan = planFor(Environment::Production);
    plan.severity = severity;
    show(plan);
    const auto ground = [&] {
        const QImage image = bar().actButton().grab().toImage();
        return image.pixelColor(5, image.height() / 2).name(); // between frame and text
    };
    QVERIFY(ground() != critical); // nothing can be pressed yet
    QTest::keyClicks(&bar().safeButton(), u"8123"_s);
    QCOMPARE(ground() == critical, severity != Severity::Reversible);
    bar().actButton().setFocus();
    QCOMPARE(ground() == critical, severity != Severity::Reversible);
}

LOCKMASTER_WINDOW_TEST(TestConfirmationLayout)
#include "tst_confirmation_layout.moc"
