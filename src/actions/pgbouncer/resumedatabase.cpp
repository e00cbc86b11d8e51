// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-2: lets the clients of a paused database, or of all that are paused, go on. PgBouncer keeps two pauses apart, of all
// and of a database, and each is only taken back by its own command: the plan has exactly those that are needed.
#include "actions/pgbouncer/consolechecks.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/results.h"
#include "base/format.h"
#include "base/text.h"
#include "link/waits.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds kResumeTimeout{5};
constexpr std::chrono::seconds kFlowTime{5}; ///< until waiting clients are served
constexpr QLatin1StringView kPaused{"database.paused"};

Arguments resumeArguments()
{
    return {{.name = u"database"_s,
             .title = ActionText::tr("Database"),
             .help = ActionText::tr("As PgBouncer names it; empty: everything that is paused.")}};
}

/// The databases whose own pause is to be taken back.
QStringList pausedDatabases(const ConsoleState &state, const QString &database)
{
    QStringList names;
    for (const ConsoleDatabase &one : state.databases) {
        if (one.isPaused && (database.isEmpty() || one.name == database))
            names << one.name;
    }
    return names;
}

std::vector<PlannedStatement> resumeStatements(const ConsoleState &state, const QString &database)
{
    std::vector<PlannedStatement> statements;
    // Before 1.19 PgBouncer does not tell whether all is paused; it then says so itself when it is not.
    if (state.isPaused.value_or(database.isEmpty() && pausedDatabases(state, {}).isEmpty()))
        statements.push_back({consoleCommand(u"RESUME"_s, {}), {}});
    const QStringList paused = pausedDatabases(state, database);
    for (const QString &name : paused)
        statements.push_back({consoleCommand(u"RESUME"_s, name), {}});
    return statements;
}

Preflight checkPaused(const ConsoleState &state, const QString &database)
{
    if (Preflight there = checkDatabaseThere(state, database); there.verdict == Verdict::Failed)
        return {kPaused, Verdict::Failed, there.detail};
    if (resumeStatements(state, database).empty())
        return {kPaused, Verdict::Failed,
                database.isEmpty() ? ActionText::tr("Nothing is paused.") : ActionText::tr("It is not paused.")};
    if (!database.isEmpty() && state.isPaused == true)
        return {kPaused, Verdict::Warning,
                ActionText::tr("All of PgBouncer is paused: that pause is taken back, for its other databases too.")};
    return {
        kPaused, Verdict::Ok,
        ActionText::tr("%1 waiting, the longest for %2 s.")
            .arg(clientsText(state.sum(database, &ConsolePool::clientsWaiting)))
            .arg(state.pools.empty() ? 0 : std::ranges::max(state.pools, {}, &ConsolePool::longestWait).longestWait)};
}

/// What stands behind a database: its clients' next writes go there.
struct Behind {
    QString database;
    bool isStandby = false;
    bool isAsked = false; ///< else the fleet has no target that is there, or it does not answer
};

QCoro::Task<Behind> lookBehind(const FleetAccess *fleet, ConsoleDatabase database, QString planId, std::stop_token stop)
{
    Behind behind{database.name};
    // Several hosts, or none: PgBouncer chooses, or its own host is meant, which has another name here.
    if (database.host.isEmpty() || database.host.contains(u','))
        co_return behind;
    for (const Target &target : targetsAt(*fleet, ServerKind::PostgreSql, database.host, database.port)) {
        const Result<ReadyServer> server = co_await readyServer(fleet->lend, target, actingName(planId), stop);
        if (!server)
            continue;
        // A name may be of another host than the one of that address: what is there says nothing of this database.
        const bool isThere = wentTo(target, server->postgres()->state(), database.host, database.port);
        const bool isStandby = server->facts.isInRecovery;
        co_await giveBack(*server, stop);
        if (isThere)
            co_return Behind{database.name, isStandby, true};
    }
    co_return behind;
}

Preflight checkBehind(const std::vector<Behind> &all)
{
    QStringList standbys;
    QStringList unknown;
    QStringList primaries;
    for (const Behind &one : all)
        (!one.isAsked ? unknown : one.isStandby ? standbys : primaries) << plainLine(one.database);
    if (!standbys.isEmpty())
        return {u"server.primary"_s, Verdict::Warning,
                ActionText::tr("There is a standby behind %1: writes fail there.").arg(standbys.join(u", "_s))};
    if (!unknown.isEmpty())
        return {u"server.primary"_s, Verdict::Warning,
                ActionText::tr("Whether there is a primary behind %1 is not known: no target of the fleet is there, or "
                               "it does not answer.")
                    .arg(unknown.join(u", "_s))};
    return {u"server.primary"_s, Verdict::Ok,
            ActionText::tr("There is a primary behind %1.").arg(primaries.join(u", "_s))};
}

void describeResume(ActionPlan &plan, const ConsoleState &state)
{
    const QString database = databaseIn(plan);
    const QStringList paused = pausedDatabases(state, database);
    for (const QString &name : paused)
        plan.subjects.push_back({u"database"_s, name});
    if (plan.subjects.empty())
        plan.subjects = {databaseSubject(plan)};
    plan.statements = resumeStatements(state, database);
    plan.consequence = ActionText::tr("Clients that wait are served again: %1.")
                           .arg(clientsText(state.sum(database, &ConsolePool::clientsWaiting)));
    plan.undo = ActionText::tr("Pause it again.");
    plan.alternative = ActionText::tr("Keep it paused while the server behind it is not ready.");
    plan.validFor = std::chrono::seconds(60);
}

QCoro::Task<Result<ActionPlan>> planResume(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString database = databaseIn(plan);
    plan.severity = Severity::Reversible;
    plan.title = database.isEmpty() ? ActionText::tr("Resume all databases of %1").arg(plan.target.name)
                                    : ActionText::tr("Resume %1 on %2").arg(plainLine(database), plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(context.server.postgres(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkPaused(*state, database));
    if (hasFailed(plan.preflights))
        co_return plan;
    std::vector<Behind> behind;
    for (const ConsoleDatabase &one : state->databases) {
        if (database.isEmpty() || one.name == database)
            behind.push_back(co_await lookBehind(context.fleet, one, plan.id, stop));
    }
    plan.preflights.push_back(checkBehind(behind));
    plan.allRequiredTicks = std::ranges::any_of(behind, &Behind::isStandby);
    describeResume(plan, *state);
    co_return plan;
}

Recheck recheckResume(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({kPaused}, {"server.primary"_L1}, confirmed, again);
}

class ResumeRun final : public ActionRun
{
public:
    explicit ResumeRun(ActionPlan plan) : ActionRun(std::move(plan)), m_database(databaseIn(m_plan)) {}

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    [[nodiscard]] bool isHeld() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    QString m_database;
    int m_done = 0;    ///< commands that PgBouncer took
    int m_waiting = 0; ///< clients, seen last
    std::optional<ConsoleState> m_state;
};

QCoro::Task<void> ResumeRun::send(ActingContext context)
{
    const auto link = context.server.postgres();
    for (const PlannedStatement &statement : m_plan.statements) {
        const Result<PgRows> answer =
            co_await link->command(statement.sql.toUtf8(), QDeadlineTimer(kResumeTimeout), context.stop);
        if (answer) {
            ++m_done;
            continue;
        }
        if (isRefusedByServer(answer.error(), link->isOpen()) && answer.error().detail.contains(u"not paused"))
            continue; // somebody was faster
        m_evidence.error = answer.error();
        m_evidence.isAnswerLost = !isRefusedByServer(answer.error(), link->isOpen());
        co_return;
    }
}

QCoro::Task<void> ResumeRun::verify(ActingContext context)
{
    const QDeadlineTimer deadline(kFlowTime);
    do {
        Result<ConsoleState> state = co_await readConsole(context.server.postgres(), context.stop);
        m_evidence.hasLooked = state.has_value();
        if (!state)
            co_return;
        m_state = std::move(*state);
        m_waiting = m_state->sum(m_database, &ConsolePool::clientsWaiting);
        if (isHeld() || m_waiting == 0 || m_evidence.error)
            co_return;
    } while (!deadline.hasExpired()
             && co_await sleepFor(std::chrono::milliseconds(250), context.stop) == WaitEnd::Timeout);
}

bool ResumeRun::isHeld() const
{
    return m_state && (m_state->isPaused.value_or(false) || !pausedDatabases(*m_state, m_database).isEmpty());
}

Outcome ResumeRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return m_done > 0 ? Outcome::FailedPartial : Outcome::FailedClean;
    if (isHeld())
        return m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::SentUnverified;
    if (m_done == 0 && !m_evidence.isAnswerLost)
        return Outcome::NoOp;
    // In a busy pool some client always waits: that those of before are served shows by how short the waits are.
    const auto longest =
        m_state->pools.empty() ? 0 : std::ranges::max(m_state->pools, {}, &ConsolePool::longestWait).longestWait;
    return m_waiting == 0 || longest < kFlowTime.count() ? Outcome::DoneVerified : Outcome::SentUnverified;
}

QString ResumeRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified: return ActionText::tr("Nothing is paused any more, and the clients are served.");
    case Outcome::SentUnverified:
        return isHeld()
                   ? ActionText::tr("PgBouncer accepted it, but it is paused all the same: somebody paused it again.")
                   : ActionText::tr("It is not paused any more, but the server behind it does not take the clients: "
                                    "%1 still waiting.")
                         .arg(clientsText(m_waiting));
    case Outcome::NoOp: return ActionText::tr("It was not paused any more.");
    case Outcome::FailedPartial:
        return ActionText::tr("%1 of %2 pauses were taken back.").arg(m_done).arg(m_plan.statements.size());
    case Outcome::FailedClean:
        return m_evidence.error && !m_evidence.isAnswerLost ? m_evidence.error->text
                                                            : ActionText::tr("It is still paused.");
    case Outcome::Unknown:
        return ActionText::tr(
            "PgBouncer's answer was lost, and nobody could look since: whether it is paused is not known.");
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult ResumeRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    if (seen == Outcome::SentUnverified && !isHeld())
        result.next = ActionText::tr("Look at the server behind it: SHOW SERVERS on PgBouncer, and its own page here.");
    return result;
}

ActionWords resumeWords(const ActionPlan &plan)
{
    const QString database = plainLine(databaseIn(plan));
    return {database.isEmpty() ? ActionText::tr("Resume all") : ActionText::tr("Resume %1").arg(database),
            ActionText::tr("Keep it paused"), ActionText::tr("Type %1 to resume it:")};
}

} // namespace

ActionType resumeDatabaseAction()
{
    return {
        .id = "pgbouncer.resume"_L1,
        .kind = ServerKind::PgBouncer,
        .title = [] { return ActionText::tr("Resume a database…"); },
        .help =
            [] { return ActionText::tr("Lets the clients of a paused database, or of all that are paused, go on."); },
        .arguments = resumeArguments,
        .offeredOn = "database"_L1,
        .plan = planResume,
        .recheck = recheckResume,
        .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
            return std::make_unique<ResumeRun>(std::move(plan));
        },
        .words = resumeWords};
}

} // namespace lockmaster
