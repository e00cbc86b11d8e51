// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/staleveil.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace lockmaster {

namespace {
constexpr float kVeil = 0.55F;
} // namespace

StaleVeil::StaleVeil(QWidget *covered) : QWidget(covered)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Data is old"));
    covered->installEventFilter(this);
    hide();
}

void StaleVeil::setText(const QString &text)
{
    m_text = text;
    setAccessibleDescription(text);
    setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    setGeometry(parentWidget()->rect());
    raise();
    update();
}

bool StaleVeil::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void StaleVeil::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Theme::instance().tokens();
    QColor veil = tokens.canvas;
    veil.setAlphaF(kVeil);
    painter.fillRect(rect(), veil);
    painter.setFont(Theme::instance().font(FontRole::Title));
    const QSize text = painter.fontMetrics().size(Qt::TextSingleLine, m_text);
    const QRect box((width() - text.width()) / 2 - size::kGroup, height() - text.height() - 2 * size::kGroup,
                    text.width() + 2 * size::kGroup, text.height() + size::kInner);
    painter.setPen(QPen(tokens.blind, 1));
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(box, size::kCorner, size::kCorner);
    painter.setPen(tokens.blind);
    painter.drawText(box, int(Qt::AlignCenter) | int(Qt::TextSingleLine), m_text);
}

} // namespace lockmaster

#include "moc_staleveil.cpp"
