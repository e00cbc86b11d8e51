// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlegend.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace lockmaster {

namespace {
constexpr int kSwatch = 10;
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

QString ChartLegend::text() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_spec.lines.size(); ++i)
        if (const QString value = m_values.value(qsizetype(i)); !value.isEmpty())
            parts << m_spec.lines[i].name + u' ' + value;
    return m_spec.title + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

QSize ChartLegend::sizeHint() const
{
    return {200, size::kDenseRow};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Theme::instance().tokens();
    int x = 0;
    const auto word = [&](const QString &text, const QColor &color, int gap) {
        painter.setPen(color);
        painter.drawText(QRect(x, 0, width() - x, height()), int(Qt::AlignVCenter) | int(Qt::AlignLeft), text);
        x += painter.fontMetrics().horizontalAdvance(text) + gap;
    };
    painter.setFont(Theme::instance().font(FontRole::Body));
    word(m_spec.title, tokens.text, size::kGroup);
    painter.setFont(Theme::instance().font(FontRole::Caption));
    for (std::size_t i = 0; i < m_spec.lines.size(); ++i) {
        const ChartLine &line = m_spec.lines[i];
        const QString value = m_values.value(qsizetype(i));
        if (line.kind == ChartLine::Kind::Threshold || value.isEmpty())
            continue;
        const int needed = kSwatch + size::kGap + painter.fontMetrics().horizontalAdvance(line.name + u' ' + value);
        if (x + needed > width())
            break;
        const int thickness = line.kind == ChartLine::Kind::Layer ? kSwatch : 3;
        painter.fillRect(QRect(x, (height() - thickness) / 2, kSwatch, thickness), line.color);
        x += kSwatch + size::kGap;
        word(line.name, tokens.muted, size::kGap);
        word(value, tokens.text, 12);
    }
}

} // namespace lockmaster

#include "moc_chartlegend.cpp"
