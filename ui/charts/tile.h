// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One main number: what it is, the number with its state's shape, and a note.
#pragma once

#include <QFrame>

#include "ui/charts/tiletext.h"

namespace lockmaster {

class TwoLineLabel;
class PlainLabel;
class StateMark;

class Tile : public QFrame
{
    Q_OBJECT
public:
    explicit Tile(QWidget *parent = nullptr);

    void setText(const TileText &text);
    [[nodiscard]] const TileText &text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TileText m_text;
    PlainLabel *m_title;
    PlainLabel *m_value;
    TwoLineLabel *m_note;
    StateMark *m_mark;
};

} // namespace lockmaster
