// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/settings/settingchecks.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/row.h"
#include "base/format.h"
#include "base/text.h"

namespace lockmaster::setting {
namespace {

using namespace Qt::StringLiterals;

QString rightOf(const Place &place, const PlaceFacts &facts, const ServerFacts &server, const QString &setting)
{
    const QString role = plainLine(server.ownUser);
    switch (place.scope) {
    case Scope::System:
        return server.versionNumber >= 150000
                   ? ActionText::tr("As a superuser: GRANT ALTER SYSTEM ON PARAMETER %1 TO %2").arg(setting, role)
                   : ActionText::tr("Before PostgreSQL 15 only a superuser may.");
    case Scope::Database:
        return ActionText::tr("Its owner may. As a superuser: GRANT %1 TO %2").arg(plainLine(facts.quotedOwner), role);
    case Scope::Role:
    case Scope::RoleInDatabase: break;
    }
    return server.versionNumber >= 160000
               ? ActionText::tr("As a superuser: ALTER ROLE %1 CREATEROLE; GRANT %2 TO %1 WITH ADMIN OPTION")
                     .arg(role, plainLine(place.role))
               : ActionText::tr("As a superuser: ALTER ROLE %1 CREATEROLE").arg(role);
}

bool may(const Place &place, const PlaceFacts &facts, bool mayAlter)
{
    switch (place.scope) {
    case Scope::System: return mayAlter;
    case Scope::Database: return facts.mayDatabase;
    case Scope::Role:
    case Scope::RoleInDatabase: break;
    }
    return facts.mayRole;
}

QString lowStandbys(const QString &setting, qint64 value, const std::vector<Peer> &peers)
{
    const QByteArray column = setting.toLatin1();
    QStringList low;
    for (const Peer &peer : peers) {
        const qint64 there = Row{peer.settings}.integer(column.constData());
        if (peer.isStandby && there < value)
            low << u"%1 (%2)"_s.arg(plainLine(peer.target)).arg(there);
    }
    return low.join(u", "_s);
}

Preflight checkOnStandby(const QString &setting, qint64 value, const std::vector<Peer> &peers)
{
    const Peer *primary = primaryAmong(peers);
    if (!primary)
        return {kStandbys, Verdict::Warning,
                ActionText::tr("A standby must not have less than its primary, which is not seen in its group of the "
                               "fleet: compare before its restart.")};
    const qint64 there = Row{primary->settings}.integer(setting.toLatin1().constData());
    if (value < there)
        return {kStandbys, Verdict::Failed,
                ActionText::tr("Its primary %1 has %2: with less, this standby does not start again.")
                    .arg(plainLine(primary->target))
                    .arg(there)};
    return {kStandbys, Verdict::Ok, ActionText::tr("Its primary has %1, which is not more.").arg(there)};
}

} // namespace

Preflight checkPlace(const Place &place, const PlaceFacts &facts, bool isStandby)
{
    const QString id = u"setting.place"_s;
    if (!facts.hasRole)
        return {id, Verdict::Failed, ActionText::tr("There is no role %1.").arg(plainLine(place.role))};
    if (!facts.hasDatabase)
        return {id, Verdict::Failed, ActionText::tr("There is no database %1.").arg(plainLine(place.database))};
    if (isStandby && place.scope != Scope::System)
        return {id, Verdict::Failed,
                ActionText::tr("This is a standby: settings of roles and databases come from its primary.")};
    if (place.scope == Scope::System && !facts.allowsAlterSystem)
        return {
            id, Verdict::Failed,
            ActionText::tr("ALTER SYSTEM is switched off (allow_alter_system): who keeps this server configures it in "
                           "files.")};
    return {id, Verdict::Ok,
            place.scope == Scope::System
                ? ActionText::tr("It is written to postgresql.auto.conf, which is read last.")
                : ActionText::tr("%1 is there; sessions that begin from then on have it.").arg(placeText(place))};
}

Preflight checkRight(const Place &place, const PlaceFacts &facts, const ServerFacts &server, const QString &setting,
                     bool mayAlter)
{
    const QString role = plainLine(server.ownUser);
    if (server.isSuperuser || may(place, facts, mayAlter))
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may do it.").arg(role)};
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not set it for %2.").arg(role, placeText(place)) + u' '
                + rightOf(place, facts, server, setting)};
}

Preflight checkReload(const PlaceFacts &facts, const ServerFacts &server)
{
    const QString role = plainLine(server.ownUser);
    if (facts.mayReload)
        return {u"privilege.reload"_s, Verdict::Ok, ActionText::tr("Role %1 may reload the configuration.").arg(role)};
    return {
        u"privilege.reload"_s, Verdict::Failed,
        ActionText::tr("Role %1 may not reload the configuration, without which it is written and not in effect. As a "
                       "superuser: GRANT EXECUTE ON FUNCTION pg_catalog.pg_reload_conf() TO %1")
            .arg(role)};
}

Preflight checkKnown(const QString &asked, const std::optional<Standing> &standing, const Place &place)
{
    if (!standing)
        return {kKnown, Verdict::Failed,
                ActionText::tr("The server knows no setting %1. One of an extension it knows once that is loaded.")
                    .arg(plainLine(asked))};
    if (standing->context == u"internal")
        return {kKnown, Verdict::Failed,
                ActionText::tr("%1 only tells how the server was made.").arg(standing->kind.name)};
    if (place.scope != Scope::System && standing->context != u"user" && standing->context != u"superuser")
        return {kKnown, Verdict::Failed,
                ActionText::tr("%1 is one of the server as a whole: set it there.").arg(standing->kind.name)};
    return {kKnown, Verdict::Ok, ActionText::tr("%1 was read just now.").arg(standing->kind.name)};
}

Preflight checkDiffers(const Change &change, const Standing &standing, const Place &place)
{
    if (!change.value && standing.isKeptKnown && !standing.kept)
        return {
            kDiffers, Verdict::Failed,
            ActionText::tr("%1 is not set for %2: there is nothing to reset.").arg(change.setting, placeText(place))};
    if (change.value && standing.kept && isSameValue(*change.value, *standing.kept, standing.kind))
        return {kDiffers, Verdict::Failed,
                ActionText::tr("%1 is set so for %2 already.").arg(change.setting, placeText(place))};
    if (!standing.isKeptKnown)
        return {kDiffers, Verdict::Warning,
                ActionText::tr("Whether postgresql.auto.conf has a value of it this role cannot see, so the undo is a "
                               "guess.")};
    const bool isSecretValue = isSecret(change.setting);
    const QString kept = standing.kept ? plainLine(isSecretValue ? standing.shown : *standing.kept) : QString();
    return {kDiffers, Verdict::Ok,
            standing.kept ? ActionText::tr("For %1 it is %2 until now.").arg(placeText(place), elided(kept, 80))
                          : ActionText::tr("For %1 it is not set until now.").arg(placeText(place))};
}

Preflight checkValue(const Change &change, const Standing &standing, const std::optional<Error> &error)
{
    const QString wrong = change.value ? objectionTo(*change.value, standing.kind) : QString();
    if (!wrong.isEmpty())
        return {kTaken, Verdict::Failed, wrong};
    if (error)
        return {kTaken, Verdict::Failed,
                ActionText::tr("The server does not take it: %1")
                    .arg(plainLine(error->detail.isEmpty() ? error->text : error->detail))};
    return {kTaken, Verdict::Ok,
            !change.value ? ActionText::tr("There is no value to check.")
                          : ActionText::tr("The value fits what the server says of %1.").arg(change.setting)};
}

Preflight checkOverridden(const Standing &standing, const Place &place)
{
    if (place.scope == Scope::System && standing.isOnCommandLine())
        return {kOverridden, Verdict::Failed,
                ActionText::tr("The server was started with %1 on its command line, which no file overrides.")
                    .arg(standing.kind.name)};
    if (!standing.overriddenBy.isEmpty())
        return {kOverridden, Verdict::Warning,
                ActionText::tr("Others are nearer and stay as they are: %1.").arg(elided(standing.overriddenBy, 120))};
    return {kOverridden, Verdict::Ok, ActionText::tr("No role or database has a nearer one.")};
}

Preflight checkStandbys(const Change &change, const Standing &standing, const std::vector<Peer> &peers, bool isStandby)
{
    if (!standbyLimits().contains(change.setting) || !change.value)
        return {kStandbys, Verdict::Ok, ActionText::tr("No standby depends on it.")};
    const qint64 value = qint64(inOwnUnit(*change.value, standing.kind).value_or(0));
    if (isStandby)
        return checkOnStandby(change.setting, value, peers);
    const QString low = lowStandbys(change.setting, value, peers);
    if (!low.isEmpty())
        return {kStandbys, Verdict::Failed,
                ActionText::tr(
                    "Standbys with less stop replaying when this server restarts: %1. Raise it there and restart "
                    "them first.")
                    .arg(low)};
    if (value > standing.inEffect.toLongLong())
        return {
            kStandbys, Verdict::Warning,
            ActionText::tr("Standbys with less stop replaying when this server restarts. %1 of its group were asked, "
                           "and have enough; others cannot be seen.")
                .arg(peers.size())};
    return {kStandbys, Verdict::Ok, ActionText::tr("It is not raised: no standby stops by it.")};
}

} // namespace lockmaster::setting
