// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a queue: those that were named, or those with the most dead rows; frozen once a plan has shown them.
#pragma once

#include "actions/plan/actiontype.h"
#include "actions/postgres/maintenance/lockqueue.h"
#include "link/postgres/pglink.h"

namespace lockmaster::queue {

inline constexpr QLatin1StringView kTables{"tables"}; ///< arguments
inline constexpr QLatin1StringView kMostDead{"most_dead"};

struct QueuedTable {
    qint64 oid = 0; ///< 0: there is none
    QString name;   ///< quoted, with its schema; as it was asked for when there is none
    qint64 bytes = 0;
    qint64 dead = 0;
    qint64 namedSo = 0; ///< how many tables that name may mean
    bool mayVacuum = false;
    bool isTable = false;
};

/// What an earlier plan of the same choice has frozen, as "seen" of the arguments keeps it: JSON {of, tables[{oid, name}]}.
/// Empty: the choice is another one now, or there was none. Those have number and name alone.
std::vector<QueuedTable> frozenTables(const QJsonObject &arguments);
QString frozenText(const QJsonObject &arguments, const std::vector<QueuedTable> &tables);

/// The frozen ones, or else those of the choice, each once, as they are now.
QCoro::Task<Result<std::vector<QueuedTable>>> readQueue(std::shared_ptr<PgLink> link, QJsonObject arguments,
                                                        std::stop_token stop);

maintenance::Oids oidsOf(const std::vector<QueuedTable> &tables);

} // namespace lockmaster::queue
