// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "harness/testprogram.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesUtf8_data();
    void decodesUtf8();
    void makesOneLine_data();
    void makesOneLine();
    void makesBlock_data();
    void makesBlock();
    void doesNotCopyPlainText();
    void elides_data();
    void elides();
};

void TestText::decodesUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("invalid");
    const QChar bad = QChar::ReplacementCharacter;
    QTest::newRow("empty") << QByteArray() << QString() << false;
    QTest::newRow("ascii") << QByteArray("SELECT 1") << u"SELECT 1"_s << false;
    QTest::newRow("umlaut and emoji") << QByteArray("Stra\xc3\x9f"
                                                    "e \xf0\x9f\x94\x92")
                                      << u"Straße 🔒"_s << false;
    QTest::newRow("latin1") << QByteArray("Stra\xdf"
                                          "e")
                            << u"Stra"_s + bad + u'e' << true;
    QTest::newRow("cut in a character") << QByteArray("caf\xc3") << u"caf"_s + bad << true;
    QTest::newRow("mark of byte order stays") << QByteArray("\xef\xbb\xbfx") << u"\ufeffx"_s << false;
    QTest::newRow("zero byte") << QByteArray("a\0b", 3) << QString(QStringView(u"a\0b", 3)) << false;
}

void TestText::decodesUtf8()
{
    QFETCH(const QByteArray, bytes);
    const DecodedText decoded = decodeUtf8(bytes);
    QTEST(decoded.text, "text");
    QTEST(decoded.hadInvalidBytes, "invalid");
}

void TestText::makesOneLine_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("plain") << u"SELECT 1"_s << u"SELECT 1"_s;
    QTest::newRow("white space") << u"  SELECT\r\n\t 1\u00a0\u2003x \n"_s << u"SELECT 1 x"_s;
    QTest::newRow("only white space") << u" \n\t"_s << QString();
    QTest::newRow("markup is text") << u"<img src=/dev/zero>"_s << u"<img src=/dev/zero>"_s;
    QTest::newRow("terminal") << u"\u001b[31mred\u0007"_s << u"\\u001b[31mred\\u0007"_s;
    QTest::newRow("bidi") << u"app\u202egpj"_s << u"app\\u202egpj"_s;
    QTest::newRow("isolates") << u"\u2066a\u2069"_s << u"\\u2066a\\u2069"_s;
    QTest::newRow("zero width") << u"po\u200bst\ufeffgres"_s << u"po\\u200bst\\ufeffgres"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\\u2028b"_s;
    QTest::newRow("filler letter") << u"\u3164"_s << u"\\u3164"_s;
    QTest::newRow("tag character") << u"a\U000e0041"_s << u"a\\U000e0041"_s;
    QTest::newRow("zero") << QString(QStringView(u"a\0b", 3)) << u"a\\u0000b"_s;
    QTest::newRow("lone surrogate") << u"a"_s + QChar(0xd83d) + u'b' << u"a\\ud83db"_s;
    QTest::newRow("emoji and umlaut stay") << u"Straße 🔒"_s << u"Straße 🔒"_s;
}

void TestText::makesOneLine()
{
    QFETCH(const QString, server);
    QTEST(plainLine(server), "shown");
    QCOMPARE(plainLine(plainLine(server)), plainLine(server));
}

void TestText::makesBlock_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("shown");
    QTest::newRow("layout stays") << u"SELECT\n\t  1\n"_s << u"SELECT\n\t  1\n"_s;
    QTest::newRow("line ends of Windows") << u"a\r\nb"_s << u"a\nb"_s;
    QTest::newRow("carriage return alone hides what stood before") << u"evil\rgood"_s << u"evil\\u000dgood"_s;
    QTest::newRow("control and bidi") << u"a\u001b\n\u202eb"_s << u"a\\u001b\n\\u202eb"_s;
}

void TestText::makesBlock()
{
    QFETCH(const QString, server);
    QTEST(plainBlock(server), "shown");
}

void TestText::doesNotCopyPlainText()
{
    const QString query = u"UPDATE orders SET state = 'paid' WHERE id = 4711"_s;
    QCOMPARE(plainLine(query).constData(), query.constData());
    QCOMPARE(plainBlock(query).constData(), query.constData());
}

void TestText::elides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("shown");
    QTest::newRow("fits") << u"abc"_s << 3 << u"abc"_s;
    QTest::newRow("cut") << u"abcd"_s << 3 << u"ab…"_s;
    QTest::newRow("one") << u"abcd"_s << 1 << u"…"_s;
    QTest::newRow("none") << u"abcd"_s << 0 << QString();
    QTest::newRow("no half character") << u"a🔒bc"_s << 3 << u"a…"_s;
}

void TestText::elides()
{
    QFETCH(const QString, text);
    QFETCH(const int, length);
    QTEST(elided(text, length), "shown");
}

LOCKMASTER_TEST(TestText)
#include "tst_text.moc"
