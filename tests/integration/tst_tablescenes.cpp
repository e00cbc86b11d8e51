// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of tables on a real server: each is found as what it is, alone, and is gone when it has ended.
#include <QTest>

#include "diagnosis/diagnosis.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"
#include "lab/watch/watched.h"
#include "model/postgres/catalog.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 60'000; // rates need two readings, ten seconds apart

QByteArray words(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

/// Sentences of what is found of tables, indexes and sequences.
QStringList told(const Watched &watched)
{
    QStringList sentences;
    if (!watched.isLiveNow())
        return sentences;
    for (const Finding &finding : findings(*watched.last())) {
        const SubjectKind kind = finding.subject.kind;
        if (kind == SubjectKind::Table || kind == SubjectKind::Index || kind == SubjectKind::Sequence)
            sentences << sentenceOf(finding);
    }
    return sentences;
}

bool isRead(const Watched &watched)
{
    return watched.isLiveNow() && watched.state()->catalog && watched.state()->catalog->hasIndexes
           && watched.state()->catalog->hasSequences;
}

} // namespace

class TestTableScenes : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    std::unique_ptr<Watched> watch()
    {
        const Target target = targetOf(*m_lab, m_lab->primary());
        auto watched = std::make_unique<Watched>(*m_lab, std::vector{target}, quick());
        watched->engine().want(target.name, {u"tables"_s, u"indexes"_s});
        return watched;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(LabOptions());
        const Result<void> up = m_lab->start();
        QVERIFY2(up, words(up));
    }

    void aQuietShopHasNone()
    {
        const auto watched = watch();
        QTRY_VERIFY_WITH_TIMEOUT(isRead(*watched), kPatience);
        QCOMPARE(told(*watched), QStringList());
    }

    void isFoundAndGone_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::newRow("dead-rows")
            << u"public.stock_moves has 30,000 dead rows, 33.3 % of all: autovacuum is off for it."_s;
        QTest::newRow("index-invalid") << u"Index public.invoices_number on public.invoices ("_s;
        QTest::newRow("index-missing") << u"public.visits is read in full "_s;
        QTest::newRow("sequence-near-end") << u"Column id of public.clicks takes "_s;
    }
    void isFoundAndGone()
    {
        QFETCH(QString, sentence);
        const std::unique_ptr<Scene> scene = makeScene(QString::fromLatin1(QTest::currentDataTag()));
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, words(begun));
        const auto watched = watch();
        QTRY_VERIFY2_WITH_TIMEOUT(told(*watched).size() == 1 && told(*watched).front().startsWith(sentence),
                                  qPrintable(told(*watched).join(u'\n')), kPatience);
        const Result<void> ended = scene->end();
        QVERIFY2(ended, words(ended));
        const auto again = watch();
        QTRY_VERIFY_WITH_TIMEOUT(isRead(*again), kPatience);
        QCOMPARE(told(*again), QStringList());
    }
};

LOCKMASTER_TEST(TestTableScenes)
#include "tst_tablescenes.moc"
