// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "opencommand.h"

#include <QApplication>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/momentfile.h"
#include "app/options.h"
#include "display.h"
#include "saveddesktop.h"
#include "themeoption.h"
#include "windowcommand.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

CommandHelp openHelp()
{
    return {
        u"lockmaster open FILE [--target NAME] [--page ID] [--theme dark|light|system]"_s,
        AppText::tr(
            "Opens the window on a file that `lockmaster snapshot --save` wrote: every page as it was at that moment.\n"
            "No server is connected, and nothing can be done to one.\n\n"
            "Exit codes: 64 the command line is wrong; 66 the file cannot be read.\n\n"
            "Example:\n"
            "  lockmaster open incident.lockmaster --page locks")};
}

} // namespace

int runOpen(const QStringList &arguments)
{
    QCommandLineParser parser;
    addThemeOption(parser);
    addPlaceOptions(parser);
    if (const auto end = parseOptions(parser, openHelp(), arguments))
        return *end;
    const QStringList files = parser.positionalArguments();
    if (files.size() != 1)
        return complain(AppText::tr("One file is needed. Usage: %1").arg(openHelp().usage), kExitUsage);
    Result<SavedMoments> saved = readMoments(files.front());
    if (!saved)
        return complain(saved.error(), kExitNoInput);
    if (!isThemeKnown(parser))
        return complain(AppText::tr("--theme takes dark, light or system."), kExitUsage);
    if (const auto end = complainWithoutDisplay())
        return *end;
    Theme::instance().install();
    SavedDesktop desktop(std::move(*saved));
    desktop.window().show();
    applyTheme(parser);
    showPlace(desktop.window(), parser);
    return QApplication::exec();
}

} // namespace lockmaster
