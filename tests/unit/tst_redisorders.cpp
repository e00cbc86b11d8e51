// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What actions on Redis make of words: commands and lines, sizes, dangers, lists of clients.
#include "actions/redis/commands/killlist.h"
#include "actions/redis/commands/settingdanger.h"
#include "actions/redis/commandtext.h"
#include "base/redisredact.h"
#include "base/redisword.h"
#include "harness/testprogram.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestRedisOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesComeBack_data();
    void linesComeBack();
    void patternsMeanOneName();
    void sizes_data();
    void sizes();
    void dangers_data();
    void dangers();
    void passwordsAreKnown();
    void listsOfClients();
    void whoIsSpared();
};

void TestRedisOrders::linesComeBack_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << QStringList{u"BGSAVE"_s} << u"BGSAVE"_s;
    QTest::newRow("nothing") << QStringList{u"CONFIG"_s, u"SET"_s, u"save"_s, QString()} << u"CONFIG SET save \"\""_s;
    QTest::newRow("space") << QStringList{u"SET"_s, u"a b"_s, u"c"_s} << u"SET \"a b\" c"_s;
    QTest::newRow("quotes") << QStringList{u"a\"b\\c"_s, u"\n"_s} << u"\"a\\x22b\\x5cc\" \"\\x0a\""_s;
    QTest::newRow("UTF-8") << QStringList{u"grün"_s} << u"\"gr\\xc3\\xbcn\""_s;
    QTest::newRow("end of a quote") << QStringList{u"a\\"_s, u"b"_s} << u"\"a\\x5c\" b"_s;
}

void TestRedisOrders::linesComeBack()
{
    QFETCH(QStringList, words);
    RedisCommand command;
    for (const QString &word : words)
        command.words.push_back(word.toUtf8());
    QTEST(lineOf(command), "line");
    QCOMPARE(commandIn(lineOf(command)).words, command.words);
}

void TestRedisOrders::patternsMeanOneName()
{
    QCOMPARE(redisPattern(u"orders"_s), u"orders"_s);
    QCOMPARE(redisPattern(u"or*[d]?"_s), u"or\\*\\[d\\]\\?"_s);
}

void TestRedisOrders::sizes_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("isSame");
    QTest::newRow("units") << u"1gb"_s << u"1073741824"_s << true;
    QTest::newRow("decimal") << u"1g"_s << u"1000000000"_s << true;
    QTest::newRow("binary is not decimal") << u"1mb"_s << u"1m"_s << false;
    QTest::newRow("letters") << u"YES"_s << u"yes"_s << true;
    QTest::newRow("words") << u"3600 1"_s << u"3600 10"_s << false;
    QTest::newRow("none") << QString() << u"0"_s << false;
}

void TestRedisOrders::sizes()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QTEST(isSameSetting(one, other), "isSame");
    QCOMPARE(memoryOf(u"100kb"_s), 102400);
    QCOMPARE(memoryOf(u"much"_s), std::nullopt);
}

void TestRedisOrders::dangers_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("slow log") << u"slowlog-max-len"_s << Severity::Reversible;
    QTest::newRow("memory") << u"maxmemory"_s << Severity::Disruptive;
    QTest::newRow("policy is not memory") << u"maxmemory-samples"_s << Severity::Reversible;
    QTest::newRow("a family") << u"cluster-node-timeout"_s << Severity::Destructive;
    QTest::newRow("where the data are") << u"dir"_s << Severity::Destructive;
    QTest::newRow("nobody knows") << u"brand-new-setting"_s << Severity::Disruptive;
}

void TestRedisOrders::dangers()
{
    QFETCH(QString, setting);
    QTEST(dangerOf(setting).severity, "severity");
    QVERIFY(dangerOf(setting).sentence.endsWith(u'.'));
}

void TestRedisOrders::passwordsAreKnown()
{
    for (const QString &name : {u"requirepass"_s, u"masterauth"_s, u"primaryauth"_s, u"TLS-key-file-pass"_s})
        QVERIFY2(isSecretRedisSetting(name), name.toUtf8());
    QVERIFY(!isSecretRedisSetting(u"maxmemory"_s));
    QVERIFY(!isSecretRedisSetting({}));
}

void TestRedisOrders::listsOfClients()
{
    QCOMPARE(namedClients(u"12, 15@10.0.0.7:4321"_s).size(), 2U);
    QCOMPARE(namedClients(u"12, 15@10.0.0.7:4321"_s)[1].address, u"10.0.0.7:4321"_s);
    for (const QString &wrong : {QString(), u"a"_s, u"12,"_s, u"0"_s, u"-3"_s})
        QVERIFY2(namedClients(wrong).empty(), wrong.toUtf8());
}

void TestRedisOrders::whoIsSpared()
{
    std::vector<RedisClient> there(5);
    for (std::size_t i = 0; i < there.size(); ++i) {
        there[i].id = std::int64_t(i) + 1;
        there[i].address = u"10.0.0.7:%1"_s.arg(i);
        there[i].flags = u"N"_s;
    }
    there[1].flags = u"S"_s;
    there[2].flags = u"O"_s;
    there[3].name = u"lockmaster/somebody/1"_s;
    const KillList list = killListOf(namedClients(u"1,2,3,4,5@10.0.0.7:9,6"_s), there, 1);
    QCOMPARE(list.clients.size(), 1U); // who watches with MONITOR
    QCOMPARE(list.clients[0].id, 3);
    QCOMPARE(list.spared.size(), 3);
    QCOMPARE(list.gone, 2U);
}

LOCKMASTER_TEST(TestRedisOrders)
#include "tst_redisorders.moc"
