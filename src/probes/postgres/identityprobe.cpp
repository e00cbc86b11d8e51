// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/identityprobe.h"

namespace lockmaster {
namespace {

// What a login without pg_monitor cannot see, with the statement that mends it.
std::vector<QString> hiddenFrom(const ServerIdentity &identity, const QString &quotedUser)
{
    if (identity.canSeeAll)
        return {};
    return {QStringLiteral("State, waits, times and queries of other roles' sessions, and how far standbys are, are "
                           "hidden from %1. To show them%2: GRANT pg_monitor TO %3;")
                .arg(identity.user, identity.inRecovery ? QStringLiteral(", on the primary") : QString(), quotedUser)};
}

QString behindPooler()
{
    return QStringLiteral(
        "A pooler stands between the console and the server: the console's own time limits cannot be set "
        "there, and no action is possible. Give this target the server's own address.");
}

} // namespace

QString IdentityProbe::name() const
{
    return QStringLiteral("identity");
}

std::chrono::milliseconds IdentityProbe::cadence() const
{
    return std::chrono::seconds(5);
}

std::optional<PgQuery> IdentityProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> IdentityProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    if (rows.count() != 1)
        return fail(ErrorKind::Protocol, QStringLiteral("The server did not say who it is"));
    const auto column = [&](const char *name) { return rows.column(name); };
    ServerIdentity &identity = draft.next.identity;
    draft.canSeeSystem = rows.boolean(0, column("can_see_system"));
    identity.versionNumber = static_cast<int>(rows.integer(0, column("version_number")));
    identity.version = rows.text(0, column("version"));
    identity.clusterName = rows.text(0, column("cluster_name"));
    identity.serverAddress = rows.text(0, column("server_address"));
    identity.serverPort = static_cast<int>(rows.integer(0, column("server_port")));
    identity.started = rows.time(0, column("started"));
    identity.configurationLoaded = rows.time(0, column("configuration_loaded"));
    identity.inRecovery = rows.boolean(0, column("in_recovery"));
    identity.timeline = static_cast<std::uint32_t>(rows.integer(0, column("timeline")));
    identity.database = rows.text(0, column("database_name"));
    identity.user = rows.text(0, column("user_name"));
    identity.isSuperuser = rows.boolean(0, column("is_superuser"));
    identity.canSeeAll = identity.isSuperuser || rows.boolean(0, column("can_see_all"));
    identity.canSignal = identity.isSuperuser || rows.boolean(0, column("can_signal"));
    identity.databaseHasUtf8 = rows.boolean(0, column("has_utf8"));
    draft.hidden = hiddenFrom(identity, rows.text(0, column("user_quoted")));
    if (draft.isPooled)
        draft.hidden.push_back(behindPooler());
    return {};
}

} // namespace lockmaster
