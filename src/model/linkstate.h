// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the console sees a target right now: the ladder dns → password → tcp → tls → auth → query, and what broke.
#pragma once

#include <QString>
#include <optional>

#include "base/clock.h"
#include "base/result.h"

namespace lockmaster {

/// The rungs in the order in which a connection climbs them.
enum class Rung {
    Dns,
    Password, ///< where it comes from (keyring, command, …) is asked; nothing has been sent to the server
    Tcp,
    Tls,
    Auth,
    Query,
};

/// Stable words: "dns", "password", "tcp", "tls", "auth", "query".
QString rungName(Rung rung);

enum class LinkPhase {
    Connecting, ///< climbing the ladder, nothing wrong so far
    Live,       ///< the last query was answered in time
    Late,       ///< connected; the answer to the running query is overdue
    Broken,     ///< a rung failed; the console tries again at `nextAttempt`
    Refused,    ///< authentication failed: no further try until a person acts (no lock-out)
};

/// Stable words: "connecting", "live", "late", "broken", "refused".
QString linkPhaseName(LinkPhase phase);

struct LinkState {
    LinkPhase phase = LinkPhase::Connecting;
    Rung rung = Rung::Dns;      ///< the rung being climbed, or the one that broke
    WallTime since{};           ///< when this phase began
    std::optional<Error> error; ///< set in Broken and Refused, and in Late
    std::optional<WallTime> nextAttempt;
    QString address;                ///< "127.0.0.1:5432" that answered or was tried last
    std::optional<Error> newcomers; ///< our connection is fine, but a new one fails: what it was told
    QString note;                   ///< e.g. "name resolution failed; using 10.0.0.5 of 03:11:40"
    bool encrypted = false;
    bool verified = false; ///< TLS with certificate and host name verified: by verify-full alone
    int reconnectsToday = 0;

    bool operator==(const LinkState &) const = default;
};

/// Data can be trusted to be of now.
inline bool isLive(const LinkState &state)
{
    return state.phase == LinkPhase::Live;
}

} // namespace lockmaster
