// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The README's map of folders is the tree's, its commands exist, its pictures are there.
#include "harness/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

class TestReadme : public QObject
{
    Q_OBJECT

    QString m_text;

    QStringList all(const QString &pattern) const
    {
        QStringList found;
        for (auto match = QRegularExpression(pattern, QRegularExpression::MultilineOption).globalMatch(m_text);
             match.hasNext();)
            found << match.next().captured(1);
        return found;
    }
    // Folders that a newcomer meets: the top level's, and the rooms of src.
    static QStringList folders()
    {
        const auto listed = [](const QString &folder) {
            return QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        };
        QStringList names = listed(u"."_s);
        names.removeAll(u"build"_s);
        names.removeAll(u"src"_s);
        for (const QString &room : listed(u"src"_s))
            names << u"src/"_s + room;
        names.sort();
        return names;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(u"README.md"_s); // tests run in the clone's top folder
        QVERIFY(file.open(QFile::ReadOnly));
        m_text = QString::fromUtf8(file.readAll());
    }
    void theMapIsTheTree()
    {
        QStringList mapped = all(uR"(^\| `([^`]+)` \|)"_s);
        mapped.sort();
        QCOMPARE(mapped, folders());
    }
    void theTwoCommandsExist()
    {
        const QStringList commands = all(uR"(^((?:installer|tests)/\w+) )"_s);
        QCOMPARE(commands, (QStringList{u"installer/try"_s, u"tests/run"_s}));
        for (const QString &command : commands)
            QVERIFY2(QFileInfo(command).isExecutable(), qPrintable(command));
    }
    void thePicturesAreThere()
    {
        const QStringList pictures = all(uR"(!\[[^\]]*\]\(([^)]+)\))"_s);
        QVERIFY(!pictures.isEmpty());
        for (const QString &picture : pictures)
            QVERIFY2(QFile::exists(picture), qPrintable(picture));
    }
};

LOCKMASTER_TEST(TestReadme)
#include "tst_readme.moc"
