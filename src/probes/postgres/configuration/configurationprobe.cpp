// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/configuration/configurationprobe.h"

#include "base/redact.h"
#include "model/postgres/configuration.h"

#include <algorithm>

namespace lockmaster {

QString ConfigurationProbe::name() const
{
    return QStringLiteral("configuration");
}

std::chrono::milliseconds ConfigurationProbe::cadence() const
{
    return std::chrono::minutes(1);
}

std::optional<PgQuery> ConfigurationProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> ConfigurationProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    const auto next = std::make_shared<Configuration>();
    if (draft.next.configuration) { // what the other probes told stays until they tell it again
        next->overrides = draft.next.configuration->overrides;
        next->lines = draft.next.configuration->lines;
    }
    next->readAt = draft.next.serverNow;
    const auto text = [&](int row, const char *name) { return rows.text(row, rows.column(name)); };
    for (int row = 0; row < rows.count(); ++row) {
        next->settings.push_back({.name = text(row, "name"),
                                  .value = redact(text(row, "value")),
                                  .standard = text(row, "standard"),
                                  .unit = text(row, "unit"),
                                  .category = text(row, "category"),
                                  .description = text(row, "description"),
                                  .context = text(row, "context"),
                                  .source = text(row, "source"),
                                  .file = text(row, "file"),
                                  .line = int(rows.integer(row, rows.column("line"))),
                                  .waitsForRestart = rows.boolean(row, rows.column("pending_restart"))});
        next->maySeeFiles = rows.boolean(row, rows.column("may_see_files"));
    }
    if (next->settings.empty())
        return fail(ErrorKind::Protocol, QStringLiteral("The server told no settings"));
    if (!next->maySeeFiles)
        next->lines.reset();
    std::ranges::sort(next->settings, {}, &PostgresSetting::name);
    draft.next.configuration = next;
    return {};
}

} // namespace lockmaster
