// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/namesprobe.h"

namespace lockmaster {

QString NamesProbe::name() const
{
    return QStringLiteral("names");
}

std::chrono::milliseconds NamesProbe::cadence() const
{
    return std::chrono::minutes(1);
}

bool NamesProbe::isUrgent(const PostgresDraft &draft) const
{
    return draft.namesMissing;
}

std::optional<PgQuery> NamesProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> NamesProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    readNames(rows, draft);
    return {};
}

void readNames(const PgRows &rows, PostgresDraft &draft)
{
    PostgresNames names;
    for (int row = 0; row < rows.count(); ++row) {
        auto &kind = rows.text(row, 0) == u"role" ? names.roles : names.databases;
        kind.insert(static_cast<quint32>(rows.integer(row, 1)),
                    {rows.text(row, 2), static_cast<int>(rows.integer(row, 3))});
    }
    // Sessions that are known already may carry a name that was unknown or has changed since.
    draft.wantAll = draft.wantAll || names != draft.names;
    draft.names = std::move(names);
    draft.namesMissing = false;
}

} // namespace lockmaster
