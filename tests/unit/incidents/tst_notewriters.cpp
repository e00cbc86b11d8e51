// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A note in Markdown and in HTML: the words of a blockade, and what servers and people call their things in it, which is
// text and nothing else.
#include "base/redact.h"
#include "harness/testprogram.h"
#include "incidents/chartdrawing.h"
#include "incidents/notehtml.h"
#include "incidents/notemarkdown.h"
#include "notefixtures.h"

#include <QFile>
#include <QLocale>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <ctime>
#include <limits>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

/// Everything a person or a server can name has this name.
IncidentNote noteWithName(const QString &name)
{
    WatchedTarget watched = watchedBlockade();
    watched.server = name;
    Finding finding = blockade(FindingSeverity::Critical, 41);
    finding.evidence.insert(u"relation"_s, name);
    finding.evidence.insert(u"waits"_s, QJsonArray{QJsonObject{{u"pid"_s, 7}, {u"application"_s, name}}});
    finding.recommended.push_back({{}, {}, name});
    watched.moments = {seenAt(8min, {finding}), notSeenAt(9min)};
    watched.moments.back().link.error->text = name;
    Deed &deed = watched.deeds.front();
    deed.plan.title = deed.plan.consequence = deed.result.summary = name;
    deed.plan.statements.front() = PlannedStatement{name, QStringList{name}, name};
    deed.plan.subjects.front().session->application = name;
    deed.result.serverMessages = {name};
    const QString series = u"lockmaster_replication_lag_bytes{application_name=\""_s + name + u"\"}"_s;
    watched.charts.push_back(NoteChart{name, series, {{kStart, 1}, {kEnd, 2}}});
    return incidentNote({watched}, kStart, kEnd, {u"lockmaster"_s, name, kEnd});
}

/// What is not in a block of code; a block that is never closed says so.
QStringList outsideCode(const QString &markdown)
{
    QStringList outside;
    QString fence;
    for (const QString &line : markdown.split(u'\n')) {
        if (fence.isEmpty() && line.startsWith(u"```"_s))
            fence = line;
        else if (line == fence)
            fence.clear();
        else if (fence.isEmpty())
            outside << line;
    }
    return fence.isEmpty() ? outside : QStringList{u"not closed"_s};
}

NoteDrawing drawn(std::vector<SeriesPoint> points)
{
    return {{u"orders-primary"_s, u"lockmaster_blocked_sessions"_s, std::move(points)}, kStart, kEnd, {}};
}

} // namespace

class TestNoteWriters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        tzset();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void markdownOfABlockade()
    {
        QFile file(QFINDTESTDATA("golden/incidentnote.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList expected = QString::fromUtf8(file.readAll()).split(u'\n');
        const QStringList written = noteMarkdown(noteOfBlockade()).split(u'\n');
        for (qsizetype i = 0; i < std::min(expected.size(), written.size()); ++i)
            QCOMPARE(written[i], expected[i]);
        QCOMPARE(written.size(), expected.size());
    }

    void htmlIsOneWellFormedFile()
    {
        IncidentNote note = noteOfBlockade();
        note.charts = {drawn({{kStart, 0}, {kActed, 41}, {kEnd, 0}}).chart};
        const QString html = noteHtml(note);
        QVERIFY(html.contains(u"<svg "_s) && html.contains(u"<polyline "_s) && html.contains(u"stroke-dasharray"_s));
        QVERIFY(html.contains(u"Session 155 is gone."_s));
        QVERIFY(!html.contains(u"<script"_s, Qt::CaseInsensitive) && !html.contains(u"://"_s));
        QXmlStreamReader body(html.sliced(html.indexOf(u"<body>"_s)).section(u"</html>"_s, 0, 0));
        while (!body.atEnd())
            body.readNext();
        QVERIFY2(!body.hasError(), qPrintable(body.errorString()));
    }

    void namesAreTextInHtml_data() { hostileNames(); }
    void namesAreTextInHtml()
    {
        QFETCH(QString, name);
        const QString html = noteHtml(noteWithName(name));
        QXmlStreamReader body(html.sliced(html.indexOf(u"<body>"_s)).section(u"</html>"_s, 0, 0));
        while (!body.atEnd()) {
            body.readNext();
            QVERIFY2(!body.isStartElement()
                         || (body.name() != u"script" && body.name() != u"img" && body.name() != u"a"),
                     qPrintable(html));
        }
        QVERIFY2(!body.hasError(), qPrintable(body.errorString()));
        QVERIFY(!html.contains(u'\u202e') && !html.contains(u'\u001b'));
    }

    void namesAreTextInMarkdown_data() { hostileNames(); }
    void namesAreTextInMarkdown()
    {
        QFETCH(QString, name);
        QFETCH(QString, mark);
        const QString text = noteMarkdown(noteWithName(name));
        const QStringList lines = outsideCode(text);
        QVERIFY(lines.size() > 20);
        for (const QString &line : lines)
            QVERIFY2(!line.contains(mark), qPrintable(line));
        QVERIFY(!text.contains(u'\u202e') && !text.contains(u'\u001b'));
    }

    void linesCannotBeBroken()
    {
        const QString text = noteMarkdown(noteWithName(u"x\n\n# a heading of theirs\n- an item\n```\n"_s));
        const QStringList lines = outsideCode(text);
        QVERIFY(lines.size() > 20);
        for (const QString &line : lines)
            QVERIFY2(!line.startsWith(u"# a"_s) && !line.startsWith(u"- an"_s), qPrintable(line));
        QVERIFY(text.contains(u"\n````\n"_s)); // the statement's own fence is longer than the one in it
    }

    void linesToCopyAreAsTheyRun()
    {
        WatchedTarget watched = watchedBlockade();
        Finding finding = blockade(FindingSeverity::Critical, 41);
        finding.recommended.push_back({{}, {}, u"SELECT pg_drop_replication_slot('a_b');"_s});
        watched.moments = {seenAt(8min, {finding})};
        const IncidentNote note = incidentNote({watched}, kStart, kEnd, {u"lockmaster"_s, u"me"_s, kEnd});
        QVERIFY(noteMarkdown(note).contains(u"```\nSELECT pg_drop_replication_slot('a_b');\n```\n"_s));
    }

    void secretsStayIn()
    {
        registerSecret(u"canary-Zx81"_s);
        const IncidentNote note = noteWithName(u"host=db password=hunter22 canary-Zx81"_s);
        for (const QString &text : {noteMarkdown(note), noteHtml(note), noteMarkdown(note, Texts::Full)})
            QVERIFY2(!text.contains(u"canary-Zx81"_s) && !text.contains(u"hunter22"_s), qPrintable(text));
    }

    void literalsAreMaskedUnlessAsked()
    {
        QVERIFY(!noteMarkdown(noteOfBlockade()).contains(u"4711"_s));
        QVERIFY(!noteHtml(noteOfBlockade()).contains(u"4711"_s));
        QVERIFY(noteMarkdown(noteOfBlockade(), Texts::Full).contains(u"4711"_s));
        QVERIFY(noteHtml(noteOfBlockade(), Texts::Full).contains(u"4711"_s));
    }

    void gapsStayGaps()
    {
        const double gap = std::numeric_limits<double>::quiet_NaN();
        const NoteDrawing drawing =
            drawn({{kStart, 0}, {kStart + 1min, 4}, {kStart + 2min, gap}, {kEnd - 1min, 2}, {kEnd, 0}});
        const auto lines = chartLines(drawing, QSizeF(60, 10));
        QCOMPARE(lines.size(), 2u);
        QCOMPARE(lines[0].front(), QPointF(0, 10));
        QCOMPARE(lines[0].back(), QPointF(10, 0));
        QCOMPARE(lines[1].back(), QPointF(60, 10));
        QCOMPARE(sparkText(drawing, 7), u"▁█   ▅▁"_s);
        QCOMPARE(chartWords(drawing), u"Sessions that wait for a lock on orders-primary: at most 4, 0 at the end"_s);
        QVERIFY(!chartRange(drawn({})));
    }

private:
    static void hostileNames()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("mark"); // must not stand unescaped
        QTest::newRow("html") << u"<img src=/dev/zero><script>alert(1)</script>"_s << u" <img"_s;
        QTest::newRow("attribute") << u"\"><a href=x>"_s << u"\"><a"_s;
        QTest::newRow("link") << u"[click](http://evil.example)"_s << u" [click]"_s;
        QTest::newRow("address") << u"see https://evil.example"_s << u"https://"_s;
        QTest::newRow("cell") << u"a | b"_s << u"a | b"_s;
        QTest::newRow("code") << u"`x` ``` ```` y"_s << u" `x`"_s;
        QTest::newRow("escape") << u"\\<b>"_s << u" \\<b>"_s;
        QTest::newRow("entity") << u"&lt;b&gt;"_s << u" &lt;"_s;
        QTest::newRow("bidi") << u"\u202eevil\u001b[31m"_s << u"\u202e"_s;
    }
};

LOCKMASTER_TEST(TestNoteWriters)
#include "tst_notewriters.moc"
