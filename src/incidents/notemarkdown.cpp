// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/notemarkdown.h"

#include <QStringView>

#include <algorithm>

#include "incidents/chartdrawing.h"
#include "incidents/notedocument.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kSparkColumns = 60;

constexpr QStringView kMarks = u"\\`*_[]<>|~&$@";

/// Of "://" and "www.": bare addresses become links.
bool isOfAddress(const QString &line, qsizetype i)
{
    const QStringView text(line);
    return (text[i] == u':' && text.sliced(i + 1).startsWith(u"//"))
           || (text[i] == u'.' && text.first(i).endsWith(u"www", Qt::CaseInsensitive));
}

/// What makes a heading, a list or a rule of a line that begins with it: "#", "-", "1.".
bool isOfBeginning(const QString &line, qsizetype i)
{
    const QChar character = line[i];
    if (i == 0)
        return character == u'#' || character == u'-' || character == u'+' || character == u'=';
    const auto isDigit = [](QChar before) { return before >= u'0' && before <= u'9'; };
    return (character == u'.' || character == u')') && std::ranges::all_of(QStringView(line).first(i), isDigit);
}

QString markdownText(const QString &text)
{
    const QString line = noteLine(text);
    QString out;
    out.reserve(line.size());
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (kMarks.contains(line[i]) || isOfAddress(line, i) || isOfBeginning(line, i))
            out += u'\\';
        out += line[i];
    }
    return out;
}

QString rowText(const QStringList &cells)
{
    QStringList parts;
    for (const QString &cell : cells)
        parts << markdownText(cell);
    return u"| "_s + parts.join(u" | "_s) + u" |\n"_s;
}

/// A fence that the text cannot close.
QString fenced(const QString &text)
{
    QString fence = u"```"_s;
    while (text.contains(fence))
        fence += u'`';
    return fence + u'\n' + text + u'\n' + fence + u'\n';
}

QString markdownOf(const NoteHeading &heading)
{
    return QString(heading.level, u'#') + u' ' + markdownText(heading.text) + u'\n';
}

QString markdownOf(const NoteParagraph &paragraph)
{
    return paragraph.text.isEmpty() ? QString() : markdownText(paragraph.text) + u'\n';
}

QString markdownOf(const NoteList &list)
{
    QString text;
    for (const QString &item : list.items)
        text += u"- "_s + markdownText(item) + u'\n';
    return text;
}

QString markdownOf(const NoteTable &table)
{
    QString text = rowText(table.header);
    text += u'|' + u"---|"_s.repeated(table.header.size()) + u'\n';
    for (const QStringList &row : table.rows)
        text += rowText(row);
    return text;
}

QString markdownOf(const NoteCode &code)
{
    return fenced(noteLines(code.text));
}

QString markdownOf(const NoteDrawing &drawing)
{
    return markdownText(chartWords(drawing)) + u"\n\n"_s + fenced(sparkText(drawing, kSparkColumns));
}

} // namespace

QString noteMarkdown(const IncidentNote &note, Texts texts)
{
    QStringList blocks;
    for (const NoteBlock &block : noteDocument(note, texts))
        blocks << std::visit([](const auto &one) { return markdownOf(one); }, block);
    blocks.removeAll(QString());
    return blocks.join(u'\n');
}

} // namespace lockmaster
