// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real program against real servers: what it prints, what it does, what it ends with, and what it never says.
#include "lab/crowd/crowd.h"
#include "lab/lab.h"
#include "lab/process/processes.h"
#include "lab/scenes/scene.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

const QString kFleet = u"--fleet"_s;
const QString kPrimary = u"orders-primary"_s;
const QString kCanary = u"canary-Zx81-Quux"_s;

struct Ended {
    int exitCode = -1;
    QString out;
    QString err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
    [[nodiscard]] QByteArray words() const { return (out + err).toUtf8(); }
};

QStringList idsOf(const QJsonArray &findings)
{
    QStringList ids;
    for (const auto &finding : findings)
        ids << finding[u"id"_s].toString();
    return ids;
}

QJsonObject findingOf(const QJsonArray &findings, const QString &id)
{
    const auto isIt = [&](const auto &finding) { return finding[u"id"_s].toString() == id; };
    const auto found = std::ranges::find_if(findings, isIt);
    return found == findings.end() ? QJsonObject() : found->toObject();
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_lab.reset(); }

    void healthyServer();
    void chainNamesTheRootThatTheServerNames();
    void hundredBehindOneRow();
    void snapshotIsWhole();
    void literalsAreMaskedUnlessAsked();
    void actPlansAndThenActs();
    void actOnPidThatIsGone();
    void actRefusesAnotherBackendStart();
    void filteredNeedsTheTargetsToken();
    void unreachable();
    void silentServerIsGivenUpInTime();
    void wrongPasswordIsUnknown();
    void plainRoleIsUnknownWithGrant();
    void severalTargetsAndTheWorstCounts();
    void badArguments_data();
    void badArguments();
    void fleetMistakesHaveLines();
    void helpOfEveryCommand_data();
    void helpOfEveryCommand();
    void passwordsAreNeverPrinted();
    void hostileNamesDoNotReachTheTerminal();
    void noGuiLibraryIsLoaded();
    void processListShowsNoPassword();
    void everyPageAsPicture();
    void pictureOfSilentServer();

private:
    [[nodiscard]] Ended run(const QStringList &arguments) const;
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;

    QTemporaryDir m_home;
    std::unique_ptr<Lab> m_lab;
    QString m_fleet;
};

Ended TestCommandLine::run(const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"QT_QPA_PLATFORM"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(LOCKMASTER_PROGRAM), arguments);
    if (!process.waitForFinished(30'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QString TestCommandLine::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_home.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

void TestCommandLine::initTestCase()
{
    m_lab = std::make_unique<Lab>();
    const Result<void> up = m_lab->start();
    QVERIFY2(up, up ? "" : (up.error().text + up.error().detail).toUtf8());
    m_fleet = m_lab->fleetFile().value();
}

void TestCommandLine::healthyServer()
{
    const Ended text = run({u"check"_s, kFleet, m_fleet});
    QVERIFY2(text.exitCode == 0, text.words());
    QVERIFY2(text.out.startsWith(u"ok       orders-primary"_s), text.words());
    const Ended json = run({u"check"_s, kFleet, m_fleet, u"--json"_s});
    QCOMPARE(json.json()[u"status"_s].toString(), u"ok"_s);
    QCOMPARE(json.json()[u"exit_code"_s].toInt(-1), 0);
    QCOMPARE(json.json()[u"findings"_s].toArray(), QJsonArray());
    const QJsonObject target = json.json()[u"targets"_s][0].toObject();
    QCOMPARE(target[u"target"_s].toString(), kPrimary);
    QCOMPARE(target[u"version"_s].toString(), m_lab->value(u"SHOW server_version"_s));
    QCOMPARE(target[u"link"_s][u"phase"_s].toString(), u"live"_s);
    QCOMPARE(target[u"link"_s][u"verified"_s].toBool(), true);
}

void TestCommandLine::chainNamesTheRootThatTheServerNames()
{
    const auto scene = makeScene(u"blocking-chain:8"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString root = m_lab->value(
        u"WITH RECURSIVE up AS (SELECT %1 AS pid UNION SELECT b FROM up, unnest(pg_blocking_pids(up.pid)) b) "
        "SELECT pid FROM up WHERE cardinality(pg_blocking_pids(pid)) = 0"_s.arg(scene->facts().victimPids.back()));
    Ended ended; // ok as long as nobody has waited for a second, then a warning, then critical
    QVERIFY(waitUntil([&] { return (ended = run({u"check"_s, kFleet, m_fleet, u"--json"_s})).exitCode != 0; }, std::chrono::seconds(20)));
    QVERIFY2(ended.exitCode == 1 || ended.exitCode == 2, ended.words());
    const QJsonObject finding = findingOf(ended.json()[u"findings"_s].toArray(), u"pg.lock.blocked"_s);
    QCOMPARE(QString::number(finding[u"evidence"_s][u"root"_s][u"pid"_s].toInt()), root);
    QCOMPARE(finding[u"evidence"_s][u"victims"_s].toInt(), 8);
    QCOMPARE(finding[u"evidence"_s][u"relation"_s].toString(), u"orders"_s);
    QCOMPARE(finding[u"recommended"_s][0][u"action"_s].toString(), u"postgres.session.terminate_root"_s);
    const Ended text = run({u"check"_s, kFleet, m_fleet});
    const QString summary = u"8 sessions wait behind session %1 (billing-worker, idle in transaction) on orders"_s;
    const QString advice = u"lockmaster act postgres.session.terminate_root orders-primary pid=%1 backend_start="_s;
    QVERIFY2(text.out.contains(summary.arg(root)) && text.out.contains(advice.arg(root)), text.words());
}

void TestCommandLine::hundredBehindOneRow()
{
    const auto scene = makeScene(u"hot-row:100"_s);
    QVERIFY(scene->begin(*m_lab));
    const QJsonObject json = run({u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--json"_s}).json();
    const QJsonArray waits = json[u"locks"_s][u"waits"_s].toArray();
    QCOMPARE(waits.size(), 100);
    const int root = scene->facts().rootPid;
    QVERIFY(std::ranges::all_of(waits, [&](const auto &wait) { return wait[u"root"_s].toInt() == root; }));
    QCOMPARE(json[u"locks"_s][u"roots"_s].toArray().size(), 1);
    QCOMPARE(json[u"locks"_s][u"roots"_s][0][u"victims"_s].toInt(), 100);
    QCOMPARE(json[u"locks"_s][u"roots"_s][0][u"relation"_s].toString(), u"customers"_s);
}

void TestCommandLine::snapshotIsWhole()
{
    const Ended ended = run({u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--json"_s});
    QVERIFY2(ended.exitCode == 0, ended.words());
    const QJsonObject json = ended.json();
    QCOMPARE(json[u"target"_s].toString(), kPrimary);
    QCOMPARE(json[u"identity"_s][u"database"_s].toString(), u"orders"_s);
    QCOMPARE(json[u"identity"_s][u"system_identifier"_s].toString(),
             m_lab->value(u"SELECT system_identifier FROM pg_control_system()"_s));
    QCOMPARE(QString::number(json[u"headroom"_s][u"maximum"_s].toInt()), m_lab->value(u"SHOW max_connections"_s));
    QVERIFY(!json[u"sessions"_s].toArray().isEmpty());
    QVERIFY(!json[u"databases"_s].toArray().isEmpty());
    QVERIFY(!json[u"costs"_s].toArray().isEmpty());
    QVERIFY(json[u"samples"_s].toObject().contains(u"pg_settings_max_connections"_s));
    static const QRegularExpression iso(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$"_s);
    QVERIFY(iso.match(json[u"taken"_s].toString()).hasMatch());
    const Ended text = run({u"snapshot"_s, kPrimary, kFleet, m_fleet});
    QVERIFY2(text.exitCode == 0 && text.out.contains(u"No findings"_s), text.words());
}

void TestCommandLine::literalsAreMaskedUnlessAsked()
{
    const auto scene = makeScene(u"ddl-queue:1"_s);
    QVERIFY(scene->begin(*m_lab));
    const QStringList words{u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--json"_s};
    QVERIFY(!run(words).out.contains(u"order_id = 1"_s));
    QVERIFY(run(words + QStringList{u"--full-text"_s}).out.contains(u"order_id = 1"_s));
}

void TestCommandLine::actPlansAndThenActs()
{
    const auto scene = makeScene(u"hot-row:5"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString pid = QString::number(scene->facts().rootPid);
    const QString isThere = u"SELECT count(*) FROM pg_stat_activity WHERE pid = "_s + pid;
    const QStringList words{u"act"_s, u"postgres.session.terminate_root"_s, kPrimary, u"pid="_s + pid, kFleet,
                            m_fleet};

    const Ended dry = run(words + QStringList{u"--dry-run"_s, u"--confirm"_s, pid, u"--json"_s});
    QVERIFY2(dry.exitCode == 0, dry.words());
    QCOMPARE(dry.json()[u"confirm"_s].toString(), pid);
    QCOMPARE(dry.json()[u"plan"_s][u"freed"_s].toInt(), 5);
    QVERIFY(!dry.json()[u"plan"_s][u"preflight"_s].toArray().isEmpty());
    QVERIFY(dry.json()[u"result"_s].isNull());
    QCOMPARE(m_lab->value(isThere), u"1"_s);

    const Ended unconfirmed = run(words);
    QVERIFY2(unconfirmed.exitCode == 2 && unconfirmed.out.contains(u"--confirm '%1'"_s.arg(pid)), unconfirmed.words());
    const Ended wrong = run(words + QStringList{u"--confirm"_s, u"yes"_s});
    QCOMPARE(wrong.exitCode, 2);
    QCOMPARE(m_lab->value(isThere), u"1"_s);

    const Ended done = run(words + QStringList{u"--confirm"_s, pid, u"--json"_s});
    QVERIFY2(done.exitCode == 0, done.words());
    QCOMPARE(done.json()[u"result"_s][u"result"_s].toString(), u"done_verified"_s);
    QCOMPARE(m_lab->value(isThere), u"0"_s);
    QVERIFY(!QDir(m_home.filePath(u"data/lockmaster/journal"_s)).entryList({u"actions-*.jsonl"_s}).isEmpty());
}

void TestCommandLine::actOnPidThatIsGone()
{
    const QString pid = u"pid=4000000"_s;
    const Ended ended = run({u"act"_s, u"postgres.session.terminate"_s, kPrimary, pid, kFleet, m_fleet});
    QCOMPARE(ended.exitCode, 2);
    QVERIFY2(ended.err.contains(u"No session has pid 4000000"_s), ended.words());
}

void TestCommandLine::actRefusesAnotherBackendStart()
{
    const auto scene = makeScene(u"hot-row:1"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString pid = QString::number(scene->facts().rootPid);
    const Ended ended = run({u"act"_s, u"postgres.session.terminate"_s, kPrimary, u"pid="_s + pid,
                             u"backend_start=2020-01-01T00:00:00.000000Z"_s, u"--confirm"_s, pid, kFleet, m_fleet});
    QVERIFY2(ended.exitCode == 2, ended.words());
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE pid = "_s + pid), u"1"_s);
}

void TestCommandLine::filteredNeedsTheTargetsToken()
{
    const auto scene = makeScene(u"idle-in-transaction:3"_s);
    QVERIFY(scene->begin(*m_lab));
    const QStringList words{u"act"_s, u"postgres.session.terminate_filtered"_s, kPrimary, u"user=billing"_s,
                            u"state=idle in transaction"_s, u"older_than=0"_s, kFleet, m_fleet, u"--json"_s};
    const QJsonObject plan = run(words).json();
    QCOMPARE(plan[u"plan"_s][u"victims"_s].toArray().size(), 3);
    QVERIFY(plan[u"result"_s].isNull());
    const QString token = plan[u"confirm"_s].toString();
    QVERIFY(!token.isEmpty());
    QStringList accepted;
    for (const auto &check : plan[u"plan"_s][u"preflight"_s].toArray()) {
        if (check[u"verdict"_s].toString() == u"warning")
            accepted << u"--accept"_s << check[u"id"_s].toString();
    }
    const Ended done = run(words + QStringList{u"--confirm"_s, token} + accepted);
    QVERIFY2(done.exitCode == 0, done.words());
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE usename = 'billing'"_s), u"0"_s);
}

void TestCommandLine::unreachable()
{
    QTcpServer taken; // a port that nobody else listens on, and soon nobody at all
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const quint16 port = taken.serverPort();
    taken.close();
    const Ended ended = run({u"check"_s, u"postgresql://lockmaster@127.0.0.1:%1/orders"_s.arg(port), u"--json"_s});
    QVERIFY2(ended.exitCode == 2, ended.words());
    const QJsonObject finding = ended.json()[u"findings"_s][0].toObject();
    QCOMPARE(finding[u"id"_s].toString(), u"target.unreachable"_s);
    QCOMPARE(finding[u"evidence"_s][u"rung"_s].toString(), u"tcp"_s);
}

void TestCommandLine::silentServerIsGivenUpInTime()
{
    QTcpServer silent; // accepts and never says a word
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QElapsedTimer timer;
    timer.start();
    const QString url = u"postgresql://lockmaster@127.0.0.1:%1/orders"_s.arg(silent.serverPort());
    const Ended ended = run({u"check"_s, url, m_lab->url()});
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(ended.exitCode == 2 || ended.exitCode == 3, ended.words());
}

void TestCommandLine::wrongPasswordIsUnknown()
{
    const QString url = u"postgresql://lockmaster:%1@127.0.0.1:%2/orders"_s.arg(kCanary).arg(m_lab->primary().port());
    const Ended ended = run({u"check"_s, url});
    QVERIFY2(ended.exitCode == 3, ended.words());
    QVERIFY2(ended.out.contains(u"target.unreachable"_s), ended.words());
    QVERIFY2(ended.out.contains(u"password authentication failed"_s), ended.words());
    QVERIFY(!ended.words().contains(kCanary.toUtf8()));
}

void TestCommandLine::plainRoleIsUnknownWithGrant()
{
    const QString fleet = m_lab->fleetFile(u"lockmaster_plain"_s).value();
    const Ended ended = run({u"check"_s, kFleet, fleet});
    QVERIFY2(ended.exitCode == 3, ended.words());
    QVERIFY2(ended.out.contains(u"GRANT pg_monitor TO lockmaster_plain;"_s), ended.words());
}

void TestCommandLine::severalTargetsAndTheWorstCounts()
{
    const QByteArray yaml = "targets:\n"
                            "  - {name: first, url: 'postgresql://lockmaster@127.0.0.1:1/orders'}\n"
                            "  - {name: second, url: '" + m_lab->url().toUtf8() + "', password: {command: \"cat '"
                            + m_lab->passwordFile(u"lockmaster"_s).toUtf8() + "'\"}}\n";
    const Ended ended = run({u"check"_s, kFleet, write(u"two.yaml"_s, yaml), u"--json"_s});
    QVERIFY2(ended.exitCode == 2, ended.words());
    const QJsonArray targets = ended.json()[u"targets"_s].toArray();
    QCOMPARE(targets.size(), 2);
    QCOMPARE(targets[0][u"target"_s].toString() + targets[0][u"status"_s].toString(), u"firstcritical"_s);
    QCOMPARE(targets[1][u"target"_s].toString() + targets[1][u"status"_s].toString(), u"secondok"_s);
    QCOMPARE(idsOf(ended.json()[u"findings"_s].toArray()), QStringList{u"target.unreachable"_s});
}

void TestCommandLine::badArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    const QString terminate = u"postgres.session.terminate"_s;
    const QString filtered = u"postgres.session.terminate_filtered"_s;
    const QString url = u"postgresql://x@127.0.0.1/x"_s;
    const QString start = u"backend_start=now"_s;
    QTest::newRow("command") << QStringList{u"chek"_s} << 64 << u"There is no command “chek”"_s;
    QTest::newRow("option") << QStringList{u"check"_s, u"--jsn"_s} << 64 << u"Unknown option 'jsn'"_s;
    QTest::newRow("no target") << QStringList{u"snapshot"_s} << 64 << u"One target is needed"_s;
    QTest::newRow("action") << QStringList{u"act"_s, u"kill"_s, url} << 64 << u"There is no action “kill”"_s;
    QTest::newRow("no pid") << QStringList{u"act"_s, terminate, url} << 64 << u"needs pid=NUMBER"_s;
    QTest::newRow("pid") << QStringList{u"act"_s, terminate, url, u"pid=12x"_s} << 64 << u"needs pid=NUMBER"_s;
    QTest::newRow("key") << QStringList{u"act"_s, terminate, url, u"pdi=12"_s} << 64 << u"pid=… backend_start=…"_s;
    QTest::newRow("time") << QStringList{u"act"_s, terminate, url, u"pid=1"_s, start} << 64
                          << u"backend_start is no time"_s;
    QTest::newRow("filter") << QStringList{u"act"_s, filtered, url, u"state=idle"_s} << 64
                            << u"At least one of"_s;
    QTest::newRow("state") << QStringList{u"act"_s, filtered, url, u"user=x"_s, u"state=lazy"_s} << 64
                           << u"state= takes"_s;
    QTest::newRow("url") << QStringList{u"check"_s, u"postgresql://x@[::1/x"_s} << 78 << QString();
    QTest::newRow("size") << QStringList{u"screenshot"_s, u"locks"_s, u"-o"_s, u"x.png"_s, u"--size"_s, u"big"_s} << 64
                          << u"--size takes"_s;
    QTest::newRow("no fleet") << QStringList{u"check"_s} << 78 << u"there is no fleet file"_s;
    QTest::newRow("file") << QStringList{u"check"_s, kFleet, u"/nowhere/fleet.yaml"_s} << 78 << u"cannot be read"_s;
}

void TestCommandLine::badArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    const Ended ended = run(arguments);
    QVERIFY2(ended.exitCode == exitCode, ended.words());
    QVERIFY2(ended.err.startsWith(u"lockmaster: "_s) && ended.err.contains(says), ended.words());
    QCOMPARE(ended.out, QString());
}

void TestCommandLine::fleetMistakesHaveLines()
{
    const QString file = write(u"bad.yaml"_s, "targets:\n"
                                              "  - name: one\n"
                                              "    url: postgresql://monitor@db1/orders\n"
                                              "    enviroment: staging\n"
                                              "  - name: one\n"
                                              "    url: postgresql://monitor:" + kCanary.toUtf8() + "@db2/orders\n");
    const Ended ended = run({u"check"_s, kFleet, file});
    QCOMPARE(ended.exitCode, 78);
    QVERIFY2(ended.err.contains(u"bad.yaml:4:"_s), ended.words());
    QVERIFY2(ended.err.contains(u"bad.yaml:6:"_s), ended.words());
    QVERIFY(!ended.words().contains(kCanary.toUtf8()));
}

void TestCommandLine::helpOfEveryCommand_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("all") << QStringList{u"--help"_s} << u"snapshot"_s;
    QTest::newRow("check") << QStringList{u"check"_s, u"--help"_s} << u"3  unknown"_s;
    QTest::newRow("snapshot") << QStringList{u"snapshot"_s, u"--help"_s} << u"--full-text"_s;
    QTest::newRow("act") << QStringList{u"act"_s, u"-h"_s} << u"postgres.session.terminate_filtered"_s;
}

void TestCommandLine::helpOfEveryCommand()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Ended ended = run(arguments);
    QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.words());
    QVERIFY2(ended.out.startsWith(u"Usage: lockmaster"_s) && ended.out.contains(says), ended.words());
    const QStringList lines = ended.out.split(u'\n');
    QVERIFY(std::ranges::all_of(lines, [](const QString &line) { return line.size() <= 120; }));
}

void TestCommandLine::passwordsAreNeverPrinted()
{
    const QString password = m_lab->password(u"lockmaster"_s);
    const QString good = u"postgresql://lockmaster:%1@127.0.0.1:%2/orders"_s.arg(password).arg(m_lab->primary().port());
    const QString odd = u"postgresql://lockmaster:%1@pa@127.0.0.1/orders"_s.arg(kCanary);
    const QString keywords = u"host=127.0.0.1 port=1 user=x password='%1"_s.arg(kCanary);
    for (const QString &url : {good, odd, keywords}) {
        for (const QStringList &words : {QStringList{u"check"_s, url}, {u"check"_s, url, u"--json"_s},
                                         {u"snapshot"_s, url}, {u"snapshot"_s, url, u"--json"_s, u"--full-text"_s},
                                         {u"act"_s, u"postgres.session.cancel"_s, url, u"pid=1"_s}}) {
            const Ended ended = run(words);
            QVERIFY2(!ended.words().contains(kCanary.toUtf8()), ended.words());
            QVERIFY2(!ended.words().contains(password.toUtf8()), ended.words());
        }
    }
    QCOMPARE(run({u"check"_s, good}).exitCode, 0);
}

void TestCommandLine::hostileNamesDoNotReachTheTerminal()
{
    const QString column = u"\u202eevil\u009b31m\u001b[31m"_s;
    Crowd crowd([this](const QString &user, const QString &name) { return m_lab->conninfo(user, name); });
    crowd.join({u"web"_s, u"shop-backend"_s, {u"BEGIN"_s, u"SELECT 1 AS \"%1\""_s.arg(column)}});
    QVERIFY(crowd.waitUntilSettled(std::chrono::seconds(10)));
    const QStringList plain{u"snapshot"_s, kPrimary, kFleet, m_fleet};
    for (const QStringList &words : {plain, plain + QStringList{u"--json"_s}}) {
        const Ended ended = run(words);
        QVERIFY2(ended.exitCode == 0, ended.words());
        QVERIFY(!ended.out.contains(u'\u202e') && !ended.out.contains(u'\u009b') && !ended.out.contains(u'\u001b'));
        QVERIFY2(ended.out.contains(u"\\u202eevil\\u009b31m\\u001b[31m"_s), ended.words());
    }
}

void TestCommandLine::noGuiLibraryIsLoaded()
{
    QProcess ldd;
    ldd.start(u"ldd"_s, {QStringLiteral(LOCKMASTER_PROGRAM)});
    QVERIFY(ldd.waitForFinished());
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY(libraries.contains("libQt6Core"));
    QVERIFY2(!libraries.contains("libQt6Gui") && !libraries.contains("libQt6Widgets"), libraries);
}

void TestCommandLine::processListShowsNoPassword()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QProcess process;
    process.start(QStringLiteral(LOCKMASTER_PROGRAM),
                  {u"check"_s, u"postgresql://x:%1@127.0.0.1:%2/x"_s.arg(kCanary).arg(silent.serverPort())});
    QVERIFY(silent.waitForNewConnection(10'000)); // its arguments are read by now
    QFile commandLine(u"/proc/%1/cmdline"_s.arg(process.processId()));
    QVERIFY(commandLine.open(QIODevice::ReadOnly));
    const QByteArray shown = commandLine.readAll();
    QVERIFY2(shown.contains("postgresql://x:****") && !shown.contains(kCanary.toUtf8()), shown);
    process.kill();
    QVERIFY(process.waitForFinished());
}

void TestCommandLine::everyPageAsPicture()
{
    const auto scene = makeScene(u"blocking-chain:4"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString folder = m_home.filePath(u"pictures"_s);
    const QString size = u"1280x720"_s;
    const Ended ended = run({u"screenshot"_s, u"all"_s, kFleet, m_fleet, u"--size"_s, size, u"-o"_s, folder});
    QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.words());
    for (const QString &page : {u"overview"_s, u"sessions"_s, u"locks"_s})
        QCOMPARE(QImage(folder + u'/' + page + u".png"_s).size(), QSize(1280, 720));
    const QImage overview(folder + u"/overview.png"_s);
    QVERIFY(overview != QImage(folder + u"/locks.png"_s));
    QVERIFY(!QFile::exists(m_home.filePath(u"config/lockmaster/lockmaster.conf"_s)));
}

void TestCommandLine::pictureOfSilentServer()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QByteArray url = "postgresql://x@127.0.0.1:" + QByteArray::number(silent.serverPort()) + "/x";
    const QString fleet = write(u"silent.yaml"_s, "targets:\n  - {name: silent, url: '" + url + "'}\n");
    QElapsedTimer timer;
    timer.start();
    const QString file = m_home.filePath(u"silent.png"_s);
    const Ended ended = run({u"screenshot"_s, u"overview"_s, kFleet, fleet, u"-o"_s, file});
    QVERIFY2(ended.exitCode == 0, ended.words());
    QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed()))); // 5 s of patience, and no more
    QVERIFY(!QImage(file).isNull());
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
