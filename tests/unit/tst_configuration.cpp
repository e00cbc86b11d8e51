// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness/testprogram.h"
#include "model/postgres/configuration.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAsShowPrintsThem_data();
    void valuesAsShowPrintsThem();
    void whatIsChanged_data();
    void whatIsChanged();
    void settingsAreFoundByName();
};

void TestConfiguration::valuesAsShowPrintsThem_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("shown");
    QTest::newRow("blocks") << u"16384"_s << u"8kB"_s << u"128MB"_s;
    QTest::newRow("no whole megabytes") << u"1025"_s << u"kB"_s << u"1025kB"_s;
    QTest::newRow("minutes") << u"300"_s << u"s"_s << u"5min"_s;
    QTest::newRow("a day") << u"1440"_s << u"min"_s << u"1d"_s;
    QTest::newRow("milliseconds") << u"1500"_s << u"ms"_s << u"1500ms"_s;
    QTest::newRow("a fraction") << u"0.5"_s << u"ms"_s << u"0.5ms"_s;
    QTest::newRow("switched off") << u"-1"_s << u"kB"_s << u"-1"_s;
    QTest::newRow("zero") << u"0"_s << u"s"_s << u"0"_s;
    QTest::newRow("no unit") << u"100"_s << QString() << u"100"_s;
    QTest::newRow("no number") << u"on"_s << QString() << u"on"_s;
    QTest::newRow("a unit of tomorrow") << u"7"_s << u"furlongs"_s << u"7 furlongs"_s;
    QTest::newRow("too large") << u"9223372036854775807"_s << u"8kB"_s << u"9223372036854775807 8kB"_s;
}

void TestConfiguration::valuesAsShowPrintsThem()
{
    QFETCH(QString, value);
    QFETCH(QString, unit);
    QTEST(settingText(value, unit), "shown");
}

void TestConfiguration::whatIsChanged_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isOwn");
    QTest::newRow("default") << u"default"_s << u"4096"_s << false;
    QTest::newRow("in a file") << u"configuration file"_s << u"8192"_s << true;
    QTest::newRow("in a file, the same") << u"configuration file"_s << u"4096"_s << false;
    QTest::newRow("for our role") << u"user"_s << u"8192"_s << true;
    QTest::newRow("by this console") << u"session"_s << u"8192"_s << false;
    QTest::newRow("by this console's connection") << u"client"_s << u"8192"_s << false;
    QTest::newRow("computed") << u"override"_s << u"8192"_s << false;
}

void TestConfiguration::whatIsChanged()
{
    QFETCH(QString, source);
    QFETCH(QString, value);
    QTEST(isChanged(
              {.name = u"work_mem"_s, .value = value, .standard = u"4096"_s, .context = u"user"_s, .source = source}),
          "isOwn");
}

void TestConfiguration::settingsAreFoundByName()
{
    Configuration configuration;
    configuration.settings = {{.name = u"DateStyle"_s}, {.name = u"max_connections"_s}, {.name = u"work_mem"_s}};
    QCOMPARE(findSetting(configuration, u"work_mem"), &configuration.settings[2]);
    QCOMPARE(findSetting(configuration, u"DateStyle"), &configuration.settings[0]);
    QVERIFY(!findSetting(configuration, u"port"));
    QVERIFY(!findSetting({}, u"port"));
}

LOCKMASTER_TEST(TestConfiguration)
#include "tst_configuration.moc"
