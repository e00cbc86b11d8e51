// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/note/notefile.h"

#include "incidents/chartdrawing.h"
#include "incidents/notedocument.h"
#include "incidents/notehtml.h"
#include "ui/theme/theme.h"

#include <QBuffer>
#include <QDateTime>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>
#include <QTextTable>
#include <QUrl>
#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kNoteSharpness = 3; ///< of pictures on paper
constexpr std::array kNoteHeadings{16.0, 13.0, 11.0};
constexpr double kNoteText = 9;

QImage noteChart(const NoteDrawing &drawing)
{
    QImage image(QSize(kNoteChartWidth, kNoteChartHeight + 2) * kNoteSharpness, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(kNoteSharpness, kNoteSharpness);
    painter.setPen(QPen(lightTokens().line, 1));
    painter.drawLine(QPointF(0, kNoteChartHeight), QPointF(kNoteChartWidth, kNoteChartHeight));
    painter.setPen(QPen(lightTokens().critical, 1, Qt::DashLine));
    for (const WallTime at : drawing.deeds) {
        const double x = chartPlace(drawing, at, kNoteChartWidth);
        painter.drawLine(QPointF(x, 0), QPointF(x, kNoteChartHeight));
    }
    painter.setPen(QPen(lightTokens().accent, 1.5));
    for (const std::vector<QPointF> &line : chartLines(drawing, QSizeF(kNoteChartWidth, kNoteChartHeight)))
        painter.drawPolyline(line.data(), int(line.size()));
    return image;
}

/// Puts blocks of a note into a document as text, never as HTML.
class NoteSetter
{
public:
    explicit NoteSetter(QTextDocument &document) : m_document(document), m_cursor(&document)
    {
        m_plain.setFontPointSize(kNoteText);
        m_code = m_plain;
        m_code.setFontFamilies({Theme::instance().font(FontRole::Code).family()});
        m_block.setBottomMargin(size::kInner);
    }

    void operator()(const NoteHeading &heading)
    {
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        format.setFontPointSize(kNoteHeadings.at(std::size_t(heading.level - 1)));
        begin(format);
        m_cursor.insertText(noteLine(heading.text));
    }
    void operator()(const NoteParagraph &paragraph)
    {
        begin(m_plain);
        m_cursor.insertText(noteLine(paragraph.text));
    }
    void operator()(const NoteCode &code)
    {
        begin(m_code);
        m_cursor.insertText(noteLines(code.text));
    }
    void operator()(const NoteList &list)
    {
        begin(m_plain);
        QTextList *items = m_cursor.createList(QTextListFormat::ListDisc);
        bool isFirst = true;
        for (const QString &item : list.items) {
            if (!std::exchange(isFirst, false)) {
                m_cursor.insertBlock();
                items->add(m_cursor.block());
            }
            m_cursor.insertText(noteLine(item), m_plain);
        }
    }
    void operator()(const NoteTable &table)
    {
        begin(m_plain);
        QTextTableFormat format;
        format.setCellPadding(size::kGap);
        format.setCellSpacing(0);
        format.setHeaderRowCount(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        QTextTable *cells = m_cursor.insertTable(int(table.rows.size()) + 1, int(table.header.size()), format);
        setRow(*cells, 0, table.header);
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            setRow(*cells, int(row) + 1, table.rows[row]);
        m_cursor.movePosition(QTextCursor::End);
    }
    void operator()(const NoteDrawing &drawing)
    {
        (*this)(NoteParagraph{chartWords(drawing)});
        begin(m_plain);
        QTextImageFormat format;
        format.setName(u"chart:%1"_s.arg(m_charts++));
        format.setWidth(kNoteChartWidth);
        format.setHeight(kNoteChartHeight + 2);
        m_document.addResource(QTextDocument::ImageResource, QUrl(format.name()), noteChart(drawing));
        m_cursor.insertImage(format);
        (*this)(NoteParagraph{chartTimes(drawing)});
    }

private:
    /// A block of its own, out of any list.
    void begin(const QTextCharFormat &format)
    {
        m_cursor.insertBlock(m_block, format);
        m_cursor.setCharFormat(format);
    }
    void setRow(QTextTable &table, int row, const QStringList &texts) const
    {
        QTextCharFormat format = m_plain;
        format.setFontWeight(row == 0 ? QFont::Bold : QFont::Normal);
        for (int column = 0; column < std::min(table.columns(), int(texts.size())); ++column)
            table.cellAt(row, column).firstCursorPosition().insertText(noteLine(texts.at(column)), format);
    }

    QTextDocument &m_document;
    QTextCursor m_cursor;
    QTextCharFormat m_plain;
    QTextCharFormat m_code;
    QTextBlockFormat m_block;
    int m_charts = 0;
};

QByteArray notePdf(const IncidentNote &note, Texts texts)
{
    QTextDocument document;
    NoteSetter setter(document);
    for (const NoteBlock &block : noteDocument(note, texts))
        std::visit(setter, block);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setTitle(noteFileName(note));
    document.print(&writer);
    return bytes;
}

} // namespace

QString noteFileName(const IncidentNote &note)
{
    static const QRegularExpression unusual(u"[^\\p{L}\\p{N}._-]+"_s);
    QString name = note.targets.empty() ? QString() : note.targets.front().name;
    const auto end = std::chrono::floor<std::chrono::milliseconds>(note.to).time_since_epoch();
    const QString time = QDateTime::fromMSecsSinceEpoch(end.count()).toString(u"yyyyMMdd-HHmmss"_s);
    return u"%1-incident-%2.html"_s.arg(name.replace(unusual, u"-"_s), time);
}

QByteArray noteFile(const IncidentNote &note, Texts texts, const QString &path)
{
    return path.endsWith(".pdf"_L1, Qt::CaseInsensitive) ? notePdf(note, texts) : noteHtml(note, texts).toUtf8();
}

} // namespace lockmaster
