// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Targets written as lines of a fleet file are read as the same targets.
#include <QTest>

#include "fleet/fleetfile.h"
#include "harness/testprogram.h"
#include "model/fleet/fleetlines.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

Target readBack(const Target &target)
{
    const auto fleet = parseFleet("targets:\n" + fleetLines({target}).toUtf8(), u"f"_s);
    if (!fleet)
        qWarning("%s\n%s", qPrintable(mistakeText(fleet.error().front())), qPrintable(fleetLines({target})));
    return fleet ? fleet->targets.front() : Target{};
}

QMap<QString, QString> words(const Target &target)
{
    QMap<QString, QString> words;
    for (const auto &[word, value] : target.parameters)
        words.insert(word, value);
    return words;
}

} // namespace

class TestFleetLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBackTheSame_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("redis") << u"redis://10.0.0.6:6380"_s;
        QTest::newRow("redis with TLS") << u"rediss://monitor@cache1:6379/2"_s;
        QTest::newRow("redis, TLS not verified") << u"rediss://cache1:6379?sslmode=require"_s;
        QTest::newRow("IPv6") << u"redis://[fe80::1]:6379"_s;
        QTest::newRow("postgres") << u"postgresql://monitor@db1:5433/orders?sslmode=verify-full"_s;
        QTest::newRow("a socket") << u"postgresql://monitor@/orders?host=/run/postgresql"_s;
        QTest::newRow("two servers") << u"postgresql://monitor@db1:5432,db2:5433/orders"_s;
        QTest::newRow("pgbouncer") << u"pgbouncer://monitor@db1:6432"_s;
        QTest::newRow("group of a sentinel") << u"sentinel://sentinel1:26379/orders"_s;
        QTest::newRow("sentinel") << u"sentinel://s%40x@sentinel1:26379"_s;
    }
    void readsBackTheSame()
    {
        QFETCH(QString, url);
        const auto fleet = parseFleet("targets:\n  - {name: a, url: \"" + url.toUtf8() + "\"}\n", u"f"_s);
        QVERIFY(fleet.has_value());
        const Target target = fleet->targets.front();
        QCOMPARE(readBack(target).kind, target.kind);
        QCOMPARE(words(readBack(target)), words(target));
        QCOMPARE(readBack(target).sentinelGroup, target.sentinelGroup);
    }

    void readsBackTheRest()
    {
        Target target{.name = u"a \"b\" \\ c"_s,
                      .kind = ServerKind::Redis,
                      .group = u"shop: 1"_s,
                      .environment = Environment::Staging,
                      .labels = {{u"team"_s, u"it's"_s}},
                      .readOnly = true,
                      .password = {PasswordSource::Kind::Command, u"pass show \"x\""_s},
                      .parameters = {{u"host"_s, u"10.0.0.6"_s}, {u"port"_s, u"6379"_s}}};
        const Target back = readBack(target);
        QCOMPARE(back.name, target.name);
        QCOMPARE(back.group, target.group);
        QCOMPARE(back.environment, target.environment);
        QCOMPARE(back.labels, target.labels);
        QCOMPARE(back.readOnly, true);
        QCOMPARE(back.password, target.password);
    }

    void neverWritesAPassword()
    {
        Target target{.name = u"a"_s,
                      .kind = ServerKind::Redis,
                      .password = {PasswordSource::Kind::Url, u"hunter22"_s},
                      .parameters = {{u"host"_s, u"h"_s}}};
        QVERIFY(!fleetLines({target}).contains(u"hunter22"));
        QVERIFY(!fleetLines({target}).contains(u"password"));
    }
};

LOCKMASTER_TEST(TestFleetLines)
#include "tst_fleetlines.moc"
