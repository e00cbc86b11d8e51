// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The timeouts that fit what a role or a database is there for, all at once. Never for the whole server: statement_timeout
// would end VACUUM and pg_dump too.
#include "actions/plan/actiontext.h"
#include "actions/postgres/settings/settingrun.h"

#include <algorithm>
#include <array>

namespace lockmaster::setting {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kPreset{"preset"};
constexpr int kTransactionTimeoutFrom = 170000;

/// "0" switches a timeout off: nothing further out ends the work either.
struct Preset {
    QLatin1StringView name;
    QLatin1StringView statement;
    QLatin1StringView lock;
    QLatin1StringView idleInTransaction;
    QLatin1StringView transaction;
};

constexpr std::array kPresets{
    Preset{"web"_L1, "30s"_L1, "5s"_L1, "1min"_L1, "2min"_L1},
    Preset{"jobs"_L1, "30min"_L1, "30s"_L1, "5min"_L1, "1h"_L1},
    Preset{"reports"_L1, "15min"_L1, "5s"_L1, "5min"_L1, "30min"_L1},
    Preset{"maintenance"_L1, "0"_L1, "10s"_L1, "0"_L1, "0"_L1},
};

const Preset &presetIn(const QJsonObject &arguments)
{
    const auto found = std::ranges::find(kPresets, arguments.value(kPreset).toString(), &Preset::name);
    return found == kPresets.end() ? kPresets.front() : *found;
}

Arguments presetArguments()
{
    QStringList names;
    for (const Preset &preset : kPresets)
        names << preset.name;
    Arguments arguments{
        {.name = kPreset,
         .type = ArgumentType::Choice,
         .title = ActionText::tr("Timeouts for"),
         .help = ActionText::tr(
             "web: requests that a person waits for; jobs: batches and queues; reports: long reads; "
             "maintenance: VACUUM, CREATE INDEX and dumps, which nothing ends but a lock they wait for."),
         .isRequired = true,
         .choices = names}};
    for (Argument &argument : placeArguments({u"role"_s, u"database"_s, u"role_in_database"_s}))
        arguments.push_back(std::move(argument));
    return arguments;
}

std::vector<Change> changesOfPreset(const QJsonObject &arguments, int version)
{
    const Preset &preset = presetIn(arguments);
    std::vector<Change> changes{{u"statement_timeout"_s, preset.statement},
                                {u"lock_timeout"_s, preset.lock},
                                {u"idle_in_transaction_session_timeout"_s, preset.idleInTransaction}};
    if (version >= kTransactionTimeoutFrom)
        changes.push_back({u"transaction_timeout"_s, preset.transaction});
    return changes;
}

QCoro::Task<Result<ActionPlan>> planPreset(PlanContext context, std::stop_token stop)
{
    const QJsonObject arguments = context.draft.request.arguments;
    const QString wrong = objectionToPlace(arguments);
    if (!wrong.isEmpty())
        co_return fail(ErrorKind::Config, wrong);
    const int version = context.server.facts.versionNumber;
    Result<ActionPlan> plan = co_await planChanges(std::move(context), changesOfPreset(arguments, version), stop);
    if (!plan)
        co_return plan;
    plan->title = ActionText::tr("Timeouts “%1” for %2 on %3")
                      .arg(presetIn(arguments).name, placeText(placeIn(arguments)), plan->target.name);
    if (version < kTransactionTimeoutFrom)
        plan->consequence +=
            u' ' + ActionText::tr("transaction_timeout is left out: the server knows it from PostgreSQL 17 on.");
    co_return plan;
}

ActionWords presetWords(const ActionPlan &)
{
    return {ActionText::tr("Set the timeouts"), ActionText::tr("Leave them"), ActionText::tr("Type %1 to set them:")};
}

} // namespace
} // namespace lockmaster::setting

namespace lockmaster {

ActionType timeoutsPresetAction()
{
    return {.id = QLatin1StringView("postgres.timeouts.preset"),
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Set timeouts of a role or database…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Sets statement_timeout, lock_timeout, idle_in_transaction_session_timeout and "
                        "transaction_timeout (17 and later) for a role or a database, as its work needs.");
                },
            .arguments = setting::presetArguments,
            .objection = setting::objectionToPlace,
            .offeredOn = kOnServer,
            .plan = setting::planPreset,
            .recheck = setting::recheckChanges,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<setting::SettingRun>(std::move(plan), setting::changesOfPreset);
            },
            .words = setting::presetWords};
}

} // namespace lockmaster
