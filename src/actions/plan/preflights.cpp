// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/preflights.h"

#include "actions/plan/actiontext.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

constexpr std::array kManagers{QLatin1StringView("patroni"),
                               QLatin1StringView("repmgr"),
                               QLatin1StringView("pgautofailover"),
                               QLatin1StringView("pg_auto_failover"),
                               QLatin1StringView("cnpg"),
                               QLatin1StringView("stolon"),
                               QLatin1StringView("postgres_exporter"),
                               QLatin1StringView("pgexporter"),
                               QLatin1StringView("pgbackrest"),
                               QLatin1StringView("barman")};

Preflight ok(QLatin1StringView id, QString detail)
{
    return {id, Verdict::Ok, std::move(detail)};
}
Preflight warning(QLatin1StringView id, QString detail)
{
    return {id, Verdict::Warning, std::move(detail)};
}
Preflight failed(QLatin1StringView id, QString detail)
{
    return {id, Verdict::Failed, std::move(detail)};
}

QString grantHint(const ServerFacts &facts, QLatin1StringView role)
{
    return ActionText::tr("As a superuser: GRANT %1 TO %2").arg(role, plainLine(facts.ownUser));
}

} // namespace

Preflight checkTargetWritable(const Target &target)
{
    if (target.readOnly)
        return failed(preflight::kTargetWritable,
                      ActionText::tr("The fleet file marks this target read-only: the console never acts on it."));
    return ok(preflight::kTargetWritable, ActionText::tr("The fleet file allows actions on this target."));
}

Preflight checkServerDirect(const ServerFacts &facts)
{
    if (facts.isPooled)
        return failed(preflight::kServerDirect,
                      ActionText::tr("A pooler stands between the console and the server, so nobody knows which server "
                                     "would act. Give this target the server's own address."));
    return ok(preflight::kServerDirect, ActionText::tr("Connected to the server itself, not through a pooler."));
}

Preflight warnOfOtherPrimaries(const QStringList &others)
{
    return warning(preflight::kOnePrimary,
                   ActionText::tr("%1 takes writes for the same system: be sure that this is the server you mean.")
                       .arg(elided(plainLine(others.join(u", ")), 80)));
}

Preflight checkSame(const SessionKey &key, const std::optional<SeenSession> &seen)
{
    if (!seen)
        return failed(preflight::kSessionSame, ActionText::tr("Session %1 is gone.").arg(key.pid));
    if (!seen->isHidden && seen->session.key != key)
        return failed(preflight::kSessionSame,
                      ActionText::tr("Session %1 is gone; its pid now belongs to another session, which began at %2.")
                          .arg(key.pid)
                          .arg(formatTimeOfDay(seen->session.key.backendStart)));
    if (seen->isHidden)
        return failed(preflight::kSessionSame,
                      ActionText::tr("This role may not see whose session %1 is.").arg(key.pid));
    return ok(preflight::kSessionSame, ActionText::tr("The same session as on screen, read again just now."));
}

Preflight checkOwn(const Session &session, const ServerFacts &facts)
{
    if (session.key.pid == facts.ownPid)
        return failed(preflight::kSessionOwn, ActionText::tr("This is the console's own connection."));
    if (isOwnName(session.application))
        return failed(preflight::kSessionOwn, ActionText::tr("This is a connection of a Lockmaster console."));
    return ok(preflight::kSessionOwn, ActionText::tr("Not a connection of this console."));
}

Preflight checkBackendType(const Session &session)
{
    switch (dutyOf(session)) {
    case SessionDuty::Client:
        return ok(preflight::kBackendType, ActionText::tr("A client's session; not replication, not autovacuum."));
    case SessionDuty::WalSender:
        return failed(
            preflight::kBackendType,
            ActionText::tr("This is a walsender: it feeds a standby or a backup. It is never ended from here."));
    case SessionDuty::Autovacuum:
        return failed(
            preflight::kBackendType,
            ActionText::tr("This is autovacuum at work. It gives way by itself to whoever waits for its lock."));
    case SessionDuty::WraparoundVacuum:
        return failed(preflight::kBackendType,
                      ActionText::tr("This is autovacuum that prevents wraparound: ended, it begins anew. Cancel what "
                                     "waits for it instead."));
    case SessionDuty::ParallelWorker:
        return failed(
            preflight::kBackendType,
            ActionText::tr("This is a parallel worker of session %1: act on that one.").arg(session.leaderPid));
    case SessionDuty::Hidden:
        return failed(preflight::kBackendType, ActionText::tr("What this is, is hidden from this role."));
    case SessionDuty::Server: break;
    }
    return failed(preflight::kBackendType, ActionText::tr("This is a %1 of the server itself, not a client's session.")
                                               .arg(plainLine(session.backendType)));
}

Preflight checkPrivilege(const SeenSession &seen, const ServerFacts &facts)
{
    if (facts.isSuperuser)
        return ok(preflight::kPrivilege, ActionText::tr("Role %1 is a superuser.").arg(plainLine(facts.ownUser)));
    if (seen.isHidden)
        return failed(preflight::kPrivilege, grantHint(facts, QLatin1StringView("pg_monitor")));
    if (seen.roleIsSuperuser)
        return failed(
            preflight::kPrivilege,
            ActionText::tr("It belongs to superuser %1: only a superuser may signal it, and role %2 is not one.")
                .arg(plainLine(seen.session.user), plainLine(facts.ownUser)));
    if (!seen.isMember && !facts.canSignal)
        return failed(preflight::kPrivilege, ActionText::tr("Role %1 may not signal sessions of %2.")
                                                     .arg(plainLine(facts.ownUser), plainLine(seen.session.user))
                                                 + u' ' + grantHint(facts, QLatin1StringView("pg_signal_backend")));
    return ok(preflight::kPrivilege,
              ActionText::tr("The server lets role %1 signal this session.").arg(plainLine(facts.ownUser)));
}

Preflight checkSyncWait(const Session &session)
{
    if (session.waitEvent == u"SyncRep")
        return warning(preflight::kSyncWait,
                       ActionText::tr("Its COMMIT is already done on this server and waits only for a synchronous "
                                      "standby. Ending the wait undoes nothing: the client is told that it committed, "
                                      "though the transaction might not have been replicated. If this server is then "
                                      "lost, so is the transaction."));
    return ok(preflight::kSyncWait, ActionText::tr("It does not wait for a synchronous standby."));
}

Preflight checkWritten(const Session &session, ServerTime now)
{
    if (!session.backendXid)
        return ok(preflight::kWritten, ActionText::tr("It has written nothing in its transaction."));
    const auto age = ageAt(now, session.transactionStart);
    const QString since = session.transactionStart ? formatTimeOfDay(*session.transactionStart) : unknownValue();
    return warning(preflight::kWritten,
                   ActionText::tr("It has written or locked rows since %1 (%2): what it wrote is rolled back and "
                                  "lost. That is immediate; the dead rows stay until a vacuum removes them.")
                       .arg(since, age ? formatDuration(*age) : unknownValue()));
}

Preflight checkManaged(const Session &session)
{
    if (isManagedName(session.application))
        return warning(preflight::kManaged,
                       ActionText::tr("It calls itself “%1”: a tool that keeps or watches the cluster.")
                           .arg(plainLine(session.application)));
    return ok(preflight::kManaged, ActionText::tr("Not a session of a cluster manager, a backup or an exporter."));
}

bool isManagedName(const QString &application)
{
    return std::ranges::any_of(
        kManagers, [&](QLatin1StringView name) { return application.startsWith(name, Qt::CaseInsensitive); });
}

bool isOwnName(const QString &application)
{
    return application.startsWith(u"lockmaster", Qt::CaseInsensitive);
}

std::vector<Preflight> checkSession(const SessionKey &key, const std::optional<SeenSession> &seen,
                                    const ServerFacts &facts)
{
    std::vector<Preflight> checks{checkSame(key, seen)};
    if (seen && seen->isHidden)
        checks.push_back(checkPrivilege(*seen, facts));
    if (hasFailed(checks))
        return checks;
    const Session &session = seen->session;
    for (Preflight check : {checkBackendType(session), checkOwn(session, facts), checkPrivilege(*seen, facts),
                            checkSyncWait(session), checkWritten(session, facts.serverNow), checkManaged(session)})
        checks.push_back(std::move(check));
    return checks;
}

bool hasFailed(const std::vector<Preflight> &checks)
{
    return std::ranges::any_of(checks, [](const Preflight &check) { return check.verdict == Verdict::Failed; });
}

const Preflight *findCheck(const std::vector<Preflight> &checks, QLatin1StringView id)
{
    const auto found = std::ranges::find_if(checks, [&](const Preflight &check) { return check.id == id; });
    return found == checks.end() ? nullptr : &*found;
}

} // namespace lockmaster
