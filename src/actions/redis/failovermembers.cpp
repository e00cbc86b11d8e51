// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/failovermembers.h"

namespace lockmaster::failover {
namespace {

bool isMember(const MemberSearch &search, const RedisInfo &info)
{
    return isOfHistory(info, search.history) && info.text("run_id") != search.primaryRun
           && (!search.onlyReplicas || !info.isPrimary());
}

} // namespace

QString addressOf(const ListedReplica &replica)
{
    return QStringLiteral("%1:%2").arg(replica.host).arg(replica.port);
}

std::pair<QString, int> hostAndPort(const QString &address)
{
    return {address.section(u':', 0, -2), address.section(u':', -1).toInt()};
}

bool isOfHistory(const RedisInfo &info, const QString &replicationId)
{
    return !replicationId.isEmpty()
           && (info.text("master_replid") == replicationId || info.text("master_replid2") == replicationId);
}

QCoro::Task<std::optional<OpenMember>> openMember(MemberSearch search, ListedReplica listed, std::stop_token stop)
{
    for (const Target &target : targetsAt(*search.fleet, ServerKind::Redis, listed.host, listed.port)) {
        Result<ReadyServer> server = co_await readyServer(search.fleet->lend, target, search.name, stop);
        if (!server || !wentTo(target, server->redis()->state(), listed.host, listed.port))
            continue;
        Result<RedisInfo> info = co_await readRedisInfo(server->redis(), stop);
        if (info && isMember(search, *info))
            co_return OpenMember{std::move(*server), std::move(*info)};
    }
    co_return std::nullopt;
}

QCoro::Task<Member> lookAtMember(MemberSearch search, ListedReplica listed, std::stop_token stop)
{
    Member member{std::move(listed), {}, {}};
    auto open = co_await openMember(std::move(search), member.listed, stop);
    if (open) {
        member.target = open->server.redis()->options().target;
        member.info = std::move(open->info);
    }
    co_return member;
}

} // namespace lockmaster::failover
