// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/configuration/filesprobe.h"

#include "base/redact.h"
#include "model/postgres/configuration.h"

namespace lockmaster {

QString FilesProbe::name() const
{
    return QStringLiteral("configuration_files");
}

std::chrono::milliseconds FilesProbe::cadence() const
{
    return std::chrono::minutes(1);
}

std::optional<PgQuery> FilesProbe::ask(const PostgresDraft &draft) const
{
    const bool mayAsk = draft.next.configuration && draft.next.configuration->maySeeFiles;
    return mayAsk ? std::optional(preparedQuery(name(), draft)) : std::nullopt;
}

Result<void> FilesProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    const auto next = std::make_shared<Configuration>(*draft.next.configuration);
    next->lines.emplace();
    const auto text = [&](int row, const char *name) { return rows.text(row, rows.column(name)); };
    for (int row = 0; row < rows.count(); ++row)
        next->lines->push_back({.file = text(row, "file"),
                                .line = int(rows.integer(row, rows.column("line"))),
                                .name = text(row, "name"),
                                .value = redact(text(row, "value")),
                                .isApplied = rows.boolean(row, rows.column("applied")),
                                .error = text(row, "error")});
    draft.next.configuration = next;
    return {};
}

} // namespace lockmaster
