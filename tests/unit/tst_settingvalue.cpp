// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Values of settings as the server reads them, and what is seen of a change; also of servers that no lab has.
#include "actions/postgres/settings/settingchecks.h"
#include "actions/postgres/settings/settingdanger.h"
#include "actions/postgres/settings/settingrun.h"
#include "harness/testprogram.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::setting;
using namespace Qt::StringLiterals;

namespace {

const Kind kBuffers{u"shared_buffers"_s, u"integer"_s, u"8kB"_s, 16, 1073741823};
const Kind kTimeout{u"statement_timeout"_s, u"integer"_s, u"ms"_s, 0, 2147483647};
const Kind kMinutes{u"checkpoint_timeout"_s, u"integer"_s, u"s"_s, 30, 86400};
const Kind kCost{u"random_page_cost"_s, u"real"_s, {}, 0, 1e300};
const Kind kSwitch{u"autovacuum"_s, u"bool"_s};
const Kind kLevel{u"wal_level"_s, u"enum"_s, {}, {}, {}, {u"minimal"_s, u"replica"_s, u"logical"_s}};
const Kind kPath{u"search_path"_s, u"string"_s};

Standing standing(const Kind &kind, const QString &inEffect)
{
    Standing one;
    one.kind = kind;
    one.context = u"user"_s;
    one.source = u"configuration file"_s;
    one.inEffect = one.shown = inEffect;
    return one;
}

} // namespace

class TestSettingValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreInTheSettingsOwnUnit_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<double>("number");
        QTest::newRow("bare") << u"16384"_s << kBuffers << 16384.0;
        QTest::newRow("unit") << u"128MB"_s << kBuffers << 16384.0;
        QTest::newRow("with room") << u" 1 GB "_s << kBuffers << 131072.0;
        QTest::newRow("fraction") << u"0.5GB"_s << kBuffers << 65536.0;
        QTest::newRow("rounded") << u"20kB"_s << kBuffers << 2.0; // to even, as rint()
        QTest::newRow("seconds") << u"30s"_s << kTimeout << 30000.0;
        QTest::newRow("hours") << u"1.5h"_s << kTimeout << 5400000.0;
        QTest::newRow("minutes") << u"5min"_s << kMinutes << 300.0;
        QTest::newRow("negative") << u"-1"_s << kTimeout << -1.0;
        QTest::newRow("hexadecimal") << u"0x10"_s << kTimeout << 16.0;
        QTest::newRow("real") << u"1.1"_s << kCost << 1.1;
    }
    void numbersAreInTheSettingsOwnUnit()
    {
        QFETCH(QString, text);
        QFETCH(Kind, kind);
        const auto number = inOwnUnit(text, kind);
        QVERIFY(number);
        QTEST(*number, "number");
    }

    void whatIsNoNumber()
    {
        for (const QString &text : {u"banana"_s, u"5min"_s, u"1 XB"_s, QString(), u"64mb"_s, u"1 2"_s})
            QVERIFY2(!inOwnUnit(text, kBuffers), qPrintable(text));
        QVERIFY(!inOwnUnit(u"5MB"_s, kTimeout));
    }

    void sameInOtherWords()
    {
        QVERIFY(isSameValue(u"131072"_s, u"1GB"_s, kBuffers));
        QVERIFY(!isSameValue(u"131073"_s, u"1GB"_s, kBuffers));
        QVERIFY(isSameValue(u"YES"_s, u"on"_s, kSwitch));
        QVERIFY(!isSameValue(u"of"_s, u"on"_s, kSwitch));
        QVERIFY(!isSameValue(u"o"_s, u"o n"_s, kSwitch)); // neither
        QVERIFY(isSameValue(u"Replica"_s, u"replica"_s, kLevel));
        QVERIFY(isSameValue(u"a, \"b c\""_s, u"a,\"b c\""_s, kPath));
        QVERIFY(!isSameValue(u"a, b"_s, u"b, a"_s, kPath));
    }

    void wrongOnes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("said");
        QTest::newRow("range") << u"1"_s << kBuffers << u"from 16 to 1073741823"_s;
        QTest::newRow("unit") << u"x"_s << kTimeout << u"such as 5s"_s;
        QTest::newRow("word") << u"high"_s << kLevel << u"minimal, replica, logical"_s;
        QTest::newRow("switch") << u"o"_s << kSwitch << u"on or off"_s;
        QTest::newRow("right") << u"off"_s << kSwitch << QString();
    }
    void wrongOnes()
    {
        QFETCH(QString, text);
        QFETCH(Kind, kind);
        QFETCH(QString, said);
        const QString wrong = objectionTo(text, kind);
        QVERIFY2(said.isEmpty() ? wrong.isEmpty() : wrong.contains(said), qPrintable(wrong));
    }

    void namesOfAList()
    {
        QCOMPARE(listedNames(u"a, \"b, \"\"c\"\"\" ,, $libdir/x"_s),
                 (QStringList{u"a"_s, u"b, \"c\""_s, u"$libdir/x"_s}));
        QCOMPARE(listedNames(QString()), QStringList());
        const Libraries libraries =
            changedLibraries(u"pg_stat_statements, auto_explain"_s, u"auto_explain,pg_prewarm"_s);
        QCOMPARE(libraries.lost, QStringList{u"pg_stat_statements"_s});
        QCOMPARE(libraries.added, QStringList{u"pg_prewarm"_s});
        QCOMPARE(checkLibraries(libraries, {}, true).verdict, Verdict::Failed);
        QCOMPARE(checkLibraries({{}, {u"x"_s}}, {}, false).verdict, Verdict::Warning);
    }

    void secretsAreKnownByTheirNames()
    {
        for (const QString &name :
             {u"primary_conninfo"_s, u"ssl_passphrase_command"_s, u"shop.api_key"_s, u"x.Secret"_s})
            QVERIFY2(isSecret(name), qPrintable(name));
        QVERIFY(!isSecret(u"work_mem"_s) && !isSecret(u"password_encryption"_s));
        QCOMPARE(checkDanger({u"shop.api_key"_s, u"x"_s}, Scope::Role).verdict, Verdict::Failed);
    }

    /// No server of the lab has settings on its command line, as those of Patroni have.
    void commandLineIsNotOverridden()
    {
        Standing one = standing(kBuffers, u"16384"_s);
        QCOMPARE(checkOverridden(one, {}).verdict, Verdict::Ok);
        one.source = u"command line"_s;
        QCOMPARE(checkOverridden(one, {}).verdict, Verdict::Failed);
        QCOMPARE(checkOverridden(one, {Scope::Role, u"web"_s, {}}).verdict, Verdict::Ok);
    }

    void whatIsSeenOnTheServer()
    {
        const Change change{u"shared_buffers"_s, u"1GB"_s};
        Standing one = standing(kBuffers, u"16384"_s);
        one.isKeptKnown = true;
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::None);
        one.kept = u"1GB"_s;
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::Partly); // written, not read
        one.context = u"postmaster"_s;
        one.isPendingRestart = true;
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::Whole);
        one.isPendingRestart = false;
        one.inEffect = u"131072"_s;
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::Whole);
        one.inEffect = u"16384"_s; // our own role has another
        one.context = one.source = u"user"_s;
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::Whole);
        one.source = u"configuration file"_s;
        one.overriddenBy = u"role web"_s; // another role has one: that says nothing of ours
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::Partly);
        one.inEffect = u"131072"_s;
        one.isKeptKnown = false; // hidden from us: what is in effect tells
        one.kept.reset();
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::Whole);
        one.inEffect = u"16384"_s;
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::None);
    }

    void whatIsSeenOfAReset()
    {
        const Change change{u"shared_buffers"_s, {}};
        Standing one = standing(kBuffers, u"16384"_s);
        one.file = u"/data/postgresql.auto.conf"_s;
        one.kept = u"128MB"_s;
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::None);
        one.kept.reset();
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::Partly);
        one.file.clear();
        QCOMPARE(sightOf(change, one, {}).effect, Sight::Effect::Whole);
        QCOMPARE(sightOf(change, one, {Scope::Role, u"web"_s, {}}).effect, Sight::Effect::Whole);
    }
};

LOCKMASTER_TEST(TestSettingValue)
#include "tst_settingvalue.moc"
