// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/passfile.h"

#include "harness/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestPassfile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheEntry_data();
    void findsTheEntry();
    void tellsWhyNot_data();
    void tellsWhyNot();
    void readsOnlyWhatIsPrivate();
    void fillsInWhatIsNotGiven();
};

void TestPassfile::findsTheEntry_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("password");
    QTest::newRow("exact") << QByteArray("db1:5432:orders:bob:one") << u"db1"_s << u"one"_s;
    QTest::newRow("stars") << QByteArray("*:*:*:*:one") << u"db1"_s << u"one"_s;
    QTest::newRow("the first counts") << QByteArray("db1:*:*:bob:one\n*:*:*:*:two\n") << u"db1"_s << u"one"_s;
    QTest::newRow("comment, empty line, CR")
        << QByteArray("#db1:*:*:*:no\n\ndb1:*:*:*:one\r\n") << u"db1"_s << u"one"_s;
    QTest::newRow("escapes") << QByteArray("db1:*:*:*:a\\:b\\\\c:rest") << u"db1"_s << u"a:b\\c"_s;
    QTest::newRow("everything else is itself")
        << QByteArray("db1:*:*:*: #a=b@d/e,%g ") << u"db1"_s << u" #a=b@d/e,%g "_s;
    QTest::newRow("IPv6") << QByteArray("\\:\\:1:*:*:*:one") << u"::1"_s << u"one"_s;
    QTest::newRow("an escaped star is one") << QByteArray("\\*:*:*:*:no\ndb1:*:*:*:one") << u"db1"_s << u"one"_s;
    QTest::newRow("default socket") << QByteArray("localhost:*:*:*:one") << u""_s << u"one"_s;
    QTest::newRow("its folder") << QByteArray("localhost:*:*:*:one") << u"/var/run/postgresql"_s << u"one"_s;
    QTest::newRow("another folder") << QByteArray("localhost:*:*:*:no\n/srv/pg:*:*:*:one") << u"/srv/pg"_s << u"one"_s;
}

void TestPassfile::findsTheEntry()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, host);
    const auto found = passwordIn(text, {host, u"5432"_s, u"orders"_s, u"bob"_s});
    QVERIFY(found);
    QTEST(*found, "password");
}

void TestPassfile::tellsWhyNot_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    const QString none =
        u"The password file /p has no entry for host 127.0.0.1, port 5432, database orders, user bob"_s;
    QTest::newRow("empty") << QByteArray() << none;
    QTest::newRow("another port") << QByteArray("127.0.0.1:5433:*:*:canary") << none;
    QTest::newRow("another user") << QByteArray("127.0.0.1:*:*:eve:canary") << none;
    QTest::newRow("too few fields") << QByteArray("127.0.0.1:*:*:canary") << none;
    QTest::newRow("in Latin-1") << QByteArray("127.0.0.1:*:*:bob:caf\xe9")
                                << u"The password of the entry in /p is not UTF-8; it was not sent"_s;
    QTest::newRow("another host") << QByteArray("localhost:*:*:bob:canary")
                                  << u"The password file /p has an entry for localhost, not for 127.0.0.1"_s;
}

void TestPassfile::tellsWhyNot()
{
    QFETCH(const QByteArray, text);
    const PassfileKey key{u"127.0.0.1"_s, u"5432"_s, u"orders"_s, u"bob"_s};
    const auto found = passwordIn(text, key);
    QVERIFY(!found);
    QTEST(noPasswordWords(found.error(), u"/p"_s, key), "words");
}

void TestPassfile::readsOnlyWhatIsPrivate()
{
    const QTemporaryDir folder;
    const PassfileKey key{u"db1"_s, u"5432"_s, u"orders"_s, u"bob"_s};
    const QString path = folder.filePath(u"pgpass"_s);
    const auto reason = [&](const QString &file) { return passwordFromFile(file, key).error().reason; };
    QCOMPARE(reason(path), NoPassword::Reason::NotThere);
    QCOMPARE(reason(folder.path()), NoPassword::Reason::NotPlain);
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly) && file.write("db1:*:*:*:one\n") > 0 && file.flush());
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    QCOMPARE(reason(path), NoPassword::Reason::Exposed);
    const NoPassword exposed{NoPassword::Reason::Exposed, {}};
    QVERIFY(noPasswordWords(exposed, path, key).endsWith(u"chmod 600 "_s + path));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(passwordFromFile(path, key).value_or(QString()), u"one"_s);
}

void TestPassfile::fillsInWhatIsNotGiven()
{
    qputenv("PGUSER", "carol");
    qputenv("PGPASSFILE", "/by/environment");
    const PgAddress place{{}, QHostAddress(u"10.0.0.5"_s), u"5433"_s};
    const PassfileKey key = passfileKey({}, place);
    QCOMPARE(key.host, u"10.0.0.5"_s);
    QCOMPARE(key.database, u"carol"_s);
    QCOMPARE(key.user, u"carol"_s);
    QCOMPARE(passfileOf({}), u"/by/environment"_s);
    QCOMPARE(passfileOf({{u"passfile"_s, u"/given"_s}}), u"/given"_s);
    qunsetenv("PGUSER");
    qunsetenv("PGPASSFILE");
    QCOMPARE(passfileOf({}), QDir::home().filePath(u".pgpass"_s));
}

LOCKMASTER_TEST(TestPassfile)
#include "tst_passfile.moc"
