// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-12: sets or resets one setting, for the whole server (ALTER SYSTEM and a reload, as two statements of one plan), a role, a
// database, or a role in a database.
#include "actions/plan/actiontext.h"
#include "actions/postgres/settings/settingrun.h"
#include "base/redact.h"
#include "base/text.h"

namespace lockmaster::setting {
namespace {

using namespace Qt::StringLiterals;

const QStringList &everyScope()
{
    static const QStringList kScopes{u"system"_s, u"role"_s, u"database"_s, u"role_in_database"_s};
    return kScopes;
}

Arguments resetArguments()
{
    Arguments arguments{{.name = kSetting,
                         .title = ActionText::tr("Setting"),
                         .help = ActionText::tr("Its name, as in pg_settings: work_mem."),
                         .isRequired = true,
                         .longest = 63}};
    for (Argument &argument : placeArguments(everyScope()))
        arguments.push_back(std::move(argument));
    return arguments;
}

Arguments setArguments()
{
    Arguments arguments = resetArguments();
    arguments.insert(arguments.begin() + 1,
                     Argument{.name = kValue,
                              .title = ActionText::tr("Value"),
                              .help = ActionText::tr("With its unit: 64MB, 30s. Of a list, names with commas."),
                              .isRequired = true});
    return arguments;
}

QString objectionToSetting(const QJsonObject &arguments)
{
    const QString value = arguments.value(kValue).toString();
    if (redact(value) != value)
        return ActionText::tr(
            "The value holds a password, and what is sent from here is written down. Set it on the host.");
    return objectionToPlace(arguments);
}

std::vector<Change> changeIn(const QJsonObject &arguments, int)
{
    const QJsonValue value = arguments.value(kValue);
    return {
        {arguments.value(kSetting).toString(), value.isUndefined() ? std::nullopt : std::optional(value.toString())}};
}

QString settingTitle(const ActionPlan &plan)
{
    const QJsonObject &arguments = plan.request.arguments;
    const QString name = plainLine(arguments.value(kSetting).toString());
    const Place place = placeIn(arguments);
    const QString where = place.scope == Scope::System
                              ? plan.target.name
                              : ActionText::tr("%1 on %2").arg(placeText(place), plan.target.name);
    if (!arguments.contains(kValue))
        return ActionText::tr("Reset %1 of %2").arg(name, where);
    return ActionText::tr("Set %1 to %2 for %3")
        .arg(name, elided(plainLine(arguments.value(kValue).toString()), 40), where);
}

QCoro::Task<Result<ActionPlan>> planOne(PlanContext context, std::stop_token stop)
{
    const QString wrong = objectionToSetting(context.draft.request.arguments);
    if (!wrong.isEmpty())
        co_return fail(ErrorKind::Config, wrong);
    const std::vector<Change> changes = changeIn(context.draft.request.arguments, 0);
    Result<ActionPlan> plan = co_await planChanges(std::move(context), changes, stop);
    if (!plan)
        co_return plan;
    if (!plan->subjects.empty())
        plan->request.arguments.insert(kSetting, plan->subjects.front().name); // as the server writes it
    plan->title = settingTitle(*plan);
    co_return plan;
}

std::unique_ptr<ActionRun> runOne(ActionPlan plan)
{
    return std::make_unique<SettingRun>(std::move(plan), changeIn);
}

ActionWords settingWords(const ActionPlan &plan)
{
    const QString name = plainLine(plan.request.arguments.value(kSetting).toString());
    return {plan.request.arguments.contains(kValue) || plan.request.action.endsWith(u".set")
                ? ActionText::tr("Set %1").arg(name)
                : ActionText::tr("Reset %1").arg(name),
            ActionText::tr("Leave it"), ActionText::tr("Type %1 to change it:")};
}

/// It is refused; and what was typed is not written down either.
void hideSecretValue(QJsonObject &arguments)
{
    if (arguments.contains(kValue) && isSecret(arguments.value(kSetting).toString()))
        arguments.insert(kValue, maskedWord());
}

} // namespace
} // namespace lockmaster::setting

namespace lockmaster {

ActionType setSettingAction()
{
    return {.id = QLatin1StringView("postgres.setting.set"),
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Change a setting…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Sets one setting for the server, a role, a database or a role in a database, "
                        "says whether a restart is needed, and how to put it back.");
                },
            .arguments = setting::setArguments,
            .objection = setting::objectionToSetting,
            .hideSecrets = setting::hideSecretValue,
            .offeredOn = setting::kSetting,
            .plan = setting::planOne,
            .recheck = setting::recheckChanges,
            .run = setting::runOne,
            .words = setting::settingWords};
}

ActionType resetSettingAction()
{
    return {.id = QLatin1StringView("postgres.setting.reset"),
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Reset a setting…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Takes a setting of the server, a role, a database or a role in a database away, "
                        "so that what stands behind it counts again.");
                },
            .arguments = setting::resetArguments,
            .objection = setting::objectionToSetting,
            .offeredOn = setting::kSetting,
            .plan = setting::planOne,
            .recheck = setting::recheckChanges,
            .run = setting::runOne,
            .words = setting::settingWords};
}

} // namespace lockmaster
