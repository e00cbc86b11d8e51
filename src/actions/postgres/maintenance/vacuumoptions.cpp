// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/vacuumoptions.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"

#include <algorithm>
#include <array>

namespace lockmaster::vacuum {
namespace {

using namespace Qt::StringLiterals;

/// An option that is written only where it is asked for.
struct Option {
    QLatin1StringView argument;
    QLatin1StringView keyword;   ///< as the server's manual has it
    int since = 0;               ///< the first version that has it
    bool isOfAnalyze = false;    ///< ANALYZE alone has it too
    QLatin1StringView text = {}; ///< what a flag becomes; empty: the value itself
};

// Of the manual's pages "VACUUM" and "ANALYZE" of each version. ONLY_DATABASE_STATS is of no table; FULL is an action of
// its own.
constexpr std::array kOptions{Option{"parallel"_L1, "PARALLEL"_L1, 130000},
                              Option{"index_cleanup"_L1, "INDEX_CLEANUP"_L1, 120000},
                              Option{"skip_toast"_L1, "PROCESS_TOAST"_L1, 140000, false, "false"_L1},
                              Option{"skip_main"_L1, "PROCESS_MAIN"_L1, 160000, false, "false"_L1},
                              Option{"skip_database_stats"_L1, "SKIP_DATABASE_STATS"_L1, 160000, false, "true"_L1},
                              Option{"disable_page_skipping"_L1, "DISABLE_PAGE_SKIPPING"_L1, 120000, false, "true"_L1},
                              Option{"buffer_limit_kb"_L1, "BUFFER_USAGE_LIMIT"_L1, 160000, true}};

bool isAskedFor(const QJsonObject &arguments, const Option &option)
{
    const QJsonValue value = arguments.value(option.argument);
    if (value.isUndefined() || value == false)
        return false;
    return option.argument != "index_cleanup"_L1 || value != "auto"_L1; // what the server does by itself, from 14 on
}

QString valueText(const QJsonObject &arguments, const Option &option)
{
    if (!option.text.isEmpty())
        return option.text;
    const QJsonValue value = arguments.value(option.argument);
    return value.isString() ? value.toString().toUpper() : QString::number(value.toInteger());
}

QString optionText(const QJsonObject &arguments, const Option &option)
{
    return option.keyword + u' ' + valueText(arguments, option);
}

Argument flag(QLatin1StringView name, const QString &title, const QString &help)
{
    return {.name = name, .type = ArgumentType::Flag, .title = title, .help = help, .isRare = true};
}

Arguments commonArguments()
{
    return {
        {.name = u"mode"_s,
         .type = ArgumentType::Choice,
         .title = ActionText::tr("What to do"),
         .help = ActionText::tr("vacuum frees the room of dead rows, analyze renews the planner's statistics, freeze "
                                "also marks old rows as visible for good."),
         .standard = u"vacuum"_s,
         .choices = {u"vacuum"_s, u"vacuum_analyze"_s, u"analyze"_s, u"freeze"_s}},
        {.name = u"truncate"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Give room at the end back"),
         .help = ActionText::tr("Shortens the file when its end is empty. That takes the table's exclusive lock for a "
                                "moment, also on standbys."),
         .standard = false},
        {.name = u"parallel"_s,
         .type = ArgumentType::Number,
         .title = ActionText::tr("Parallel workers"),
         .help = ActionText::tr("For its indexes, at most; without it the server chooses. 0: none."),
         .most = 1024}};
}

} // namespace

Mode modeOf(const QJsonObject &arguments)
{
    const QString mode = arguments.value("mode"_L1).toString();
    return mode == u"analyze"          ? Mode::Analyze
           : mode == u"vacuum_analyze" ? Mode::VacuumAnalyze
           : mode == u"freeze"         ? Mode::Freeze
                                       : Mode::Vacuum;
}

Arguments optionArguments()
{
    Arguments arguments = commonArguments();
    arguments.push_back(flag("skip_locked"_L1, ActionText::tr("Leave out what is locked"),
                             ActionText::tr("Does not wait for a lock of somebody else: leaves the table out.")));
    arguments.push_back({.name = u"index_cleanup"_s,
                         .type = ArgumentType::Choice,
                         .title = ActionText::tr("Clean indexes"),
                         .help = ActionText::tr("auto: when it is worth it. off is the quick way in an emergency: dead "
                                                "rows stay in the indexes."),
                         .choices = {u"auto"_s, u"on"_s, u"off"_s},
                         .isRare = true});
    arguments.push_back(
        flag("skip_toast"_L1, ActionText::tr("Without large values"),
             ActionText::tr("Leaves out the TOAST table, which has the large values. PostgreSQL 14+.")));
    arguments.push_back(flag("skip_main"_L1, ActionText::tr("Large values only"),
                             ActionText::tr("Only the TOAST table, which has the large values. PostgreSQL 16+.")));
    arguments.push_back(
        flag("skip_database_stats"_L1, ActionText::tr("Leave the database's age"),
             ActionText::tr("Does not look for the oldest transaction of the database at the end, which "
                            "takes long where tables are many. PostgreSQL 16+.")));
    arguments.push_back(flag("disable_page_skipping"_L1, ActionText::tr("Read every page"),
                             ActionText::tr("Also those that are known to need no work; for a visibility map that is "
                                            "thought to be wrong.")));
    arguments.push_back({.name = u"buffer_limit_kb"_s,
                         .type = ArgumentType::Number,
                         .title = ActionText::tr("Shared buffers at most (kB)"),
                         .help = ActionText::tr("0: as many as there are, which is faster and pushes other data out; "
                                                "otherwise 128 or more. PostgreSQL 16+."),
                         .most = 16'777'216,
                         .isRare = true});
    return arguments;
}

QString optionObjection(const QJsonObject &arguments)
{
    const qint64 buffers = arguments.value("buffer_limit_kb"_L1).toInteger();
    if (buffers > 0 && buffers < 128)
        return ActionText::tr("buffer_limit_kb= takes 0, or 128 and more.");
    if (arguments.value("skip_main"_L1).toBool() && arguments.value("skip_toast"_L1).toBool())
        return ActionText::tr("With skip_main= and skip_toast= nothing is left to be done.");
    if (modeOf(arguments) != Mode::Analyze)
        return {};
    for (const Option &option : kOptions) {
        if (!option.isOfAnalyze && isAskedFor(arguments, option))
            return ActionText::tr("%1= is of a vacuum, not of mode=analyze.").arg(option.argument);
    }
    return {};
}

Preflight checkOptions(const QJsonObject &arguments, int version)
{
    for (const Option &option : kOptions) {
        if (version < option.since && isAskedFor(arguments, option))
            return {kOptionKnown, Verdict::Failed,
                    ActionText::tr("PostgreSQL %1 does not know %2; it came with %3.")
                        .arg(version / 10000)
                        .arg(option.keyword)
                        .arg(option.since / 10000)};
    }
    return {kOptionKnown, Verdict::Ok, ActionText::tr("The server knows all that is asked for.")};
}

QString vacuumStatement(const QJsonObject &arguments, const QString &table)
{
    const Mode mode = modeOf(arguments);
    const bool isSkipping = arguments.value("skip_locked"_L1).toBool();
    QStringList options{u"VERBOSE"_s};
    if (mode == Mode::VacuumAnalyze)
        options << u"ANALYZE"_s;
    if (mode == Mode::Freeze)
        options << u"FREEZE"_s;
    if (mode != Mode::Analyze || isSkipping)
        options << (isSkipping ? u"SKIP_LOCKED true"_s : u"SKIP_LOCKED false"_s);
    for (const Option &option : kOptions) {
        if (isAskedFor(arguments, option) && (mode != Mode::Analyze || option.isOfAnalyze))
            options << optionText(arguments, option);
    }
    if (mode != Mode::Analyze)
        options << (arguments.value("truncate"_L1).toBool() ? u"TRUNCATE true"_s : u"TRUNCATE false"_s);
    return u"%1 (%2) %3"_s.arg(mode == Mode::Analyze ? u"ANALYZE"_s : u"VACUUM"_s, options.join(u", "), table);
}

} // namespace lockmaster::vacuum
