// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "themeoption.h"

#include <QCommandLineParser>
#include <QMap>

#include "app/apptext.h"
#include "ui/theme/theme.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QMap<QString, ThemeMode> themeModes()
{
    return {{u"dark"_s, ThemeMode::Dark}, {u"light"_s, ThemeMode::Light}, {u"system"_s, ThemeMode::System}};
}

} // namespace

void addThemeOption(QCommandLineParser &parser)
{
    parser.addOption({u"theme"_s, AppText::tr("dark, light or system."), AppText::tr("THEME")});
}

bool isThemeKnown(const QCommandLineParser &parser)
{
    return !parser.isSet(u"theme"_s) || themeModes().contains(parser.value(u"theme"_s));
}

void applyTheme(const QCommandLineParser &parser)
{
    const auto modes = themeModes();
    if (const auto mode = modes.constFind(parser.value(u"theme"_s)); mode != modes.constEnd())
        Theme::instance().setMode(*mode);
}

} // namespace lockmaster
