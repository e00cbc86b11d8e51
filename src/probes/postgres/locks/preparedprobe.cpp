// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/locks/preparedprobe.h"

#include <algorithm>

namespace lockmaster {
namespace {

QString nameOf(const QHash<quint32, PostgresNames::Entry> &names, std::int64_t oid)
{
    const auto found = names.constFind(static_cast<quint32>(oid));
    return found == names.constEnd() ? QStringLiteral("oid %1").arg(oid) : found->name;
}

} // namespace

QString PreparedProbe::name() const
{
    return QStringLiteral("prepared_transactions");
}

std::chrono::milliseconds PreparedProbe::cadence() const
{
    return std::chrono::seconds(10);
}

bool PreparedProbe::isUrgent(const PostgresDraft &draft) const
{
    return std::ranges::any_of(draft.next.lockWaits, [](const LockWait &wait) {
        return std::ranges::contains(wait.blockers, kPreparedTransactionPid);
    });
}

std::optional<PgQuery> PreparedProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> PreparedProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    draft.next.preparedTransactions.clear();
    for (int row = 0; row < rows.count(); ++row) {
        PreparedTransaction transaction;
        transaction.gid = rows.text(row, rows.column("gid"));
        transaction.transactionId = static_cast<std::uint32_t>(rows.integer(row, rows.column("transaction")));
        transaction.prepared = rows.time(row, rows.column("prepared"));
        transaction.owner = nameOf(draft.names.roles, rows.integer(row, rows.column("ownerid")));
        transaction.database = nameOf(draft.names.databases, rows.integer(row, rows.column("dbid")));
        draft.next.preparedTransactions.push_back(std::move(transaction));
    }
    return {};
}

} // namespace lockmaster
