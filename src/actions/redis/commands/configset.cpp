// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-3: changes a setting while the server runs, until its next restart. How dangerous that is depends on the setting; the
// value of before is what takes it back. Passwords are not set from here: they would be in plans and in the journal.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commands/settingdanger.h"
#include "actions/redis/commandtext.h"
#include "base/format.h"
#include "base/redact.h"
#include "base/redisredact.h"
#include "base/text.h"
#include "base/told.h"

#include <QRegularExpression>
#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kParameter{"parameter"};
constexpr QLatin1StringView kValue{"value"};
constexpr double kRoom = 1.1; ///< of maxmemory over what is used

Arguments configSetArguments()
{
    return {{.name = kParameter,
             .title = ActionText::tr("Setting"),
             .help = ActionText::tr("Its name, as CONFIG GET tells it: maxmemory."),
             .isRequired = true,
             .longest = 100},
            {.name = kValue,
             .title = ActionText::tr("New value"),
             .help = ActionText::tr("As CONFIG SET takes it: 2gb. Empty is a value too.")}};
}

QString settingIn(const QJsonObject &arguments)
{
    return arguments.value(kParameter).toString().trimmed().toLower();
}

QString settingOf(const ActionPlan &plan)
{
    return settingIn(plan.request.arguments);
}

QString wantedValue(const ActionPlan &plan)
{
    return plan.request.arguments.value(kValue).toString();
}

bool isSettingName(const QString &name)
{
    static const QRegularExpression kName(u"^[a-z0-9_.-]+$"_s);
    return kName.match(name).hasMatch();
}

QString configSetObjection(const QJsonObject &arguments)
{
    return isSettingName(settingIn(arguments)) ? QString()
                                               : ActionText::tr("parameter= takes the name of one setting.");
}

void hideSecretSetting(QJsonObject &arguments)
{
    if (isSecretRedisSetting(settingIn(arguments)))
        arguments.insert(kValue, maskedWord());
}

std::vector<RedisCommand> askSetting(const ActionPlan &plan, int)
{
    // Not of what is not set from here: the answer would be a password, or of many settings.
    if (!isSettingName(settingOf(plan)) || isSecretRedisSetting(settingOf(plan)))
        return {};
    return {RedisCommand::of("CONFIG", "GET", settingOf(plan))};
}

/// What CONFIG GET says of it; empty when it says nothing.
std::optional<QString> settingNow(const ActionPlan &plan, const RedisSight &seen)
{
    const RedisReply &reply = seen.answer(0);
    const QByteArray name = settingOf(plan).toUtf8();
    return reply.contains(name) ? std::optional(reply.value(name).text()) : std::nullopt;
}

void nameConfigSet(ActionPlan &plan)
{
    plan.severity = dangerOf(settingOf(plan)).severity;
    plan.title = ActionText::tr("Set %1 of %2").arg(plainLine(settingOf(plan)), plan.target.name);
}

Preflight checkSetting(const ActionPlan &plan, const RedisSight &seen)
{
    const QString id = u"setting.known"_s;
    const QString name = plainLine(settingOf(plan));
    if (isSecretRedisSetting(settingOf(plan)))
        return {id, Verdict::Failed,
                ActionText::tr("%1 holds a password, and none is set from here: it would be shown and written down.")
                    .arg(name)};
    if (!seen.answers.empty() && !seen.answers.front())
        return {id, Verdict::Failed,
                ActionText::tr("What it is now cannot be read, and so could not be put back: %1")
                    .arg(seen.answers.front().error().text)};
    const std::optional<QString> now = settingNow(plan, seen);
    if (!now)
        return {id, Verdict::Failed, ActionText::tr("This server has no setting %1.").arg(name)};
    return {id, Verdict::Ok, ActionText::tr("It is “%1” now.").arg(elided(plainLine(*now), 200))};
}

Preflight checkChange(const ActionPlan &plan, const QString &now)
{
    if (isSameSetting(now, wantedValue(plan)))
        return {u"setting.changes"_s, Verdict::Failed, ActionText::tr("It has this value already.")};
    return {u"setting.changes"_s, Verdict::Ok, ActionText::tr("It has another value now.")};
}

QString evictedWords(std::int64_t bytes)
{
    return ActionText::tr("%1 of keys are evicted at once: the limit is below what the data take now.")
        .arg(formatBytes(bytes));
}

/// Below what is used, writes are refused at once, or keys go at once.
Preflight checkMemoryLimit(ActionPlan &plan, const RedisInfo &info)
{
    const QString id = u"memory.room"_s;
    const auto limit = memoryOf(wantedValue(plan));
    const auto used = info.number("used_memory");
    if (!limit || !used)
        return {id, Verdict::Warning, ActionText::tr("How it compares to the memory in use is not known.")};
    if (*limit == 0)
        return {id, Verdict::Warning, ActionText::tr("0 is no limit: only the machine's memory ends it.")};
    if (*limit < *used && info.text("maxmemory_policy") == u"noeviction")
        return {id, Verdict::Failed,
                ActionText::tr("%1 are in use: below that every write would be refused at once (OOM).")
                    .arg(formatBytes(*used))};
    if (*limit < *used) {
        plan.severity = Severity::Destructive;
        return {id, Verdict::Warning, evictedWords(saturatingDifference(*used, *limit))};
    }
    const QString words = ActionText::tr("%1 are in use.").arg(formatBytes(*used));
    return {id, double(*limit) < kRoom * double(*used) ? Verdict::Warning : Verdict::Ok, words};
}

/// What this value means beyond what the setting is about.
void checkValue(ActionPlan &plan, const RedisInfo &info)
{
    const QString name = settingOf(plan);
    const QString value = wantedValue(plan);
    if (name == u"maxmemory")
        plan.preflights.push_back(checkMemoryLimit(plan, info));
    const auto clients = info.number("connected_clients");
    if (name == u"maxclients" && clients && value.toLongLong() < *clients)
        plan.preflights.push_back({u"clients.room"_s, Verdict::Warning,
                                   ActionText::tr("%1 clients are connected: nobody more gets in.").arg(*clients)});
    const bool losesData = (name == u"save" && value.isEmpty()) || (name == u"appendonly" && value == u"no");
    if (losesData) {
        plan.severity = Severity::Destructive;
        plan.preflights.push_back({u"data.persistent"_s, Verdict::Warning,
                                   ActionText::tr("What is written from now on may be gone after a restart.")});
    }
}

void describeConfigSet(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkSetting(plan, seen));
    if (hasFailed(plan.preflights))
        return;
    const QString name = settingOf(plan);
    const QString now = *settingNow(plan, seen);
    plan.preflights.push_back(checkChange(plan, now));
    checkValue(plan, seen.info);
    noteCluster(plan, seen, Verdict::Warning, ActionText::tr("A node of a cluster: the others keep their value."));
    plan.subjects = {{u"setting"_s, name}};
    plan.title = ActionText::tr("Set %1 of %2 to “%3”")
                     .arg(plainLine(name), plan.target.name, elided(plainLine(wantedValue(plan)), 60));
    plan.statements = {statementOf(RedisCommand::of("CONFIG", "SET", name, wantedValue(plan)))};
    plan.undoStatements = {statementOf(RedisCommand::of("CONFIG", "SET", name, now))};
    plan.consequence = dangerOf(name).sentence + u' '
                       + ActionText::tr("Until the next restart, unless the settings are written into the file.");
    plan.undo = plan.undoStatements.front().sql;
    plan.alternative = ActionText::tr("On a replica first.");
    plan.allRequiredTicks = plan.severity == Severity::Destructive;
    if (plan.severity == Severity::Destructive)
        plan.token = plan.target.name;
    else if (plan.severity == Severity::Disruptive && plan.target.environment == Environment::Production)
        plan.token = name;
}

/// A value of now may be the wanted one in the server's own words.
RedisEffect configSetEffect(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    const std::optional<QString> now = settingNow(plan, after);
    if (!now)
        return {Unseen, ActionText::tr("What it is now cannot be read.")};
    const RedisCommand undo = plan.undoStatements.empty() ? RedisCommand() : commandIn(plan.undoStatements.front().sql);
    const bool isAsBefore = !undo.words.empty() && undo.words.back() == now->toUtf8();
    const QString name = plainLine(settingOf(plan));
    const QString shown = elided(plainLine(*now), 200);
    if (isSameSetting(*now, wantedValue(plan)) || (!isAsBefore && !sent.isAnswerLost))
        return {Done,
                ActionText::tr("%1 is “%2” now.").arg(name, shown),
                {},
                ActionText::tr("It holds until the next restart. CONFIG REWRITE writes it into the file.")};
    if (isAsBefore)
        return {Nothing, ActionText::tr("%1 is “%2”, as before.").arg(name, shown)};
    return {Unseen, ActionText::tr("%1 is “%2”: neither as before nor as wanted.").arg(name, shown)};
}

constexpr RedisOrder kConfigSet{.command = "CONFIG SET"_L1,
                                .ask = askSetting,
                                .name = nameConfigSet,
                                .describe = describeConfigSet,
                                .effect = configSetEffect};

Recheck recheckConfigSet(const ActionPlan &confirmed, const ActionPlan &again)
{
    const Recheck verdict = recheckBy({"setting.changes"_L1}, {"memory.room"_L1, "clients.room"_L1}, confirmed, again);
    if (verdict.verdict != Recheck::Verdict::Same)
        return verdict;
    if (confirmed.severity != again.severity)
        return {Recheck::Verdict::Changed, ActionText::tr("It would do more harm now than when the plan was made.")};
    return recheckOrder(confirmed, again);
}

ActionWords configSetWords(const ActionPlan &plan)
{
    return {ActionText::tr("Set %1").arg(plainLine(settingOf(plan))), ActionText::tr("Leave it"),
            ActionText::tr("Type %1 to set it:")};
}

} // namespace

ActionType redisConfigSetAction()
{
    return orderAction<kConfigSet>({
        .id = "redis.config.set"_L1,
        .title = [] { return ActionText::tr("Change a setting…"); },
        .help =
            [] { return ActionText::tr("CONFIG SET of one setting, with its value of before as what takes it back."); },
        .arguments = configSetArguments,
        .objection = configSetObjection,
        .hideSecrets = hideSecretSetting,
        .offeredOnPage = "memory"_L1,
        .recheck = recheckConfigSet,
        .words = configSetWords,
    });
}

} // namespace lockmaster
