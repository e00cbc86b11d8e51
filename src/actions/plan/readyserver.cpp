// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/readyserver.h"

#include <algorithm>
#include <array>

#include "actions/plan/actiontext.h"
#include "actions/redis/redisinfo.h"
#include "base/text.h"

namespace lockmaster {
namespace {

struct ReadyKind {
    ServerKind kind;
    QCoro::Task<Result<ServerFacts>> (*identify)(ServerLink link, std::stop_token stop);
    /// Null: its sessions have no settings.
    QCoro::Task<Result<void>> (*prepare)(ServerLink link, ServerFacts facts, QString name, std::stop_token stop);
    QCoro::Task<Result<void>> (*restore)(ServerLink link, ServerFacts facts, std::stop_token stop);
};

QCoro::Task<Result<ServerFacts>> identifyPostgres(ServerLink link, std::stop_token stop)
{
    return readServerFacts(link.postgres, std::move(stop));
}

QCoro::Task<Result<void>> nothingToDo()
{
    co_return Result<void>();
}

QCoro::Task<Result<void>> preparePostgres(ServerLink link, ServerFacts facts, QString name, std::stop_token stop)
{
    if (facts.isPooled) // settings would stay on a connection that other clients use next; no action follows anyway
        return nothingToDo();
    return applySettings(link.postgres, actingSettings(name), std::move(stop));
}

QCoro::Task<Result<void>> restorePostgres(ServerLink link, ServerFacts facts, std::stop_token stop)
{
    return facts.isPooled ? nothingToDo() : applySettings(link.postgres, facts.settings, std::move(stop));
}

// PgBouncer tells neither when it started nor who it is: its address and version are all there is.
QCoro::Task<Result<ServerFacts>> identifyPgBouncer(ServerLink link, std::stop_token stop)
{
    const Result<PgRows> rows = co_await link.postgres->command("SHOW VERSION", QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    ServerFacts facts;
    facts.version = rows->count() > 0 ? plainLine(rows->text(0, 0)) : QString();
    facts.versionNumber = versionNumberIn(facts.version);
    facts.ownUser = link.postgres->user();
    facts.identity = QStringLiteral("%1, %2").arg(facts.version, link.postgres->state().address);
    co_return facts;
}

/// While a script keeps it from answering, a server tells no more than when it was greeted.
ServerFacts busyRedis(const RedisLink &link)
{
    const RedisServerFacts &greeting = link.serverFacts();
    ServerFacts facts;
    facts.version = greeting.version;
    facts.versionNumber = versionNumberIn(facts.version);
    facts.ownUser = link.user();
    const QString role = greeting.role == u"replica" ? QStringLiteral("slave") : greeting.role; // as INFO says it
    facts.identity =
        kUnknownLife + QStringLiteral("%1, %2 %3, %4").arg(link.state().address, greeting.server, facts.version, role);
    return facts;
}

QCoro::Task<Result<ServerFacts>> identifyRedis(ServerLink link, std::stop_token stop)
{
    const Result<RedisInfo> info = co_await readRedisInfo(link.redis, stop);
    if (!info && redisErrorCode(info.error()) == RedisErrorCode::Busy)
        co_return busyRedis(*link.redis);
    if (!info)
        co_return std::unexpected(info.error());
    ServerFacts facts;
    facts.version = info->version();
    facts.versionNumber = versionNumberIn(facts.version);
    facts.ownUser = link.redis->user();
    facts.identity =
        QStringLiteral("run %1, %2, %3 %4, %5")
            .arg(info->text("run_id"), link.redis->state().address, info->brand(), facts.version, info->text("role"));
    co_return facts;
}

constexpr std::array kKinds{
    ReadyKind{ServerKind::PostgreSql, identifyPostgres, preparePostgres, restorePostgres},
    ReadyKind{ServerKind::PgBouncer, identifyPgBouncer, nullptr, nullptr},
    ReadyKind{ServerKind::Redis, identifyRedis, nullptr, nullptr},
    ReadyKind{ServerKind::Sentinel, identifyRedis, nullptr, nullptr},
};

const ReadyKind &readyKind(const ServerLink &link, ServerKind kind)
{
    Q_ASSERT(link.postgres || link.redis);
    return *std::ranges::find(kKinds, kind, &ReadyKind::kind);
}

QString loginName()
{
    return qEnvironmentVariable("USER", QStringLiteral("unknown")).left(24);
}

} // namespace

QCoro::Task<Result<ReadyServer>> readyServer(LinkLender lend, Target target, QString applicationName,
                                             std::stop_token stop)
{
    Result<LentLink> lent = co_await lend(target.name, applicationName, stop);
    if (!lent)
        co_return std::unexpected(lent.error());
    const ReadyKind &kind = readyKind(lent->link, target.kind);
    Result<ServerFacts> facts = co_await kind.identify(lent->link, stop);
    if (!facts)
        co_return std::unexpected(facts.error());
    facts->kind = target.kind;
    if (kind.prepare) {
        const Result<void> set = co_await kind.prepare(lent->link, *facts, applicationName, stop);
        if (!set)
            co_return std::unexpected(set.error());
    }
    co_return ReadyServer{std::move(*lent), std::move(*facts)};
}

QCoro::Task<void> giveBack(ReadyServer server, std::stop_token stop)
{
    if (!server.lent.shared || !server.lent.link.isOpen())
        co_return;
    const ReadyKind &kind = readyKind(server.lent.link, server.facts.kind);
    if (!kind.restore)
        co_return;
    const Result<void> restored = co_await kind.restore(server.lent.link, server.facts, stop);
    if (!restored) // better a new monitoring connection than one with an action's settings
        server.lent.link.close();
}

QString actingName(const QString &planId)
{
    return QStringLiteral("lockmaster/%1/%2").arg(loginName(), planId);
}

} // namespace lockmaster
