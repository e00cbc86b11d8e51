// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/plainlabel.h"

#include "ui/common/notices/plaintooltip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QStyle>
#include <QTextLayout>
#include <QTextOption>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace lockmaster {
namespace {

QString toneName(Tone tone)
{
    switch (tone) {
    case Tone::Normal: return {};
    case Tone::Muted: return QStringLiteral("muted");
    case Tone::Ok: return QStringLiteral("ok");
    case Tone::Warning: return QStringLiteral("warning");
    case Tone::Critical: return QStringLiteral("critical");
    case Tone::Unknown: return QStringLiteral("unknown");
    case Tone::Blind: return QStringLiteral("blind");
    }
    return {};
}

bool isCut(const QLabel &label)
{
    return label.fontMetrics().horizontalAdvance(label.text()) > label.contentsRect().width();
}

} // namespace

Tone toneOf(HealthState role)
{
    switch (role) {
    case HealthState::Ok: return Tone::Ok;
    case HealthState::Warning: return Tone::Warning;
    case HealthState::Critical: return Tone::Critical;
    case HealthState::Unknown: return Tone::Unknown;
    case HealthState::Blind: return Tone::Blind;
    }
    return Tone::Unknown;
}

PlainLabel::PlainLabel(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

PlainLabel::PlainLabel(const QString &text, FontRole font, Tone tone, QWidget *parent) : PlainLabel(text, parent)
{
    setFontRole(font);
    setTone(tone);
}

void PlainLabel::setTone(Tone tone)
{
    if (property("tone").toString() == toneName(tone))
        return;
    setProperty("tone", toneName(tone));
    style()->unpolish(this); // the style sheet looks at properties when it polishes
    style()->polish(this);
}

void PlainLabel::setSteadyText(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    const int width = fontMetrics().horizontalAdvance(text);
    if (width > m_longest)
        setFixedSize(sizeHint());
    m_longest = std::max(m_longest, width);
}

void PlainLabel::setFontRole(FontRole font)
{
    setFont(Theme::instance().font(font));
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(u'…') * 4, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect area = contentsRect();
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(area, int(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty() || !isCut(*this))
        return PlainLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()), this);
    return true;
}

void TwoLineLabel::setWords(const QString &text)
{
    setText(text);
    if (isVisible())
        grow(std::max(m_lines, int(lines().size())));
}

void TwoLineLabel::grow(int lines)
{
    if (std::exchange(m_lines, lines) != lines)
        updateGeometry();
}

void TwoLineLabel::resizeEvent(QResizeEvent *event)
{
    ElidedLabel::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        grow(std::max(1, int(lines().size())));
}

QStringList TwoLineLabel::lines() const
{
    const int width = contentsRect().width();
    QTextLayout layout(text(), font());
    layout.setTextOption(QTextOption(Qt::AlignLeft)); // breaks between words only, else cut
    layout.beginLayout();
    QTextLine first = layout.createLine();
    if (first.isValid())
        first.setLineWidth(width);
    layout.endLayout();
    const int length = first.isValid() ? first.textLength() : 0;
    if (length >= text().size())
        return text().isEmpty() ? QStringList() : QStringList{fontMetrics().elidedText(text(), Qt::ElideRight, width)};
    return {fontMetrics().elidedText(text().left(length).trimmed(), Qt::ElideRight, width),
            fontMetrics().elidedText(text().mid(length), Qt::ElideRight, width)};
}

QSize TwoLineLabel::sizeHint() const
{
    const QSize line = ElidedLabel::sizeHint();
    return {line.width(), line.height() + (m_lines - 1) * fontMetrics().lineSpacing()};
}

QSize TwoLineLabel::minimumSizeHint() const
{
    const QSize line = ElidedLabel::minimumSizeHint();
    return {line.width(), line.height() + (m_lines - 1) * fontMetrics().lineSpacing()};
}

void TwoLineLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(Qt::AlignLeft) | int(Qt::AlignTop), lines().join(u'\n'));
}

} // namespace lockmaster

#include "moc_plainlabel.cpp"
