// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// 03:12, by keyboard alone: from the window that has just opened to the safest thing that can be done, confirmed, in at most
// eight keys. No key lands on a button that acts unless it was aimed there.
#include "app/window/desktop.h"
#include "harness/windowtest.h"
#include "lab/scenes/scene.h"
#include "lab/watch/monitored.h"
#include "ui/actions/confirmation/confirmationdialog.h"
#include "ui/shell/findings/findingbar.h"
#include "ui/shell/targetview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMostKeys = 8;

QByteArray whyNot(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

} // namespace

class TestNight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_lab.reset(); }
    void blockingChain();
    void waitingPool();
    void fullRedis();

private:
    void open(const QString &remembered); ///< a window that was left on this target
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    [[nodiscard]] ConfirmationDialog *dialog() const { return m_desktop->window().findChild<ConfirmationDialog *>(); }
    void confirmWithKeys(const QString &token);
    /// Nobody is called before somebody has waited so long.
    void untilCritical(std::chrono::seconds waited);

    QTemporaryDir m_home;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<Desktop> m_desktop;
    int m_keys = 0;
};

void TestNight::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.filePath(u"config"_s));
    LabOptions options;
    options.parts = LabPart::PgBouncer | LabPart::Redis;
    m_lab = std::make_unique<Lab>(options);
    const Result<void> up = m_lab->start();
    QVERIFY2(up, whyNot(up));
}

void TestNight::open(const QString &remembered)
{
    std::vector<Target> all{targetOf(*m_lab, m_lab->primary()), targetOf(m_lab->pgbouncer()),
                            targetOf(m_lab->redisPrimary()), targetOf(m_lab->redisReplica())};
    for (Target &target : all) {
        target.group = u"orders"_s;
        target.environment = Environment::Production; // what is done has to be typed
    }
    const auto passwords = [this](const Target &target) {
        return passwordOf(m_lab->password(parameter(target.parameters, u"user")));
    };
    QSettings().setValue(u"window/target"_s, remembered);
    m_keys = 0;
    m_desktop = std::make_unique<Desktop>(ChosenFleet{Fleet{all}, passwords});
    m_desktop->window().resize(1366, 768);
    m_desktop->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
}

void TestNight::untilCritical(std::chrono::seconds waited)
{
    const QString longest = u"SELECT coalesce(max(extract(epoch FROM clock_timestamp() - query_start)), 0) > %1 "
                            "FROM pg_stat_activity WHERE wait_event_type = 'Lock'"_s.arg(waited.count() + 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->value(longest), u"t"_s, 30'000);
}

/// Where the keys are: a real key goes to whatever has the focus.
void TestNight::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    ++m_keys;
    QWidget *popup = QApplication::activePopupWidget();
    QWidget *focus = popup ? popup : QApplication::focusWidget();
    QTest::keyClick(focus ? focus : QApplication::activeWindow(), key, modifiers);
}

void TestNight::type(const QString &text)
{
    for (const QChar letter : text) {
        ++m_keys;
        QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
    }
}

void TestNight::confirmWithKeys(const QString &token)
{
    QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->phase() == ConfirmationDialog::Phase::Ready, 10'000);
    type(token);
    press(Qt::Key_Return); // to the button that acts
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(dialog()->phase(), ConfirmationDialog::Phase::Done, 15'000);
}

void TestNight::blockingChain()
{
    const auto scene = makeScene(u"blocking-chain"_s);
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY2(begun, whyNot(begun));
    const int root = scene->facts().rootPid;
    untilCritical(5s);
    open(u"redis-replica"_s); // a healthy one
    const FindingBar &bar = m_desktop->window().targetView().headline();
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->window().target(), m_lab->primary().name(), 10'000); // it opens on the worst
    QTRY_VERIFY2_WITH_TIMEOUT(bar.action().text.contains(QString::number(root)), qPrintable(bar.action().text), 10'000);
    press(Qt::Key_Return); // everybody's first key: nothing that acts has the focus
    QVERIFY(!dialog());
    m_keys = 0;
    press(Qt::Key_Return, Qt::ControlModifier);
    confirmWithKeys(QString::number(root));
    QVERIFY2(m_keys <= kMostKeys, QByteArray::number(m_keys));
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE pid = %1"_s.arg(root)), u"0"_s);
    m_desktop.reset();
}

void TestNight::waitingPool()
{
    const auto scene = makeScene(u"pool-behind-lock"_s);
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY2(begun, whyNot(begun));
    const int root = scene->facts().rootPid;
    untilCritical(10s);
    open(u"redis-replica"_s);
    const FindingBar &bar = m_desktop->window().targetView().headline();
    QTRY_VERIFY_WITH_TIMEOUT(m_desktop->window().target() != u"redis-replica", 20'000);
    // Of the pool and the lock behind it, the lock is the root: it opens there.
    QCOMPARE(m_desktop->window().target(), m_lab->primary().name());
    QTRY_VERIFY2_WITH_TIMEOUT(bar.action().text.contains(QString::number(root)) && bar.action().isOffered(),
                              qPrintable(bar.action().text), 10'000);
    press(Qt::Key_Return, Qt::ControlModifier);
    confirmWithKeys(QString::number(root));
    QVERIFY2(m_keys <= kMostKeys, QByteArray::number(m_keys));
    m_desktop.reset();
}

void TestNight::fullRedis()
{
    const auto scene = makeScene(u"redis-memory-full"_s);
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY2(begun, whyNot(begun));
    open(m_lab->primary().name());
    const FindingBar &bar = m_desktop->window().targetView().headline();
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->window().target(), m_lab->redisPrimary().name(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(bar.hasLevers(), 10'000);
    QGuiApplication::clipboard()->clear();
    press(Qt::Key_Return, Qt::ControlModifier); // there is no action for it: the lines that help
    QTRY_VERIFY(QApplication::activePopupWidget());
    press(Qt::Key_Return);
    QTRY_VERIFY2(QGuiApplication::clipboard()->text().startsWith(u"CONFIG SET maxmemory"),
                 qPrintable(QGuiApplication::clipboard()->text()));
    QVERIFY2(m_keys <= kMostKeys, QByteArray::number(m_keys));
    m_desktop.reset();
}

LOCKMASTER_WINDOW_TEST(TestNight)
#include "tst_night.moc"
