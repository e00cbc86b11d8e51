// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tile.h"

#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/statemark.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QPainter>

namespace lockmaster {

Tile::Tile(QWidget *parent)
    : QFrame(parent)
    , m_title(new PlainLabel({}, FontRole::Caption, Tone::Muted, this))
    , m_value(new PlainLabel({}, FontRole::Number, Tone::Normal, this))
    , m_note(new TwoLineLabel({}, FontRole::Caption, Tone::Muted, this))
    , m_mark(new StateMark(this))
{
    auto *number = new QHBoxLayout;
    number->setSpacing(size::kInner);
    number->addWidget(m_mark);
    number->addWidget(m_value, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, size::kInner, 12, size::kInner);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addLayout(number);
    layout->addWidget(m_note);
    layout->addStretch(1); // a note of two lines leaves the titles of a row on one height
}

void Tile::setText(const TileText &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setObjectName(text.id);
    m_title->setText(text.title);
    m_value->setText(text.value);
    m_note->setWords(text.note);
    m_mark->setState(text.state);
    m_mark->setVisible(text.state != HealthState::Ok);
    m_value->setTone(text.state == HealthState::Ok ? Tone::Normal : toneOf(text.state));
    setAccessibleName(text.title);
    setAccessibleDescription(QStringLiteral("%1 %2, %3").arg(text.value, stateWord(text.state), text.note));
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Theme::instance().tokens();
    painter.setPen(QPen(tokens.line, size::kLine));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), size::kCorner, size::kCorner);
}

} // namespace lockmaster

#include "moc_tile.cpp"
