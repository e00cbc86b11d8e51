// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/notehtml.h"

#include "incidents/chartdrawing.h"
#include "incidents/notedocument.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr auto kHead = R"(<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%1</title>
<style>
body { font-family: sans-serif; font-size: 10pt; color: #1B2028; background: #FFFFFF; max-width: 56em; margin: 2em auto; }
h1 { font-size: 16pt; } h2 { font-size: 13pt; margin-top: 1.5em; } h3 { font-size: 11pt; }
table { border-collapse: collapse; } th { text-align: left; color: #566070; }
th, td { border: 1px solid #CFD5DD; padding: 2px 6px; vertical-align: top; overflow-wrap: anywhere; }
pre { background: #F4F6F8; padding: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
h2, h3, table, figure { page-break-inside: avoid; } h2, h3 { page-break-after: avoid; }
figure { margin: 1em 0; }
</style></head>
<body>
)"_L1;

QString htmlText(const QString &text)
{
    return noteLine(text).toHtmlEscaped();
}

QString htmlOf(const NoteHeading &heading)
{
    return u"<h%1>%2</h%1>\n"_s.arg(QString::number(heading.level), htmlText(heading.text));
}

QString htmlOf(const NoteParagraph &paragraph)
{
    return paragraph.text.isEmpty() ? QString() : u"<p>"_s + htmlText(paragraph.text) + u"</p>\n"_s;
}

QString htmlOf(const NoteList &list)
{
    QString text = u"<ul>\n"_s;
    for (const QString &item : list.items)
        text += u"<li>"_s + htmlText(item) + u"</li>\n"_s;
    return text + u"</ul>\n"_s;
}

QString htmlRow(const QStringList &cells, const QString &tag)
{
    QString text = u"<tr>"_s;
    for (const QString &cell : cells)
        text += u"<%1>%2</%1>"_s.arg(tag, htmlText(cell));
    return text + u"</tr>\n"_s;
}

QString htmlOf(const NoteTable &table)
{
    QString text = u"<table>\n"_s + htmlRow(table.header, u"th"_s);
    for (const QStringList &row : table.rows)
        text += htmlRow(row, u"td"_s);
    return text + u"</table>\n"_s;
}

QString htmlOf(const NoteCode &code)
{
    return u"<pre>"_s + noteLines(code.text).toHtmlEscaped() + u"</pre>\n"_s;
}

QString svgLine(const std::vector<QPointF> &line)
{
    QStringList points;
    for (const QPointF &point : line)
        points << QString::number(point.x(), 'f', 1) + u',' + QString::number(point.y(), 'f', 1);
    if (points.size() == 1) // a line of one point is not seen
        points << QString::number(line.front().x() + 1, 'f', 1) + u',' + QString::number(line.front().y(), 'f', 1);
    return u"<polyline fill=\"none\" stroke=\"#0072B2\" stroke-width=\"1.5\" points=\"%1\"/>\n"_s.arg(
        points.join(u' '));
}

QString svgDeed(double x)
{
    return u"<line x1=\"%1\" x2=\"%1\" y1=\"0\" y2=\"%2\" stroke=\"#D55E00\" stroke-dasharray=\"3,2\"/>\n"_s.arg(
        QString::number(x, 'f', 1), QString::number(kNoteChartHeight));
}

QString svgOf(const NoteDrawing &drawing)
{
    QString text = u"<svg width=\"%1\" height=\"%2\" viewBox=\"0 -2 %1 %2\">\n"_s.arg(
        QString::number(kNoteChartWidth), QString::number(kNoteChartHeight + 4));
    text += u"<line x1=\"0\" x2=\"%1\" y1=\"%2\" y2=\"%2\" stroke=\"#CFD5DD\"/>\n"_s.arg(
        QString::number(kNoteChartWidth), QString::number(kNoteChartHeight));
    for (const WallTime at : drawing.deeds)
        text += svgDeed(chartPlace(drawing, at, kNoteChartWidth));
    for (const std::vector<QPointF> &line : chartLines(drawing, QSizeF(kNoteChartWidth, kNoteChartHeight)))
        text += svgLine(line);
    return text + u"</svg>\n"_s;
}

QString htmlOf(const NoteDrawing &drawing)
{
    return u"<figure>\n<p>"_s + htmlText(chartWords(drawing)) + u"</p>\n"_s + svgOf(drawing) + u"<p>"_s
           + htmlText(chartTimes(drawing)) + u"</p>\n</figure>\n"_s;
}

} // namespace

QString noteHtml(const IncidentNote &note, Texts texts)
{
    const NoteDocument document = noteDocument(note, texts);
    QString title;
    if (const auto *heading = document.empty() ? nullptr : std::get_if<NoteHeading>(&document.front()))
        title = htmlText(heading->text);
    QString html = QString(kHead).replace("%1"_L1, title);
    for (const NoteBlock &block : document)
        html += std::visit([](const auto &one) { return htmlOf(one); }, block);
    return html + u"</body></html>\n"_s;
}

} // namespace lockmaster
