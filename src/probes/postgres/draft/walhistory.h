// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// When a server's WAL was how long, over the last hour: bytes behind become time behind, whatever the server measures.
#pragma once

#include <deque>
#include <optional>

#include "model/postgres/replication.h"

namespace lockmaster {

class WalHistory
{
public:
    void append(ServerTime at, Lsn position);
    void clear() { m_entries.clear(); }

    /// The first moment at which the WAL was seen to be longer than `position`; nothing when it is not, or when that
    /// was before the first moment known.
    [[nodiscard]] std::optional<ServerTime> passed(Lsn position) const;

private:
    struct Entry {
        ServerTime at{};
        Lsn position = 0;
    };
    std::deque<Entry> m_entries; ///< both rise
};

} // namespace lockmaster
