// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/settings/settingplace.h"

#include "actions/plan/actiontext.h"
#include "base/text.h"

namespace lockmaster::setting {

using namespace Qt::StringLiterals;

namespace {

bool needsRole(Scope scope)
{
    return scope == Scope::Role || scope == Scope::RoleInDatabase;
}

bool needsDatabase(Scope scope)
{
    return scope == Scope::Database || scope == Scope::RoleInDatabase;
}

} // namespace

Place placeIn(const QJsonObject &arguments)
{
    const QString word = arguments.value(kScope).toString();
    const Scope scope = word == u"role"               ? Scope::Role
                        : word == u"database"         ? Scope::Database
                        : word == u"role_in_database" ? Scope::RoleInDatabase
                                                      : Scope::System;
    return {scope, arguments.value(kRole).toString(), arguments.value(kDatabase).toString()};
}

QString placeText(const Place &place)
{
    const QString role = plainLine(place.role);
    const QString database = plainLine(place.database);
    switch (place.scope) {
    case Scope::Role: return ActionText::tr("role %1").arg(role);
    case Scope::Database: return ActionText::tr("database %1").arg(database);
    case Scope::RoleInDatabase: return ActionText::tr("role %1 in database %2").arg(role, database);
    case Scope::System: break;
    }
    return ActionText::tr("the server");
}

Arguments placeArguments(const QStringList &scopes)
{
    return {
        {.name = kScope,
         .type = ArgumentType::Choice,
         .title = ActionText::tr("For"),
         .help = ActionText::tr("system: everybody, by ALTER SYSTEM; else those of a role, of a database, or of a role "
                                "in a database, who begin a session from then on. The narrowest that serves is best."),
         .standard = scopes.front(),
         .choices = scopes},
        {.name = kRole,
         .title = ActionText::tr("Role"),
         .help = ActionText::tr("For scope role and role_in_database.")},
        {.name = kDatabase,
         .title = ActionText::tr("Database"),
         .help = ActionText::tr("For scope database and role_in_database.")}};
}

QString objectionToPlace(const QJsonObject &arguments)
{
    const Place place = placeIn(arguments);
    const QString scope = arguments.value(kScope).toString();
    if (needsRole(place.scope) && place.role.isEmpty())
        return ActionText::tr("scope=%1 needs role=.").arg(scope);
    if (needsDatabase(place.scope) && place.database.isEmpty())
        return ActionText::tr("scope=%1 needs database=.").arg(scope);
    if (!needsRole(place.scope) && !place.role.isEmpty())
        return ActionText::tr("scope=%1 is not of a role: role= is not meant for it.").arg(scope);
    if (!needsDatabase(place.scope) && !place.database.isEmpty())
        return ActionText::tr("scope=%1 is not of a database: database= is not meant for it.").arg(scope);
    return {};
}

} // namespace lockmaster::setting
