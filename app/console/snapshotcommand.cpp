// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster snapshot; with --json see snapshotjson.h.
#include "commands.h"

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/fleetchoice.h"
#include "app/options.h"
#include "diagnosis/diagnosis.h"
#include "firstlook.h"
#include "json/snapshotjson.h"
#include "text/terminal.h"
#include "text/snapshottext.h"
#include "verdict.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

CommandHelp snapshotHelp()
{
    return {u"lockmaster snapshot TARGET [--fleet FILE] [--json] [--full-text]"_s,
            AppText::tr(
                "Prints everything that is known of one target now: who it is, findings, who waits for whom,\n"
                "sessions, prepared transactions, connections, databases. Rates are of half a second. Literals in\n"
                "queries are shown as ?, unless --full-text is given; passwords in statements are masked always.\n\n"
                "Exit codes: 0 there is data; 2 the server is not reachable; 3 the login is refused, or nothing was\n"
                "heard within 4 seconds; 64 the command line is wrong; 78 the fleet file or the URL is wrong.\n\n"
                "Examples:\n"
                "  lockmaster snapshot orders-primary\n"
                "  lockmaster snapshot postgresql://monitor@db1/orders --json")};
}

int printSnapshot(const Snapshot &snapshot, const std::vector<Finding> &found, const QCommandLineParser &parser)
{
    const bool fullText = parser.isSet(u"full-text"_s);
    if (parser.isSet(u"json"_s))
        printJson(toJson(snapshot, found, fullText));
    else
        printAsText(snapshot, found, fullText);
    const bool hasData = isLive(snapshot.link) && snapshot.hasData();
    return hasData ? kExitOk : exitCode(statusOf(std::make_shared<const Snapshot>(snapshot), found));
}

} // namespace

int runSnapshot(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFleetOption(parser);
    parser.addOption({u"json"_s, AppText::tr("Prints one JSON object instead of text.")});
    parser.addOption(
        {u"full-text"_s, AppText::tr("Shows queries with their literals: names, amounts, personal data.")});
    if (const auto end = parseOptions(parser, snapshotHelp(), arguments))
        return *end;
    if (parser.positionalArguments().size() != 1)
        return complain(AppText::tr("One target is needed. Usage: %1").arg(snapshotHelp().usage), kExitUsage);
    const Result<ChosenFleet> chosen = chooseTarget(parser, parser.positionalArguments().front());
    if (!chosen)
        return complain(chosen.error(), kExitConfig);
    FirstLook first(chosen->fleet, chosen->passwords, FirstLook::Depth::Rates);
    const SnapshotPtr snapshot = first.look().front();
    if (!snapshot)
        return complain(AppText::tr("%1 has not answered yet.").arg(chosen->fleet.targets.front().name), kExitUnknown);
    return printSnapshot(*snapshot, first.watched().findings(snapshot->target), parser);
}

} // namespace lockmaster
