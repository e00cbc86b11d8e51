// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The look in force: dark, light or the system's, switchable while the program runs. GUI thread.
#pragma once

#include <QFont>
#include <QObject>
#include <QPalette>

#include "ui/theme/tokens.h"

namespace lockmaster {

enum class ThemeMode { System, Dark, Light };

enum class FontRole {
    Caption,
    Body, ///< also tables
    Title,
    Number, ///< a page's main number
    Wall,
    Code, ///< the system's fixed font
};

class Theme : public QObject
{
    Q_OBJECT
public:
    static Theme &instance();

    /// Sets style, palette, font and style sheet of the application. Call once when the QApplication exists.
    void install();
    void setMode(ThemeMode mode);

    [[nodiscard]] ThemeMode mode() const { return m_mode; }
    [[nodiscard]] bool isDark() const;
    [[nodiscard]] const Tokens &tokens() const { return isDark() ? darkTokens() : lightTokens(); }
    [[nodiscard]] QColor color(HealthState role) const { return stateColor(tokens(), role); }
    /// Figures are tabular in all of them.
    [[nodiscard]] QFont font(FontRole role) const;

Q_SIGNALS:
    void changed(); ///< after palette and style sheet have changed

private:
    Theme();
    void apply();
    ThemeMode m_mode = ThemeMode::System;
    bool m_isInstalled = false;
};

/// The palette that goes with `tokens`; PlaceholderText is the muted text.
QPalette paletteOf(const Tokens &tokens);

} // namespace lockmaster
