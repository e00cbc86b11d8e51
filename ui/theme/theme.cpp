// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/icons.h"
#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyleFactory>
#include <QStyleHints>

namespace lockmaster {
namespace {

int pixelSize(FontRole role)
{
    switch (role) {
    case FontRole::Caption: return 11;
    case FontRole::Body: return 13;
    case FontRole::Title: return 15;
    case FontRole::Number: return 22;
    case FontRole::Wall: return 40;
    case FontRole::Code: return 13;
    }
    return 13;
}

} // namespace

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

Theme::Theme() = default;

void Theme::install()
{
    initIcons();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_mode == ThemeMode::System)
            apply();
    });
    m_isInstalled = true;
    apply();
}

void Theme::setMode(ThemeMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
}

bool Theme::isDark() const
{
    if (m_mode == ThemeMode::System)
        return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    return m_mode == ThemeMode::Dark;
}

QFont Theme::font(FontRole role) const
{
    QFont font =
        QFontDatabase::systemFont(role == FontRole::Code ? QFontDatabase::FixedFont : QFontDatabase::GeneralFont);
    font.setPixelSize(pixelSize(role));
    if (role == FontRole::Title || role == FontRole::Number || role == FontRole::Wall)
        font.setWeight(QFont::DemiBold);
    font.setFeature(QFont::Tag("tnum"), 1);
    return font;
}

void Theme::apply()
{
    if (m_isInstalled) {
        QApplication::setPalette(paletteOf(tokens()));
        QApplication::setFont(font(FontRole::Body));
        qApp->setStyleSheet(styleSheetOf(tokens()));
    }
    Q_EMIT changed();
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.canvas);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.hover);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::Button, tokens.raised);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.critical);
    palette.setColor(QPalette::ToolTipBase, tokens.raised);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Accent, tokens.accent);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::Light, tokens.raised);
    palette.setColor(QPalette::Midlight, tokens.raised);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.line);
    palette.setColor(QPalette::Shadow, tokens.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tokens.disabled);
    return palette;
}

} // namespace lockmaster

#include "moc_theme.cpp"
