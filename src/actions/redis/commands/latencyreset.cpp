// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-6 of the latency monitor: forgets its events, which are kept in a file first.
#include "actions/plan/actiontext.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"
#include "base/format.h"
#include "base/text.h"
#include "base/told.h"

#include <QJsonArray>
#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// The series of the plan, each by its history.
std::vector<RedisCommand> askLatency(const ActionPlan &plan, int)
{
    std::vector<RedisCommand> questions{RedisCommand::of("LATENCY", "LATEST")};
    for (const ActionSubject &subject : plan.subjects)
        questions.push_back(RedisCommand::of("LATENCY", "HISTORY", subject.name));
    return questions;
}

void nameLatencyReset(ActionPlan &plan)
{
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Empty the latency monitor of %1").arg(plan.target.name);
}

Preflight checkLatencyEvents(const RedisSight &seen)
{
    const QString id = u"latency.events"_s;
    if (seen.answers.empty() || !seen.answers.front())
        return {id, Verdict::Failed,
                ActionText::tr("The latency monitor cannot be read, and so not be kept: %1")
                    .arg(seen.answers.empty() ? QString() : seen.answers.front().error().text)};
    QStringList names;
    for (const RedisReply &event : seen.answer(0).array())
        names << plainLine(event.at(0).text());
    if (names.isEmpty())
        return {id, Verdict::Failed,
                ActionText::tr("It has no events. With latency-monitor-threshold 0 it takes none.")};
    return {id, Verdict::Ok,
            ActionText::tr("%1: kept in a file beside the action journal.").arg(elided(names.join(u", "_s), 80))};
}

void describeLatencyReset(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkLatencyEvents(seen));
    noteCluster(plan, seen, Verdict::Ok, ActionText::tr("A node of a cluster: the others keep theirs."));
    for (const RedisReply &event : seen.answer(0).array())
        plan.subjects.push_back({u"latency_event"_s, plainLine(event.at(0).text())});
    plan.statements = {statementOf(RedisCommand::of("LATENCY", "RESET"))};
    plan.consequence = ActionText::tr("No client notices. Events and their peaks are lost at the server.");
    plan.undo = ActionText::tr("None at the server; the file has what there was.");
    plan.alternative = ActionText::tr("Leave it: of each event it keeps the last 160.");
}

QJsonObject latencyEventJson(const RedisReply &latest, const RedisReply &history)
{
    QJsonArray samples;
    for (const RedisReply &sample : history.array())
        samples.append(QJsonObject{
            {u"at"_s, formatIso(ServerTime(told<std::chrono::seconds>(sample.at(0).integer().value_or(0))))},
            {u"ms"_s, qint64(sample.at(1).integer().value_or(0))}});
    return {{u"event"_s, latest.at(0).text()},
            {u"most_ms"_s, qint64(latest.at(3).integer().value_or(0))},
            {u"samples"_s, samples}};
}

/// {"kept": "latency", "events": [{event, most_ms, samples: [{at, ms}, …]}, …]}. One that the plan did not know of has no
/// samples.
QJsonObject keepLatency(const ActionPlan &plan, const RedisSight &before)
{
    QJsonArray events;
    for (const RedisReply &latest : before.answer(0).array()) {
        const auto found = std::ranges::find(plan.subjects, plainLine(latest.at(0).text()), &ActionSubject::name);
        const auto place = std::size_t(found - plan.subjects.begin()) + 1;
        events.append(latencyEventJson(latest, before.answer(place)));
    }
    return {{u"kept"_s, u"latency"_s}, {u"events"_s, events}};
}

/// A sample of before shows that its series is there still.
RedisEffect latencyResetEffect(const ActionPlan &plan, const RedisSight &after, const RedisSent &)
{
    using enum RedisEffect::State;
    if (after.answers.empty() || !after.answers.front() || !plan.serverNow)
        return {Unseen, ActionText::tr("The latency monitor cannot be read.")};
    const auto isOfBefore = [&](const RedisReply &sample) {
        return ServerTime(told<std::chrono::seconds>(sample.at(0).integer().value_or(0)) + std::chrono::seconds(1))
               < *plan.serverNow;
    };
    RedisEffect effect{Done, ActionText::tr("None of its events of before is there any more.")};
    for (std::size_t i = 0; i < plan.subjects.size(); ++i) {
        if (std::ranges::any_of(after.answer(i + 1).array(), isOfBefore))
            effect.left << plan.subjects[i].name;
    }
    if (!effect.left.isEmpty())
        return {Nothing, ActionText::tr("Events of before are there still: %1.")
                             .arg(elided(plainLine(effect.left.join(u", "_s)), 80))};
    return effect;
}

constexpr RedisOrder kLatencyReset{.command = "LATENCY RESET"_L1,
                                   .ask = askLatency,
                                   .name = nameLatencyReset,
                                   .describe = describeLatencyReset,
                                   .effect = latencyResetEffect,
                                   .keep = keepLatency};

Recheck recheckLatencyReset(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({"latency.events"_L1}, {}, confirmed, again);
}

} // namespace

ActionType redisLatencyResetAction()
{
    return orderAction<kLatencyReset>({
        .id = "redis.latency.reset"_L1,
        .title = [] { return ActionText::tr("Empty the latency monitor…"); },
        .help = [] { return ActionText::tr("LATENCY RESET; the events are kept in a file first."); },
        .arguments = [] { return Arguments(); },
        .offeredOnPage = "slowlog"_L1,
        .recheck = recheckLatencyReset,
        .words =
            [](const ActionPlan &) {
                return ActionWords{ActionText::tr("Empty the latency monitor"), ActionText::tr("Keep it"),
                                   ActionText::tr("Type %1:")};
            },
    });
}

} // namespace lockmaster
