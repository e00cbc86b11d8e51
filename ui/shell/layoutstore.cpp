// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layoutstore.h"

#include <QSettings>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kLongestReach = 7200;
constexpr int kWidestFleet = 2000;

ThemeMode themeFromName(const QString &name)
{
    return name == u"dark" ? ThemeMode::Dark : name == u"light" ? ThemeMode::Light : ThemeMode::System;
}

QString themeName(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::Dark: return QStringLiteral("dark");
    case ThemeMode::Light: return QStringLiteral("light");
    case ThemeMode::System: break;
    }
    return QStringLiteral("system");
}

} // namespace

WindowLayout loadLayout()
{
    QSettings settings;
    settings.beginGroup(QStringLiteral("window"));
    WindowLayout layout;
    layout.geometry = settings.value("geometry").toByteArray();
    layout.sidebar = settings.value("sidebar").toByteArray();
    layout.inspector = settings.value("inspector").toByteArray();
    layout.inspectorShown = settings.value("inspectorShown", layout.inspectorShown).toBool();
    layout.worstFirst = settings.value("worstFirst", layout.worstFirst).toBool();
    layout.fleetFolded = settings.value("fleetFolded", layout.fleetFolded).toBool();
    layout.fleetFoldedNarrow = settings.value("fleetFoldedNarrow", layout.fleetFoldedNarrow).toBool();
    layout.fleetWidth = std::clamp(settings.value("fleetWidth", 0).toInt(), 0, kWidestFleet);
    layout.target = settings.value("target").toString();
    layout.page = settings.value("page", layout.page).toString();
    layout.reach = std::chrono::seconds(std::clamp(settings.value("reach", 900).toInt(), 60, kLongestReach));
    layout.theme = themeFromName(settings.value("theme").toString());
    return layout;
}

void saveLayout(const WindowLayout &layout)
{
    QSettings settings;
    settings.beginGroup(QStringLiteral("window"));
    settings.setValue("geometry", layout.geometry);
    settings.setValue("sidebar", layout.sidebar);
    settings.setValue("inspector", layout.inspector);
    settings.setValue("inspectorShown", layout.inspectorShown);
    settings.setValue("worstFirst", layout.worstFirst);
    settings.setValue("fleetFolded", layout.fleetFolded);
    settings.setValue("fleetFoldedNarrow", layout.fleetFoldedNarrow);
    settings.setValue("fleetWidth", layout.fleetWidth);
    settings.setValue("target", layout.target);
    settings.setValue("page", layout.page);
    settings.setValue("reach", int(layout.reach.count()));
    settings.setValue("theme", themeName(layout.theme));
}

} // namespace lockmaster
