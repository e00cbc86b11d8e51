// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/lockqueue.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace lockmaster::maintenance {
namespace {

using namespace Qt::StringLiterals;

struct LockWords {
    TableLock lock;
    QLatin1StringView name;
    QLatin1StringView conflicts; ///< the modes that it waits for, as an array of SQL
};

// "Conflicting Lock Modes" of PostgreSQL's manual, chapter "Explicit Locking".
constexpr std::array kLocks{
    LockWords{TableLock::ShareUpdateExclusive, "SHARE UPDATE EXCLUSIVE"_L1,
              "{ShareUpdateExclusiveLock,ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}"_L1},
    LockWords{TableLock::Share, "SHARE"_L1,
              "{RowExclusiveLock,ShareUpdateExclusiveLock,ShareRowExclusiveLock,ExclusiveLock,"
              "AccessExclusiveLock}"_L1},
    LockWords{TableLock::AccessExclusive, "ACCESS EXCLUSIVE"_L1,
              "{AccessShareLock,RowShareLock,RowExclusiveLock,ShareUpdateExclusiveLock,ShareLock,"
              "ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}"_L1}};

const LockWords &wordsOfLock(TableLock lock)
{
    return *std::ranges::find(kLocks, lock, &LockWords::lock);
}

LockSeat seatIn(const PgRows &rows, int row)
{
    return {.pid = rows.integer(row, rows.column("pid")),
            .isInTheWay = rows.boolean(row, rows.column("is_in_the_way")),
            .isWaiting = rows.boolean(row, rows.column("is_waiting")),
            .isAutovacuum = rows.text(row, rows.column("backend_type")) == u"autovacuum worker",
            .isWraparound = rows.boolean(row, rows.column("is_wraparound")),
            .state = rows.text(row, rows.column("state")),
            .since = rows.time(row, rows.column("since"))};
}

QString holderSentence(const LockQueue &queue, ServerTime now)
{
    const LockSeat &oldest = queue.seats.front();
    const auto age = ageAt(now, oldest.since);
    const QString since = age ? formatDuration(*age) : unknownValue();
    const QString who = oldest.pid == 0
                            ? ActionText::tr("a prepared transaction")
                            : ActionText::tr("session %1, %2, for %3")
                                  .arg(oldest.pid)
                                  .arg(oldest.state.isEmpty() ? unknownValue() : plainLine(oldest.state), since);
    return counted(queue.inTheWay, ActionText::tr("1 session has a lock that it waits for (%1)."),
                   ActionText::tr("%1 sessions have a lock that it waits for (the oldest: %2)."))
        .arg(who);
}

QString waitSentence(TableLock lock, const QString &patience)
{
    const QString wait = patience.isEmpty() ? ActionText::tr("It waits until they end.")
                                            : ActionText::tr("It waits %1 and then gives up.").arg(patience);
    if (lock != TableLock::AccessExclusive)
        return wait;
    return wait + u' ' + ActionText::tr("Whoever wants the table meanwhile queues behind it.");
}

} // namespace

QString lockName(TableLock lock)
{
    return wordsOfLock(lock).name;
}

QString lockSentence(TableLock lock)
{
    const QString taken = ActionText::tr("It takes the lock %1:").arg(lockName(lock));
    if (lock == TableLock::AccessExclusive)
        return taken + u' ' + ActionText::tr("nobody reads or writes the table until it is done.");
    if (lock == TableLock::Share)
        return taken + u' ' + ActionText::tr("nobody writes the table until it is done.");
    return taken + u' '
           + ActionText::tr("reading and writing go on; changes of the table's definition and of its indexes wait.");
}

QString oidArray(const Oids &oids)
{
    QStringList items;
    for (const qint64 oid : oids)
        items << QString::number(oid);
    return u'{' + items.join(u',') + u'}';
}

QCoro::Task<Result<LockQueue>> readLockQueue(std::shared_ptr<PgLink> link, Oids tables, TableLock lock,
                                             std::stop_token stop)
{
    const QString conflicts = wordsOfLock(lock).conflicts;
    const Result<PgRows> rows =
        co_await link->query(actionQuery("table_locks"_L1, {PgParam::of(oidArray(tables)), PgParam::of(conflicts)}),
                             QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    LockQueue queue;
    for (int row = 0; row < rows->count(); ++row)
        queue.seats.push_back(seatIn(*rows, row));
    if (rows->count() > 0) {
        queue.inTheWay = rows->integer(0, rows->column("in_the_way"));
        queue.waiting = rows->integer(0, rows->column("waiting"));
    }
    co_return queue;
}

Preflight checkLockQueue(const LockQueue &queue, TableLock lock, const QString &patience, ServerTime now)
{
    constexpr std::chrono::seconds kShort{1};
    if (queue.inTheWay == 0 && queue.waiting == 0)
        return {kTableLocked, Verdict::Ok, ActionText::tr("Nobody has a lock on it that this waits for.")};
    QStringList parts;
    if (queue.inTheWay > 0)
        parts << holderSentence(queue, now) << waitSentence(lock, patience);
    if (queue.waiting > 0)
        parts << counted(queue.waiting, ActionText::tr("1 session waits for a lock there already."),
                         ActionText::tr("%1 sessions wait for a lock there already."));
    // Statements come and go; what lasts is worth a warning.
    const auto age = queue.inTheWay > 0 ? ageAt(now, queue.seats.front().since) : std::nullopt;
    const bool isPassing = lock == TableLock::AccessExclusive && queue.waiting == 0 && age && *age < kShort;
    return {kTableLocked, isPassing ? Verdict::Ok : Verdict::Warning, parts.join(u' ')};
}

} // namespace lockmaster::maintenance
