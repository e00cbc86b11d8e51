// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/event.h"

namespace lockmaster {

QString eventName(EventKind kind)
{
    switch (kind) {
    case EventKind::Restarted: return QStringLiteral("restarted");
    case EventKind::RoleChanged: return QStringLiteral("role_changed");
    case EventKind::Replaced: return QStringLiteral("replaced");
    case EventKind::CountersReset: return QStringLiteral("counters_reset");
    case EventKind::SightLost: return QStringLiteral("sight_lost");
    case EventKind::SightRegained: return QStringLiteral("sight_regained");
    }
    return {};
}

} // namespace lockmaster
