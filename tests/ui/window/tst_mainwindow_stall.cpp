// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window as the program puts it together, on a real server that freezes: it goes on, says that it is blind, and
// closes at once.
#include "app/window/desktop.h"
#include "harness/windowtest.h"
#include "heartbeat.h"
#include "lab/scenes/scene.h"
#include "lab/watch/monitored.h"
#include "ui/actions/confirmation/confirmationdialog.h"
#include "ui/fleet/fleetsidebar.h"
#include "ui/shell/staleveil.h"
#include "ui/shell/timebar/timebar.h"

#include <QAbstractButton>
#include <QEventLoop>
#include <QSettings>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <functional>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Sanitizers make painting several times slower; a wait for a server would take seconds still.
#if defined(__SANITIZE_THREAD__)
constexpr int kSlowness = 10;
#elif defined(__SANITIZE_ADDRESS__)
constexpr int kSlowness = 4;
#else
constexpr int kSlowness = 1;
#endif
constexpr auto kWorstGap = 50ms * kSlowness;
constexpr auto kBlindWithin = 3000ms;
constexpr auto kCloseWithin = 1000ms * kSlowness; ///< the shortest deadline of the engine is 2 s

ChosenFleet fleetOf(const Lab &lab, const PostgresServer &server)
{
    Target nobody = targetOf(lab, server);
    nobody.name = u"nobody-there"_s;
    for (auto &[keyword, value] : nobody.parameters)
        if (keyword == u"port")
            value = u"1"_s;
    return {Fleet{{targetOf(lab, server), nobody}},
            [&lab](const Target &target) { return passwordOf(lab.password(parameter(target.parameters, u"user"))); }};
}

} // namespace

class TestMainWindowStall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void heartbeatSeesABlockedLoop();
    void loopGoesOnWhileServerHangs();
    void saysThatItIsBlind();
    void closesAtOnce_data();
    void closesAtOnce();

private:
    void useOnce();
    bool useUntil(const std::function<bool()> &isEnough);
    [[nodiscard]] ConfirmationDialog *askToEndRoot();
    [[nodiscard]] QString mode() const { return m_desktop->window().findChild<TimeBar *>()->modeText(); }

    QTemporaryDir m_home;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<Scene> m_scene;
    std::unique_ptr<Desktop> m_desktop;
    qsizetype m_uses = 0;
};

void TestMainWindowStall::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.filePath(u"config"_s));
    m_lab = std::make_unique<Lab>();
    const Result<void> up = m_lab->start();
    QVERIFY2(up, up ? "" : (up.error().text + up.error().detail).toUtf8());
    m_scene = makeScene(u"blocking-chain:6"_s);
    QVERIFY(m_scene->begin(*m_lab));
}

/// A window that is live and has shown every page once.
void TestMainWindowStall::init()
{
    m_desktop = std::make_unique<Desktop>(fleetOf(*m_lab, m_lab->primary()));
    m_desktop->window().show();
    m_desktop->window().showTarget(m_lab->primary().name());
    QTRY_VERIFY_WITH_TIMEOUT(mode().contains(u"LIVE"_s), 20'000);
    m_uses = 0;
    const qsizetype round = m_desktop->window().pageIds().size() + 2;
    QVERIFY(useUntil([&] { return m_uses >= 2 * round; })); // everything has been painted once
    QCOMPARE(m_desktop->window().target(), m_lab->primary().name());
}

void TestMainWindowStall::cleanup()
{
    m_lab->primary().resume();
    m_desktop.reset();
}

/// One after the other: the pages, the other target, back.
void TestMainWindowStall::useOnce()
{
    MainWindow &window = m_desktop->window();
    const QStringList ids = window.pageIds();
    const qsizetype step = m_uses++ % (ids.size() + 2);
    if (step < ids.size())
        window.showPage(ids[step]);
    else
        window.findChild<FleetSidebar *>()->moveSelection(step == ids.size() ? 1 : -1);
}

/// As a person does who looks for what still works, ten times a second until `isEnough`. An event loop of its own:
/// those of QtTest sleep between two looks.
bool TestMainWindowStall::useUntil(const std::function<bool()> &isEnough)
{
    QEventLoop loop;
    QTimer hand;
    connect(&hand, &QTimer::timeout, this, [&] {
        useOnce();
        if (isEnough())
            loop.quit();
    });
    hand.start(100ms);
    QTimer::singleShot(20s, &loop, &QEventLoop::quit);
    loop.exec();
    return isEnough();
}

/// By the button on the Locks page, where the root is chosen by itself.
ConfirmationDialog *TestMainWindowStall::askToEndRoot()
{
    MainWindow &window = m_desktop->window();
    window.showPage(u"locks"_s);
    for (QAbstractButton *button : window.page(u"locks"_s)->findChildren<QAbstractButton *>())
        if (button->text().startsWith(u"End session "_s))
            button->click();
    return window.findChild<ConfirmationDialog *>();
}

void TestMainWindowStall::heartbeatSeesABlockedLoop()
{
    Heartbeat heart;
    heart.begin();
    QThread::sleep(300ms); // stands for a wait in the GUI thread
    heart.end();
    QVERIFY2(heart.worstGap() > 200ms, qPrintable(QString::number(heart.worstGap().count())));
}

void TestMainWindowStall::loopGoesOnWhileServerHangs()
{
    QPointer<ConfirmationDialog> first = askToEndRoot(); // the first one ever loads fonts and syntax definitions
    QTRY_VERIFY_WITH_TIMEOUT(first && first->phase() == ConfirmationDialog::Phase::Ready, 20'000);
    first->reject();
    QTRY_VERIFY(!first);
    m_lab->primary().suspend();
    Heartbeat heart;
    heart.begin();
    const QPointer<ConfirmationDialog> dialog = askToEndRoot();
    const bool isAsked = dialog && dialog->isVisible() && dialog->phase() == ConfirmationDialog::Phase::Looking;
    const bool isTold = useUntil(
        [&] { return dialog && dialog->phase() == ConfirmationDialog::Phase::Failed && mode().contains(u"BLIND"_s); });
    heart.end();
    QVERIFY(isAsked);
    QVERIFY(isTold);
    QVERIFY(m_uses > 10 + 2 * 5); // the hand was not kept from its work
    const auto worst = heart.worstGap();
    QVERIFY2(worst <= kWorstGap, qPrintable(u"%1 ms"_s.arg(worst.count())));
}

void TestMainWindowStall::saysThatItIsBlind()
{
    const auto *veil = m_desktop->window().findChild<StaleVeil *>();
    QVERIFY(veil->text().isEmpty());
    m_lab->primary().suspend();
    Heartbeat heart;
    heart.begin();
    const auto frozen = Heartbeat::Clock::now();
    QTRY_VERIFY_WITH_TIMEOUT(mode().contains(u"BLIND"_s) && veil->isVisible() && !veil->text().isEmpty(), 20'000);
    const auto told = Heartbeat::Clock::now() - frozen;
    heart.end();
    QVERIFY2(told - heart.starved() <= kBlindWithin, qPrintable(u"%1 ms"_s.arg(told / 1ms)));
    QVERIFY(veil->text().startsWith(u"Old data: as of "_s));
    m_lab->primary().resume();
    QTRY_VERIFY_WITH_TIMEOUT(mode().contains(u"LIVE"_s) && veil->text().isEmpty(), 20'000);
}

void TestMainWindowStall::closesAtOnce_data()
{
    QTest::addColumn<bool>("isActing");
    QTest::newRow("while a sample is overdue") << false;
    QTest::newRow("while an action is looked into") << true;
}

void TestMainWindowStall::closesAtOnce()
{
    QFETCH(bool, isActing);
    m_lab->primary().suspend();
    QTRY_VERIFY_WITH_TIMEOUT(mode().contains(u"BLIND"_s), 20'000);
    if (isActing)
        QVERIFY(askToEndRoot());
    Heartbeat heart;
    heart.begin();
    const auto begun = Heartbeat::Clock::now();
    m_desktop->window().close();
    m_desktop.reset(); // as at the end of main(); returns although the server never answers
    const auto took = Heartbeat::Clock::now() - begun;
    heart.end();
    QVERIFY2(took - heart.starved() < kCloseWithin, qPrintable(u"%1 ms"_s.arg(took / 1ms)));
}

LOCKMASTER_WINDOW_TEST(TestMainWindowStall)
#include "tst_mainwindow_stall.moc"
