// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redact.h"
#include "base/redisredact.h"
#include "harness/testprogram.h"

#include <QTest>

using namespace lockmaster;

class TestRedisRedact : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void masksSecrets_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("shown");
        QTest::newRow("get") << QStringLiteral("GET user:1") << QStringLiteral("GET user:1");
        QTest::newRow("auth") << QStringLiteral("AUTH app hunter22") << QStringLiteral("AUTH ‹secret›");
        QTest::newRow("quoted") << QStringLiteral("\"AUTH\" \"app\" \"two words\"")
                                << QStringLiteral("\"AUTH\" ‹secret›");
        QTest::newRow("hello") << QStringLiteral("hello 3 auth app pw1234 SETNAME x")
                               << QStringLiteral("hello 3 auth ‹secret›");
        QTest::newRow("config") << QStringLiteral("CONFIG SET maxmemory 1gb requirepass pw1234")
                                << QStringLiteral("CONFIG SET maxmemory 1gb requirepass ‹secret›");
        QTest::newRow("config get") << QStringLiteral("CONFIG GET requirepass")
                                    << QStringLiteral("CONFIG GET requirepass");
        QTest::newRow("acl") << QStringLiteral("ACL SETUSER app on >pw1234 #0a0b ~cache:* +get")
                             << QStringLiteral("ACL SETUSER app on >‹secret› #‹secret› ~cache:* +get");
        QTest::newRow("migrate") << QStringLiteral("MIGRATE h 6379 k 0 10 AUTH2 app pw1234 KEYS a")
                                 << QStringLiteral("MIGRATE h 6379 k 0 10 AUTH2 ‹secret›");
        QTest::newRow("sentinel") << QStringLiteral("SENTINEL SET orders auth-pass pw1234")
                                  << QStringLiteral("SENTINEL SET orders auth-pass ‹secret›");
        QTest::newRow("a key named auth") << QStringLiteral("SET auth 5") << QStringLiteral("SET auth 5");
        QTest::newRow("nothing") << QString() << QString();
    }
    void masksSecrets()
    {
        QFETCH(QString, command);
        QFETCH(QString, shown);
        QCOMPARE(maskRedisSecrets(command), shown);
    }

    void masksRegisteredSecretsAnywhere()
    {
        registerSecret(QStringLiteral("correct-horse"));
        QVERIFY(!maskRedisSecrets(QStringLiteral("SET note correct-horse")).contains(u"horse"));
    }

    void masksArguments_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("stored");
        QTest::newRow("two") << QStringLiteral("SET user:1 secret") << QStringLiteral("SET ? ?");
        QTest::newRow("container") << QStringLiteral("CONFIG SET requirepass pw") << QStringLiteral("CONFIG SET ? ?");
        QTest::newRow("none") << QStringLiteral("PING") << QStringLiteral("PING");
        QTest::newRow("many") << QStringLiteral("DEL a b c d e f g h i") << QStringLiteral("DEL ? ? ? ? ? ? ? ? …");
        QTest::newRow("container alone") << QStringLiteral("CONFIG") << QStringLiteral("CONFIG");
        QTest::newRow("nothing") << QString() << QString();
    }
    void masksArguments()
    {
        QFETCH(QString, command);
        QFETCH(QString, stored);
        QCOMPARE(maskRedisArguments(command), stored);
    }
};

LOCKMASTER_TEST(TestRedisRedact)
#include "tst_redisredact.moc"
