// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Something that happened to a server, or to our sight of it, with its time: marks on the time bar and on pages.
#pragma once

#include <QString>

#include "base/clock.h"

namespace lockmaster {

enum class EventKind {
    Restarted,     ///< the server's start time changed: counters begin anew
    RoleChanged,   ///< primary ↔ standby, master ↔ replica; `before` and `after` are the stable words of the roles
    Replaced,      ///< another server answers at the same address (system identifier, run id)
    CountersReset, ///< cumulative counters were put back by a person; rates have a gap there
    SightLost,     ///< not answering since `at`
    SightRegained, ///< answering again; `before` tells when sight was lost (ISO)
};

struct ServerEvent {
    EventKind kind = EventKind::Restarted;
    WallTime at{}; ///< by our clock
    QString before;
    QString after;

    bool operator==(const ServerEvent &) const = default;
};

/// Stable words: "restarted", "role_changed", "replaced", "counters_reset", "sight_lost", "sight_regained".
QString eventName(EventKind kind);

} // namespace lockmaster
