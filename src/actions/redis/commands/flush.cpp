// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-4: empties a database, or the server. What exists now is deleted in the background (ASYNC), what is written later
// stays. There is no way back.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/redis/commands/flushguard.h"
#include "actions/redis/commandtext.h"
#include "base/format.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kDatabase{"database"};
constexpr QLatin1StringView kKeys{"keys"};
constexpr double kMoreKeys = 1.05; ///< than were agreed to
constexpr std::int64_t kFewKeys = 100;

Argument keysArgument()
{
    return {.name = kKeys,
            .type = ArgumentType::Number,
            .help =
                ActionText::tr("How many there are at most: with more, nothing is deleted. Not given: as many as the "
                               "plan finds."),
            .most = 1'000'000'000'000};
}

Arguments flushDbArguments()
{
    return {{.name = kDatabase,
             .type = ArgumentType::Number,
             .title = ActionText::tr("Database"),
             .help = ActionText::tr("Its number."),
             .standard = 0,
             .least = 0,
             .most = 9999},
            keysArgument()};
}

Arguments flushAllArguments()
{
    return {keysArgument()};
}

Preflight checkAgreed(const ActionPlan &plan, const KeyCount &count)
{
    const QJsonValue agreed = plan.request.arguments.value(kKeys);
    if (!agreed.isUndefined() && double(count.keys) > agreed.toDouble() * kMoreKeys + kFewKeys)
        return {u"keys.agreed"_s, Verdict::Failed,
                ActionText::tr("There are %1 keys, and %2 were agreed to.")
                    .arg(formatCount(count.keys), formatCount(agreed.toInteger()))};
    return {u"keys.agreed"_s, Verdict::Ok, ActionText::tr("When there are many more by then, nothing is deleted.")};
}

/// Empty: all of the server.
std::optional<int> flushedDatabase(const ActionPlan &plan)
{
    return plan.request.action == u"redis.flushall"
               ? std::nullopt
               : std::optional(int(plan.request.arguments.value(kDatabase).toInteger()));
}

QString flushedName(const ActionPlan &plan)
{
    const std::optional<int> database = flushedDatabase(plan);
    return database ? u"db%1"_s.arg(*database) : plan.target.name;
}

void nameFlush(ActionPlan &plan)
{
    plan.severity = Severity::Destructive;
    plan.title = flushedDatabase(plan)
                     ? ActionText::tr("Delete all keys in %1 of %2").arg(flushedName(plan), plan.target.name)
                     : ActionText::tr("Delete all keys of %1").arg(plan.target.name);
}

std::vector<PlannedStatement> flushStatements(const ActionPlan &plan, const RedisSight &seen)
{
    const std::optional<int> database = flushedDatabase(plan);
    if (!database)
        return {statementOf(RedisCommand::of("FLUSHALL", "ASYNC"))};
    std::vector<PlannedStatement> statements;
    if (*database != seen.database)
        statements.push_back(statementOf(RedisCommand::of("SELECT", *database)));
    statements.push_back(statementOf(RedisCommand::of("FLUSHDB", "ASYNC")));
    return statements;
}

QString flushConsequence(const QStringList &behind)
{
    const QString lost = ActionText::tr("Every key is gone for good, whatever is read is missing until it is written "
                                        "again.");
    if (behind.isEmpty())
        return lost + u' '
               + ActionText::tr("Whoever answers instead gets all reads at once; the fleet file names nobody "
                                "in this group.");
    return lost + u' ' + ActionText::tr("%1 gets all reads at once.").arg(behind.join(u", "_s));
}

void describeFlush(ActionPlan &plan, const RedisSight &seen)
{
    const KeyCount keys = keysOf(seen.info, flushedDatabase(plan));
    plan.preflights.push_back(checkTakesWrites(seen.info));
    plan.preflights.push_back(checkKeys(keys));
    plan.preflights.push_back(checkAgreed(plan, keys));
    if (hasFailed(plan.preflights))
        return;
    plan.preflights.push_back(checkIsCache(keys));
    plan.preflights.push_back(checkHits(seen));
    plan.preflights.push_back(checkCopies(seen.info));
    noteCluster(plan, seen, Verdict::Warning,
                ActionText::tr("A node of a cluster: only the keys of its own slots; the others keep theirs."));
    if (!plan.request.arguments.contains(kKeys))
        plan.request.arguments.insert(kKeys, qint64(keys.keys)); // from here on no more than these
    plan.subjects = {{u"keyspace"_s, flushedName(plan)}};
    plan.statements = flushStatements(plan, seen);
    plan.consequence = flushConsequence(behindCache(plan, *seen.fleet));
    plan.undo = ActionText::tr("None. A copy of the last save, made before, is all that would be left.");
    plan.alternative =
        ActionText::tr("Delete by a pattern in small steps (SCAN and UNLINK), give keys a short expiry, or "
                       "let the application use another prefix.");
    plan.token = plan.target.name;
    plan.allRequiredTicks = true;
}

QString watchBehind(const ActionPlan &plan, const RedisSight &seen)
{
    const QStringList behind = behindCache(plan, *seen.fleet);
    return behind.isEmpty()
               ? ActionText::tr("Watch whoever answers instead of the cache.")
               : ActionText::tr("Watch %1: it answers now what the cache answered before.").arg(behind.join(u", "_s));
}

/// Writers fill it again meanwhile: what is far less than before was emptied.
RedisEffect flushEffect(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    const std::int64_t before = plan.request.arguments.value(kKeys).toInteger();
    const std::int64_t now = keysOf(after.info, flushedDatabase(plan)).keys;
    const QString words = ActionText::tr("%1: %2 now, %3 before.")
                              .arg(flushedName(plan), counted(now, ActionText::tr("1 key"), ActionText::tr("%1 keys")),
                                   formatCount(before));
    if (now < std::max<std::int64_t>(before / 2, 1))
        return {Done, words, {}, watchBehind(plan, after)};
    // A small one is full again before anybody looks.
    if (!sent.isAnswerLost)
        return {Unseen, ActionText::tr("The server took it. %1").arg(words), {}, watchBehind(plan, after)};
    return {Nothing, words};
}

constexpr RedisOrder kFlushDb{.command = "FLUSHDB"_L1,
                              .span = std::chrono::seconds(1),
                              .name = nameFlush,
                              .describe = describeFlush,
                              .effect = flushEffect};

constexpr RedisOrder kFlushAll{.command = "FLUSHALL"_L1,
                               .span = std::chrono::seconds(1),
                               .name = nameFlush,
                               .describe = describeFlush,
                               .effect = flushEffect};

Recheck recheckFlush(const ActionPlan &confirmed, const ActionPlan &again)
{
    const Recheck verdict = recheckBy({"keys.there"_L1}, {"keys.cache"_L1, "keys.copies"_L1}, confirmed, again);
    return verdict.verdict == Recheck::Verdict::Same ? recheckOrder(confirmed, again) : verdict;
}

ActionWords flushWords(const ActionPlan &plan)
{
    return {flushedDatabase(plan) ? ActionText::tr("Delete all keys of %1").arg(flushedName(plan))
                                  : ActionText::tr("Delete all keys"),
            ActionText::tr("Keep them"), ActionText::tr("Type %1 to delete them:")};
}

} // namespace

ActionType redisFlushDbAction()
{
    return orderAction<kFlushDb>({
        .id = "redis.flushdb"_L1,
        .title = [] { return ActionText::tr("Delete all keys of a database…"); },
        .help = [] { return ActionText::tr("FLUSHDB ASYNC. There is no way back."); },
        .arguments = flushDbArguments,
        .offeredOnPage = "memory"_L1,
        .recheck = recheckFlush,
        .words = flushWords,
    });
}

ActionType redisFlushAllAction()
{
    return orderAction<kFlushAll>({
        .id = "redis.flushall"_L1,
        .title = [] { return ActionText::tr("Delete all keys of the server…"); },
        .help = [] { return ActionText::tr("FLUSHALL ASYNC: every database. There is no way back."); },
        .arguments = flushAllArguments,
        .offeredOnPage = "memory"_L1,
        .recheck = recheckFlush,
        .words = flushWords,
    });
}

} // namespace lockmaster
