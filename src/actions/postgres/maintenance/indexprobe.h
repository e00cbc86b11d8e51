// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says of an index before it is built: whether it can read it, how large it may become, whether rows of
// the table stand in the way of a unique one, whether its name is free.
#pragma once

#include "actions/postgres/maintenance/indexspec.h"
#include "actions/postgres/maintenance/table.h"

namespace lockmaster::newindex {

/// From the planner's estimate of rows and widths, for a btree at its usual fill; empty for other methods and for a table
/// that was never analyzed.
struct Estimate {
    Preflight check; ///< "index.columns": the server's words when it cannot read them
    std::optional<qint64> bytes;
};
QCoro::Task<Result<Estimate>> estimateIndex(std::shared_ptr<PgLink> link, IndexSpec spec, maintenance::Table table,
                                            std::stop_token stop);

/// Looks for two rows with the same keys, for as long as a plan may take.
QCoro::Task<Result<Preflight>> checkDuplicates(std::shared_ptr<PgLink> link, IndexSpec spec, QString table,
                                               std::stop_token stop);

struct FreeName {
    QString name;    ///< quoted
    Preflight check; ///< "index.name"
};
/// `asked` as it is, without quotes; empty: a usual one that is free.
QCoro::Task<Result<FreeName>> readName(std::shared_ptr<PgLink> link, maintenance::Table table, QString asked,
                                       QString usual, std::stop_token stop);

} // namespace lockmaster::newindex
