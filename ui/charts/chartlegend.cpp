// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlegend.h"

#include "base/format.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cstddef>

namespace lockmaster {

namespace {
constexpr int kSwatch = 10;
constexpr int kBetweenEntries = 12;

QString moreText(std::size_t count)
{
    return u'+' + QString::number(count);
}
} // namespace

ChartLegend::ChartLegend(const ChartSpec &spec, QWidget *parent) : QWidget(parent), m_spec(spec)
{
    setFixedHeight(size::kDenseRow);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ChartLegend::setValues(const QStringList &values)
{
    if (values == m_values)
        return;
    m_values = values;
    update();
}

QString ChartLegend::entryText(std::size_t line) const
{
    return m_spec.lines[line].name + u' ' + m_values.value(qsizetype(line));
}

QString ChartLegend::text() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_spec.lines.size(); ++i)
        if (!m_values.value(qsizetype(i)).isEmpty())
            parts << entryText(i);
    return m_spec.title + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

std::vector<std::size_t> ChartLegend::told() const
{
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < m_spec.lines.size(); ++i)
        if (m_spec.lines[i].kind != ChartLine::Kind::Threshold && !m_values.value(qsizetype(i)).isEmpty())
            lines.push_back(i);
    std::ranges::stable_partition(lines,
                                  [this](std::size_t line) { return m_values[qsizetype(line)] != unknownValue(); });
    return lines;
}

ChartLegend::Arrangement ChartLegend::arranged() const
{
    const QFontMetrics words(Theme::instance().font(FontRole::Caption));
    const std::vector<std::size_t> lines = told();
    const int more = words.horizontalAdvance(moreText(lines.size()));
    Arrangement made;
    made.end = QFontMetrics(Theme::instance().font(FontRole::Body)).horizontalAdvance(m_spec.title) + size::kGroup;
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const std::size_t line = lines[place];
        const int entry = kSwatch + 2 * size::kGap + words.horizontalAdvance(m_spec.lines[line].name)
                          + words.horizontalAdvance(m_values[qsizetype(line)]);
        const bool isLast = place + 1 == lines.size();
        if (made.end + entry + (isLast ? 0 : kBetweenEntries + more) > width()) {
            made.leftOut.assign(lines.begin() + std::ptrdiff_t(place), lines.end());
            break;
        }
        made.shown.push_back({line, made.end});
        made.end += entry + kBetweenEntries;
    }
    return made;
}

QStringList ChartLegend::leftOut() const
{
    const Arrangement made = arranged();
    QStringList words;
    for (const std::size_t line : made.leftOut)
        words << entryText(line);
    return words;
}

bool ChartLegend::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QStringList others = leftOut();
    if (others.isEmpty() || help->pos().x() < std::min(arranged().end, width() - size::kRow))
        return QWidget::event(event);
    QToolTip::showText(help->globalPos(), plainToolTip(others.join(u'\n')), this);
    return true;
}

QSize ChartLegend::sizeHint() const
{
    return {200, size::kDenseRow};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Theme::instance().tokens();
    const Arrangement made = arranged();
    const QFont caption = Theme::instance().font(FontRole::Caption);
    const QString more = made.leftOut.empty() ? QString() : moreText(made.leftOut.size());
    const int moreWidth = more.isEmpty() ? 0 : QFontMetrics(caption).horizontalAdvance(more);
    const QRect words(0, 0, width() - (more.isEmpty() ? 0 : moreWidth + size::kGap), height());
    painter.setFont(Theme::instance().font(FontRole::Body));
    painter.setPen(tokens.text);
    painter.drawText(words, int(Qt::AlignVCenter) | int(Qt::AlignLeft),
                     painter.fontMetrics().elidedText(m_spec.title, Qt::ElideRight, words.width()));
    painter.setFont(caption);
    for (const Entry &entry : made.shown)
        paintEntry(painter, entry);
    painter.setPen(tokens.muted);
    painter.drawText(QRect(std::min(made.end, width() - moreWidth), 0, moreWidth, height()),
                     int(Qt::AlignVCenter) | int(Qt::AlignLeft), more);
}

void ChartLegend::paintEntry(QPainter &painter, const Entry &entry) const
{
    const Tokens &tokens = Theme::instance().tokens();
    const ChartLine &line = m_spec.lines[entry.line];
    const int thickness = line.kind == ChartLine::Kind::Layer ? kSwatch : 3;
    painter.fillRect(QRect(entry.x, (height() - thickness) / 2, kSwatch, thickness), line.color);
    int x = entry.x + kSwatch + size::kGap;
    const auto word = [&](const QString &text, const QColor &color) {
        painter.setPen(color);
        painter.drawText(QRect(x, 0, width() - x, height()), int(Qt::AlignVCenter) | int(Qt::AlignLeft), text);
        x += painter.fontMetrics().horizontalAdvance(text) + size::kGap;
    };
    word(line.name, tokens.muted);
    word(m_values.value(qsizetype(entry.line)), tokens.text);
}

} // namespace lockmaster

#include "moc_chartlegend.cpp"
