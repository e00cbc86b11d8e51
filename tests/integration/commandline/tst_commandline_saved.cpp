// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster snapshot --save` of real servers of all kinds, and what reads the file: the same as was seen, without them.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/crowd/crowd.h"
#include "lab/scenes/scene.h"

#include <QImage>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

/// "sessions[].pid": in each row, which may be none.
static bool isThere(const QJsonValue &value, QStringList path)
{
    if (path.isEmpty())
        return true;
    const bool isList = path.front().endsWith(u"[]"_s);
    const QString name = path.takeFirst().remove(u"[]"_s);
    if (!value.toObject().contains(name))
        return false;
    if (!isList)
        return isThere(value[name], path);
    return std::ranges::all_of(value[name].toArray(), [&](const auto &row) { return isThere(row, path); });
}

class TestCommandLineSaved : public CommandLineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Postgres | LabPart::PgBouncer | LabPart::Redis | LabPart::Sentinel); }
    void cleanupTestCase() { m_lab.reset(); }

    void allKindsAreReadBack();
    void namesStay();
    void maskedFileHoldsNoLiteral();
    void fileIsForItsOwnerAlone();
    void mistakesAreTold_data();
    void mistakesAreTold();
    void readWithoutServers(); // the last: it ends the lab

private:
    [[nodiscard]] QString file(const QString &name) const { return m_home.filePath(name + u".lockmaster"_s); }
    [[nodiscard]] QByteArray bytesOf(const QString &name) const
    {
        QFile saved(file(name));
        return saved.open(QIODevice::ReadOnly) ? saved.readAll() : QByteArray();
    }
    [[nodiscard]] QStringList targets() const
    {
        return {kPrimary, u"pgbouncer"_s, u"redis-primary"_s, u"sentinel-1"_s};
    }
};

static QJsonArray arrayOf(const Ended &ended)
{
    return QJsonDocument::fromJson(ended.out.toUtf8()).array();
}

void TestCommandLineSaved::allKindsAreReadBack()
{
    const auto scene = makeScene(u"hot-row:5"_s);
    QVERIFY(scene->begin(*m_lab));
    const QStringList words = QStringList{u"snapshot"_s} + targets() + QStringList{kFleet, m_fleet, u"--json"_s};
    const Ended live = run(words + QStringList{u"--save"_s, file(u"all"_s)});
    QVERIFY2(live.exitCode == 0, live.words());
    const Ended saved = run({u"snapshot"_s, file(u"all"_s), u"--json"_s});
    QVERIFY2(saved.exitCode == 0 && saved.err.isEmpty(), saved.words());
    const QJsonArray then = arrayOf(live);
    const QJsonArray now = arrayOf(saved);
    QCOMPARE(then.size(), targets().size());
    QCOMPARE(now.size(), then.size());
    for (qsizetype i = 0; i < now.size(); ++i) {
        QJsonObject read = now[i].toObject();
        QCOMPARE(read.take(u"saved"_s)[u"masked"_s], true);
        for (auto field = read.begin(); field != read.end(); ++field)
            QVERIFY2(
                field.value() == then[i][field.key()],
                QJsonDocument(QJsonArray{targets().at(i), field.key(), field.value(), then[i][field.key()]}).toJson());
        QCOMPARE(read.keys(), then[i].toObject().keys());
    }
    QCOMPARE(then[0][u"locks"_s][u"waits"_s].toArray().size(), 5);
    QVERIFY(!then[1][u"databases"_s].toArray().isEmpty());
    QVERIFY(!then[2][u"memory"_s].toObject().isEmpty()); // which only a page asks for otherwise
    QVERIFY(!then[3][u"primaries"_s].toArray().isEmpty());
}

/// Programs of others read them. The lists are of before JSON came from tables; an empty list proves nothing of its rows.
void TestCommandLineSaved::namesStay()
{
    const QStringList words = QStringList{u"snapshot"_s} + targets() + QStringList{kFleet, m_fleet, u"--json"_s};
    const QJsonArray all = arrayOf(run(words));
    QCOMPARE(all.size(), targets().size());
    const QStringList kinds{u"postgresql"_s, u"pgbouncer"_s, u"redis"_s, u"sentinel"_s};
    for (qsizetype i = 0; i < all.size(); ++i) {
        QFile golden(QFINDTESTDATA(u"commandline/golden/names-%1.txt"_s.arg(kinds[i])));
        QVERIFY(golden.open(QIODevice::ReadOnly));
        const QStringList names = QString::fromUtf8(golden.readAll()).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(names.size() > 70);
        for (const QString &name : names)
            QVERIFY2(isThere(all[i], name.split(u'.')), qPrintable(kinds[i] + u' ' + name));
    }
}

void TestCommandLineSaved::maskedFileHoldsNoLiteral()
{
    const QString canary = u"canary-literal-4711"_s;
    Crowd crowd([this](const QString &user, const QString &name) { return m_lab->conninfo(user, name); });
    crowd.join({u"web"_s, u"shop-backend"_s, {u"BEGIN"_s, u"SELECT '%1' /* %1 */"_s.arg(canary)}});
    QVERIFY(crowd.waitUntilSettled(std::chrono::seconds(10)));
    const QStringList words{u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--save"_s};
    const Ended masked = run(words + QStringList{file(u"masked"_s)});
    QVERIFY2(masked.exitCode == 0, masked.words());
    QVERIFY(bytesOf(u"masked"_s).contains("shop-backend"));
    QVERIFY(!bytesOf(u"masked"_s).contains(canary.toUtf8()));
    const Ended full = run(words + QStringList{file(u"full"_s), u"--full-text"_s});
    QVERIFY2(full.exitCode == 0, full.words());
    QVERIFY(bytesOf(u"full"_s).contains(canary.toUtf8()));
    QVERIFY(!run({u"snapshot"_s, file(u"full"_s), u"--json"_s}).out.contains(canary)); // unless asked for here too
    QVERIFY(run({u"snapshot"_s, file(u"full"_s), u"--json"_s, u"--full-text"_s}).out.contains(canary));
}

void TestCommandLineSaved::fileIsForItsOwnerAlone()
{
    QVERIFY(run({u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--save"_s, file(u"own"_s)}).exitCode == 0);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(file(u"own"_s)) & others, QFile::Permissions());
}

void TestCommandLineSaved::mistakesAreTold_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("told");
    const QString text = write(u"text.lockmaster"_s, "targets: []\n");
    QTest::newRow("no file") << QStringList{u"snapshot"_s, u"./nowhere"_s} << 66 << u"cannot be read"_s;
    QTest::newRow("no snapshot") << QStringList{u"snapshot"_s, text} << 66 << u"not a file of the kind"_s;
    QTest::newRow("no folder") << QStringList{u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--save"_s, u"/no/where"_s}
                               << 73 << u"cannot be written"_s;
    QTest::newRow("save a file") << QStringList{u"snapshot"_s, text, u"--save"_s, text} << 64 << u"are needed"_s;
    QTest::newRow("open no file") << QStringList{u"open"_s, u"./nowhere"_s} << 66 << u"cannot be read"_s;
    QTest::newRow("open nothing") << QStringList{u"open"_s} << 64 << u"One file is needed"_s;
    QTest::newRow("no display") << QStringList{kFleet, m_fleet} << 69 << u"no display to show the window on"_s;
    QTest::newRow("no display, no file") << QStringList{kFleet, u"/nowhere/fleet.yaml"_s} << 78 << u"cannot be read"_s;
    QTest::newRow("picture of no file") << QStringList{u"screenshot"_s, u"locks"_s, u"--snapshot"_s,
                                                       u"./nowhere"_s,  u"-o"_s,    u"x.png"_s}
                                        << 66 << u"cannot be read"_s;
    QTest::newRow("names and URLs") << QStringList{u"snapshot"_s, kPrimary, u"redis://127.0.0.1:1"_s, kFleet, m_fleet}
                                    << 78 << u"either URLs or targets"_s;
}

void TestCommandLineSaved::mistakesAreTold()
{
    QFETCH(QStringList, words);
    const Ended ended = run(words);
    QTEST(ended.exitCode, "exitCode");
    QFETCH(QString, told);
    QVERIFY2(ended.err.contains(told), ended.words());
}

void TestCommandLineSaved::readWithoutServers()
{
    QVERIFY(run({u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--save"_s, file(u"last"_s)}).exitCode == 0);
    m_lab.reset();
    const Ended text = run({u"snapshot"_s, file(u"last"_s)});
    QVERIFY2(text.exitCode == 0 && text.out.startsWith(u"SAVED MOMENT of 20"_s), text.words());
    QVERIFY2(text.out.contains(kPrimary) && text.out.contains(u"PostgreSQL 1"_s), text.words());
    const QString picture = m_home.filePath(u"sessions.png"_s);
    const Ended pictured = run({u"screenshot"_s, u"sessions"_s, u"--snapshot"_s, file(u"last"_s), u"--size"_s,
                                u"1366x768"_s, u"-o"_s, picture});
    QVERIFY2(pictured.exitCode == 0 && pictured.err.isEmpty(), pictured.words());
    QCOMPARE(QImage(picture).size(), QSize(1366, 768));
}

LOCKMASTER_TEST(TestCommandLineSaved)
#include "tst_commandline_saved.moc"
