// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster act. With --json, one object: {plan {…}, confirm, result {…}, error {kind, text, server_words}}
// plan and result as model/action.h writes them. confirm is what --confirm has to be; result is null when nothing was
// carried out; with error set there is no plan.
#include "commands.h"

#include <QCoroTask>

#include "actions/executor.h"
#include "actions/journal/journalwriter.h"
#include "actions/registry.h"
#include "app/actionaccess.h"
#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/fleetchoice.h"
#include "app/folders.h"
#include "app/options.h"
#include "firstlook.h"
#include "interrupt.h"
#include "json/jsonvalues.h"
#include "text/acttext.h"
#include "text/shellword.h"
#include "text/terminal.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Words in lines that fit a terminal, each behind an indent.
QString wrapped(const QString &text)
{
    constexpr qsizetype kColumns = 110;
    const QString indent = u"      "_s;
    QString lines = indent;
    qsizetype column = indent.size();
    const QStringList words = text.split(u' ');
    for (const QString &word : words) {
        if (column + word.size() > kColumns) {
            lines += u'\n' + indent;
            column = indent.size();
        }
        lines += word + u' ';
        column += word.size() + 1;
    }
    return lines.trimmed().prepend(indent) + u'\n';
}

QString actionList()
{
    QString text;
    for (const ActionType &action : allActions()) {
        QStringList usages;
        for (const Argument &argument : action.arguments())
            usages << usageOf(argument);
        text += u"  %1\n"_s.arg(QString(action.id)) + wrapped(usages.join(u' '));
    }
    return text;
}

CommandHelp actHelp()
{
    return {u"lockmaster act ACTION TARGET key=value… [--dry-run] [--confirm TEXT] [--accept ID]… [--json]"_s,
            AppText::tr(
                "Plans one action, prints the plan with its checks, and carries it out when --confirm has the text\n"
                "that the plan asks for. Without --confirm, and with --dry-run, nothing is changed. What takes its\n"
                "time tells how far it is on standard error; Ctrl+C takes it back, as far as it can be.\n\n"
                "Actions (lockmaster act ACTION --help says more of one):\n")
                + actionList()
                + AppText::tr(
                    "\nExit codes: 0 done and verified, or the plan was only to be shown and is allowed; 1 there was\n"
                    "nothing to do; 2 refused, not confirmed or failed; 3 sent, and the effect is not known; 64 the\n"
                    "command line is wrong; 78 the fleet file or the URL is wrong.\n\n"
                    "Example:\n"
                    "  lockmaster act postgres.session.terminate orders-primary pid=8123 --confirm 8123")};
}

QString argumentLine(const Argument &argument)
{
    QString help = argument.help;
    if (argument.standard.isBool())
        help += AppText::tr(" Default: %1.").arg(argument.standard.toBool() ? u"yes"_s : u"no"_s);
    else if (!argument.standard.isUndefined())
        help += AppText::tr(" Default: %1.").arg(argument.standard.toVariant().toString());
    return u"  %1\n"_s.arg(usageOf(argument)) + wrapped(help);
}

CommandHelp helpOf(const ActionType &action)
{
    QString text = wrapped(action.help()) + u'\n';
    for (const Argument &argument : action.arguments())
        text += argumentLine(argument);
    text += AppText::tr("\nFor targets of kind %1. See lockmaster act --help for the rest.")
                .arg(recordOf(action.kind).name);
    return {u"lockmaster act %1 TARGET key=value… [--dry-run] [--confirm TEXT] [--accept ID]… [--json]"_s.arg(
                QString(action.id)),
            text};
}

int exitCodeOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::DoneVerified: return kExitOk;
    case Outcome::NoOp: return kExitWarning;
    case Outcome::RefusedByConsole:
    case Outcome::FailedClean:
    case Outcome::FailedPartial: return kExitCritical;
    case Outcome::SentUnverified:
    case Outcome::Unknown: return kExitUnknown;
    }
    return kExitUnknown;
}

/// Here every plan has to be confirmed: a command line is repeated and edited more easily than a dialog.
QString confirmationOf(const ActionPlan &plan)
{
    if (!plan.token.isEmpty())
        return plan.token;
    return plan.subjects.size() == 1 ? plan.subjects.front().name : plan.target.name;
}

/// The options that carry the plan out, for a shell.
QString consentOf(const ActionPlan &plan)
{
    QString options = u"--confirm "_s + shellQuoted(confirmationOf(plan));
    for (const Preflight &check : plan.preflights) {
        if (plan.allRequiredTicks && check.verdict == Verdict::Warning)
            options += u" --accept "_s + shellWord(check.id);
    }
    return options;
}

/// Checks what needs no server.
Result<QJsonObject> readArguments(const ActionType &action, const QStringList &words)
{
    Result<QJsonObject> arguments = argumentsOfWords(action.arguments(), words);
    const QString why = arguments && action.objection ? action.objection(*arguments) : QString();
    if (!why.isEmpty())
        return fail(ErrorKind::Config, why);
    return arguments;
}

QString allIds()
{
    QStringList ids;
    for (const ActionType &action : allActions())
        ids << action.id;
    return ids.join(", "_L1);
}

class Act
{
public:
    Act(const QCommandLineParser &parser, ChosenFleet chosen)
        : m_parser(parser)
        , m_target(chosen.fleet.targets.front())
        , m_first(chosen.fleet, chosen.passwords)
        , m_journal(journalFolder())
        , m_executor(actionAccess(m_first.engine(), chosen.fleet,
                                  [this](std::stop_token stop) { return m_first.lookAtOthers(std::move(stop)); }),
                     m_journal)
    {
    }

    int run(const QString &action, const QJsonObject &arguments)
    {
        ActionRequest request{action, m_target.name, arguments, {}};
        if (m_executor.asksServer(request)) {
            const SnapshotPtr snapshot = m_first.lookAtFirst();
            if (snapshot && !isLive(snapshot->link) && snapshot->link.error)
                return end(*snapshot->link.error);
            if (snapshot)
                request.seenAt = snapshot->dataTaken;
        }
        const Result<ActionPlan> plan = QCoro::waitFor(m_executor.plan(request, {}));
        return plan ? carryOut(*plan) : end(plan.error());
    }

private:
    [[nodiscard]] bool isJson() const { return m_parser.isSet(u"json"_s); }

    int carryOut(const ActionPlan &plan)
    {
        if (!isJson())
            printPlan(plan);
        const QString typed = m_parser.value(u"confirm"_s).trimmed();
        if (m_parser.isSet(u"dry-run"_s) || !plan.isAllowed())
            return end(plan, {}, plan.isAllowed() ? kExitOk : kExitCritical);
        if (typed != confirmationOf(plan))
            return end(plan, {}, kExitCritical);
        const Interrupt interrupt(AppText::tr("Taking it back. Ctrl+C again leaves it to itself."));
        ProgressLine line;
        const ActionResult result = QCoro::waitFor(
            m_executor.execute(plan, plan.token, m_parser.values(u"accept"_s), {},
                               {[&line](const ActionProgress &progress) { line.show(progress); }, interrupt.token()}));
        line.end();
        return end(plan, result, exitCodeOf(result.outcome));
    }

    int end(const Error &error) const
    {
        if (isJson())
            printJson({{u"plan"_s, {}}, {u"confirm"_s, {}}, {u"result"_s, {}}, {u"error"_s, errorJson(error)}});
        else
            complain(error, kExitCritical);
        return kExitCritical;
    }

    int end(const ActionPlan &plan, const std::optional<ActionResult> &result, int exitCode) const
    {
        if (isJson())
            printJson({{u"plan"_s, toJson(plan)},
                       {u"confirm"_s, confirmationOf(plan)},
                       {u"result"_s, result ? QJsonValue(toJson(*result)) : QJsonValue()},
                       {u"error"_s, {}}});
        else if (result)
            printResult(*result);
        else if (plan.isAllowed())
            printLine(AppText::tr("Nothing was changed. To carry this out, add %1").arg(consentOf(plan)));
        else
            printLine(AppText::tr("Nothing was changed: a check failed."));
        return exitCode;
    }

    const QCommandLineParser &m_parser;
    Target m_target;
    FirstLook m_first;
    JournalWriter m_journal;
    Executor m_executor;
};

} // namespace

int runAct(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFleetOption(parser);
    parser.addOption({u"dry-run"_s, AppText::tr("Only shows the plan.")});
    parser.addOption(
        {u"confirm"_s, AppText::tr("Carries the plan out when TEXT is what it asks for."), AppText::tr("TEXT")});
    parser.addOption(
        {u"accept"_s, AppText::tr("Accepts a warning of the plan, where each has to be."), AppText::tr("ID")});
    parser.addOption({u"json"_s, AppText::tr("Prints one JSON object instead of text.")});
    const ActionType *asked = arguments.isEmpty() ? nullptr : findAction(arguments.front());
    if (const auto end = parseOptions(parser, asked ? helpOf(*asked) : actHelp(), arguments))
        return *end;
    const QStringList words = parser.positionalArguments();
    if (words.size() < 2)
        return complain(AppText::tr("An action and a target are needed. Usage: %1").arg(actHelp().usage), kExitUsage);
    const ActionType *action = findAction(words[0]);
    if (!action)
        return complain(AppText::tr("There is no action “%1”. There are: %2").arg(words[0], allIds()), kExitUsage);
    const Result<QJsonObject> parsed = readArguments(*action, words.sliced(2));
    if (!parsed)
        return complain(parsed.error(), kExitUsage);
    const Result<ChosenFleet> chosen = chooseTargetWithPeers(parser, words[1]);
    if (!chosen)
        return complain(chosen.error(), kExitConfig);
    return Act(parser, *chosen).run(action->id, *parsed);
}

} // namespace lockmaster
