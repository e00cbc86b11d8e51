// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A label that shows text as it is: nothing a server sends can become markup, an image or a link.
#pragma once

#include <QLabel>
#include <QStringList>

#include "ui/theme/theme.h"

namespace lockmaster {

enum class Tone { Normal, Muted, Ok, Warning, Critical, Unknown, Blind };

Tone toneOf(HealthState role);

class PlainLabel : public QLabel
{
    Q_OBJECT
public:
    explicit PlainLabel(const QString &text = {}, QWidget *parent = nullptr);
    PlainLabel(const QString &text, FontRole font, Tone tone, QWidget *parent = nullptr);

    void setTone(Tone tone);
    /// For text that changes while nothing else does: keeps the room of the longest one so far, so that the window is
    /// not laid out again each time.
    void setSteadyText(const QString &text);
    void setFontRole(FontRole font);

private:
    int m_longest = 0; ///< pixels, of the steady texts so far
};

/// One line that gives way: cut at the end with an ellipsis, whole in the tool tip.
class ElidedLabel : public PlainLabel
{
    Q_OBJECT
public:
    using PlainLabel::PlainLabel;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

/// Up to two lines; what is longer is cut at the end, whole in the tool tip. Grows to the second line when a text needs
/// it and stays so, lest what is below moves with each value; a new width begins anew.
class TwoLineLabel : public ElidedLabel
{
    Q_OBJECT
public:
    using ElidedLabel::ElidedLabel;
    void setWords(const QString &text);
    [[nodiscard]] QStringList lines() const; ///< as they are painted
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void grow(int lines);
    int m_lines = 1;
};

} // namespace lockmaster
