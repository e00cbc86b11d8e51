// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Texts can be translated: the tools find each in the context that the program asks for, and English has its plurals.
#include "harness/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

QStringList matches(const QString &text, const QString &pattern)
{
    QStringList found;
    for (auto match = QRegularExpression(pattern, QRegularExpression::MultilineOption).globalMatch(text);
         match.hasNext();)
        found << match.next().captured(1);
    return found;
}

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// By path, of all rooms and the programs; tests run in the clone's top folder.
QMap<QString, QString> sources()
{
    QMap<QString, QString> all;
    for (const QString &folder : {u"app"_s, u"src"_s, u"ui"_s}) {
        for (QDirIterator each(folder, {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
            const QString path = each.next();
            all.insert(path, read(path));
        }
    }
    return all;
}

/// What the English file says of each text with a number.
QMap<QString, QStringList> plurals()
{
    QMap<QString, QStringList> all;
    QString source;
    const QString content = read(u"translations/lockmaster_en.ts"_s);
    for (QXmlStreamReader xml(content); !xml.atEnd(); xml.readNext()) {
        if (xml.isStartElement() && xml.name() == u"source")
            source = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == u"numerusform")
            all[source] << xml.readElementText();
    }
    return all;
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(sources().size() > 300); }
    void englishHasItsPlurals()
    {
        const auto known = plurals();
        for (const auto &[path, text] : sources().asKeyValueRange()) {
            for (const QString &counted : matches(text, uR"x(tr(?:anslate)?\((?:"\w+",\s*)?"([^"]*%L?n[^"]*)")x"_s)) {
                const QStringList forms = known.value(counted);
                QVERIFY2(!forms.isEmpty() && forms.size() % 2 == 0
                             && !forms.contains(QString()), // in each of its contexts
                         qPrintable(path + u": update_translations, and the forms of “"_s + counted + u'”'));
            }
        }
    }
    /// A function tr() of no class has no context that the tools could see.
    void everyTextHasItsContext()
    {
        for (const auto &[path, text] : sources().asKeyValueRange())
            QVERIFY2(matches(text, uR"(^(QString tr\(const char))"_s).isEmpty(), qPrintable(path));
    }
};

LOCKMASTER_TEST(TestTranslations)
#include "tst_translations.moc"
