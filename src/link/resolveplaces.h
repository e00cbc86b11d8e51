// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lowest rung of every link: a target's places with their addresses looked up.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QMap>
#include <QString>
#include <stop_token>
#include <vector>

#include "link/pgaddress.h"
#include "link/waits.h"

namespace lockmaster {

struct ResolvedPlaces {
    std::vector<PgAddress> places; ///< one for each address of each host, in order; never empty
    QString note;                  ///< for LinkState: a name did not resolve and its last good address is used
};

/// Fails (Dns, Cancelled, Config when there is no host) when not one place is left. `lastGood`: by host name, for when
/// name resolution fails.
QCoro::Task<Result<ResolvedPlaces>> resolvePlaces(std::vector<PgAddress> places, QMap<QString, QHostAddress> lastGood,
                                                  HostResolver resolver, QDeadlineTimer deadline, std::stop_token stop);

} // namespace lockmaster
