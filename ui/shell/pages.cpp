// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pages.h"

#include "ui/locks/lockspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/pools/poolspage.h"
#include "ui/replication/replicationpage.h"
#include "ui/sessions/sessionspage.h"

namespace lockmaster {
namespace {

std::vector<Page *> postgresPages(MomentBus &bus, QWidget *parent)
{
    return {new OverviewPage(postgresOverview(), bus, parent), new SessionsPage(bus, parent), new LocksPage(bus, parent),
            new PoolsPage(bus, parent), new ReplicationPage(bus, parent)};
}

} // namespace

std::vector<Page *> makePages(ServerKind kind, MomentBus &bus, QWidget *parent)
{
    switch (kind) {
    case ServerKind::PostgreSql:
    case ServerKind::PgBouncer:
    case ServerKind::Redis:
    case ServerKind::Sentinel: break;
    }
    return postgresPages(bus, parent);
}

} // namespace lockmaster
