// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "themeoption.h"

#include <QCommandLineParser>
#include <QMap>

#include "app/apptext.h"
#include "ui/theme/theme.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

void addThemeOption(QCommandLineParser &parser)
{
    parser.addOption({u"theme"_s, AppText::tr("dark, light or system."), AppText::tr("THEME")});
}

bool applyTheme(const QCommandLineParser &parser)
{
    const QMap<QString, ThemeMode> modes{
        {u"dark"_s, ThemeMode::Dark}, {u"light"_s, ThemeMode::Light}, {u"system"_s, ThemeMode::System}};
    if (!parser.isSet(u"theme"_s))
        return true;
    const auto mode = modes.constFind(parser.value(u"theme"_s));
    if (mode != modes.constEnd())
        Theme::instance().setMode(*mode);
    return mode != modes.constEnd();
}

} // namespace lockmaster
