// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/clientsprobe.h"
#include "probes/pgbouncer/show/configprobe.h"
#include "probes/pgbouncer/show/databasesprobe.h"
#include "probes/pgbouncer/show/listsprobe.h"
#include "probes/pgbouncer/show/poolsprobe.h"
#include "probes/pgbouncer/show/serversprobe.h"
#include "probes/pgbouncer/show/stateprobe.h"
#include "probes/pgbouncer/show/statsprobe.h"
#include "probes/pgbouncer/show/usersprobe.h"
#include "probes/pgbouncer/show/versionprobe.h"

namespace lockmaster {

std::vector<std::unique_ptr<PgBouncerProbe>> pgBouncerProbes()
{
    std::vector<std::unique_ptr<PgBouncerProbe>> probes;
    probes.push_back(std::make_unique<pgbouncer::VersionProbe>()); // before those that not every version has
    probes.push_back(std::make_unique<pgbouncer::ConfigProbe>());
    probes.push_back(std::make_unique<pgbouncer::UsersProbe>());
    probes.push_back(std::make_unique<pgbouncer::PoolsProbe>());
    probes.push_back(std::make_unique<pgbouncer::DatabasesProbe>());
    probes.push_back(std::make_unique<pgbouncer::StatsProbe>());
    probes.push_back(std::make_unique<pgbouncer::StateProbe>());
    probes.push_back(std::make_unique<pgbouncer::ListsProbe>());
    probes.push_back(std::make_unique<pgbouncer::ClientsProbe>());
    probes.push_back(std::make_unique<pgbouncer::ServersProbe>()); // after the clients: they tell the clock
    return probes;
}

} // namespace lockmaster
