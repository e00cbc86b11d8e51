// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/locks/locksprobe.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace lockmaster {
namespace {

struct Pids {
    std::set<int> waiting;
    std::set<int> roots; ///< block and do not wait
};

Pids pidsOf(const std::vector<LockWait> &waits)
{
    Pids pids;
    for (const LockWait &wait : waits)
        pids.waiting.insert(wait.pid);
    for (const LockWait &wait : waits) {
        for (const int blocker : wait.blockers) {
            if (!pids.waiting.contains(blocker))
                pids.roots.insert(blocker);
        }
    }
    return pids;
}

PgParam arrayOf(const std::set<int> &numbers)
{
    QByteArrayList texts;
    for (const int number : numbers)
        texts << QByteArray::number(number);
    return {'{' + texts.join(',') + '}'};
}

// pg_class is visible for the database we are in only.
std::uint32_t connectedDatabase(const PostgresDraft &draft)
{
    for (auto [oid, entry] : draft.names.databases.asKeyValueRange()) {
        if (entry.name == draft.next.identity.database)
            return oid;
    }
    return 0;
}

QString relationName(const PgRows &rows, int row, const PostgresDraft &draft)
{
    const auto oid = rows.integer(row, rows.column("relation"));
    if (const QString name = rows.text(row, rows.column("relation_name")); !name.isEmpty() || oid == 0)
        return name;
    const auto database = static_cast<quint32>(rows.integer(row, rows.column("database")));
    const QString databaseName = draft.names.databases.value(database).name;
    return QStringLiteral("oid %1 of %2")
        .arg(QString::number(oid), databaseName.isEmpty() ? QStringLiteral("–") : databaseName);
}

void readWait(const PgRows &rows, int row, const PostgresDraft &draft, LockWait &wait)
{
    if (rows.boolean(row, rows.column("granted"))) { // the row a waiter for a transaction is after
        if (wait.relation.isEmpty()) {
            wait.relation = relationName(rows, row, draft);
            wait.relationOid = static_cast<std::uint32_t>(rows.integer(row, rows.column("relation")));
        }
        return;
    }
    wait.lockType = rows.text(row, rows.column("locktype"));
    wait.mode = rows.text(row, rows.column("mode"));
    wait.object = rows.text(row, rows.column("object"));
    wait.waitStart = rows.time(row, rows.column("waitstart"));
    if (!rows.isNull(row, rows.column("relation"))) {
        wait.relation = relationName(rows, row, draft);
        wait.relationOid = static_cast<std::uint32_t>(rows.integer(row, rows.column("relation")));
    }
}

HeldLock readHeld(const PgRows &rows, int row, const PostgresDraft &draft)
{
    return {static_cast<int>(rows.integer(row, rows.column("pid"))), rows.text(row, rows.column("locktype")),
            rows.text(row, rows.column("mode")), relationName(rows, row, draft)};
}

using PreparedOwners = QHash<QString, std::uint32_t>; // virtual transaction → transaction id

// Locks of a prepared transaction have no pid; they belong together by their virtual transaction, which is that of
// the session that prepared it, or −1/<transaction id> after a restart and before PostgreSQL 17.
PreparedOwners preparedOwners(const PgRows &rows)
{
    PreparedOwners owners;
    for (int row = 0; row < rows.count(); ++row) {
        if (rows.isNull(row, rows.column("pid")) && rows.text(row, rows.column("locktype")) == u"transactionid")
            owners.insert(rows.text(row, rows.column("virtualtransaction")),
                          static_cast<std::uint32_t>(rows.integer(row, rows.column("transactionid"))));
    }
    return owners;
}

void addToPrepared(const PgRows &rows, int row, const PreparedOwners &owners, PostgresDraft &draft)
{
    const auto owner = owners.constFind(rows.text(row, rows.column("virtualtransaction")));
    if (owner == owners.constEnd() || rows.isNull(row, rows.column("relation")))
        return;
    for (PreparedTransaction &transaction : draft.next.preparedTransactions) {
        if (transaction.transactionId == *owner)
            transaction.locks.push_back(readHeld(rows, row, draft));
    }
}

// Where the server does not tell since when somebody waits (13, or the first moments of a wait), the statement's
// start is the nearest that is known.
void fillWaitStart(PostgresDraft &draft)
{
    for (LockWait &wait : draft.next.lockWaits) {
        if (wait.waitStart)
            continue;
        if (const SessionPtr session = findSession(draft.next, wait.pid))
            wait.waitStart = session->queryStart;
    }
}

bool isSameWait(const LockWait &now, const LockWait &before)
{
    return now.pid == before.pid && now.blockers == before.blockers && !before.lockType.isEmpty()
           && before.waitStart.has_value();
}

std::optional<ServerTime> queryStart(const PostgresState &state, int pid)
{
    const SessionPtr session = findSession(state, pid);
    return session ? session->queryStart : std::nullopt;
}

/// The same sessions wait, in the same statements, for the same others: what they wait for was told a moment ago.
bool isKnown(const PostgresDraft &draft)
{
    constexpr std::chrono::seconds kKnownFor{5}; // whoever is in front may take further locks
    const PostgresState &next = draft.next;
    const auto &before = draft.previous;
    return before && next.serverNow - draft.locksTaken < kKnownFor
           && std::ranges::equal(next.lockWaits, before->lockWaits, isSameWait)
           && std::ranges::all_of(
               next.lockWaits,
               [&](const LockWait &wait) { return queryStart(next, wait.pid) == queryStart(*before, wait.pid); })
           && std::ranges::equal(next.preparedTransactions, before->preparedTransactions, {}, &PreparedTransaction::gid,
                                 &PreparedTransaction::gid);
}

void takeFromBefore(PostgresDraft &draft)
{
    PostgresState &next = draft.next;
    next.lockWaits = draft.previous->lockWaits;
    next.heldLocks = draft.previous->heldLocks;
    for (std::size_t i = 0; i < next.preparedTransactions.size(); ++i)
        next.preparedTransactions[i].locks = draft.previous->preparedTransactions[i].locks;
}

} // namespace

QString LocksProbe::name() const
{
    return QStringLiteral("locks");
}

std::chrono::milliseconds LocksProbe::cadence() const
{
    return {};
}

std::optional<PgQuery> LocksProbe::ask(const PostgresDraft &draft) const
{
    if (draft.next.lockWaits.empty() || isKnown(draft))
        return {};
    const Pids pids = pidsOf(draft.next.lockWaits);
    return preparedQuery(
        name(), draft,
        {arrayOf(pids.waiting), arrayOf(pids.roots), PgParam::of(std::int64_t(connectedDatabase(draft)))});
}

Result<void> LocksProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    PostgresState &next = draft.next;
    next.heldLocks.clear();
    for (PreparedTransaction &transaction : next.preparedTransactions)
        transaction.locks.clear();
    std::unordered_map<int, LockWait *> waits;
    for (LockWait &wait : next.lockWaits)
        waits.emplace(wait.pid, &wait);
    const int pidColumn = rows.column("pid");
    const PreparedOwners owners = preparedOwners(rows);
    for (int row = 0; row < rows.count(); ++row) {
        const auto wait = waits.find(static_cast<int>(rows.integer(row, pidColumn)));
        if (rows.isNull(row, pidColumn))
            addToPrepared(rows, row, owners, draft);
        else if (wait != waits.end())
            readWait(rows, row, draft, *wait->second);
        else
            next.heldLocks.push_back(readHeld(rows, row, draft));
    }
    fillWaitStart(draft);
    draft.locksTaken = next.serverNow;
    return {};
}

void LocksProbe::forget(PostgresDraft &draft) const
{
    if (!draft.next.lockWaits.empty() && isKnown(draft))
        return takeFromBefore(draft);
    draft.next.heldLocks.clear();
    for (PreparedTransaction &transaction : draft.next.preparedTransactions)
        transaction.locks.clear();
    fillWaitStart(draft);
}

} // namespace lockmaster
