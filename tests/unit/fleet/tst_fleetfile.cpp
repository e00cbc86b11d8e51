// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleetfile.h"
#include "harness/testprogram.h"

#include "pgenvironment.h"

#include <QTest>
#include <memory>

using namespace lockmaster;
using namespace Qt::StringLiterals;

static const QByteArray kGood = R"(# two servers
targets:
  - name: orders-primary
    url: postgresql://bob@db1/orders
    group: orders
    environment: staging
    labels: {team: shop, site: "berlin"}
    read_only: true
    password: {command: "pass show orders"}
  - {name: local, url: "host=/run/postgresql", password: {keyring: }}
)";

class TestFleetFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_environment = std::make_unique<PgEnvironment>(); }
    void readsAFleet();
    void takesThePasswordOfAService();
    void namesTheMistake_data();
    void namesTheMistake();
    void namesAllMistakesAtOnce();
    void refusesBombs_data();
    void refusesBombs();
    void readsFiles();
    void refusesHugeFiles();

private:
    std::unique_ptr<PgEnvironment> m_environment;
};

void TestFleetFile::readsAFleet()
{
    const auto fleet = parseFleet(kGood, u"fleet.yaml"_s);
    QVERIFY2(fleet.has_value(), fleet ? "" : qPrintable(mistakeText(fleet.error().front())));
    QCOMPARE(fleet->targets.size(), 2U);
    const Target &primary = fleet->targets[0];
    QCOMPARE(primary.name, u"orders-primary"_s);
    QCOMPARE(primary.group, u"orders"_s);
    QCOMPARE(primary.environment, Environment::Staging);
    QCOMPARE(primary.labels, (QMap<QString, QString>{{u"team"_s, u"shop"_s}, {u"site"_s, u"berlin"_s}}));
    QVERIFY(primary.readOnly);
    QCOMPARE(primary.password, (PasswordSource{PasswordSource::Kind::Command, u"pass show orders"_s}));
    QCOMPARE(endpoint(primary), u"db1:5432/orders"_s);
    QCOMPARE(parameter(primary.parameters, u"sslmode"), u"verify-full"_s);
    const Target &local = fleet->targets[1];
    QCOMPARE(local.environment, Environment::Production);
    QVERIFY(!local.readOnly);
    QCOMPARE(local.password, (PasswordSource{PasswordSource::Kind::Keyring, {}}));
}

void TestFleetFile::takesThePasswordOfAService()
{
    QVERIFY(m_environment->write(u".pg_service.conf"_s, "[orders]\nhost=db1\npassword=service-canary\n"));
    const auto fleet = parseFleet("targets:\n"
                                  "  - {name: a, url: 'service=orders'}\n"
                                  "  - {name: b, password: {environment: B}, url: 'service=orders'}\n",
                                  u"fleet.yaml"_s);
    QVERIFY2(fleet.has_value(), fleet ? "" : qPrintable(mistakeText(fleet.error().front())));
    QCOMPARE(fleet->targets[0].password, (PasswordSource{PasswordSource::Kind::Service, u"orders"_s}));
    QCOMPARE(fleet->targets[1].password, (PasswordSource{PasswordSource::Kind::Environment, u"B"_s}));
}

void TestFleetFile::namesTheMistake_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("words");
    const auto target = [](const QByteArray &line) {
        return "targets:\n  - name: a\n    url: host=db1\n    " + line + "\n";
    };
    const auto row = [](const char *name, const QByteArray &yaml, const QString &place, const QString &words) {
        QTest::newRow(name) << yaml << place << words;
    };
    row("empty", "", u"f:1:1: "_s, u"no targets"_s);
    row("a list", "- a\n", u"f:1:1: "_s, u"no targets"_s);
    row("no list", "targets: canary\n", u"f:1:10: "_s, u"no targets"_s);
    row("no syntax", "targets:\n  - {name: canary\n", u"f:3:1: "_s, u"not valid YAML"_s);
    row("unknown key at the top", "target: []\n", u"f:1:1: "_s, u"Unknown key \"target\""_s);
    row("unknown key", target("enviroment: production"), u"f:4:5: "_s, u"Unknown key \"enviroment\""_s);
    row("twice", target("name: b"), u"f:4:5: "_s, u"is there twice"_s);
    row("no target", "targets:\n  - canary\n", u"f:2:5: "_s, u"not a target"_s);
    row("no name", "targets:\n  - {url: host=db1}\n", u"f:2:5: "_s, u"has no name"_s);
    row("no URL", "targets:\n  - {name: a}\n", u"f:2:5: "_s, u"has no url"_s);
    row("empty name", "targets:\n  - {name: '', url: host=db1}\n", u"f:2:12: "_s, u"single line"_s);
    row("control characters", "targets:\n  - {name: \"a\\e[1mcanary\", url: host=db1}\n", u"f:2:12: "_s,
        u"single line"_s);
    row("same name", target("") + "  - {name: a, url: host=db2}\n", u"f:5:12: "_s, u"has this name"_s);
    row("environment", target("environment: canary"), u"f:4:18: "_s, u"(expected: production, staging"_s);
    row("read only", target("read_only: canary"), u"f:4:16: "_s, u"true nor false"_s);
    row("labels", target("labels: [canary]"), u"f:4:13: "_s, u"not a map"_s);
    row("nested label", target("labels: {a: {canary: x}}"), u"f:4:17: "_s, u"single line"_s);
    row("password", target("password: canary"), u"f:4:15: "_s, u"Never a password"_s);
    row("unknown source", target("password: {canary: x}"), u"f:4:16: "_s, u"not a source"_s);
    row("two sources", target("password: {keyring: a, command: canary}"), u"f:4:15: "_s, u"one source"_s);
    row("password in the URL", "targets:\n  - {name: a, url: 'postgresql://u:canary@db1/x'}\n", u"f:2:20: "_s,
        u"Never a password"_s);
    row("password as a keyword", "targets:\n  - {name: a, url: 'host=db1 password=canary'}\n", u"f:2:20: "_s,
        u"Never a password"_s);
    row("password of a key", "targets:\n  - {name: a, url: 'host=db1 sslpassword=canary'}\n", u"f:2:20: "_s,
        u"Never a password"_s);
    row("bad URL", "targets:\n  - {name: a, url: 'postgresql://u:canary@x@db1'}\n", u"f:2:20: "_s,
        u"does not understand this as a connection URL"_s);
    row("another kind of server", "targets:\n  - {name: a, url: 'mysql://:canary@db1'}\n", u"f:2:20: "_s,
        u"has to begin with"_s);
}

void TestFleetFile::namesTheMistake()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, place);
    QFETCH(const QString, words);
    const auto fleet = parseFleet(yaml, u"f"_s);
    QVERIFY(!fleet.has_value());
    const QString text = mistakeText(fleet.error().front());
    QVERIFY2(text.startsWith(place), qPrintable(text));
    QVERIFY2(text.contains(words), qPrintable(text));
    for (const FleetMistake &mistake : fleet.error())
        QVERIFY2(!mistakeText(mistake).contains(u"canary"), qPrintable(mistakeText(mistake)));
}

void TestFleetFile::namesAllMistakesAtOnce()
{
    const auto fleet = parseFleet("targets:\n  - {name: a, url: mysql://db1, x: y}\n  - {name: a}\nz: 1\n", u"f"_s);
    QVERIFY(!fleet.has_value());
    QList<int> lines;
    for (const FleetMistake &mistake : fleet.error())
        lines += mistake.line;
    QCOMPARE(lines, (QList<int>{2, 2, 3, 3, 4}));
}

void TestFleetFile::refusesBombs_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("words");
    QTest::newRow("aliases") << QByteArray("a: &a [x, x]\nb: &b [*a, *a]\ntargets: [*b, *b]\n") << u"aliases"_s;
    QTest::newRow("merge of itself") << QByteArray("targets: &t\n  - *t\n") << u"aliases"_s;
    QTest::newRow("deep") << "targets: " + QByteArray(20, '[') + QByteArray(20, ']') << u"too deeply"_s;
    QTest::newRow("very deep") << "targets: " + QByteArray(100'000, '[') << u":"_s;
}

void TestFleetFile::refusesBombs()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, words);
    const auto fleet = parseFleet(yaml, u"f"_s);
    QVERIFY(!fleet.has_value());
    QVERIFY2(mistakeText(fleet.error().front()).contains(words), qPrintable(mistakeText(fleet.error().front())));
}

void TestFleetFile::readsFiles()
{
    QVERIFY(m_environment->write(u"good.yaml"_s, kGood));
    QVERIFY(m_environment->write(u"bad.yaml"_s, "targets:\n  - {name: a}\n  - {name: b}\n"));
    QCOMPARE(readFleetFile(m_environment->path(u"good.yaml"_s))->targets.size(), 2U);
    const auto bad = readFleetFile(m_environment->path(u"bad.yaml"_s));
    QCOMPARE(bad.error().kind, ErrorKind::Config);
    QVERIFY(bad.error().text.contains(u"bad.yaml"));
    QCOMPARE(bad.error().detail, u"bad.yaml:2:5: The target has no url\nbad.yaml:3:5: The target has no url"_s);
    QCOMPARE(readFleetFile(m_environment->path(u"none.yaml"_s)).error().kind, ErrorKind::Config);
}

void TestFleetFile::refusesHugeFiles()
{
    QVERIFY(m_environment->write(u"huge.yaml"_s, kGood + QByteArray(1 << 20, '#')));
    QVERIFY(readFleetFile(m_environment->path(u"huge.yaml"_s)).error().text.contains(u"larger than 1 MB"));
}

LOCKMASTER_TEST(TestFleetFile)
#include "tst_fleetfile.moc"
