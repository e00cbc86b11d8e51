// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL server whose settings wait for a restart.
#pragma once

#include "postgresscene.h"
#include "trouble.h"

#include "model/postgres/configuration.h"

namespace lockmaster::fixtures {

/// `fileValue`: of the last line of the files; absent: they are hidden from us.
inline Snapshot waitingForRestart(const QStringList &names, const std::optional<QString> &fileValue)
{
    Configuration configuration;
    for (const QString &name : names)
        configuration.settings.push_back(
            {.name = name, .value = u"16384"_s, .unit = u"8kB"_s, .waitsForRestart = true});
    configuration.settings.push_back({.name = u"work_mem"_s, .value = u"4096"_s, .unit = u"kB"_s});
    if (fileValue)
        configuration.lines = {{u"postgresql.conf"_s, 3, names.first(), u"1GB"_s, false, {}},
                               {u"postgresql.auto.conf"_s, 3, names.first(), *fileValue, false, {}}};
    Snapshot snapshot = PostgresScene().snapshot();
    auto state = std::make_shared<PostgresState>(*snapshot.postgres);
    state->configuration = std::make_shared<const Configuration>(configuration);
    snapshot.postgres = state;
    return snapshot;
}

inline void addSettings(Troubles &all)
{
    const QString buffers = u"shared_buffers"_s;
    all.insert(all.end(),
               {
                   {"a setting waits", &rules::pendingRestart, alone(waitingForRestart({buffers}, u"2GB"_s))},
                   {"a setting waits, files hidden", &rules::pendingRestart, alone(waitingForRestart({buffers}, {}))},
                   {"two settings wait", &rules::pendingRestart, alone(waitingForRestart({u"a"_s, u"b"_s}, {}))},
                   {"four settings wait", &rules::pendingRestart,
                    alone(waitingForRestart({u"a"_s, u"b"_s, u"c"_s, u"d"_s}, {}))},
               });
}

} // namespace lockmaster::fixtures
