// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/tile.h"

#include "ui/common/plainlabel.h"
#include "ui/common/statemark.h"
#include "ui/theme/theme.h"

#include <QGridLayout>

namespace lockmaster {

Tile::Tile(QWidget *parent)
    : QFrame(parent)
    , m_title(new PlainLabel({}, FontRole::Caption, Tone::Muted, this))
    , m_value(new PlainLabel({}, FontRole::Number, Tone::Normal, this))
    , m_note(new ElidedLabel({}, FontRole::Caption, Tone::Muted, this))
    , m_mark(new StateMark(this))
{
    setProperty("card", true);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(12, size::kInner, 12, size::kInner);
    layout->setHorizontalSpacing(size::kInner);
    layout->setVerticalSpacing(0);
    layout->addWidget(m_title, 0, 0, 1, 2);
    layout->addWidget(m_mark, 1, 0);
    layout->addWidget(m_value, 1, 1);
    layout->addWidget(m_note, 2, 0, 1, 2);
    layout->setColumnStretch(1, 1);
}

void Tile::setText(const TileText &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setObjectName(text.id);
    m_title->setText(text.title);
    m_value->setText(text.value);
    m_note->setText(text.note);
    m_mark->setState(text.state);
    m_mark->setVisible(text.state != StateRole::Ok);
    m_value->setTone(text.state == StateRole::Ok ? Tone::Normal : toneOf(text.state));
    setAccessibleName(text.title);
    setAccessibleDescription(QStringLiteral("%1 %2, %3").arg(text.value, stateWord(text.state), text.note));
}

} // namespace lockmaster
