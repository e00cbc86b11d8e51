// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redact.h"
#include "base/sqllexer.h"
#include "harness/testprogram.h"

#include "sqlwriter.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestRedact final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksKnownSecrets_data();
    void masksKnownSecrets();
    void masksUnknownSecrets_data();
    void masksUnknownSecrets();
    void masksLiterals_data();
    void masksLiterals();
    void masksStatementSecrets_data();
    void masksStatementSecrets();
    void doesNotCopyHarmlessStatements();
    void noLiteralSurvives();
    void lexerCoversTheText();
};

void TestRedact::masksKnownSecrets_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("masked");
    QTest::newRow("as it is") << u"canary-1"_s << u"FATAL: canary-1!"_s << u"FATAL: ‹secret›!"_s;
    QTest::newRow("in a URL") << u"p@ss/1"_s << u"try p%40ss%2F1 now"_s << u"try ‹secret› now"_s;
    QTest::newRow("in a URL, small hex") << u"p@ss/2"_s << u"try p%40ss%2f2 now"_s << u"try ‹secret› now"_s;
    QTest::newRow("quoted for libpq") << u"it's\\3"_s << u"x 'it\\'s\\\\3'"_s << u"x '‹secret›'"_s;
    QTest::newRow("quoted for SQL") << u"it's-4"_s << u"x 'it''s-4'"_s << u"x '‹secret›'"_s;
    QTest::newRow("one within another") << u"canary-1-long"_s << u"canary-1-long canary-1"_s << u"‹secret› ‹secret›"_s;
    QTest::newRow("a word of the mask") << u"secret"_s << u"a secret canary-1"_s << u"a ‹secret› ‹secret›"_s;
    QTest::newRow("too short to mask") << u"sql"_s << u"sql is fine"_s << u"sql is fine"_s;
}

void TestRedact::masksKnownSecrets()
{
    QFETCH(const QString, secret);
    QFETCH(const QString, text);
    registerSecret(secret);
    QTEST(redact(text), "masked");
}

void TestRedact::masksUnknownSecrets_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("masked");
    const auto row = [](const char *name, const QString &text, const QString &masked) {
        QTest::newRow(name) << text << masked;
    };
    row("URL", u"at postgresql://bob:hunter2@db:5432/x?y=1"_s, u"at postgresql://bob:‹secret›@db:5432/x?y=1"_s);
    row("URL with @ in it", u"postgres://u:hun@ter2@db"_s, u"postgres://u:‹secret›@db"_s);
    row("URL without user", u"redis://:hunter2@db"_s, u"redis://:‹secret›@db"_s);
    row("URL without password", u"postgresql://bob@db:5432/x"_s, u"postgresql://bob@db:5432/x"_s);
    row("URL query", u"postgresql://db/x?password=hunter2"_s, u"postgresql://db/x?password=‹secret›"_s);
    row("keyword", u"host=db password=hunter2 user=bob"_s, u"host=db password=‹secret› user=bob"_s);
    row("quoted", u"password = 'hun ter\\'2' user=bob"_s, u"password = ‹secret› user=bob"_s);
    row("escaped space", u"PASSWORD=hun\\ ter2 x"_s, u"PASSWORD=‹secret› x"_s);
    row("not closed", u"sslpassword='hunter 2"_s, u"sslpassword=‹secret›"_s);
    row("environment", u"PGPASSWORD=hunter2 psql"_s, u"PGPASSWORD=‹secret› psql"_s);
    row("JSON", u"{\"password\": \"hunter2\"}"_s, u"{\"password\": ‹secret›}"_s);
    row("a setting of that name", u"password_encryption=md5"_s, u"password_encryption=md5"_s);
    row("a source of passwords", u"and password: {keyring: KEY}, {command: \"…\"}"_s,
        u"and password: {keyring: KEY}, {command: \"…\"}"_s);
    row("braces of another kind", u"password: {hunter2}"_s, u"password: ‹secret›"_s);
    row("plain words", u"password authentication failed for user bob"_s,
        u"password authentication failed for user bob"_s);
}

void TestRedact::masksUnknownSecrets()
{
    QFETCH(const QString, text);
    QTEST(redact(text), "masked");
}

void TestRedact::masksLiterals_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("masked");
    const auto row = [](const char *name, const QString &sql, const QString &masked) {
        QTest::newRow(name) << sql << masked;
    };
    row("plain", u"SELECT 'a', 1 FROM t1 WHERE b2 = 'it''s'"_s, u"SELECT ?, ? FROM t1 WHERE b2 = ?"_s);
    row("prefixes", u"E'a\\'b' U&'c' B'01' X'ff' N'd'"_s, u"? ? ? ? ?"_s);
    row("dollar", u"$$a$$ $t$b$u$c$t$ $1"_s, u"? ? $1"_s);
    row("dollar in a name", u"a$b$ = 'x$b$'"_s, u"a$b$ = ?"_s);
    row("numbers", u"1 1.5e-3 .5 0xFF 1_000 -7 1::int4"_s, u"? ? ? ? ? -? ?::int4"_s);
    row("array bounds", u"a[1:2] 1..10"_s, u"a[?:?] ?..?"_s);
    row("quoted names", u"\"it's 1\" U&\"x\""_s, u"\"it's 1\" U&\"x\""_s);
    row("comments", u"a -- 'b'\nc /* /* 'd' */ 1 */ e"_s, u"a /* … */\nc /* … */ e"_s);
    row("continued", u"E'a'\n  'b\\'c' x"_s, u"? x"_s);
    row("not continued on one line", u"'a' 'b'"_s, u"? ?"_s);
    row("cut in a string", u"SELECT 'secre"_s, u"SELECT ?"_s);
    row("cut after a backslash", u"SELECT E'a\\"_s, u"SELECT ?"_s);
    row("cut in a dollar string", u"DO $x$ secret $"_s, u"DO ?"_s);
    row("cut in a comment", u"SELECT /* secret /* */"_s, u"SELECT /* … */"_s);
    row("cut in a name", u"SELECT \"nam"_s, u"SELECT \"nam"_s);
}

void TestRedact::masksLiterals()
{
    QFETCH(const QString, sql);
    QTEST(maskLiterals(sql), "masked");
}

void TestRedact::masksStatementSecrets_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("masked");
    const auto row = [](const char *name, const QString &sql, const QString &masked) {
        QTest::newRow(name) << sql << masked;
    };
    row("role", u"ALTER ROLE bob PASSWORD 'hunter2' VALID UNTIL '2030-01-01'"_s,
        u"ALTER ROLE bob PASSWORD '‹secret›' VALID UNTIL '2030-01-01'"_s);
    row("comment between", u"alter role bob password/*x*/E'hun\\'ter2'"_s, u"alter role bob password/*x*/'‹secret›'"_s);
    row("no password", u"ALTER ROLE bob PASSWORD NULL"_s, u"ALTER ROLE bob PASSWORD NULL"_s);
    row("cut", u"ALTER ROLE bob PASSWORD 'hunt"_s, u"ALTER ROLE bob PASSWORD '‹secret›'"_s);
    row("subscription", u"CREATE SUBSCRIPTION s CONNECTION 'host=a password=b' PUBLICATION p"_s,
        u"CREATE SUBSCRIPTION s CONNECTION '‹secret›' PUBLICATION p"_s);
    row("user mapping", u"CREATE USER MAPPING FOR a SERVER b OPTIONS (user 'c', password 'd') -- e"_s,
        u"CREATE USER MAPPING FOR a SERVER b OPTIONS (user '‹secret›', password '‹secret›') -- e"_s);
    row("dblink", u"SELECT * FROM dblink('dbname=x', 'SELECT 1') AS t(a int) WHERE b = 'c'"_s,
        u"SELECT * FROM dblink('‹secret›', '‹secret›') AS t(a int) WHERE b = 'c'"_s);
    row("column", u"SELECT 1 FROM users WHERE \"Password\" = 'hunter2' AND name = 'bob'"_s,
        u"SELECT 1 FROM users WHERE \"Password\" = '‹secret›' AND name = 'bob'"_s);
    row("named argument", u"SELECT f(api_token => 'abc', x => 'y')"_s,
        u"SELECT f(api_token => '‹secret›', x => 'y')"_s);
    row("crypt", u"WHERE hash = crypt('hunter2', hash)"_s, u"WHERE hash = crypt('‹secret›', hash)"_s);
    row("setting", u"ALTER SYSTEM SET primary_conninfo = 'host=a password=b'"_s,
        u"ALTER SYSTEM SET primary_conninfo = '‹secret›'"_s);
    row("URL", u"SELECT 'postgresql://bob:hunter2@db'"_s, u"SELECT '‹secret›'"_s);
    row("function body", u"DO $x$ BEGIN ALTER ROLE bob PASSWORD 'hunter2'; RAISE 'a'; END $x$"_s,
        u"DO $x$ BEGIN ALTER ROLE bob PASSWORD '‹secret›'; RAISE 'a'; END $x$"_s);
    row("executed text", u"EXECUTE 'ALTER ROLE bob PASSWORD ''hunter2'''"_s, u"EXECUTE '‹secret›'"_s);
    row("in a comment", u"SELECT 1 /* password='hunter2' */"_s, u"SELECT 1 /* password=‹secret› */"_s);
    row("in a comment, without quotes", u"SELECT 1 -- password=hunter2 user=bob\n"_s,
        u"SELECT 1 -- password=‹secret› user=bob\n"_s);
    row("a URL in a comment", u"/* postgresql://bob:hunter2@db */ SELECT 1"_s,
        u"/* postgresql://bob:‹secret›@db */ SELECT 1"_s);
    row("a statement that is commented out", u"-- ALTER ROLE bob PASSWORD 'hunter2'\nSELECT 'a'"_s,
        u"-- ALTER ROLE bob PASSWORD '‹secret›'\nSELECT 'a'"_s);
    row("in a comment that is cut", u"SELECT 1 /* password='hunt"_s, u"SELECT 1 /* password=‹secret›"_s);
    row("other comments stay", u"/* passenger 'list', https://wiki/x */ SELECT 'a'"_s,
        u"/* passenger 'list', https://wiki/x */ SELECT 'a'"_s);
    row("other literals stay", u"SELECT 'a' FROM options WHERE id = 7"_s, u"SELECT 'a' FROM options WHERE id = 7"_s);
}

void TestRedact::masksStatementSecrets()
{
    QFETCH(const QString, sql);
    QTEST(maskStatementSecrets(sql), "masked");
}

void TestRedact::doesNotCopyHarmlessStatements()
{
    const QString sql = u"UPDATE orders SET state = 'paid' WHERE id = 4711"_s;
    QCOMPARE(maskStatementSecrets(sql).constData(), sql.constData());
}

void TestRedact::noLiteralSurvives()
{
    SqlWriter writer(20261121);
    for (int i = 0; i < 10'000; ++i) {
        const QString sql = i % 2 == 0 ? writer.statement() : writer.cutStatement();
        const QString masked = maskLiterals(sql);
        QVERIFY2(!masked.contains(u"zq") && !masked.contains(u"77"), qPrintable(sql + u"\n=> "_s + masked));
        QCOMPARE(maskLiterals(masked), masked);
    }
}

void TestRedact::lexerCoversTheText()
{
    SqlWriter writer(7);
    for (int i = 0; i < 1'000; ++i) {
        const QString sql = writer.cutStatement();
        qsizetype end = 0;
        for (const SqlToken &token : lexSql(sql)) {
            QCOMPARE(token.start, end);
            QVERIFY(token.length > 0);
            end += token.length;
        }
        QCOMPARE(end, sql.size());
    }
}

LOCKMASTER_TEST(TestRedact)
#include "tst_redact.moc"
