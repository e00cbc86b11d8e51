// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What each rule says of what it finds: made of the evidence alone, when it is shown, in the reader's language. The
// words are in golden/sentences.txt.
#include "harness/testprogram.h"
#include "fleettroubles.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTranslator>

#include <map>
#include <set>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

/// Each text comes as "⟦text⟧": what was made in the reader's language can be told from what was not.
class MarkingTranslator : public QTranslator
{
public:
    MarkingTranslator() { QCoreApplication::installTranslator(this); } // and removes itself
    [[nodiscard]] QString translate(const char *, const char *text, const char *, int) const override
    {
        return u"⟦%1⟧"_s.arg(QString::fromUtf8(text));
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

/// In the words of a probe or of a link: they do not translate.
bool isSaidElsewhere(const Finding &finding)
{
    const QJsonArray refused = finding.evidence[u"refused"].toArray();
    return finding.id == u"target.hidden" && refused.size() < 2 && refused[0][u"command"] != u"INFO"_s;
}

QStringList sentences(const Findings &findings)
{
    QStringList words;
    for (const Finding &finding : findings)
        words << sentenceOf(finding);
    return words;
}

Finding storedAndRead(Finding finding)
{
    finding.evidence = QJsonDocument::fromJson(QJsonDocument(finding.evidence).toJson()).object();
    return finding;
}

/// Sentences by the name of the trouble: "# name", a line for each, an empty line.
std::map<QString, QStringList> goldenSentences()
{
    std::map<QString, QStringList> words;
    QFile file(QFINDTESTDATA("golden/sentences.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return words;
    QString name;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u"# "))
            name = line.sliced(2);
        else
            words[name] << line;
    }
    return words;
}

} // namespace

class TestSentences : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRuleIsAsked()
    {
        std::set<const Rule *> asked;
        for (const Trouble &trouble : allTroubles())
            asked.insert(trouble.rule);
        for (const Rule *rule : allRules())
            QVERIFY2(asked.contains(rule), rule->id.data());
        QCOMPARE(goldenSentences().size(), allTroubles().size());
    }

    void words_data() { addRows(); }
    void words()
    {
        QFETCH(Trouble, trouble);
        QFETCH(QStringList, expected);
        QVERIFY(!expected.isEmpty());
        QCOMPARE(sentences(foundBy(trouble)), expected);
        for (const Finding &finding : foundBy(trouble))
            QCOMPARE(trouble.rule->sentence(finding), sentenceOf(finding)); // of two rules with one id, too
    }

    void storedOnesReadTheSame_data() { addRows(); }
    void storedOnesReadTheSame()
    {
        QFETCH(Trouble, trouble);
        QFETCH(QStringList, expected);
        Findings all = foundBy(trouble);
        std::ranges::transform(all, all.begin(), storedAndRead);
        QCOMPARE(sentences(all), expected);
    }

    void evidenceIsOfNoLanguage_data() { addRows(); }
    void evidenceIsOfNoLanguage()
    {
        QFETCH(Trouble, trouble);
        const Findings before = foundBy(trouble);
        const MarkingTranslator translator;
        const Findings all = foundBy(trouble);
        QCOMPARE(all.size(), before.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(all[i].evidence, before[i].evidence);
            QVERIFY(!QJsonDocument(toJson(all[i])[u"evidence"].toObject()).toJson().contains("⟦"));
            QCOMPARE(sentenceOf(all[i]).contains(u'⟦'), !isSaidElsewhere(all[i]));
        }
    }

    // As in a file of a later version, or of an earlier one.
    void evidenceMayLack()
    {
        QCOMPARE(sentenceOf({.id = u"of.something"_s}), u"of.something"_s);
        for (const Rule *rule : allRules())
            QVERIFY2(!sentenceOf({.id = rule->id}).isEmpty(), rule->id.data());
    }

private:
    static void addRows()
    {
        QTest::addColumn<Trouble>("trouble");
        QTest::addColumn<QStringList>("expected");
        const std::map<QString, QStringList> golden = goldenSentences();
        for (const Trouble &trouble : allTroubles()) {
            const auto words = golden.find(QLatin1StringView(trouble.name));
            QTest::newRow(trouble.name) << trouble << (words == golden.end() ? QStringList() : words->second);
        }
    }
};

LOCKMASTER_TEST(TestSentences)
#include "tst_sentences.moc"
