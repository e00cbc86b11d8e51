// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/configuration/overridesprobe.h"

#include "base/redact.h"
#include "model/postgres/configuration.h"

namespace lockmaster {

QString OverridesProbe::name() const
{
    return QStringLiteral("configuration_overrides");
}

std::chrono::milliseconds OverridesProbe::cadence() const
{
    return std::chrono::minutes(1);
}

std::optional<PgQuery> OverridesProbe::ask(const PostgresDraft &draft) const
{
    return draft.next.configuration ? std::optional(preparedQuery(name(), draft)) : std::nullopt;
}

Result<void> OverridesProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    const auto next = std::make_shared<Configuration>(*draft.next.configuration);
    next->overrides.clear();
    for (int row = 0; row < rows.count(); ++row) {
        const QString setting = rows.text(row, rows.column("setting"));
        const QString name = setting.section(u'=', 0, 0);
        next->overrides.push_back({.name = name,
                                   .value = redact(setting.mid(name.size() + 1)),
                                   .database = rows.text(row, rows.column("database")),
                                   .role = rows.text(row, rows.column("role"))});
    }
    draft.next.configuration = next;
    return {};
}

} // namespace lockmaster
