// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/serverfacts.h"

#include "actions/plan/statements.h"
#include "base/format.h"

#include <QRegularExpression>

namespace lockmaster {
namespace {

QString identityText(const PgRows &rows, std::uint64_t systemIdentifier)
{
    const QString role =
        rows.boolean(0, rows.column("in_recovery")) ? QStringLiteral("standby") : QStringLiteral("primary");
    return QStringLiteral("system %1, started %2, %3:%4, cluster '%5', %6, %7")
        .arg(systemIdentifier)
        .arg(timeParameter(rows.time(0, rows.column("started"))), rows.text(0, rows.column("address")))
        .arg(rows.integer(0, rows.column("port")))
        .arg(rows.text(0, rows.column("cluster_name")))
        .arg(rows.integer(0, rows.column("version_number")))
        .arg(role);
}

SessionSettings readSettings(const PgRows &rows)
{
    return {rows.text(0, rows.column("statement_timeout")), rows.text(0, rows.column("lock_timeout")),
            rows.text(0, rows.column("idle_timeout")), rows.text(0, rows.column("search_path")),
            rows.text(0, rows.column("application_name"))};
}

ServerFacts readFacts(const PgRows &rows)
{
    ServerFacts facts;
    facts.versionNumber = static_cast<int>(rows.integer(0, rows.column("version_number")));
    facts.isInRecovery = rows.boolean(0, rows.column("in_recovery"));
    facts.serverNow = rows.time(0, rows.column("server_now")).value_or(ServerTime{});
    facts.started = rows.time(0, rows.column("started")).value_or(ServerTime{});
    facts.ownUser = rows.text(0, rows.column("own_user"));
    facts.ownPid = static_cast<int>(rows.integer(0, rows.column("own_pid")));
    facts.isSuperuser = rows.boolean(0, rows.column("is_superuser"));
    facts.canSignal = rows.boolean(0, rows.column("can_signal"));
    facts.canSeeAll = rows.boolean(0, rows.column("can_see_all"));
    facts.maxConnections = static_cast<int>(rows.integer(0, rows.column("max_connections")));
    facts.settings = readSettings(rows);
    return facts;
}

} // namespace

QCoro::Task<Result<PgRows>> ask(std::shared_ptr<PgLink> link, QLatin1StringView question, std::vector<PgParam> params,
                                std::stop_token stop)
{
    co_return co_await link->query(actionQuery(question, std::move(params)), QDeadlineTimer(kLookTimeout), stop);
}

QCoro::Task<Result<ServerFacts>> readServerFacts(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const Result<PgRows> rows =
        co_await link->query(actionQuery(QLatin1StringView("identity")), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    ServerFacts facts = readFacts(*rows);
    const Result<PgRows> system =
        co_await link->query(actionQuery(QLatin1StringView("system_id")), QDeadlineTimer(kLookTimeout), stop);
    if (!system && system.error().kind != ErrorKind::Privilege)
        co_return std::unexpected(system.error());
    const int secondPid = system ? static_cast<int>(system->integer(0, 0)) : facts.ownPid;
    // A pooler invents the key data of its clients, and may give the second transaction another server.
    facts.isPooled = secondPid != facts.ownPid || link->backendPid() != facts.ownPid;
    facts.systemIdentifier = system ? static_cast<std::uint64_t>(system->integer(0, 1)) : 0;
    facts.identity = identityText(*rows, facts.systemIdentifier);
    co_return facts;
}

int versionNumberIn(const QString &text)
{
    static const QRegularExpression kVersion(QStringLiteral("(\\d+)\\.(\\d+)(?:\\.(\\d+))?"));
    const QRegularExpressionMatch match = kVersion.match(text);
    return match.captured(1).toInt() * 10000 + match.captured(2).toInt() * 100 + match.captured(3).toInt();
}

QCoro::Task<Result<void>> applySettings(std::shared_ptr<PgLink> link, SessionSettings settings, std::stop_token stop)
{
    PgQuery query = actionQuery(QLatin1StringView("settings"),
                                {PgParam::of(settings.statementTimeout), PgParam::of(settings.lockTimeout),
                                 PgParam::of(settings.idleTimeout), PgParam::of(settings.searchPath),
                                 PgParam::of(settings.applicationName)});
    const Result<PgRows> rows = co_await link->query(std::move(query), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return Result<void>{};
}

SessionSettings actingSettings(const QString &applicationName)
{
    return {QStringLiteral("10s"), QStringLiteral("3s"), QStringLiteral("30s"), QStringLiteral("pg_catalog"),
            applicationName};
}

} // namespace lockmaster
