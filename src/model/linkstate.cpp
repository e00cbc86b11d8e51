// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/linkstate.h"

namespace lockmaster {

QString rungName(Rung rung)
{
    switch (rung) {
    case Rung::Dns: return QStringLiteral("dns");
    case Rung::Password: return QStringLiteral("password");
    case Rung::Tcp: return QStringLiteral("tcp");
    case Rung::Tls: return QStringLiteral("tls");
    case Rung::Auth: return QStringLiteral("auth");
    case Rung::Query: return QStringLiteral("query");
    }
    return QStringLiteral("query");
}

QString linkPhaseName(LinkPhase phase)
{
    switch (phase) {
    case LinkPhase::Connecting: return QStringLiteral("connecting");
    case LinkPhase::Live: return QStringLiteral("live");
    case LinkPhase::Late: return QStringLiteral("late");
    case LinkPhase::Broken: return QStringLiteral("broken");
    case LinkPhase::Refused: return QStringLiteral("refused");
    }
    return QStringLiteral("broken");
}

} // namespace lockmaster
