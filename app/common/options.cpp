// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <cstdio>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "base/redact.h"
#include "base/text.h"

namespace lockmaster {
namespace {

QString helpText(const QCommandLineParser &parser, const CommandHelp &help)
{
    const QString all = parser.helpText(); // "Usage: …", a blank line, "Options:", one line each
    const QString options = all.sliced(all.indexOf(u'\n') + 1).trimmed();
    return AppText::tr("Usage: %1").arg(help.usage) + QStringLiteral("\n\n") + help.description.trimmed()
           + QStringLiteral("\n\n") + options + u'\n';
}

} // namespace

std::optional<int> parseOptions(QCommandLineParser &parser, const CommandHelp &help, const QStringList &arguments)
{
    const QCommandLineOption helpOption({QStringLiteral("h"), QStringLiteral("help")}, AppText::tr("Shows this help."));
    parser.addOption(helpOption);
    const bool isParsed = parser.parse(QStringList{QStringLiteral("lockmaster")} + arguments);
    if (parser.isSet(helpOption)) {
        std::fputs(helpText(parser, help).toUtf8().constData(), stdout);
        return kExitOk;
    }
    if (isParsed)
        return {};
    return complain(AppText::tr("%1 Usage: %2").arg(parser.errorText(), help.usage), kExitUsage);
}

int complain(const QString &text, int exitCode)
{
    std::fputs((QStringLiteral("lockmaster: ") + plainLine(redact(text)) + u'\n').toUtf8().constData(), stderr);
    return exitCode;
}

int complain(const Error &error, int exitCode)
{
    const QStringList details = error.detail.split(u'\n', Qt::SkipEmptyParts);
    complain(error.target.isEmpty() ? error.text : error.target + QStringLiteral(": ") + error.text, exitCode);
    for (const QString &line : details)
        std::fputs((QStringLiteral("  ") + plainLine(redact(line)) + u'\n').toUtf8().constData(), stderr);
    return exitCode;
}

} // namespace lockmaster
