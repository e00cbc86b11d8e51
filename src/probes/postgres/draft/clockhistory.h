// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far apart the clocks of a standby and its upstream are, by the messages of the last minute.
#pragma once

#include <deque>
#include <optional>

#include "model/servertime.h"

namespace lockmaster {

class ClockHistory
{
public:
    /// One message: when it was sent by the sender's clock, and received by the receiver's. The same one may come
    /// again.
    void append(ServerTime sent, ServerTime received);
    void clear() { m_entries.clear(); }

    /// The least of received − sent, since a message may have been long on its way. Nothing without messages.
    [[nodiscard]] std::optional<std::chrono::microseconds> ahead() const;

private:
    struct Entry {
        ServerTime received{};
        std::chrono::microseconds ahead{};
    };
    std::deque<Entry> m_entries; ///< `received` rises
};

} // namespace lockmaster
