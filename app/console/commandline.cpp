// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/options.h"
#include "commands.h"

namespace lockmaster {
namespace {

struct Command {
    QLatin1StringView name;
    int (*run)(const QStringList &arguments);
};

constexpr std::array kCommands{
    Command{QLatin1StringView("check"), runCheck},
    Command{QLatin1StringView("snapshot"), runSnapshot},
    Command{QLatin1StringView("note"), runNote},
    Command{QLatin1StringView("act"), runAct},
};

QString overview()
{
    return AppText::tr(
        "Usage: lockmaster [--fleet FILE]          the window\n"
        "       lockmaster COMMAND [OPTIONS]       one of the commands below\n\n"
        "  check       [--fleet FILE] [URL…] [--for SECONDS] [--format text|json|prometheus]\n"
        "                                                    one health check; exit 0 ok, 1 warning, 2 critical,\n"
        "                                                    3 unknown\n"
        "  snapshot    TARGET… [--fleet FILE] [--for SECONDS] [--save FILE] [--json]\n"
        "                                                    everything known of a target now\n"
        "  snapshot    FILE [--json]                         the same of a saved moment\n"
        "  open        FILE                                  a saved moment in the window, on any machine\n"
        "  note        TARGET… --for 15m [--format md|html] [-o FILE]\n"
        "                                                    watches, and writes down what was wrong from when to "
        "when\n"
        "  act         ACTION TARGET key=value… [--dry-run] [--confirm TEXT] [--json]\n"
        "                                                    plan, check, carry out and verify one action\n"
        "  screenshot  PAGE [--target NAME] [--snapshot FILE] -o FILE\n"
        "                                                    one page as a picture, offscreen\n\n"
        "lockmaster COMMAND --help tells more. TARGET is a name of the fleet file or a URL such as\n"
        "postgresql://user@host/database, pgbouncer://user@host, redis://user@host, rediss:// (TLS), valkey:// or\n"
        "sentinel://host.\n"
        "The fleet file is ~/.config/lockmaster/fleet.yaml unless --fleet names another.\n");
}

} // namespace

int runCommandLine(const QStringList &arguments)
{
    const QString name = arguments.value(0);
    if (name == u"--help" || name == u"-h" || name == u"help") {
        std::fputs(overview().toUtf8().constData(), stdout);
        return kExitOk;
    }
    if (name == u"--version" || name == u"-v") {
        std::puts("lockmaster " LOCKMASTER_VERSION);
        return kExitOk;
    }
    const auto command = std::ranges::find(kCommands, name, &Command::name);
    if (command == kCommands.end())
        return complain(AppText::tr("There is no command “%1”. lockmaster --help lists them.").arg(name), kExitUsage);
    return command->run(arguments.sliced(1));
}

} // namespace lockmaster
