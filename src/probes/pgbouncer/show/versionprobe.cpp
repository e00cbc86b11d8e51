// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/versionprobe.h"

#include <QRegularExpression>

#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {

QString VersionProbe::name() const
{
    return QStringLiteral("version");
}

QByteArray VersionProbe::command() const
{
    return "SHOW VERSION";
}

Result<void> VersionProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    if (const auto fits = requireColumns(rows, {"version"}); !fits)
        return fits;
    if (rows.count() == 0)
        return fail(ErrorKind::Protocol, QStringLiteral("PgBouncer does not tell its version"));
    PgBouncerIdentity &identity = draft.next.identity;
    identity.version = RowReader(rows, 0).text("version");
    static const QRegularExpression pattern(QStringLiteral(R"((\d+)\.(\d+)(?:\.(\d+))?)"));
    const auto match = pattern.match(identity.version);
    identity.versionNumber =
        match.captured(1).toInt() * 10000 + match.captured(2).toInt() * 100 + match.captured(3).toInt();
    return {};
}

} // namespace lockmaster::pgbouncer
