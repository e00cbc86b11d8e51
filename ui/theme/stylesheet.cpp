// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <array>
#include <utility>

static void initResources()
{
    Q_INIT_RESOURCE(theme); // a static library's resources are not registered by themselves
}

namespace lockmaster {
namespace {

using Names = std::array<std::pair<QLatin1StringView, QString>, 22>;

QString imageOf(const char *name, const Tokens &tokens)
{
    const bool isDark = tokens.canvas.lightnessF() < tokens.text.lightnessF();
    return QStringLiteral(":/lockmaster/theme/%1-%2.svg")
        .arg(QLatin1StringView(name), isDark ? QLatin1StringView("dark") : QLatin1StringView("light"));
}

/// No name may begin with another one that stands before it.
Names namesOf(const Tokens &t)
{
    return {{{QLatin1StringView("@canvas"), t.canvas.name()},
             {QLatin1StringView("@surface"), t.surface.name()},
             {QLatin1StringView("@raised"), t.raised.name()},
             {QLatin1StringView("@line"), t.line.name()},
             {QLatin1StringView("@text"), t.text.name()},
             {QLatin1StringView("@muted"), t.muted.name()},
             {QLatin1StringView("@accent"), t.accent.name()},
             {QLatin1StringView("@onAccent"), t.onAccent.name()},
             {QLatin1StringView("@ok"), t.ok.name()},
             {QLatin1StringView("@warning"), t.warning.name()},
             {QLatin1StringView("@critical"), t.critical.name()},
             {QLatin1StringView("@unknown"), t.unknown.name()},
             {QLatin1StringView("@blind"), t.blind.name()},
             {QLatin1StringView("@onState"), t.onState.name()},
             {QLatin1StringView("@hover"), t.hover.name()},
             {QLatin1StringView("@selection"), t.selection.name()},
             {QLatin1StringView("@disabled"), t.disabled.name()},
             {QLatin1StringView("@arrowDown"), imageOf("arrow", t)},
             {QLatin1StringView("@check"), imageOf("check", t)},
             {QLatin1StringView("@corner"), QString::number(size::kCorner) + QStringLiteral("px")},
             {QLatin1StringView("@inner"), QString::number(size::kInner) + QStringLiteral("px")},
             {QLatin1StringView("@gap"), QString::number(size::kGap) + QStringLiteral("px")}}};
}

} // namespace

QString styleSheetOf(const Tokens &tokens)
{
    initResources();
    QFile file(QStringLiteral(":/lockmaster/theme/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    for (const auto &[name, value] : namesOf(tokens))
        sheet.replace(name, value);
    return sheet;
}

StyleSheetPause::StyleSheetPause() : m_isPaused(!qApp->styleSheet().isEmpty())
{
    if (m_isPaused)
        qApp->setStyleSheet({});
}

void StyleSheetPause::end()
{
    if (!std::exchange(m_isPaused, false))
        return;
    const QString sheet = styleSheetOf(Theme::instance().tokens());
    if (qApp->styleSheet() != sheet) // the theme may have changed meanwhile
        qApp->setStyleSheet(sheet);
}

} // namespace lockmaster
