// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real program on a real display, as a screen reader meets it: everything that can be used has a name, everything
// that matters is said in words. And what only a real window shows: its close button works while a server hangs.
#include "accessibletree.h"
#include "harness/builtprogram.h"
#include "harness/testprogram.h"
#include "lab/lab.h"
#include "lab/scenes/scene.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>
#include <ranges>

#include <sys/wait.h>

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

constexpr xcb_keysym_t kTab = 0xff09;
constexpr xcb_keysym_t kEscape = 0xff1b;
constexpr xcb_keysym_t kF1 = 0xffbe;
constexpr int kMostTabs = 80;
constexpr int kPatience = 20'000;
constexpr int kAtOnce = 5'000; ///< bound for the end of a process on a busy machine; the servers never answer

/// Roles by AT-SPI's names of them ("push button" became "button").
bool isControl(const Accessible &one)
{
    static const QSet<QString> kControls{
        u"button"_s,        u"push button"_s,        u"toggle button"_s, u"check box"_s,
        u"radio button"_s,  u"combo box"_s,          u"entry"_s,         u"text"_s,
        u"password text"_s, u"spin button"_s,        u"slider"_s,        u"tree"_s,
        u"table"_s,         u"tree table"_s,         u"list"_s,          u"list item"_s,
        u"page tab"_s,      u"page tab list"_s,      u"menu item"_s,     u"dialog"_s,
        u"frame"_s,         u"table column header"_s};
    return kControls.contains(one.role) || (one.isFocusable && one.role != u"table cell"_s);
}

/// What a screen reader could not say, one line each.
QStringList complaints(const std::vector<Accessible> &all)
{
    QStringList lines;
    for (const Accessible &one : all) {
        if (isControl(one) && one.name.trimmed().isEmpty())
            lines << u"no name: "_s + one.path;
        if (one.role == u"combo box" && one.description.isEmpty()) // Qt gives its value as its name
            lines << u"does not say what it chooses: "_s + one.path;
        if ((one.name + one.description).contains(u"<qt>"_s))
            lines << u"markup is read out: "_s + one.path + u' ' + one.description;
    }
    return lines;
}

QByteArray list(const QStringList &lines)
{
    return '\n' + lines.join(u'\n').toUtf8();
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void pages_data();
    void pages();
    void statesAreWords();
    void inspector();
    void tabReachesEverything();
    void palette();
    void keys();
    void confirmation();
    void windowWithoutFleet();
    void windowWithABrokenFleetFile();
    void closesAtOnceThoughServerHangs();

private:
    void startProgram(const QStringList &arguments);
    [[nodiscard]] std::vector<Accessible> tree() const { return atspi::tree(m_program.processId()); }
    [[nodiscard]] std::optional<Accessible> find(const QString &role, const QString &start) const;
    [[nodiscard]] bool comes(const QString &role, const QString &start) const;
    [[nodiscard]] bool goes(const QString &role, const QString &start) const;
    [[nodiscard]] bool isSaid(const QString &words) const;
    bool show(const QString &page, const QString &role, const QString &name);
    void press(xcb_keysym_t key, uint16_t modifiers = 0);

    QTemporaryDir m_home;
    Screen m_screen;
    AccessibilityBus m_bus;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<Scene> m_scene;
    QProcess m_program;
};

void TestAccessibility::initTestCase()
{
    ::prctl(PR_SET_CHILD_SUBREAPER, 1); // what our children leave behind comes to us
    QVERIFY(m_screen.start());
    QVERIFY(m_bus.start(m_screen));
    m_lab = std::make_unique<Lab>();
    const Result<void> up = m_lab->start();
    QVERIFY2(up, up ? "" : (up.error().text + up.error().detail).toUtf8());
    m_scene = makeScene(u"blocking-chain:6"_s);
    QVERIFY(m_scene->begin(*m_lab));
    startProgram({u"--fleet"_s, m_lab->fleetFile().value()});
    QVERIFY(comes(u"page tab"_s, u"Locks  6"_s));
}

void TestAccessibility::cleanupTestCase()
{
    endNow(m_program);
    m_bus.end();
    m_screen.end();
    m_scene.reset();
    m_lab.reset();
    const auto nothingIsLeft = [] {
        while (::waitpid(-1, nullptr, WNOHANG) > 0) {
        }
        return errno == ECHILD;
    };
    QTRY_VERIFY_WITH_TIMEOUT(nothingIsLeft(), kPatience);
}

void TestAccessibility::startProgram(const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"QT_LINUX_ACCESSIBILITY_ALWAYS_ON"_s, u"1"_s);
    m_program.setProcessEnvironment(environment);
    m_program.setProcessChannelMode(QProcess::ForwardedChannels);
    startBound(m_program, builtProgram(QStringLiteral("app/lockmaster")), arguments);
}

std::optional<Accessible> TestAccessibility::find(const QString &role, const QString &start) const
{
    const auto all = tree();
    const auto isIt = [&](const Accessible &one) { return one.role == role && one.name.startsWith(start); };
    const auto found = std::ranges::find_if(all, isIt);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

bool TestAccessibility::comes(const QString &role, const QString &start) const
{
    return QTest::qWaitFor([&] { return find(role, start).has_value(); }, kPatience);
}

bool TestAccessibility::goes(const QString &role, const QString &start) const
{
    return QTest::qWaitFor([&] { return !find(role, start); }, kPatience);
}

bool TestAccessibility::isSaid(const QString &words) const
{
    const auto says = [&](const Accessible &one) { return one.name.contains(words); };
    return QTest::qWaitFor([&] { return std::ranges::any_of(tree(), says); }, kPatience);
}

/// By its tab, as assistive technology does it; returns when `name` is there.
bool TestAccessibility::show(const QString &page, const QString &role, const QString &name)
{
    const auto tab = find(u"page tab"_s, page);
    return tab && atspi::activate(*tab) && comes(role, name);
}

void TestAccessibility::press(xcb_keysym_t key, uint16_t modifiers)
{
    const xcb_window_t window = m_screen.window(u"Lockmaster"_s);
    m_screen.focus(window);
    m_screen.press(window, key, modifiers);
}

void TestAccessibility::pages_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("overview") << u"Overview"_s << u"filler"_s
                              << QStringList{u"Active sessions by wait"_s, u"Longest transaction"_s, u"Moment shown"_s};
    QTest::newRow("sessions") << u"Sessions"_s << u"table"_s << QStringList{u"Sessions"_s};
    QTest::newRow("locks") << u"Locks"_s << u"tree"_s << QStringList{u"Who blocks whom"_s};
}

void TestAccessibility::pages()
{
    QFETCH(QString, page);
    QFETCH(QString, role);
    QFETCH(QStringList, names);
    const bool isShown = show(page, role, names.front());
    const QStringList found = complaints(tree());
    QVERIFY2(found.isEmpty(), list(found));
    QVERIFY(isShown);
    for (const QString &name : names)
        QVERIFY2(find(role, name), qPrintable(name));
    for (const QString &also : {u"frame"_s, u"page tab"_s, u"list item"_s, u"combo box"_s, u"button"_s})
        QVERIFY2(find(also, {}), qPrintable(also));
}

// What colour, place and size say to those who see it.
void TestAccessibility::statesAreWords()
{
    QVERIFY(show(u"Locks"_s, u"tree"_s, u"Who blocks whom"_s));
    for (const QString &words :
         {u"LIVE"_s, u"as of "_s, u"production"_s, u"Critical"_s, u"One session blocks 6 others"_s})
        QVERIFY2(isSaid(words), qPrintable(words));
    const QString root = QString::number(m_scene->facts().rootPid);
    QVERIFY(comes(u"table cell"_s, root));
    QVERIFY(comes(u"label"_s, u"If %1 ends"_s.arg(root)));
    QVERIFY(show(u"Sessions"_s, u"table"_s, u"Sessions"_s));
    QCOMPARE(find(u"table"_s, u"Sessions"_s)->description, QString()); // has rows: no words about their absence
}

void TestAccessibility::inspector()
{
    QVERIFY(show(u"Locks"_s, u"tree"_s, u"Who blocks whom"_s));
    if (!find(u"button"_s, u"Copy query"_s))
        press('i', XCB_MOD_MASK_CONTROL); // a drawer, in a window as narrow as this one
    QVERIFY(comes(u"button"_s, u"Copy query"_s));
    const auto history = find(u"table"_s, u"Last minutes of this session"_s);
    QVERIFY(history && history->path.contains(u"“Inspector”"_s));
    const QStringList found = complaints(tree());
    QVERIFY2(found.isEmpty(), list(found));
}

/// Every control that can have the focus gets it by the Tab key, and none keeps it.
void TestAccessibility::tabReachesEverything()
{
    QVERIFY(show(u"Sessions"_s, u"table"_s, u"Sessions"_s));
    const auto isStop = [](const Accessible &one) { // Qt calls the current item of every list focused
        static const QSet<QString> kParts{u"label"_s, u"list item"_s, u"page tab"_s, u"table cell"_s};
        return one.isFocusable && one.isEnabled && !kParts.contains(one.role);
    };
    QSet<QString> left{u"the first"_s};
    QSet<QString> reached;
    QString now;
    for (int i = 0; i < kMostTabs && !left.isEmpty(); ++i) {
        press(kTab);
        const QString before = now;
        const auto moved = [&] {
            left.clear();
            for (const Accessible &one : tree() | std::views::filter(isStop)) {
                left << one.path;
                if (one.isFocused)
                    now = one.path;
            }
            return now != before;
        };
        QVERIFY2(QTest::qWaitFor(moved, kPatience), qPrintable(u"keeps the focus: "_s + before));
        left -= reached << now;
    }
    QVERIFY2(left.isEmpty(), list(left.values()));
}

void TestAccessibility::palette()
{
    press('k', XCB_MOD_MASK_CONTROL);
    QVERIFY(comes(u"list item"_s, u"Go to Overview"_s));
    QVERIFY(find(u"text"_s, u"Command to look for"_s));
    const QStringList found = complaints(tree());
    QVERIFY2(found.isEmpty(), list(found));
    press(kEscape);
    QVERIFY(goes(u"text"_s, u"Command to look for"_s));
}

void TestAccessibility::keys()
{
    press(kF1);
    QVERIFY(comes(u"dialog"_s, u"Keys"_s));
    const QStringList found = complaints(tree());
    QVERIFY2(found.isEmpty(), list(found));
    QVERIFY(atspi::activate(*find(u"button"_s, u"Close"_s)));
    QVERIFY(goes(u"dialog"_s, u"Keys"_s));
}

void TestAccessibility::confirmation()
{
    QVERIFY(show(u"Locks"_s, u"tree"_s, u"Who blocks whom"_s));
    const auto end = find(u"button"_s, u"End session "_s);
    QVERIFY(end && atspi::activate(*end));
    QVERIFY(comes(u"filler"_s, u"Checks"_s));
    QVERIFY(find(u"dialog"_s, u"End root blocker %1"_s.arg(m_scene->facts().rootPid)));
    QVERIFY(find(u"text"_s, u"Statements of this plan"_s));
    const QStringList found = complaints(tree());
    QVERIFY2(found.isEmpty(), list(found));
    QVERIFY(atspi::activate(*find(u"button"_s, u"Keep it"_s)));
    QVERIFY(goes(u"dialog"_s, {}));
}

void TestAccessibility::windowWithoutFleet()
{
    endNow(m_program);
    startProgram({});
    QVERIFY(comes(u"text"_s, u"Example of a fleet file"_s));
    const QStringList found = complaints(tree());
    QVERIFY2(found.isEmpty(), list(found));
}

/// As from a desktop icon, where nobody reads standard error.
void TestAccessibility::windowWithABrokenFleetFile()
{
    endNow(m_program);
    QFile file(m_home.filePath(u"broken.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("targets:\n  - nme: x\n") > 0);
    file.close();
    startProgram({u"--fleet"_s, file.fileName()});
    QVERIFY(comes(u"label"_s, u"The fleet file cannot be used"_s));
    QVERIFY(find(u"text"_s, u"Mistakes in the fleet file"_s));
    const QStringList found = complaints(tree());
    QVERIFY2(found.isEmpty(), list(found));
}

void TestAccessibility::closesAtOnceThoughServerHangs()
{
    endNow(m_program);
    startProgram({u"--fleet"_s, m_lab->fleetFile().value()});
    QVERIFY(isSaid(u"LIVE"_s));
    m_lab->primary().suspend();
    QVERIFY(isSaid(u"BLIND"_s));
    QVERIFY(m_program.state() == QProcess::Running);
    m_screen.close(m_screen.window(u"Lockmaster"_s));
    const bool hasEnded = m_program.waitForFinished(kAtOnce);
    m_lab->primary().resume();
    QVERIFY(hasEnded);
    QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program.exitCode(), 0);
}

LOCKMASTER_TEST(TestAccessibility)
#include "tst_accessibility.moc"
