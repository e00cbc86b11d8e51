// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A catalog that somebody looks at beside the one of every minute: of another database, or of tables with a name.
#pragma once

#include <QString>
#include <optional>

namespace lockmaster {

struct AskedCatalog {
    QString database;
    QString filter; ///< part of "schema.name"; empty: all

    bool operator==(const AskedCatalog &) const = default;
};

/// Among the names of probes that are wanted (Engine::want) it is one word.
inline QString askedWord(const AskedCatalog &asked)
{
    return QStringLiteral("asked_catalog\n%1\n%2").arg(asked.database, asked.filter);
}

/// What such a word asks for; nothing of the name of a probe.
inline std::optional<AskedCatalog> askedIn(const QString &word)
{
    if (!word.startsWith(u"asked_catalog\n"))
        return {};
    return AskedCatalog{word.section(u'\n', 1, 1), word.section(u'\n', 2)};
}

} // namespace lockmaster
