// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A state told by shape, colour and word: ● ok, ▲ warning, ■ critical, ○ unknown, ⊘ blind.
#pragma once

#include <QWidget>

#include "ui/theme/tokens.h"

class QPainter;

namespace lockmaster {

/// Draws the shape into the middle of `area` in the colour of the theme in force.
void paintStateShape(QPainter &painter, const QRectF &area, HealthState role);
void paintStateShape(QPainter &painter, const QRectF &area, HealthState role, const QColor &color);

/// One character for texts: tab titles, exports. ● ▲ ■ ○ ⊘
QChar stateSign(HealthState role);

/// Translated: "OK", "Warning", "Critical", "Unknown", "Blind".
QString stateWord(HealthState role);

class StateMark : public QWidget
{
    Q_OBJECT
public:
    explicit StateMark(QWidget *parent = nullptr);

    /// `word` stands beside the shape; empty: the shape alone, its word in the accessible name and tool tip.
    void setState(HealthState role, const QString &word = {});
    [[nodiscard]] HealthState state() const { return m_state; }
    [[nodiscard]] QString word() const { return m_word; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    HealthState m_state = HealthState::Unknown;
    QString m_word;
};

} // namespace lockmaster
