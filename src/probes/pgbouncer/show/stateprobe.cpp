// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/stateprobe.h"

#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {

QString StateProbe::name() const
{
    return QStringLiteral("state");
}

QByteArray StateProbe::command() const
{
    return "SHOW STATE";
}

Result<void> StateProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    if (const auto fits = requireColumns(rows, {"key", "value"}); !fits)
        return fits;
    draft.next.isPaused.reset();
    draft.next.isSuspended.reset();
    for (int row = 0; row < rows.count(); ++row) {
        const RowReader reader(rows, row);
        const bool isYes = reader.text("value") == u"yes";
        if (reader.text("key") == u"paused")
            draft.next.isPaused = isYes;
        else if (reader.text("key") == u"suspended")
            draft.next.isSuspended = isYes;
    }
    return {};
}

} // namespace lockmaster::pgbouncer
