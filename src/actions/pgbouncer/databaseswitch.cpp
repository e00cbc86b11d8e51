// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/databaseswitch.h"

#include "actions/pgbouncer/commandrun.h"
#include "actions/pgbouncer/consolechecks.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kAdmission{"database.admission"};
constexpr QLatin1StringView kDisable{"pgbouncer.disable"};
constexpr QLatin1StringView kEnable{"pgbouncer.enable"};

Preflight checkAdmission(const ConsoleState &state, const QString &database, Admission wanted)
{
    const bool isDisabled = state.find(database)->isDisabled;
    if (isDisabled == (wanted == Admission::Refused))
        return {kAdmission, Verdict::Failed,
                isDisabled ? ActionText::tr("It is disabled already.") : ActionText::tr("It is not disabled.")};
    return {kAdmission, Verdict::Ok,
            isDisabled ? ActionText::tr("New clients are refused now.")
                       : ActionText::tr("New clients are let in now.")};
}

void describeSwitch(ActionPlan &plan, const ConsoleState &state, Admission wanted)
{
    const QString database = databaseIn(plan);
    const bool isRefusal = wanted == Admission::Refused;
    const int clients =
        state.sum(database, &ConsolePool::clientsActive) + state.sum(database, &ConsolePool::clientsWaiting);
    plan.subjects = {databaseSubject(plan)};
    plan.statements = {{consoleCommand(isRefusal ? u"DISABLE"_s : u"ENABLE"_s, database), {}}};
    plan.undoStatements = {{consoleCommand(isRefusal ? u"ENABLE"_s : u"DISABLE"_s, database), {}}};
    plan.undoRequest = ActionRequest{isRefusal ? kEnable : kDisable, plan.target.name, {{u"database"_s, database}}, {}};
    plan.undo = plan.undoStatements.front().sql;
    plan.consequence =
        isRefusal
            ? ActionText::tr("New clients are refused with an error until it is enabled or PgBouncer restarts; %1 "
                             "that are connected go on.")
                  .arg(clients)
            : ActionText::tr("New clients are let in again.");
    if (isRefusal)
        plan.alternative = ActionText::tr("PAUSE, when clients should wait and get no error.");
    plan.validFor = std::chrono::seconds(60);
    if (isRefusal && plan.target.environment == Environment::Production)
        plan.token = database;
}

class SwitchRun final : public CommandRun
{
public:
    SwitchRun(ActionPlan plan, Admission wanted) : CommandRun(std::move(plan)), m_wanted(wanted) {}

protected:
    QCoro::Task<Result<void>> look(LinkPtr link, std::stop_token stop) override
    {
        Result<ConsoleState> state = co_await readConsole(std::move(link), std::move(stop));
        if (!state)
            co_return std::unexpected(state.error());
        m_state = std::move(*state);
        co_return Result<void>();
    }
    [[nodiscard]] bool isDone() const override
    {
        const ConsoleDatabase *one = m_state.find(databaseIn(m_plan));
        return one && one->isDisabled == (m_wanted == Admission::Refused);
    }
    [[nodiscard]] QString summary(Outcome outcome) const override
    {
        const QString name = plainLine(databaseIn(m_plan));
        const bool isRefusal = m_wanted == Admission::Refused;
        switch (outcome) {
        case Outcome::DoneVerified:
            return (isRefusal ? ActionText::tr("%1 is disabled: new clients are refused.")
                              : ActionText::tr("%1 is enabled: new clients are let in."))
                .arg(name);
        case Outcome::SentUnverified:
            return ActionText::tr("PgBouncer accepted it, and %1 is not so any more: somebody changed it back.")
                .arg(name);
        case Outcome::FailedClean:
            return refusal().isEmpty()
                       ? ActionText::tr("The connection was lost before PgBouncer did it: %1 is as before.").arg(name)
                       : refusal();
        case Outcome::Unknown:
            return ActionText::tr(
                       "PgBouncer's answer was lost, and nobody could look since: whether %1 lets new clients "
                       "in is not known.")
                .arg(name);
        default: return {};
        }
    }
    void complete(ActionResult &result) const override
    {
        if (result.outcome == Outcome::DoneVerified && m_wanted == Admission::Refused) {
            result.next = ActionText::tr("To let new clients in again: %1.").arg(m_plan.undoStatements.front().sql);
            result.offer = m_plan.undoRequest;
        }
    }

private:
    Admission m_wanted;
    ConsoleState m_state;
};

} // namespace

Arguments switchArguments()
{
    return {{.name = u"database"_s,
             .title = ActionText::tr("Database"),
             .help = ActionText::tr("As PgBouncer names it."),
             .isRequired = true}};
}

QCoro::Task<Result<ActionPlan>> planSwitch(PlanContext context, Admission wanted, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString database = databaseIn(plan);
    const bool isRefusal = wanted == Admission::Refused;
    plan.severity = isRefusal ? Severity::Disruptive : Severity::Reversible;
    plan.title = (isRefusal ? ActionText::tr("Disable %1 on %2") : ActionText::tr("Enable %1 on %2"))
                     .arg(plainLine(database), plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(context.server.postgres(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkDatabaseThere(*state, database));
    if (state->find(database))
        plan.preflights.push_back(checkAdmission(*state, database, wanted));
    plan.preflights.push_back(checkAlone(*state));
    describeSwitch(plan, *state, wanted);
    co_return plan;
}

Recheck recheckSwitch(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({consolecheck::kDatabaseSame, kAdmission}, {}, confirmed, again);
}

std::unique_ptr<ActionRun> switchRun(ActionPlan plan, Admission wanted)
{
    return std::make_unique<SwitchRun>(std::move(plan), wanted);
}

} // namespace lockmaster
