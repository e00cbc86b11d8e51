// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster check. With --format json (or --json), one object:
//   checked (ISO), status, exit_code, watched_seconds (0: one look; with --for so many), not_looked_at [words of
//            watching.h: what cannot be told of so short a time],
//   targets [{target, kind, endpoint, group, environment, status, version, role, in_recovery (PostgreSQL only),
//            open_actions [{…}], link {…}}], link as in linkjson.h; open_actions are those of this user that somebody
//            still waits for, or whose outcome of the last day is not known: see actions/journal/openaction.h
//   findings [{…}] of all targets, worst first: see diagnosis/diagnosis.h
// status is ok, warning, critical or unknown; version and role are null without data, link when nothing was
// heard. With --format prometheus: metrics/exposition.h.
#include "commands.h"

#include <QJsonArray>

#include <algorithm>
#include <chrono>

#include "actions/journal/journal.h"
#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/fleetchoice.h"
#include "app/folders.h"
#include "app/options.h"
#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "metrics/exposition.h"
#include "firstlook.h"
#include "json/jsonvalues.h"
#include "json/linkjson.h"
#include "model/fleet/serversummary.h"
#include "text/terminal.h"
#include "text/findingtext.h"
#include "text/healthline.h"
#include "verdict.h"
#include "watching.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

struct Checked {
    Target target;
    SnapshotPtr snapshot;
    std::vector<Finding> findings;
    Status status = Status::Unknown;
    std::vector<OpenAction> open;
};

struct CheckedFleet {
    std::vector<Checked> targets; ///< worst first
    FleetOrigin origin;
    std::chrono::milliseconds watched{0};

    [[nodiscard]] Status worst() const { return targets.empty() ? Status::Unknown : targets.front().status; }
};

CommandHelp checkHelp()
{
    return {u"lockmaster check [--fleet FILE] [URL…] [--for SECONDS] [--format text|json|prometheus]"_s,
            AppText::tr(
                "Looks once at every target of the fleet file, or at the URLs given, all at the same time, for at\n"
                "most 4 seconds, and prints what is wrong, worst first. One look tells no rates and no trends: a\n"
                "cache that is no longer hit, connections that leak, what fills up. --for 30 watches so many seconds,\n"
                "with a sample a second, and judges the last moment; Ctrl+C judges at once what was seen so far.\n\n"
                "Exit codes; of several targets the worst counts, in this order:\n"
                "  2  critical  a finding is critical: sessions blocked for long, no connection slots left, or the\n"
                "               server is not reachable or does not answer\n"
                "  1  warning   a finding is a warning; a server that starts up, recovers or shuts down is one\n"
                "  3  unknown   cannot be told: the login is refused, may not see other sessions (the GRANT that\n"
                "               mends it is printed), or nothing was heard in time\n"
                "  0  ok        everything was seen and nothing is wrong\n"
                "  64 the command line is wrong; 78 the fleet file or a URL is wrong\n\n"
                "Examples:\n"
                "  lockmaster check\n"
                "  lockmaster check --for 30\n"
                "  lockmaster check postgresql://monitor@db1/orders --json\n"
                "  lockmaster check redis://monitor@cache1 --format prometheus")};
}

/// Without a journal that can be read, none: it is not what a check is about.
std::vector<OpenAction> openActions()
{
    const WallTime yesterday = systemClock().wallNow() - std::chrono::hours(24);
    std::vector<OpenAction> open = Journal(journalFolder()).open(yesterday).value_or(std::vector<OpenAction>());
    std::erase_if(open, [&](const OpenAction &one) { return !one.isAwaited && one.plan.madeAt < yesterday; });
    return open;
}

std::vector<OpenAction> openOn(const Target &target, const std::vector<OpenAction> &open)
{
    std::vector<OpenAction> its;
    std::ranges::copy_if(open, std::back_inserter(its),
                         [&](const OpenAction &one) { return one.plan.target.name == target.name; });
    return its;
}

CheckedFleet checkAll(const ChosenFleet &chosen, const QCommandLineParser &parser, std::chrono::milliseconds watchFor)
{
    FirstLook first(chosen.fleet, chosen.passwords, watchFor);
    const std::vector<SnapshotPtr> seen = lookWithProgress(parser, first);
    const std::vector<std::vector<Finding>> found = first.findings();
    const std::vector<OpenAction> open = openActions();
    CheckedFleet all{{}, chosen.origin, first.watchedFor()};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const Target &target = chosen.fleet.targets[i];
        all.targets.push_back({target, seen[i], found[i], statusOf(seen[i], found[i]), openOn(target, open)});
    }
    std::ranges::stable_sort(all.targets, std::ranges::greater{}, &Checked::status);
    return all;
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject targetJson(const Checked &one)
{
    const ServerSummary summary = one.snapshot ? serverSummary(*one.snapshot) : ServerSummary();
    QJsonObject json{{u"target"_s, one.target.name},
                     {u"kind"_s, QString(recordOf(one.target.kind).name)},
                     {u"endpoint"_s, endpoint(one.target)},
                     {u"group"_s, one.target.group},
                     {u"environment"_s, environmentName(one.target.environment)},
                     {u"status"_s, statusName(one.status)},
                     {u"version"_s, orNull(summary.version)},
                     {u"role"_s, orNull(summary.role)}};
    if (one.target.kind == ServerKind::PostgreSql)
        json.insert(u"in_recovery"_s, summary.role.isEmpty() ? QJsonValue() : QJsonValue(summary.role == u"standby"));
    json.insert(u"open_actions"_s, jsonArray(one.open, [](const OpenAction &open) { return toJson(open); }));
    json.insert(u"link"_s, one.snapshot ? QJsonValue(linkJson(*one.snapshot)) : QJsonValue());
    return json;
}

void printAsJson(const CheckedFleet &all)
{
    QJsonArray targets;
    std::vector<Finding> every;
    for (const Checked &one : all.targets) {
        targets.append(targetJson(one));
        std::ranges::copy(one.findings, std::back_inserter(every));
    }
    std::ranges::stable_sort(every, std::ranges::greater{}, &Finding::severity);
    QJsonArray found;
    for (const Finding &finding : every)
        found.append(toJson(finding));
    printJson({{u"checked"_s, formatIso(systemClock().wallNow())},
               {u"status"_s, statusName(all.worst())},
               {u"exit_code"_s, exitCode(all.worst())},
               {u"watched_seconds"_s, qint64(std::chrono::round<std::chrono::seconds>(all.watched).count())},
               {u"not_looked_at"_s, QJsonArray::fromStringList(notLookedAt(all.watched))},
               {u"targets"_s, targets},
               {u"findings"_s, found}});
}

/// What nobody knows the outcome of, and what takes it back: a pause that nobody watches any more holds clients up.
void printOpen(const OpenAction &open, const FleetOrigin &origin)
{
    printLine(openSentence(open, systemClock().wallNow()), 2);
    if (open.plan.undoRequest && !open.isAwaited)
        printLine(AppText::tr("To take it back: %1").arg(actCommandLine(*open.plan.undoRequest, origin)), 4);
}

void printAsText(const CheckedFleet &all)
{
    for (const Checked &one : all.targets) {
        printLine(u"%1 %2 (%3)  %4"_s.arg(cell(statusName(one.status), 8), plainLine(one.target.name),
                                          endpoint(one.target), healthLine(one.snapshot.get())));
        for (const Finding &finding : one.findings)
            printFinding(finding, all.origin);
        for (const OpenAction &open : one.open)
            printOpen(open, all.origin);
    }
    if (const QString untold = notLookedAtLine(all.watched); !untold.isEmpty())
        printLine(untold);
}

void printAsMetrics(const CheckedFleet &all)
{
    std::vector<std::pair<Target, SnapshotPtr>> targets;
    for (const Checked &one : all.targets)
        targets.emplace_back(one.target, one.snapshot);
    for (const QByteArray &line : prometheusText(targets).trimmed().split('\n'))
        printLine(QString::fromUtf8(line));
}

} // namespace

int runCheck(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFleetOption(parser);
    addWatchOption(parser);
    parser.addOption({u"json"_s, AppText::tr("The same as --format json.")});
    parser.addOption({u"format"_s,
                      AppText::tr("text; json: one object; prometheus: all metrics, counters as they are, in the text\n"
                                  "format that Prometheus reads."),
                      AppText::tr("FORMAT"), u"text"_s});
    if (const auto end = parseOptions(parser, checkHelp(), arguments))
        return *end;
    const QString format = parser.isSet(u"json"_s) ? u"json"_s : parser.value(u"format"_s);
    if (!QStringList{u"text"_s, u"json"_s, u"prometheus"_s}.contains(format))
        return complain(AppText::tr("--format takes text, json or prometheus."), kExitUsage);
    const Result<std::chrono::milliseconds> watchFor = watchTime(parser, std::chrono::milliseconds(0));
    if (!watchFor)
        return complain(watchFor.error(), kExitUsage);
    const Result<ChosenFleet> chosen = chooseFleet(parser, parser.positionalArguments());
    if (!chosen)
        return complain(chosen.error(), kExitConfig);
    const CheckedFleet all = checkAll(*chosen, parser, *watchFor);
    if (format == u"json")
        printAsJson(all);
    else if (format == u"prometheus")
        printAsMetrics(all);
    else
        printAsText(all);
    return exitCode(all.worst());
}

} // namespace lockmaster
