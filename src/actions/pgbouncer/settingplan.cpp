// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/settingplan.h"

#include "actions/pgbouncer/consolechecks.h"
#include "actions/pgbouncer/poolroom.h"
#include "actions/pgbouncer/settingrules.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kAllowed{"setting.allowed"};
constexpr QLatin1StringView kDiffers{"setting.differs"};
constexpr QLatin1StringView kClients{"setting.clients"};

QString versionText(int number)
{
    return u"%1.%2"_s.arg(number / 10000).arg(number / 100 % 100);
}

Preflight checkAllowed(const ConsoleState &state, const ServerFacts &facts, const QString &name)
{
    const QString plain = plainLine(name);
    const SettingRule *rule = settingRule(name);
    if (name == u"pool_size")
        return {kAllowed, Verdict::Failed,
                ActionText::tr("The pool_size of one database cannot be SET: change it in pgbouncer.ini and RELOAD.")};
    if (!rule)
        return {
            kAllowed, Verdict::Failed,
            ActionText::tr("%1 is not set from here: only pool sizes, limits, timeouts and what is logged are. Change "
                           "it in pgbouncer.ini.")
                .arg(plain)};
    const auto found = state.settings.find(name);
    if (found == state.settings.end())
        return {
            kAllowed, Verdict::Failed,
            rule->since > facts.versionNumber
                ? ActionText::tr("%1 has no %2: it came with %3.").arg(facts.version, plain, versionText(rule->since))
                : ActionText::tr("%1 has no %2.").arg(facts.version, plain)};
    if (!found->second.isChangeable)
        return {
            kAllowed, Verdict::Failed,
            ActionText::tr("%1 can only be changed in pgbouncer.ini, by a restart of %2.").arg(plain, facts.version)};
    return {kAllowed, Verdict::Ok, ActionText::tr("PgBouncer takes it at run time.")};
}

Preflight checkDiffers(const QString &before, const QString &after)
{
    if (isSameValue(before, after))
        return {kDiffers, Verdict::Failed, ActionText::tr("It is %1 already.").arg(plainLine(before))};
    return {kDiffers, Verdict::Ok, ActionText::tr("It is %1 now.").arg(plainLine(before))};
}

Preflight checkValue(const SettingRule &rule, const QString &value)
{
    const QString why = valueObjection(rule, value);
    return {u"setting.value"_s, why.isEmpty() ? Verdict::Ok : Verdict::Failed,
            why.isEmpty() ? ActionText::tr("%1 is a value for it.").arg(plainLine(value)) : why};
}

Preflight checkClients(const ConsoleState &state, const SettingRule &rule, const QString &before, const QString &after)
{
    if (!isTightened(rule, before, after))
        return {kClients, Verdict::Ok, ActionText::tr("No client gets an error by it.")};
    const int clients = state.sum({}, &ConsolePool::clientsActive) + state.sum({}, &ConsolePool::clientsWaiting);
    if (rule.kind == SettingKind::PoolMode)
        return {kClients, Verdict::Warning,
                ActionText::tr("It concerns %1: what an application keeps in its session (prepared statements, SET, "
                               "advisory locks) depends on the mode.")
                    .arg(clientsText(clients))};
    if (!rule.cutsOff)
        return {kClients, Verdict::Warning,
                ActionText::tr("%1 connected; new ones above the limit are refused.").arg(clientsText(clients))};
    return {kClients, Verdict::Warning,
            ActionText::tr("Of %1, those who are over the limit by then are cut off with an error.")
                .arg(clientsText(clients))};
}

QString setStatement(const QString &name, const QString &value)
{
    QString doubled = value;
    return u"SET %1 = '%2'"_s.arg(name, doubled.replace(u"'"_s, u"''"_s));
}

void describeSetting(ActionPlan &plan, const QString &before, bool isTight)
{
    const QString name = settingIn(plan);
    plan.severity = isTight ? Severity::Disruptive : Severity::Reversible;
    plan.subjects = {{u"setting"_s, name}};
    plan.statements = {{setStatement(name, valueIn(plan)), {}}};
    plan.undoStatements = {{setStatement(name, before), {}}};
    plan.undoRequest =
        ActionRequest{plan.request.action, plan.target.name, {{u"setting"_s, name}, {u"value"_s, before}}, {}};
    plan.consequence =
        ActionText::tr("%1 goes from %2 to %3, for all databases and users that have none of their own. It "
                       "is lost at the next RELOAD or restart: write it into pgbouncer.ini to keep it.")
            .arg(plainLine(name), plainLine(before), plainLine(valueIn(plan)));
    plan.undo = plan.undoStatements.front().sql;
    plan.validFor = std::chrono::seconds(60);
    if (isTight && plan.target.environment == Environment::Production)
        plan.token = name;
}

} // namespace

QString settingIn(const ActionPlan &plan)
{
    return plan.request.arguments.value("setting"_L1).toString();
}

QString valueIn(const ActionPlan &plan)
{
    return plan.request.arguments.value("value"_L1).toString();
}

QCoro::Task<Result<ActionPlan>> planSetting(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString name = settingIn(plan);
    const QString value = valueIn(plan);
    plan.title = ActionText::tr("Set %1 to %2 on %3").arg(plainLine(name), plainLine(value), plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(context.server.postgres(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkAllowed(*state, context.server.facts, name));
    plan.preflights.push_back(checkAlone(*state));
    const SettingRule *rule = settingRule(name);
    if (!rule || !state->settings.contains(name))
        co_return plan;
    const QString before = state->setting(name);
    plan.preflights.push_back(checkValue(*rule, value));
    plan.preflights.push_back(checkDiffers(before, value));
    plan.preflights.push_back(checkClients(*state, *rule, before, value));
    if (name == u"default_pool_size" && value.toInt() > before.toInt() && !hasFailed(plan.preflights))
        plan.preflights.push_back(co_await checkPoolRoom(context.fleet, *state, value.toInt(), plan.id, stop));
    describeSetting(plan, before, isTightened(*rule, before, value));
    co_return plan;
}

Recheck recheckSetting(const ActionPlan &confirmed, const ActionPlan &again)
{
    // What takes it back was confirmed with it: it is to the value that was seen.
    if (again.undoStatements != confirmed.undoStatements && !hasFailed(again.preflights))
        return {Recheck::Verdict::Changed, ActionText::tr("Somebody has set it to another value since the plan.")};
    return recheckBy({kDiffers}, {kClients}, confirmed, again);
}

} // namespace lockmaster
