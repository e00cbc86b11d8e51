// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of PgBouncer's console whose answer never comes: the connection breaks before it arrives or before the
// answer is there, or the console that sent it is killed at that moment. What became of it is seen by looking, and it is
// never sent again.
#include <QJsonDocument>
#include <QProcess>

#include "harness/testprogram.h"
#include "poolertest.h"

using namespace lockmaster;
using namespace lockmaster::test;

namespace {

using Lose = FaultProxy::Lost;

Place placeOf(const QString &port, const QString &password)
{
    Target target;
    target.name = kTarget;
    target.kind = ServerKind::PgBouncer;
    target.parameters = {{u"host"_s, u"127.0.0.1"_s},
                         {u"port"_s, port},
                         {u"dbname"_s, u"pgbouncer"_s},
                         {u"user"_s, u"pgbouncer_admin"_s},
                         {u"sslmode"_s, u"disable"_s}};
    return {target, password};
}

/// The console that is killed: plans and executes one action, PORT PASSWORD JOURNAL ACTION ARGUMENTS.
int actAsConsole(const QStringList &words)
{
    const Place place = placeOf(words[2], words[3]);
    JournalWriter journal(words[4]);
    Executor executor({{place.target},
                       [=](QString, QString name, std::stop_token stop) {
                           return openPlace(place, std::move(name), std::move(stop));
                       }},
                      journal);
    const QJsonObject arguments = QJsonDocument::fromJson(words[6].toUtf8()).object();
    const auto plan = QCoro::waitFor(executor.plan({words[5], kTarget, arguments, {}}, {}));
    if (!plan || !plan->isAllowed())
        return 1;
    QCoro::waitFor(executor.execute(*plan, plan->token, {}, {}));
    return 0;
}

} // namespace

class TestPoolerLost : public PoolerTest
{
    Q_OBJECT

    std::unique_ptr<Client> m_shop; ///< an application with a server connection that is idle

    /// The client's id is only known when it is there.
    QJsonObject argumentsOf(const QString &action, QJsonObject arguments)
    {
        if (action == u"pgbouncer.client.kill")
            arguments.insert(u"client"_s, clientCalled(u"shop"_s)[u"id"_s]);
        return arguments;
    }
    static void addCommands()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<Lose>("lose");
        QTest::addColumn<QString>("outcome");
    }
    /// A row each for what never arrived and for what was done.
    static void add(const char *action, const QJsonObject &arguments, const char *words,
                    const char *notDone = "failed_clean", const char *done = "done_verified")
    {
        QTest::addRow("%s, not arrived", action) << QString::fromLatin1(action) << arguments << QByteArray(words)
                                                 << Lose::Request << QString::fromLatin1(notDone);
        QTest::addRow("%s, done", action) << QString::fromLatin1(action) << arguments << QByteArray(words)
                                          << Lose::Answer << QString::fromLatin1(done);
    }
    static void addAll()
    {
        add("pgbouncer.disable", kOrders, "DISABLE");
        add("pgbouncer.enable", kOrders, "ENABLE");
        add("pgbouncer.reconnect", kOrders, "RECONNECT");
        add("pgbouncer.kill", kOrders, "KILL");
        add("pgbouncer.client.kill", {}, "KILL_CLIENT");
        add("pgbouncer.setting.set", {{u"setting"_s, u"default_pool_size"_s}, {u"value"_s, u"7"_s}}, "SET default");
    }
    /// How often PgBouncer was told so, as its log has it.
    int timesTold(const QByteArray &words)
    {
        QFile log(m_lab->pgbouncer().logFile());
        return log.open(QIODevice::ReadOnly) ? int(log.readAll().count(words + " '")) : -1;
    }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Postgres | LabPart::PgBouncer); }
    void init()
    {
        beginJournal();
        m_shop = client();
        QCOMPARE(m_shop->run(u"SELECT 1"_s), u"1"_s);
        if (QLatin1StringView(QTest::currentDataTag()).contains("enable"_L1))
            QVERIFY(m_lab->pgbouncer().console(u"DISABLE orders"_s));
    }
    void cleanup()
    {
        m_shop.reset();
        setRight();
    }

    void aLostAnswerIsResolvedByLooking_data()
    {
        addCommands();
        addAll();
        add("pgbouncer.reload", {}, "RELOAD", "unknown", "unknown"); // when nothing in the file is different
    }
    void aLostAnswerIsResolvedByLooking()
    {
        QFETCH(QString, action);
        QFETCH(QJsonObject, arguments);
        QFETCH(QByteArray, words);
        QFETCH(Lose, lose);
        FaultProxy proxy(m_lab->pgbouncer().port());
        useBehind(proxy);
        const ActionPlan made = plan(action, kTarget, argumentsOf(action, arguments));
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        const int before = timesTold(words);
        int lost = 0;
        proxy.breakAt(words, lose, [&lost] { ++lost; });
        const ActionResult result = execute(made);
        QTEST(outcomeOf(result), "outcome");
        QCOMPARE(lost, 1); // asked once
        QVERIFY(timesTold(words) <= before + (lose == Lose::Answer ? 1 : 0));
        QCOMPARE(m_journal->unfinished().value().size(), result.outcome == Outcome::Unknown ? 1U : 0U);
    }

    void aKilledConsoleLeavesItToTheNext_data()
    {
        addCommands();
        addAll();
        add("pgbouncer.pause", {{u"database"_s, u"orders"_s}, {u"then"_s, u"keep"_s}}, "PAUSE");
        add("pgbouncer.reload", {}, "RELOAD", "sent_unverified", "sent_unverified"); // nothing will ever tell
    }
    void aKilledConsoleLeavesItToTheNext()
    {
        QFETCH(QString, action);
        QFETCH(QJsonObject, arguments);
        QFETCH(QByteArray, words);
        QFETCH(Lose, lose);
        FaultProxy proxy(m_lab->pgbouncer().port());
        QProcess console;
        console.setProcessChannelMode(QProcess::ForwardedChannels);
        proxy.breakAt(words, lose, [&console] { console.kill(); });
        const QByteArray told = QJsonDocument(argumentsOf(action, arguments)).toJson(QJsonDocument::Compact);
        console.start(QCoreApplication::applicationFilePath(),
                      {u"tst_poolerlost"_s, u"--act"_s, QString::number(proxy.port()),
                       m_lab->password(u"pgbouncer_admin"_s), m_journal->folder(), action, QString::fromUtf8(told)});
        QTRY_COMPARE_WITH_TIMEOUT(console.state(), QProcess::NotRunning, 10'000);
        QCOMPARE(console.exitStatus(), QProcess::CrashExit);
        proxy.breakAt({}, lose);

        m_places = {consoleAt(proxy.port())};
        actOnPlaces();
        const auto open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U);
        const ActionResult seen = QCoro::waitFor(m_executor->verify(open.front(), {}));
        QTEST(outcomeOf(seen), "outcome");
        QVERIFY(m_journal->unfinished().value().empty());
        QCOMPARE(ofOrders(u"paused"_s) == u"1",
                 lose == Lose::Answer && (action == u"pgbouncer.kill" || action == u"pgbouncer.pause"));
        // A pause that is left is offered to be resumed, before anybody has looked and after.
        if (ofOrders(u"paused"_s) == u"1") {
            QVERIFY(open.front().undoRequest && seen.offer);
            QCOMPARE(open.front().undoRequest->action, u"pgbouncer.resume"_s);
            QCOMPARE(seen.offer->arguments, kOrders);
            QCOMPARE(outcomeOf(execute(plan(seen.offer->action, kTarget, seen.offer->arguments))), u"done_verified"_s);
        }
        QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
    }

    /// While a pause lasts: it stays, and is offered to be resumed.
    void aConsoleKilledInThePauseLeavesIt()
    {
        QProcess console;
        console.setProcessChannelMode(QProcess::ForwardedChannels);
        console.start(QCoreApplication::applicationFilePath(),
                      {u"tst_poolerlost"_s, u"--act"_s, QString::number(m_lab->pgbouncer().port()),
                       m_lab->password(u"pgbouncer_admin"_s), m_journal->folder(), u"pgbouncer.pause"_s,
                       u"{\"database\":\"orders\",\"window\":50}"_s});
        QTRY_COMPARE_WITH_TIMEOUT(ofOrders(u"paused"_s), u"1"_s, 10'000);
        const auto seenOutside = m_journal->open().value();
        QCOMPARE(seenOutside.size(), 1U);
        QVERIFY(seenOutside.front().isAwaited); // another console leaves it alone
        QVERIFY(m_journal->unfinished().value().empty());
        console.kill();
        QVERIFY(console.waitForFinished());
        m_places = {consoleAt(m_lab->pgbouncer().port())};
        actOnPlaces();
        const auto open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(ofOrders(u"paused"_s), u"1"_s);
        QVERIFY(open.front().undoRequest);
        const ActionPlan resume = plan(open.front().undoRequest->action, kTarget, open.front().undoRequest->arguments);
        QCOMPARE(warnings(resume), (QStringList{u"server.primary"_s, u"action.open"_s}));
        QCOMPARE(outcomeOf(execute(resume)), u"done_verified"_s);
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->verify(open.front(), {}))),
                 u"failed_clean"_s); // it is not paused now
    }
};

namespace {

int consoleOrTest(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--act")
        return actAsConsole(app.arguments());
    TestPoolerLost test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace

LOCKMASTER_TEST_MAIN(TestPoolerLost, consoleOrTest)
#include "tst_poolerlost.moc"
