// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which servers of a fleet file are looked at beside the one that something is done to.
#include "app/fleetchoice.h"
#include "harness/testprogram.h"

#include <QCommandLineParser>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kFleetText = "targets:\n"
                              "  - {name: orders, url: \"postgresql://m@db1/orders\", group: shop}\n"
                              "  - {name: copy, url: \"postgresql://m@db2/orders\"}\n"
                              "  - {name: reports, url: \"postgresql://m@db3/orders\", group: reports}\n"
                              "  - {name: cache, url: \"redis://cache1:6379\", group: shop}\n"
                              "  - {name: other-cache, url: \"redis://cache2:6379\", group: reports}\n";

} // namespace

class TestFleetChoice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// A second primary of its system may stand in any group, or in none.
    void peers_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QStringList>("chosen");
        QTest::newRow("PostgreSQL") << u"orders"_s << QStringList{u"orders"_s, u"copy"_s};
        QTest::newRow("without a group") << u"copy"_s << QStringList{u"copy"_s, u"orders"_s, u"reports"_s};
        QTest::newRow("Redis") << u"cache"_s << QStringList{u"cache"_s, u"orders"_s};
    }
    void peers()
    {
        QFETCH(QString, target);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"fleet.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(kFleetText);
        file.close();
        QCommandLineParser parser;
        addFleetOption(parser);
        QVERIFY(parser.parse({u"lockmaster"_s, u"--fleet"_s, file.fileName()}));
        const auto chosen = chooseTargetWithPeers(parser, target);
        QVERIFY2(chosen, qPrintable(chosen ? QString() : chosen.error().text));
        QStringList names;
        for (const Target &one : chosen->fleet.targets)
            names << one.name;
        QTEST(names, "chosen");
    }
};

LOCKMASTER_TEST(TestFleetChoice)
#include "tst_fleetchoice.moc"
