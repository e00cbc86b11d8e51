// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/wraparoundprobe.h"

#include "base/told.h"
#include "model/postgres/wraparound.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kLeastSpan{10}; ///< between two readings: less is no basis for a rate

std::optional<double> rateSince(const std::shared_ptr<const Wraparound> &before, const Wraparound &now)
{
    if (!before || now.nextTransaction < before->nextTransaction)
        return {};
    const auto span = now.readAt - before->readAt;
    if (span < kLeastSpan)
        return before->transactionsPerSecond;
    return double(saturatingDifference(now.nextTransaction, before->nextTransaction))
           / std::chrono::duration<double>(span).count();
}

} // namespace

QString WraparoundProbe::name() const
{
    return QStringLiteral("wraparound");
}

std::chrono::milliseconds WraparoundProbe::cadence() const
{
    return std::chrono::minutes(1);
}

std::optional<PgQuery> WraparoundProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> WraparoundProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    Wraparound now;
    now.readAt = draft.next.serverNow;
    const auto number = [&](int row, const char *name) { return rows.integer(row, rows.column(name)); };
    for (int row = 0; row < rows.count(); ++row) {
        now.databases.push_back({.database = rows.text(row, rows.column("database")),
                                 .transactions = number(row, "transactions"),
                                 .multixacts = number(row, "multixacts"),
                                 .oldestTable = rows.text(row, rows.column("oldest_table"))});
        now.freezeMaxAge = number(row, "freeze_max_age");
        now.multixactFreezeMaxAge = number(row, "multixact_freeze_max_age");
        now.nextTransaction = number(row, "next_transaction");
    }
    now.transactionsPerSecond = rateSince(draft.next.wraparound, now);
    draft.next.wraparound = std::make_shared<const Wraparound>(std::move(now));
    return {};
}

} // namespace lockmaster
