// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "metrics/reading.h"
#include "model/postgres/replicationlag.h"

namespace lockmaster {

/// How far the standbys of a server are behind, by application name: of those with the same name the one that is further
/// behind.
struct StandbyLags {
    explicit StandbyLags(const Reading &reading);

    std::map<QString, Lag> behind;
};

} // namespace lockmaster
