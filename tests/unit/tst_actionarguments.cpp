// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What actions are told: one description gives the check, the help and the errors.
#include "actions/registry.h"
#include "harness/testprogram.h"
#include "model/postgres/sessionarguments.h"

#include <QSet>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

QString saidOf(const QString &action, const QStringList &words)
{
    const ActionType *type = findAction(action);
    const Result<QJsonObject> read = argumentsOfWords(type->arguments(), words);
    if (!read)
        return read.error().text;
    return type->objection ? type->objection(*read) : QString();
}

const QString kVacuum = u"postgres.table.vacuum"_s;
const QString kTables = u"postgres.tables.vacuum"_s;
const QString kRewrite = u"postgres.table.rewrite"_s;
const QString kFiltered = kTerminateByFilter;

} // namespace

class TestActionArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyActionIsWhole();
    void wrongOnesAreNamed_data();
    void wrongOnesAreNamed();
    void whatIsNotGivenHasItsStandard();
    void findingsSpeakTheSameLanguage();
    void filtersComeBack();
    void serversAreFoundByAddress();
    void whereAConnectionWent_data();
    void whereAConnectionWent();
    void identities();
};

void TestActionArguments::everyActionIsWhole()
{
    QSet<QString> ids;
    for (const ActionType &action : allActions()) {
        QVERIFY2(!ids.contains(action.id), action.id.data());
        ids << action.id;
        QVERIFY2(action.title && action.help && action.arguments && action.plan && action.run && action.words,
                 action.id.data());
        QSet<QString> names;
        for (const Argument &argument : action.arguments()) {
            QVERIFY2(!names.contains(argument.name), qPrintable(argument.name));
            names << argument.name;
            QVERIFY2(!argument.help.isEmpty(), qPrintable(argument.name));
            QVERIFY2(argument.type != ArgumentType::Choice || argument.choices.size() > 1, qPrintable(argument.name));
            // The standard has to pass the check that everything given passes.
            if (!argument.standard.isUndefined())
                QVERIFY2(checkedArguments({argument}, {{argument.name, argument.standard}}), qPrintable(argument.name));
        }
        QVERIFY2(action.offeredOn.isEmpty() || action.offeredOn == kOnServer || names.contains(action.offeredOn),
                 action.id.data());
    }
    QCOMPARE(ids.size(), qsizetype(allActions().size()));
    QCOMPARE(findAction(u"postgres.session.kill"), nullptr);
}

void TestActionArguments::wrongOnesAreNamed_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &action, const QStringList &words, const QString &said) {
        QTest::newRow(name) << action << words << said;
    };
    row("none", kTerminateSession, {}, u"This action needs pid=NUMBER"_s);
    row("no number", kTerminateSession, {u"pid=12x"_s}, u"This action needs pid=NUMBER"_s);
    row("too small", kTerminateSession, {u"pid=0"_s}, u"from 1 to"_s);
    row("too large", kTerminateSession, {u"pid=99999999999999999999"_s}, u"from 1 to"_s);
    row("unknown", kTerminateSession, {u"pid=1"_s, u"force=yes"_s}, u"“force=yes” is not understood here"_s);
    row("no value", kTerminateSession, {u"pid"_s}, u"“pid” is not understood here"_s);
    row("twice", kTerminateSession, {u"pid=1"_s, u"pid=2"_s}, u"pid is given twice"_s);
    row("no time", kTerminateSession, {u"pid=1"_s, u"backend_start=yesterday"_s},
        u"backend_start is not a time such as"_s);
    row("of another action", kTerminateSession, {u"pid=1"_s, u"query_start=2026-11-21T03:12:07.123456Z"_s},
        u"is not understood here"_s);
    row("choice", kVacuum, {u"table=t"_s, u"mode=full"_s},
        u"mode= takes one of: vacuum, vacuum_analyze, analyze, freeze"_s);
    row("flag", kVacuum, {u"table=t"_s, u"truncate=1"_s}, u"truncate= takes yes or no"_s);
    row("empty", kVacuum, {u"table="_s}, u"This action needs table=TEXT"_s);
    row("two lines", kVacuum, {u"table=a\nb"_s}, u"table= takes one line of text"_s);
    row("everybody", kFiltered, {u"state=idle"_s}, u"At least one of application=, user= and database="_s);
    row("state", kFiltered, {u"user=a"_s, u"state=asleep"_s}, u"state= takes one of: idle, active"_s);
    row("buffers", kVacuum, {u"table=t"_s, u"buffer_limit_kb=64"_s}, u"buffer_limit_kb= takes 0, or 128 and more"_s);
    row("nothing left", kVacuum, {u"table=t"_s, u"skip_main=yes"_s, u"skip_toast=yes"_s}, u"nothing is left"_s);
    row("of a vacuum", kVacuum, {u"table=t"_s, u"mode=analyze"_s, u"parallel=2"_s}, u"parallel= is of a vacuum"_s);
    row("columns", kVacuum, {u"table=t"_s, u"columns=a"_s}, u"columns= is for mode=analyze"_s);
    row("which tables", kTables, {u"mode=analyze"_s}, u"Either tables= or most_dead="_s);
    row("tables twice", kTables, {u"tables=a, b"_s, u"most_dead=5"_s}, u"Either tables= or most_dead="_s);
    row("by which", kRewrite, {u"table=t"_s, u"index=i"_s}, u"index= is for mode=cluster"_s);
    row("right", kFiltered, {u"user=a"_s, u"older_than=0"_s}, {});
    row("right tables", kTables, {u"most_dead=5"_s}, {});
    row("right too", kVacuum, {u"table=t"_s, u"parallel=0"_s, u"truncate=yes"_s}, {});
}

void TestActionArguments::wrongOnesAreNamed()
{
    QFETCH(QString, action);
    QFETCH(QStringList, words);
    QFETCH(QString, said);
    const QString text = saidOf(action, words);
    QVERIFY2(said.isEmpty() ? text.isEmpty() : text.contains(said), text.toUtf8());
}

void TestActionArguments::whatIsNotGivenHasItsStandard()
{
    const auto read = argumentsOfWords(findAction(kVacuum)->arguments(), {u"table=sales.orders"_s, u"truncate=yes"_s});
    QCOMPARE(*read, (QJsonObject{{u"table"_s, u"sales.orders"_s},
                                 {u"mode"_s, u"vacuum"_s},
                                 {u"truncate"_s, true},
                                 {u"limit_minutes"_s, 60}}));
    QCOMPARE(checkedArguments(findAction(kVacuum)->arguments(), *read).value(), *read); // once more changes nothing
}

/// RecommendedAction::args are taken as they are.
void TestActionArguments::findingsSpeakTheSameLanguage()
{
    const SessionKey key{8123, ServerTime(std::chrono::microseconds(1'763'694'787'123'457))};
    const QJsonObject arguments = sessionArguments(key, key.backendStart);
    QVERIFY(checkedArguments(findAction(QString(kCancelQuery))->arguments(), arguments));
    QCOMPARE(sessionKeyIn(arguments), key);
    QCOMPARE(momentIn(arguments, "query_start"_L1), key.backendStart);
}

void TestActionArguments::filtersComeBack()
{
    const SessionFilter filter{.application = u"web \"7\""_s,
                               .user = u"shop"_s,
                               .state = SessionState::IdleInTransaction,
                               .olderThan = std::chrono::seconds(7)};
    QCOMPARE(sessionFilterIn(filterArguments(filter)), filter);
    QVERIFY(checkedArguments(findAction(kFiltered)->arguments(), filterArguments(filter)));
}

void TestActionArguments::serversAreFoundByAddress()
{
    const auto target = [](const QString &name, const QString &host, const QString &port) {
        Target one;
        one.name = name;
        one.kind = ServerKind::Redis;
        one.parameters = {{u"host"_s, host}, {u"port"_s, port}};
        return one;
    };
    const FleetAccess fleet{
        {target(u"named"_s, u"cache1"_s, u"6380"_s), target(u"addressed"_s, u"10.0.0.7"_s, u"6380"_s),
         target(u"elsewhere"_s, u"10.0.0.8"_s, u"6380"_s), target(u"usual port"_s, u"10.0.0.7"_s, {})},
        {}};
    QStringList names;
    for (const Target &one : targetsAt(fleet, ServerKind::Redis, u"10.0.0.7"_s, 6380))
        names << one.name;
    QCOMPARE(names.join(u' '), u"addressed named"_s); // the literal one first; a name may be that address
    QCOMPARE(targetsAt(fleet, ServerKind::Redis, u"10.0.0.7"_s, 6379).size(), 1U);
    QVERIFY(targetsAt(fleet, ServerKind::PostgreSql, u"10.0.0.7"_s, 6380).empty());
}

void TestActionArguments::whereAConnectionWent_data()
{
    QTest::addColumn<PgParameters>("parameters");
    QTest::addColumn<QString>("address"); // that answered
    QTest::addColumn<QString>("listed");
    QTest::addColumn<bool>("isThere");
    const auto at = [](const QString &host, const QString &hostaddr = {}) {
        return PgParameters{{u"host"_s, host}, {u"hostaddr"_s, hostaddr}, {u"port"_s, u"6380"_s}};
    };
    QTest::newRow("same address") << at(u"10.0.0.7"_s) << u"10.0.0.7:6380"_s << u"10.0.0.7"_s << true;
    QTest::newRow("same name") << at(u"cache1"_s) << u"10.0.0.7:6380"_s << u"Cache1"_s << true;
    QTest::newRow("name of it") << at(u"cache1"_s) << u"10.0.0.7:6380"_s << u"10.0.0.7"_s << true;
    QTest::newRow("name of another") << at(u"cache1"_s) << u"10.0.0.8:6380"_s << u"10.0.0.7"_s << false;
    QTest::newRow("other port answered") << at(u"cache1"_s) << u"10.0.0.7:6381"_s << u"10.0.0.7"_s << false;
    QTest::newRow("listed by name") << at(u"10.0.0.7"_s) << u"10.0.0.7:6380"_s << u"cache1"_s << false;
    QTest::newRow("IPv6") << at(u"cache1"_s) << u"[fd00::7]:6380"_s << u"fd00:0:0::7"_s << true;
    QTest::newRow("other IPv6") << at(u"cache1"_s) << u"[fd00::8]:6380"_s << u"fd00::7"_s << false;
    QTest::newRow("hostaddr") << at(u"cache1"_s, u"10.0.0.7"_s) << QString() << u"10.0.0.7"_s << true;
    QTest::newRow("hostaddr is elsewhere")
        << at(u"10.0.0.7"_s, u"10.0.0.8"_s) << u"10.0.0.8:6380"_s << u"10.0.0.7"_s << false;
    QTest::newRow("nowhere") << at({}) << u"local socket:6380"_s << QString() << false;
    QTest::newRow("socket") << at(u"/run/redis"_s) << u"/run/redis:6380"_s << u"10.0.0.7"_s << false;
}

void TestActionArguments::whereAConnectionWent()
{
    QFETCH(PgParameters, parameters);
    QFETCH(QString, address);
    QFETCH(QString, listed);
    Target target;
    target.kind = ServerKind::Redis;
    target.parameters = parameters;
    LinkState state;
    state.address = address;
    QTEST(wentTo(target, state, listed, 6380), "isThere");
    QVERIFY(!wentTo(target, state, listed, 6390));
}

void TestActionArguments::identities()
{
    const QString before = u"run abc, 10.0.0.7:6379, redis 8.0.2, master"_s;
    QVERIFY(isSameServer(before, u"run abc, 10.0.0.7:6379, redis 8.0.2, slave"_s)); // it gave way, as was wanted
    QVERIFY(!isRestarted(before, u"run abc, 10.0.0.7:6379, redis 8.0.2, slave"_s));
    QVERIFY(isRestarted(before, u"run abd, 10.0.0.7:6379, redis 8.0.2, master"_s));
    QVERIFY(!isSameServer(before, u"run abc, 10.0.0.8:6379, redis 8.0.2, master"_s));
    const QString postgres =
        u"system 7, started 2026-11-21T03:12:07.123456Z, 127.0.0.1:5432, cluster '', 170002, primary"_s;
    QVERIFY(!isSameServer(postgres, QString(postgres).replace(u"primary"_s, u"standby"_s)));
    QVERIFY(isRestarted(postgres, QString(postgres).replace(u"03:12"_s, u"03:13"_s)));
}

LOCKMASTER_TEST(TestActionArguments)
#include "tst_actionarguments.moc"
