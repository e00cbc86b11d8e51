// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/pauseplan.h"

#include "actions/pgbouncer/consolechecks.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kDatabaseRunning{"database.running"};

Preflight checkDatabase(const ConsoleState &state, const QString &database)
{
    const ConsoleDatabase *one = state.find(database);
    if (one && one->isDisabled)
        return {consolecheck::kDatabaseSame, Verdict::Failed,
                ActionText::tr("The database is disabled: clients are refused anyway.")};
    return checkDatabaseThere(state, database);
}

Preflight checkNotPaused(const ConsoleState &state, const QString &database)
{
    if (state.isPausedAt(database) || state.isPaused.value_or(false))
        return {kDatabaseRunning, Verdict::Failed, ActionText::tr("It is already paused.")};
    return {kDatabaseRunning, Verdict::Ok, ActionText::tr("It is not paused.")};
}

/// In session mode a server connection is free when its client leaves, so that PAUSE would wait for all of them to leave.
Preflight checkMode(const ConsoleState &state, const QString &database)
{
    const auto isSession = [&](const ConsolePool &pool) {
        return (database.isEmpty() || pool.database == database) && pool.mode == u"session"
               && pool.clientsActive + pool.clientsWaiting > 0;
    };
    const auto found = std::ranges::find_if(state.pools, isSession);
    if (found != state.pools.end())
        return {u"pool.mode"_s, Verdict::Failed,
                ActionText::tr("%1 is pooled by session: PAUSE would wait until every client has left.")
                    .arg(plainLine(found->database))};
    return {u"pool.mode"_s, Verdict::Ok, ActionText::tr("Connections are free between transactions.")};
}

Preflight checkBusy(const ConsoleState &state, const QString &database, std::chrono::seconds patience, WallTime now)
{
    QStringList pids;
    std::chrono::microseconds oldest{};
    for (const ConsoleServer &server : state.servers) {
        if ((!database.isEmpty() && server.database != database) || !server.state.startsWith(u"active"))
            continue;
        pids << QString::number(server.pid);
        oldest = std::max(oldest, ageAt(now, server.requested).value_or(std::chrono::microseconds::zero()));
    }
    if (pids.isEmpty())
        return {u"pool.busy"_s, Verdict::Ok, ActionText::tr("No transaction runs now.")};
    const QString text =
        ActionText::tr("%1 in progress (backends %2); the quietest has asked nothing for %3.")
            .arg(transactionsText(int(pids.size())), elided(pids.join(u", "_s), 60), formatDuration(oldest));
    if (oldest < patience)
        return {u"pool.busy"_s, Verdict::Ok, text};
    return {u"pool.busy"_s, Verdict::Warning,
            text + u' '
                + ActionText::tr("If that takes longer, the pause is taken back after %1 s.").arg(patience.count())};
}

Preflight checkWindow(const ConsoleState &state, qint64 window)
{
    std::optional<double> limit;
    QString name;
    for (const QString &setting : {u"query_wait_timeout"_s, u"query_timeout"_s}) {
        const auto seconds = state.seconds(setting);
        if (seconds && (!limit || *seconds < *limit)) {
            limit = seconds;
            name = setting;
        }
    }
    if (!limit)
        return {u"pause.window"_s, Verdict::Ok, ActionText::tr("Clients that wait are never cut off.")};
    if (double(window) < *limit / 2)
        return {u"pause.window"_s, Verdict::Ok,
                ActionText::tr("Clients may wait %1 s (%2), twice the planned pause and more.").arg(*limit).arg(name)};
    return {
        u"pause.window"_s, Verdict::Failed,
        ActionText::tr("Clients that wait are cut off after %1 s (%2): a pause of %3 s is not less than half of it.")
            .arg(*limit)
            .arg(name)
            .arg(window)};
}

Preflight checkLogins(const ConsoleState &state, const QString &database)
{
    const QString asked = state.setting(u"auth_dbname"_s);
    if (!state.setting(u"auth_user"_s).isEmpty() && (database.isEmpty() || asked.isEmpty() || asked == database))
        return {u"auth.query"_s, Verdict::Warning,
                ActionText::tr("Passwords are looked up in the database (auth_query): new logins wait too.")};
    return {u"auth.query"_s, Verdict::Ok, ActionText::tr("Logins do not need the paused database.")};
}

QString undoText(const ActionPlan &plan)
{
    const QString resume = plan.undoStatements.front().sql;
    if (isKeptPaused(plan))
        return ActionText::tr("%1; on PgBouncer's console. The pause stays when this console is gone.").arg(resume);
    return ActionText::tr("%1; on PgBouncer's console. This console does it by itself after %2 s, unless you keep it "
                          "paused; when the console is gone before, nobody does.")
        .arg(resume)
        .arg(plannedPause(plan).count());
}

void describePause(ActionPlan &plan, const ConsoleState &state)
{
    const QString database = databaseIn(plan);
    plan.subjects = {databaseSubject(plan)};
    plan.statements = {{consoleCommand(u"PAUSE"_s, database), {}}};
    plan.consequence =
        ActionText::tr("%1 in progress and %2 waiting: from now on all wait, without an error, until it is resumed.")
            .arg(clientsText(state.sum(database, &ConsolePool::clientsActive)),
                 QString::number(state.sum(database, &ConsolePool::clientsWaiting)));
    if (!isKeptPaused(plan))
        plan.consequence += u' '
                            + ActionText::tr("The console resumes it by itself after %1 s, unless you keep it paused.")
                                  .arg(plannedPause(plan).count());
    plan.undoStatements = {{consoleCommand(u"RESUME"_s, database), {}}};
    plan.undoRequest = resumeRequest(plan);
    plan.undo = undoText(plan);
    plan.alternative =
        ActionText::tr("RECONNECT, when only what stands behind the server's address has changed: clients "
                       "are then not held up.");
    plan.validFor = std::chrono::seconds(60);
    if (plan.target.environment == Environment::Production)
        plan.token = plan.subjects.front().name;
}

} // namespace

QCoro::Task<Result<ActionPlan>> planPause(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString database = databaseIn(plan);
    plan.severity = Severity::Disruptive;
    plan.title = database.isEmpty() ? ActionText::tr("Pause all databases of %1").arg(plan.target.name)
                                    : ActionText::tr("Pause %1 on %2").arg(plainLine(database), plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(context.server.postgres(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    const std::chrono::seconds patience{plan.request.arguments.value("timeout"_L1).toInteger()};
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkDatabase(*state, database));
    plan.preflights.push_back(checkNotPaused(*state, database));
    plan.preflights.push_back(checkMode(*state, database));
    plan.preflights.push_back(checkBusy(*state, database, patience, plan.madeAt));
    plan.preflights.push_back(checkWindow(*state, plannedPause(plan).count()));
    plan.preflights.push_back(checkAlone(*state));
    plan.preflights.push_back(checkLogins(*state, database));
    describePause(plan, *state);
    co_return plan;
}

bool isKeptPaused(const ActionPlan &plan)
{
    return plan.request.arguments.value("then"_L1) == "keep"_L1;
}

std::chrono::seconds plannedPause(const ActionPlan &plan)
{
    return std::chrono::seconds(plan.request.arguments.value("window"_L1).toInteger());
}

Recheck recheckPause(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({consolecheck::kDatabaseSame, kDatabaseRunning}, {}, confirmed, again);
}

} // namespace lockmaster
