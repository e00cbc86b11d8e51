// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/locksmodel.h"

#include "ui/locks/lockstext.h"

namespace lockmaster {

QString lockColumnTitle(LockColumn column)
{
    switch (column) {
    case LockColumn::Who: return LocksText::tr("Session");
    case LockColumn::State: return LocksText::tr("State");
    case LockColumn::Place: return LocksText::tr("Place");
    case LockColumn::Blocks: return LocksText::tr("Blocks");
    case LockColumn::Lock: return LocksText::tr("Lock");
    case LockColumn::Query: return LocksText::tr("Query");
    }
    return {};
}

QString lockColumnToolTip(LockColumn column)
{
    switch (column) {
    case LockColumn::Who:
        return LocksText::tr("Process id and application name. Roots hold a lock that others wait for.");
    case LockColumn::State:
        return LocksText::tr("Of a root: its state and for how long. Of a waiter: how long it has waited.");
    case LockColumn::Place: return LocksText::tr("Place in the queue for the same object; 1 is next.");
    case LockColumn::Blocks:
        return LocksText::tr("Sessions anywhere behind this one, and the time that all of them together have waited.");
    case LockColumn::Lock: return LocksText::tr("The relation and the lock that is held, or waited for.");
    case LockColumn::Query:
        return LocksText::tr("The running query, or the last one of a session that is idle in transaction.");
    }
    return {};
}

QString lockCell(const LockRow &row, LockColumn column)
{
    switch (column) {
    case LockColumn::Who: return row.who;
    case LockColumn::State: return row.state;
    case LockColumn::Place: return row.place;
    case LockColumn::Blocks: return row.blocks;
    case LockColumn::Lock: return row.lock;
    case LockColumn::Query: return row.query;
    }
    return {};
}

} // namespace lockmaster
