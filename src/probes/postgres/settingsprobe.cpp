// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/settingsprobe.h"

namespace lockmaster {

QString SettingsProbe::name() const
{
    return QStringLiteral("settings");
}

std::chrono::milliseconds SettingsProbe::cadence() const
{
    return std::chrono::minutes(1);
}

std::optional<PgQuery> SettingsProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> SettingsProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    ServerSettings settings;
    QHash<QString, int> raw;
    for (int row = 0; row < rows.count(); ++row) {
        raw.insert(rows.text(row, 0), rows.text(row, 1).toInt());
        settings.values.emplace(rows.text(row, 0), rows.text(row, 2));
    }
    settings.maxConnections = raw.value(QStringLiteral("max_connections"));
    settings.superuserReserved = raw.value(QStringLiteral("superuser_reserved_connections"));
    settings.reserved = raw.value(QStringLiteral("reserved_connections"));
    settings.maxPreparedTransactions = raw.value(QStringLiteral("max_prepared_transactions"));
    settings.maxLocksPerTransaction = raw.value(QStringLiteral("max_locks_per_transaction"));
    settings.activityQuerySize = raw.value(QStringLiteral("track_activity_query_size"));
    if (settings.maxConnections <= 0)
        return fail(ErrorKind::Protocol, QStringLiteral("The server did not tell max_connections"));
    draft.next.settings = std::move(settings);
    return {};
}

} // namespace lockmaster
