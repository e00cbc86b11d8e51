// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An index as its maintenance finds it, what failed builds have left on its table, and what a concurrent build waits for.
#pragma once

#include <vector>

#include "actions/postgres/maintenance/table.h"

namespace lockmaster::maintenance {

inline constexpr QLatin1StringView kIndex{"index"};          ///< the argument
inline constexpr QLatin1StringView kIndexSame{"index.same"}; ///< checks
inline constexpr QLatin1StringView kLeftovers{"index.leftovers"};
inline constexpr QLatin1StringView kTransactions{"transactions.open"};

struct Index {
    qint64 oid = 0;
    QString name;      ///< quoted, with its schema
    QString plainName; ///< as it is
    QString kind;      ///< pg_class.relkind: "i", "I" of a partitioned table
    qint64 bytes = 0;
    qint64 tableOid = 0;
    QString tableName; ///< quoted, with its schema
    bool isValid = false;
    bool isIdentity = false; ///< of replication
    bool isExclusion = false;
    QString constraint; ///< that it backs; empty: none
    QString parent;     ///< the partitioned index that it is a part of; empty: none
    qint64 builder = 0; ///< the session that builds it now, as far as this role sees that
    QString definition;
    bool isCatalog = false;
};

QCoro::Task<Result<std::vector<Index>>> readIndexes(std::shared_ptr<PgLink> link, QString asked, std::stop_token stop);

/// Whether exactly one is there, and the one that was seen before. Without failure the first of `found` is it.
Preflight checkIndex(const QJsonObject &arguments, const std::vector<Index> &found);
Argument indexArgument();

/// "_ccnew" and "_ccold", with a number maybe: what REINDEX CONCURRENTLY calls what it makes and what it replaces.
enum class Residue { None, NewOne, OldOne };
Residue residueOf(const QString &plainName);

struct Leftover {
    QString name; ///< quoted, with its schema
    Residue residue = Residue::None;
    qint64 oid = 0;
    bool isBeingBuilt = false;
};
/// Invalid indexes of the table and of its TOAST table.
QCoro::Task<Result<std::vector<Leftover>>> readLeftovers(std::shared_ptr<PgLink> link, qint64 table,
                                                         std::stop_token stop);
/// What failed builds left is to be dropped before another one; `but` is one that does not matter here.
Preflight checkLeftovers(const std::vector<Leftover> &found, qint64 but = 0);
/// "postgres.index.drop_invalid drops it: index=public.cards_t_idx"
QString dropHint(const QString &index);

/// 14.0 to 14.3 built broken indexes concurrently.
Preflight checkBuildVersion(const ServerFacts &facts);

/// How many transactions it has to wait for, and the oldest of them.
QCoro::Task<Result<Preflight>> checkTransactions(ReadyServer server, qint64 table, std::stop_token stop);

} // namespace lockmaster::maintenance
