// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster act. With --json, one object: {plan {…}, confirm, result {…}, error {kind, text, server_words}}
// plan and result as model/action.h writes them. confirm is what --confirm has to be; result is null when nothing was
// carried out; with error set there is no plan.
#include "commands.h"

#include <QCoroTask>
#include <algorithm>

#include "actions/executor.h"
#include "actions/journal/journal.h"
#include "actrequest.h"
#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/fleetchoice.h"
#include "app/folders.h"
#include "app/options.h"
#include "model/postgres/postgres.h"
#include "diagnosis/diagnosis.h"
#include "firstlook.h"
#include "json/jsonvalues.h"
#include "text/terminal.h"
#include "text/acttext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

CommandHelp actHelp()
{
    return {u"lockmaster act ACTION TARGET key=value… [--dry-run] [--confirm TEXT] [--accept ID]… [--json]"_s,
            AppText::tr(
                "Plans one action, prints the plan with its checks, and carries it out when --confirm has the text\n"
                "that the plan asks for. Without --confirm, and with --dry-run, nothing is changed.\n\n"
                "Actions:\n"
                "  postgres.session.cancel               pid= [backend_start=] [query_start=]\n"
                "  postgres.session.terminate            pid= [backend_start=]\n"
                "  postgres.session.terminate_root       pid= [backend_start=]   the session others wait behind\n"
                "  postgres.session.terminate_filtered   application= user= database= (one of them at least)\n"
                "                                        [client=] [state=idle] [older_than=300 seconds]\n"
                "A pid alone means the session that has it now; with backend_start it is that session or none.\n\n"
                "Exit codes: 0 done and verified, or the plan was only to be shown and is allowed; 1 there was\n"
                "nothing to do; 2 refused, not confirmed or failed; 3 sent, and the effect is not known; 64 the\n"
                "command line is wrong; 78 the fleet file or the URL is wrong.\n\n"
                "Example:\n"
                "  lockmaster act postgres.session.terminate orders-primary pid=8123 --confirm 8123")};
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
    return plan.request.session ? QString::number(plan.request.session->pid) : plan.target.name;
}

/// The session that the person means; a pid alone is that of the newest data.
Result<ActionRequest> requestOf(const ActArguments &arguments, const Target &target, const SnapshotPtr &snapshot)
{
    ActionRequest request{arguments.action, target.name, {}, arguments.queryStart, arguments.filter, {}};
    if (snapshot)
        request.seenAt = snapshot->dataTaken;
    if (!arguments.pid)
        return request;
    const bool hasData = snapshot && snapshot->postgres;
    const SessionPtr session = hasData ? findSession(*snapshot->postgres, *arguments.pid) : nullptr;
    if (arguments.backendStart)
        request.session = SessionKey{*arguments.pid, *arguments.backendStart};
    else if (session)
        request.session = session->key;
    else
        return fail(ErrorKind::Query,
                    AppText::tr("No session has pid %1 on %2 now.").arg(*arguments.pid).arg(target.name));
    const bool isSame = session && session->key == *request.session;
    if (arguments.action == kCancelQuery && !request.queryStart && isSame)
        request.queryStart = session->queryStart;
    return request;
}

class Act
{
public:
    Act(const QCommandLineParser &parser, ChosenFleet chosen)
        : m_parser(parser)
        , m_fleet(chosen.fleet)
        , m_target(chosen.fleet.targets.front())
        , m_first(chosen.fleet, chosen.passwords)
        , m_journal(journalFolder())
        , m_executor(chosen.fleet.targets, m_first.engine().lender(), m_journal)
    {
    }

    int run(const ActArguments &arguments)
    {
        const std::vector<SnapshotPtr> seen = m_first.look();
        const SnapshotPtr &snapshot = seen.front();
        if (snapshot && !isLive(snapshot->link) && snapshot->link.error)
            return end(*snapshot->link.error);
        Result<ActionRequest> request = requestOf(arguments, m_target, snapshot);
        if (!request)
            return end(request.error());
        request->otherPrimaries = otherPrimaries(fleetFindings(seen, m_fleet), m_target.name);
        const Result<ActionPlan> plan = QCoro::waitFor(m_executor.plan(*request, {}));
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
        const ActionResult result =
            QCoro::waitFor(m_executor.execute(plan, plan.token, m_parser.values(u"accept"_s), {}));
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
            printLine(
                AppText::tr("Nothing was changed. To carry this out, add --confirm '%1'").arg(confirmationOf(plan)));
        else
            printLine(AppText::tr("Nothing was changed: a check failed."));
        return exitCode;
    }

    const QCommandLineParser &m_parser;
    Fleet m_fleet; ///< the target, and its peers
    Target m_target;
    FirstLook m_first;
    Journal m_journal;
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
    if (const auto end = parseOptions(parser, actHelp(), arguments))
        return *end;
    const QStringList words = parser.positionalArguments();
    if (words.size() < 2)
        return complain(AppText::tr("An action and a target are needed. Usage: %1").arg(actHelp().usage), kExitUsage);
    const Result<ActArguments> parsed = parseActArguments(words[0], words.sliced(2));
    if (!parsed)
        return complain(parsed.error(), kExitUsage);
    const Result<ChosenFleet> chosen = chooseTargetWithPeers(parser, words[1]);
    if (!chosen)
        return complain(chosen.error(), kExitConfig);
    return Act(parser, *chosen).run(*parsed);
}

} // namespace lockmaster
