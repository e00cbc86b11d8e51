// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How old databases are in transaction and multixact ids. Ids are 32 bits wide: a database whose oldest row is 2^31 of them
// old would lose it, and the server refuses all writing before that.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/postgres/session.h"

namespace lockmaster {

inline constexpr std::int64_t kIdHorizon = 1LL << 31;
/// So many ids before the horizon the server takes no statement any more that needs one (PostgreSQL 14+; 1 million before).
inline constexpr std::int64_t kIdReserve = 3'000'000;

struct DatabaseAge {
    QString database;
    std::int64_t transactions = 0; ///< age(datfrozenxid)
    std::int64_t multixacts = 0;   ///< mxid_age(datminmxid)
    QString oldestTable;           ///< schema and name; told of the database we are connected to, when it is old

    bool operator==(const DatabaseAge &) const = default;
};

struct Wraparound {
    std::vector<DatabaseAge> databases;
    std::int64_t freezeMaxAge = 0;          ///< autovacuum_freeze_max_age: from here on a vacuum is forced
    std::int64_t multixactFreezeMaxAge = 0; ///< autovacuum_multixact_freeze_max_age
    std::int64_t nextTransaction = 0;       ///< 64 bits: it never wraps
    ServerTime readAt{};
    std::optional<double> transactionsPerSecond; ///< ids used between two readings; nothing before the second

    bool operator==(const Wraparound &) const = default;
};

} // namespace lockmaster
