// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/redischecks.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

RedisCommand dryRunOf(const RedisCommand &command, const QString &user)
{
    RedisCommand asked = RedisCommand::of("ACL", "DRYRUN", user);
    std::ranges::copy(command.words, std::back_inserter(asked.words));
    return asked;
}

std::vector<RedisCommand> oneOfEachName(const std::vector<RedisCommand> &commands)
{
    std::vector<RedisCommand> some;
    for (const RedisCommand &command : commands) {
        if (!std::ranges::contains(some, command.name(), &RedisCommand::name))
            some.push_back(command);
    }
    return some;
}

} // namespace

Preflight checkCommandVersion(const ServerFacts &facts, const QString &command, int since)
{
    const QString id = u"server.version"_s;
    if (facts.versionNumber < since)
        return {id, Verdict::Failed,
                ActionText::tr("Redis %1 has no %2: that came with %3.%4.")
                    .arg(facts.version, command)
                    .arg(since / 10000)
                    .arg(since / 100 % 100)};
    return {id, Verdict::Ok, ActionText::tr("Version %1 knows %2.").arg(facts.version, command)};
}

QCoro::Task<Preflight> checkPermission(std::shared_ptr<RedisLink> link, std::vector<RedisCommand> commands,
                                       std::stop_token stop)
{
    commands = oneOfEachName(commands);
    std::vector<RedisCommand> questions;
    for (const RedisCommand &command : commands)
        questions.push_back(dryRunOf(command, link->user()));
    const auto answers = co_await link->batch(std::move(questions), QDeadlineTimer(kLookTimeout), stop);
    const QString user = plainLine(link->user());
    QStringList missing;
    bool isKnown = !answers.empty();
    for (std::size_t i = 0; i < answers.size(); ++i) {
        isKnown = isKnown && answers[i];
        if (answers[i] && answers[i]->text() != u"OK")
            missing << commands[i].aclRule();
    }
    if (!missing.isEmpty())
        co_return Preflight{
            preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("User %1 may not. %2").arg(user, aclCommand(link->user(), missing.join(u' ')))};
    if (!isKnown)
        co_return Preflight{preflight::kPrivilege, Verdict::Warning,
                            ActionText::tr("Whether user %1 may do this only shows when it is done.").arg(user)};
    co_return Preflight{preflight::kPrivilege, Verdict::Ok, ActionText::tr("User %1 may do this.").arg(user)};
}

} // namespace lockmaster
