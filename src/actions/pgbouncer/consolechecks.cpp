// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/consolechecks.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool isListedIn(const ConsoleState &state, const QString &user, const QString &setting)
{
    const QStringList names = state.setting(setting).split(u',');
    return std::ranges::any_of(names, [&](const QString &name) { return name.trimmed() == user; });
}

} // namespace

Preflight checkAdmin(const ConsoleState &state, const QString &user)
{
    const QString name = plainLine(user);
    if (!isListedIn(state, user, u"admin_users"_s) && isListedIn(state, user, u"stats_users"_s))
        return {
            preflight::kPrivilege, Verdict::Failed,
            ActionText::tr(
                "User %1 may only read statistics (stats_users): add it to admin_users in pgbouncer.ini and RELOAD.")
                .arg(name)};
    return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("User %1 may administer PgBouncer.").arg(name)};
}

Preflight checkDatabaseThere(const ConsoleState &state, const QString &database)
{
    if (!database.isEmpty() && !state.find(database))
        return {consolecheck::kDatabaseSame, Verdict::Failed,
                ActionText::tr("PgBouncer has no database %1 at the moment.").arg(plainLine(database))};
    return {consolecheck::kDatabaseSame, Verdict::Ok,
            database.isEmpty() ? counted(qint64(state.databases.size()), ActionText::tr("1 database."),
                                         ActionText::tr("%1 databases."))
                               : ActionText::tr("PgBouncer has this database.")};
}

Preflight checkAlone(const ConsoleState &state)
{
    if (state.hasPeers || state.setting(u"so_reuseport"_s) == u"1")
        return {
            u"pooler.alone"_s, Verdict::Failed,
            ActionText::tr("Other PgBouncer processes serve the same port (so_reuseport, peers): to which of them the "
                           "command comes is left to chance. Each has to be told by itself, on a port of its own.")};
    return {u"pooler.alone"_s, Verdict::Ok, ActionText::tr("No other process of PgBouncer serves this port.")};
}

QString clientsText(int count)
{
    return counted(count, ActionText::tr("1 client"), ActionText::tr("%1 clients"));
}

QString transactionsText(int count)
{
    return counted(count, ActionText::tr("1 transaction"), ActionText::tr("%1 transactions"));
}

QString connectionsText(int count)
{
    return counted(count, ActionText::tr("1 server connection"), ActionText::tr("%1 server connections"));
}

ActionSubject databaseSubject(const ActionPlan &plan)
{
    const QString database = databaseIn(plan);
    return database.isEmpty() ? ActionSubject{u"server"_s, plan.target.name} : ActionSubject{u"database"_s, database};
}

} // namespace lockmaster
