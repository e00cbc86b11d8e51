// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <algorithm>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/fleetchoice.h"
#include "app/momentfile.h"
#include "app/options.h"
#include "base/format.h"
#include "codec/json.h"
#include "diagnosis/observer.h"
#include "firstlook.h"
#include "json/snapshotjson.h"
#include "model/savedmomentfields.h"
#include "text/healthline.h"
#include "text/snapshottext.h"
#include "text/terminal.h"
#include "verdict.h"
#include "watching.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Without --for.
constexpr std::chrono::milliseconds kTimeForRates{500};

CommandHelp snapshotHelp()
{
    return {
        u"lockmaster snapshot TARGET… [--fleet FILE] [--for SECONDS] [--save FILE] [--json] [--full-text]\n"
        "       lockmaster snapshot FILE [--json] [--full-text]"_s,
        AppText::tr(
            "Prints everything that is known of a target now: who it is, findings, who waits for whom, sessions,\n"
            "prepared transactions, connections, databases. Rates are of half a second, and trends are not told,\n"
            "unless --for 30 watches; Ctrl+C then ends early. The others of a target's group in the fleet file are\n"
            "looked at as well: what is between them, such as two primaries, is told. Literals in queries and\n"
            "arguments of Redis' commands are shown as ?, unless --full-text is given; passwords are masked always.\n\n"
            "--save writes it into a file as well, masked in the same way. A file is read back by this command and\n"
            "by `lockmaster open`, on another machine too, and no connection is made. What is named /…, ./…, ../… or\n"
            "….lockmaster is taken for a file. Several targets give an array of JSON, and are saved in one file.\n\n"
            "Exit codes, of several targets the worst: 0 there is data; 2 the server is not reachable; 3 the login\n"
            "is refused, or nothing was heard within 4 seconds (and those of --for); 64 the command line is wrong;\n"
            "66 the file cannot be read; 73 it cannot be written; 78 the fleet file or the URL is wrong.\n\n"
            "Examples:\n"
            "  lockmaster snapshot orders-primary\n"
            "  lockmaster snapshot postgresql://monitor@db1/orders --json\n"
            "  lockmaster snapshot orders-primary --for 30\n"
            "  lockmaster snapshot orders-primary orders-pool --save incident.lockmaster\n"
            "  lockmaster snapshot incident.lockmaster")};
}

class SnapshotPrinter
{
public:
    explicit SnapshotPrinter(const QCommandLineParser &parser)
        : m_isJson(parser.isSet(u"json"_s)), m_texts(parser.isSet(u"full-text"_s) ? Texts::Full : Texts::Masked)
    {
    }

    [[nodiscard]] Texts texts() const { return m_texts; }

    /// All return the exit code.
    int printLive(const std::vector<SavedMoment> &moments, const FirstLook &first, FleetOrigin origin)
    {
        m_origin = std::move(origin);
        const int code = print(moments, first.findings(), nullptr);
        const QString untold = notLookedAtLine(first.watchedFor());
        if (!m_isJson && !untold.isEmpty()) {
            printLine({});
            printLine(untold);
        }
        return code;
    }

    int printSaved(const SavedMoments &file)
    {
        Fleet fleet;
        std::ranges::transform(file.moments, std::back_inserter(fleet.targets), &SavedMoment::target);
        Observer observer(fleet);
        std::vector<ObservationPtr> seen;
        for (const SavedMoment &moment : file.moments)
            seen.push_back(observer.observe(moment.snapshot));
        std::vector<std::vector<Finding>> found;
        for (const ObservationPtr &one : seen)
            found.push_back(allFindings(*one, *seen.back()->fleet));
        return print(file.moments, found, &file);
    }

private:
    /// `found` may be of more targets, which come after them.
    int print(const std::vector<SavedMoment> &moments, const std::vector<std::vector<Finding>> &found,
              const SavedMoments *file)
    {
        int code = kExitOk;
        for (std::size_t i = 0; i < moments.size(); ++i)
            code = std::max(code, printOne(moments[i].snapshot, found[i], file));
        if (m_isJson && m_all.size() == 1)
            printJson(m_all.first().toObject());
        else if (m_isJson)
            printJson(m_all);
        return code;
    }

    int printOne(const SnapshotPtr &snapshot, const std::vector<Finding> &found, const SavedMoments *file)
    {
        if (m_isJson) {
            QJsonObject json = toJson(*snapshot, found, m_texts);
            if (file)
                json.insert(u"saved"_s, fileJson(*file));
            m_all.append(json);
        } else {
            if (std::exchange(m_isFurther, true))
                printLine({});
            if (file)
                printLine(fileText(*file, *snapshot));
            printAsText(*snapshot, found, m_origin, m_texts == Texts::Full);
        }
        const bool hasData = isLive(snapshot->link) && snapshot->hasData();
        return hasData ? kExitOk : exitCode(statusOf(snapshot, found));
    }

    static QJsonObject fileJson(const SavedMoments &file)
    {
        SavedMoments head = file;
        head.moments.clear();
        QJsonObject json = jsonOf(head);
        json.remove(u"moments"_s);
        return json;
    }

    static QString fileText(const SavedMoments &file, const Snapshot &snapshot)
    {
        const QString masked = file.isMasked ? AppText::tr(", literals are masked") : QString();
        return AppText::tr("SAVED MOMENT of %1 (%2 ago), taken on %3%4")
            .arg(formatMoment(snapshot.taken.wall), formatDuration(systemClock().wallNow() - snapshot.taken.wall),
                 file.host, masked);
    }

    bool m_isJson;
    Texts m_texts;
    FleetOrigin m_origin;
    QJsonArray m_all;
    bool m_isFurther = false;
};

int printFile(const QString &path, SnapshotPrinter printer)
{
    const Result<SavedMoments> file = readMoments(path);
    return file ? printer.printSaved(*file) : complain(file.error(), kExitNoInput);
}

/// Of the named ones, which are the first of those that `first` looks at.
std::vector<SavedMoment> lookAt(const std::vector<Target> &named, const QCommandLineParser &parser, FirstLook &first)
{
    for (const Target &target : named)
        first.engine().want(target.name, {u"memory"_s}); // what only a page of the window asks for otherwise
    const std::vector<SnapshotPtr> seen = lookWithProgress(parser, first);
    std::vector<SavedMoment> moments;
    for (std::size_t i = 0; i < named.size(); ++i)
        moments.push_back({named[i], seen[i]});
    return moments;
}

int printTargets(const QCommandLineParser &parser, SnapshotPrinter printer)
{
    const Result<std::chrono::milliseconds> watchFor = watchTime(parser, kTimeForRates);
    if (!watchFor)
        return complain(watchFor.error(), kExitUsage);
    const Result<ChosenFleet> chosen = chooseTargets(parser, parser.positionalArguments());
    if (!chosen)
        return complain(chosen.error(), kExitConfig);
    FirstLook first(withGroups(parser, *chosen).fleet, chosen->passwords, *watchFor);
    const std::vector<SavedMoment> moments = lookAt(chosen->fleet.targets, parser, first);
    const auto silent = std::ranges::find(moments, nullptr, &SavedMoment::snapshot);
    if (silent != moments.end())
        return complain(u"%1: %2"_s.arg(silent->target.name, silenceLine()), kExitUnknown);
    if (parser.isSet(u"save"_s)) {
        const Result<qint64> saved = saveMoments(parser.value(u"save"_s), moments, printer.texts());
        if (!saved)
            return complain(saved.error(), kExitCantCreate);
    }
    return printer.printLive(moments, first, chosen->origin);
}

} // namespace

int runSnapshot(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFleetOption(parser);
    addWatchOption(parser);
    parser.addOption({u"save"_s, AppText::tr("Writes it into this file too."), AppText::tr("FILE")});
    parser.addOption({u"json"_s, AppText::tr("Prints one JSON object instead of text.")});
    parser.addOption(
        {u"full-text"_s, AppText::tr("Shows and saves queries with their literals: names, amounts, personal data.")});
    if (const auto end = parseOptions(parser, snapshotHelp(), arguments))
        return *end;
    const QStringList names = parser.positionalArguments();
    const bool isFile = std::ranges::any_of(names, namesMomentFile);
    const bool isForServers = parser.isSet(u"save"_s) || parser.isSet(u"for"_s);
    if (names.isEmpty() || (isFile && (names.size() > 1 || isForServers)))
        return complain(AppText::tr("Targets or one file are needed. Usage: %1").arg(snapshotHelp().usage), kExitUsage);
    const SnapshotPrinter printer(parser);
    return isFile ? printFile(names.front(), printer) : printTargets(parser, printer);
}

} // namespace lockmaster
