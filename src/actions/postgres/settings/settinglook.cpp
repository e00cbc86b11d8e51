// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/settings/settinglook.h"

#include "base/redact.h"
#include "base/text.h"

namespace lockmaster::setting {
namespace {

using namespace Qt::StringLiterals;

std::optional<double> numberIn(const Row &row, const char *name)
{
    bool isNumber = false;
    const double number = row.text(name).toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<QString> maybeText(const Row &row, const char *name)
{
    return row.isNull(name) ? std::nullopt : std::optional(row.text(name));
}

/// What the acting session itself has set is nobody else's.
QString shownIn(const Row &row)
{
    if (isSecret(row.text("name")))
        return maskedWord();
    if (row.text("source") != u"session")
        return row.text("shown");
    const QString unit = row.text("unit");
    return unit.isEmpty() ? row.text("reset_val") : row.text("reset_val") + u' ' + unit;
}

Standing standingIn(const Row &row, Scope scope)
{
    Standing standing;
    standing.kind = kindIn(row);
    standing.quotedName = row.text("quoted_name");
    standing.context = row.text("context");
    standing.source = row.text("source");
    standing.inEffect = row.text("reset_val");
    standing.shown = shownIn(row);
    standing.file = row.text("sourcefile");
    standing.isPendingRestart = row.boolean("pending_restart");
    standing.overriddenBy = plainLine(row.text("overridden_by"));
    if (scope != Scope::System) {
        standing.kept = maybeText(row, "kept");
    } else {
        standing.isKeptKnown = standing.isFromAlterSystem();
        if (standing.isKeptKnown)
            standing.kept = standing.inEffect;
    }
    return standing;
}

int rankOf(Scope scope)
{
    switch (scope) {
    case Scope::System: return -1;
    case Scope::Database: return 1;
    case Scope::Role: return 2;
    case Scope::RoleInDatabase: return 3;
    }
    return -1;
}

} // namespace

Kind kindIn(const Row &row)
{
    return {row.text("name"),         row.text("vartype"),      row.text("unit"),
            numberIn(row, "min_val"), numberIn(row, "max_val"), row.text("choices").split(u'\n', Qt::SkipEmptyParts)};
}

QCoro::Task<Result<PlaceFacts>> readPlace(std::shared_ptr<PgLink> link, Place place, std::stop_token stop)
{
    const Result<PgRows> rows =
        co_await ask(link, "setting_place"_L1, {PgParam::of(place.role), PgParam::of(place.database)}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    const Row row{*rows};
    co_return PlaceFacts{.hasRole = place.role.isEmpty() || !row.isNull("role_name"),
                         .hasDatabase = place.database.isEmpty() || !row.isNull("database_name"),
                         .quotedRole = row.text("quoted_role"),
                         .quotedDatabase = row.text("quoted_database"),
                         .quotedOwner = row.text("quoted_owner"),
                         .mayRole = row.boolean("may_role"),
                         .mayDatabase = row.boolean("may_database"),
                         .mayReload = row.boolean("may_reload"),
                         .seesFiles = row.boolean("sees_files"),
                         .allowsAlterSystem = row.text("allow_alter_system") != u"off",
                         .sessions = row.integer("sessions")};
}

QCoro::Task<Result<std::optional<Standing>>> readStanding(std::shared_ptr<PgLink> link, Place place, bool seesFiles,
                                                          QString setting, std::stop_token stop)
{
    const Result<PgRows> rows = co_await ask(link, "setting_state"_L1,
                                             {PgParam::of(setting), PgParam::of(place.role),
                                              PgParam::of(place.database), PgParam::of(qint64(rankOf(place.scope)))},
                                             stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    if (rows->count() == 0)
        co_return std::optional<Standing>();
    Standing standing = standingIn(Row{*rows}, place.scope);
    if (place.scope != Scope::System || !seesFiles)
        co_return standing;
    const Result<PgRows> lines = co_await ask(link, "setting_file"_L1, {PgParam::of(setting)}, stop);
    if (!lines)
        co_return std::unexpected(lines.error());
    standing.isKeptKnown = true;
    standing.kept = lines->count() == 0 ? std::nullopt : std::optional(Row{*lines}.text("setting"));
    co_return standing;
}

QCoro::Task<Result<QString>> quotedValue(std::shared_ptr<PgLink> link, Kind kind, QString value, std::stop_token stop)
{
    const QString parts = isListOfNames(kind.name) ? listedNames(value).join(u'\n') : value;
    const Result<PgRows> rows = co_await ask(link, "quoted_value"_L1, {PgParam::of(parts)}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return Row{*rows}.text("quoted");
}

QCoro::Task<Result<std::optional<Error>>> tryValue(std::shared_ptr<PgLink> link, Standing standing, QString value,
                                                   std::stop_token stop)
{
    if (standing.context != u"user" && standing.context != u"superuser")
        co_return std::optional<Error>(); // not in a session that is there already
    const Result<PgRows> rows =
        co_await ask(link, "setting_try"_L1, {PgParam::of(standing.kind.name), PgParam::of(value)}, stop);
    if (rows)
        co_return std::optional<Error>();
    if (!link->isOpen())
        co_return std::unexpected(rows.error());
    co_return std::optional(rows.error());
}

} // namespace lockmaster::setting
