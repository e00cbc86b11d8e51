// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/settings/settingdanger.h"

#include <algorithm>
#include <array>

#include "actions/plan/actiontext.h"
#include "base/text.h"

namespace lockmaster::setting {
namespace {

using namespace Qt::StringLiterals;

/// Where a danger lies.
enum class When { Always, Off, On, SetByAll, Set };

struct Danger {
    QLatin1StringView setting;
    When when;
    bool isForbidden;
    bool losesData;
    QString (*text)();
};

QString unreachable()
{
    return ActionText::tr(
        "A wrong value makes the server unreachable or keeps it from starting, and then nobody can put "
        "it back from here. Change it on the host, where its start can be seen.");
}

QString runsCommands()
{
    return ActionText::tr("The server runs its value as a command, or finds its standbys and archive by it: it is "
                          "changed on the host, by who can test it there.");
}

QString losesOnCrash()
{
    return ActionText::tr("A crash of the host then destroys data for good.");
}

QString hidesDamage()
{
    return ActionText::tr("The server then goes on over damaged data, and destroys or returns it without a word.");
}

QString endsUpkeep()
{
    return ActionText::tr(
        "It also ends VACUUM, CREATE INDEX, pg_dump and every other long statement. Set it for the roles "
        "of applications instead.");
}

QString endsPooled()
{
    return ActionText::tr("Poolers and postgres_fdw keep idle sessions on purpose: their connections then break.");
}

QString commitsWait()
{
    return ActionText::tr(
        "Where the standbys it names are not there, every COMMIT hangs until they are, or it is reset.");
}

QString losesCommits()
{
    return ActionText::tr("Transactions that clients were told are committed can be lost when the server crashes.");
}

QString endsVacuum()
{
    return ActionText::tr("Dead rows then pile up in every table, and in the end the server refuses writes to prevent "
                          "wraparound.");
}

QString runsCode()
{
    return ActionText::tr("Each new session loads these libraries: one that is missing or fails ends every login.");
}

QString stopsArchive()
{
    return ActionText::tr("Point-in-time recovery and standbys that read the archive depend on it.");
}

const std::array kDangers{
    Danger{"data_directory"_L1, When::Always, true, false, unreachable},
    Danger{"config_file"_L1, When::Always, true, false, unreachable},
    Danger{"hba_file"_L1, When::Always, true, false, unreachable},
    Danger{"ident_file"_L1, When::Always, true, false, unreachable},
    Danger{"external_pid_file"_L1, When::Always, true, false, unreachable},
    Danger{"listen_addresses"_L1, When::Always, true, false, unreachable},
    Danger{"port"_L1, When::Always, true, false, unreachable},
    Danger{"unix_socket_directories"_L1, When::Always, true, false, unreachable},
    Danger{"allow_alter_system"_L1, When::Always, true, false, unreachable},
    Danger{"ssl"_L1, When::Always, true, false, unreachable},
    Danger{"ssl_cert_file"_L1, When::Always, true, false, unreachable},
    Danger{"ssl_ca_file"_L1, When::Always, true, false, unreachable},
    Danger{"archive_command"_L1, When::Always, true, false, runsCommands},
    Danger{"archive_library"_L1, When::Always, true, false, runsCommands},
    Danger{"archive_cleanup_command"_L1, When::Always, true, false, runsCommands},
    Danger{"recovery_end_command"_L1, When::Always, true, false, runsCommands},
    Danger{"restore_command"_L1, When::Always, true, false, runsCommands},
    Danger{"primary_conninfo"_L1, When::Always, true, false, runsCommands},
    Danger{"primary_slot_name"_L1, When::Always, true, false, runsCommands},
    Danger{"ssl_passphrase_command"_L1, When::Always, true, false, runsCommands},
    Danger{"fsync"_L1, When::Off, false, true, losesOnCrash},
    Danger{"full_page_writes"_L1, When::Off, false, true, losesOnCrash},
    Danger{"zero_damaged_pages"_L1, When::On, false, true, hidesDamage},
    Danger{"ignore_checksum_failure"_L1, When::On, false, true, hidesDamage},
    Danger{"ignore_invalid_pages"_L1, When::On, false, true, hidesDamage},
    Danger{"synchronous_commit"_L1, When::Off, false, true, losesCommits},
    Danger{"synchronous_standby_names"_L1, When::Set, false, false, commitsWait},
    Danger{"statement_timeout"_L1, When::SetByAll, false, false, endsUpkeep},
    Danger{"transaction_timeout"_L1, When::SetByAll, false, false, endsUpkeep},
    Danger{"idle_session_timeout"_L1, When::Set, false, false, endsPooled},
    Danger{"autovacuum"_L1, When::Off, false, true, endsVacuum},
    Danger{"track_counts"_L1, When::Off, false, true, endsVacuum},
    Danger{"session_preload_libraries"_L1, When::Set, false, false, runsCode},
    Danger{"local_preload_libraries"_L1, When::Set, false, false, runsCode},
    Danger{"archive_mode"_L1, When::Always, false, false, stopsArchive},
    Danger{"wal_level"_L1, When::Always, false, false, stopsArchive},
};

bool isOff(const QString &value)
{
    return booleanOf(value) == false || value == u"local";
}

bool isZero(const QString &value)
{
    return value.isEmpty() || value.startsWith(u'0') || value == u"-1";
}

bool applies(const Danger &danger, const Change &change, Scope scope)
{
    if (change.setting != danger.setting)
        return false;
    const bool isForAll = scope == Scope::System || scope == Scope::Database;
    switch (danger.when) {
    case When::Always: return true;
    case When::Off: return change.value && isOff(*change.value);
    case When::On: return change.value && booleanOf(*change.value) == true;
    case When::SetByAll: return isForAll && change.value && !isZero(*change.value);
    case When::Set: return change.value && !isZero(*change.value);
    }
    return false;
}

} // namespace

Preflight checkDanger(const Change &change, Scope scope)
{
    if (change.value && isSecret(change.setting))
        return {
            kDanger, Verdict::Failed,
            ActionText::tr("A password or key may be part of %1, and what is sent from here is written down. Set it "
                           "on the host.")
                .arg(change.setting)};
    const auto found =
        std::ranges::find_if(kDangers, [&](const Danger &danger) { return applies(danger, change, scope); });
    if (found == kDangers.end())
        return {kDanger, Verdict::Ok, ActionText::tr("Nothing special is known of %1.").arg(change.setting)};
    return {kDanger, found->isForbidden ? Verdict::Failed : Verdict::Warning,
            u"%1: %2"_s.arg(change.setting, found->text())};
}

bool isDestructive(const Change &change)
{
    return std::ranges::any_of(
        kDangers, [&](const Danger &danger) { return danger.losesData && applies(danger, change, Scope::System); });
}

Libraries changedLibraries(const QString &before, const QString &after)
{
    const QStringList had = listedNames(before);
    const QStringList has = listedNames(after);
    Libraries libraries;
    std::ranges::copy_if(had, std::back_inserter(libraries.lost),
                         [&](const QString &one) { return !has.contains(one); });
    std::ranges::copy_if(has, std::back_inserter(libraries.added),
                         [&](const QString &one) { return !had.contains(one); });
    return libraries;
}

Preflight checkLibraries(const Libraries &libraries, const QStringList &missing, bool canSee)
{
    const QString id = u"setting.libraries"_s;
    if (!libraries.lost.isEmpty())
        return {id, Verdict::Failed,
                ActionText::tr("%1 would not be loaded any more. Give the whole list: what is loaded now and what is "
                               "added.")
                    .arg(plainLine(libraries.lost.join(u", "_s)))};
    if (!missing.isEmpty())
        return {id, Verdict::Failed,
                ActionText::tr("There is no library %1 on the server: with it, it would not start again.")
                    .arg(plainLine(missing.join(u", "_s)))};
    if (!libraries.added.isEmpty() && !canSee)
        return {
            id, Verdict::Warning,
            ActionText::tr("Whether the server has the library %1 only a superuser can see. If not, it does not start "
                           "again.")
                .arg(plainLine(libraries.added.join(u", "_s)))};
    return {id, Verdict::Ok, ActionText::tr("The server has these libraries, and none that is loaded is left out.")};
}

} // namespace lockmaster::setting
