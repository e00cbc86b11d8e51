// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/configprobe.h"

#include <algorithm>

#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {
namespace {

// As PgBouncer itself decides; nothing has to be tried for that.
std::optional<bool> isListed(const QString &user, const std::map<QString, PgBouncerSetting> &settings,
                             const QString &key)
{
    const auto setting = settings.find(key);
    if (user.isEmpty() || setting == settings.end())
        return {};
    const QStringList names = setting->second.value.split(u',');
    return std::ranges::any_of(names, [&](const QString &name) { return name.trimmed() == user; });
}

} // namespace

QString ConfigProbe::name() const
{
    return QStringLiteral("config");
}

QByteArray ConfigProbe::command() const
{
    return "SHOW CONFIG";
}

Result<void> ConfigProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    if (const auto fits = requireColumns(rows, {"key", "value"}); !fits)
        return fits;
    draft.next.settings.clear();
    for (int row = 0; row < rows.count(); ++row) {
        const RowReader reader(rows, row);
        draft.next.settings.emplace(reader.text("key"), PgBouncerSetting{reader.text("value"), reader.known("default"),
                                                                         reader.text("changeable") == u"yes"});
    }
    PgBouncerIdentity &identity = draft.next.identity;
    identity.isAdmin = isListed(identity.user, draft.next.settings, QStringLiteral("admin_users"));
    if (identity.isAdmin == false
        && isListed(identity.user, draft.next.settings, QStringLiteral("stats_users")) != true)
        identity.isAdmin.reset(); // it is let in for another reason, e.g. as PgBouncer's own system user
    return {};
}

} // namespace lockmaster::pgbouncer
