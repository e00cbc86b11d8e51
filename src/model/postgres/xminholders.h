// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds back vacuum: whatever may still have to see rows as they were keeps dead ones. Pure; any thread.
#pragma once

#include "model/postgres/postgres.h"

namespace lockmaster {

enum class XminHolderKind {
    Session,
    Prepared, ///< a prepared transaction
    Slot,     ///< a replication slot's xmin or catalog_xmin
    Standby,  ///< a standby without slot, by hot_standby_feedback
};

/// Stable words: "session", "prepared", "slot", "standby".
QString xminHolderKindName(XminHolderKind kind);

struct XminHolder {
    XminHolderKind kind = XminHolderKind::Session;
    QString name;               ///< application, global id, slot, or what the standby calls itself
    SessionKey session{};       ///< the session, or the one that streams to the standby or from the slot; pid 0: none
    QString database;           ///< whose dead rows stay; empty: of every database
    bool keepsCatalogs = false; ///< only dead rows of the system's catalogs
    bool isInUse = true;        ///< of a slot: somebody streams from it
    std::int64_t age = 0;       ///< transactions begun since its xmin
    std::optional<std::chrono::microseconds> heldFor; ///< of a slot: not in use for so long, 17+; absent: not known

    /// Nobody is there who would end it.
    [[nodiscard]] bool isForgotten() const { return session.pid == 0; }
    /// It keeps dead rows of tables of this database.
    [[nodiscard]] bool holdsRowsOf(const QString &one) const
    {
        return !keepsCatalogs && (database.isEmpty() || database == one);
    }
    bool operator==(const XminHolder &) const = default;
};

/// All, the oldest first; of the same age the one that has held it longest. Vacuum does not wait for other vacuums, and they are
/// left out; so are parallel workers, which see what their leader sees, and transactions that began a moment ago: while a
/// long one writes, all of them start from there, and end before anybody could do something about them.
std::vector<XminHolder> xminHolders(const PostgresState &state);

/// Who holds the same rows back most but the one at `place`: what is left when that one has ended. Null: nobody.
const XminHolder *nextHolder(const std::vector<XminHolder> &holders, std::size_t place);

} // namespace lockmaster
