// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/systemprobe.h"

namespace lockmaster {

QString SystemProbe::name() const
{
    return QStringLiteral("system_id");
}

std::chrono::milliseconds SystemProbe::cadence() const
{
    return std::chrono::minutes(1);
}

std::optional<PgQuery> SystemProbe::ask(const PostgresDraft &draft) const
{
    return draft.canSeeSystem ? std::optional(preparedQuery(name(), draft)) : std::nullopt;
}

Result<void> SystemProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    if (rows.count() != 1)
        return fail(ErrorKind::Protocol, QStringLiteral("The server did not say which cluster it is"));
    draft.next.identity.systemIdentifier = rows.text(0, 0).toULongLong();
    return {};
}

void SystemProbe::forget(PostgresDraft &draft) const
{
    draft.next.identity.systemIdentifier = 0;
}

} // namespace lockmaster
