// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL server on which vacuum is held back, or which spills, reads or checkpoints too much.
#pragma once

#include "trouble.h"
#include "vacuumscene.h"

namespace lockmaster::fixtures {

inline void addHorizons(Troubles &all)
{
    VacuumScene idle;
    idle.sessions = {seeing(8123, 412'000, 759'999'900us), seeing(9, 300, 2s, SessionState::Active)};
    VacuumScene prepared;
    prepared.prepared = {preparedBefore(21'000, 3h)};
    VacuumScene left;
    left.replication.slotsKept = {keepingRows(u"standby2"_s, 1'234'567)};
    VacuumScene used;
    addStandby(used, 71, u"s1"_s, {});
    used.replication.slotsKept = {keepingRows(u"s1"_s, 900'000, 71)};
    used.transactionsPerSecond = 1000;
    VacuumScene fed;
    addStandby(fed, 72, u"s2"_s, 900'000);
    fed.transactionsPerSecond = 1000;
    all.insert(all.end(), {
                              {"an old snapshot", &rules::vacuumHorizon, alone(idle.snapshot())},
                              {"a prepared transaction keeps rows", &rules::vacuumHorizon, alone(prepared.snapshot())},
                              {"a slot of nobody keeps rows", &rules::vacuumHorizon, alone(left.snapshot())},
                              {"a slot in use keeps rows", &rules::vacuumHorizon, alone(used.snapshot())},
                              {"a standby keeps rows", &rules::vacuumHorizon, alone(fed.snapshot())},
                          });
}

inline void addLoads(Troubles &all)
{
    VacuumScene checkpoints;
    checkpoints.checkpoints = checkpointsBy(9, 1, 9LL << 30);
    all.insert(all.end(), {
                              {"checkpoints by WAL", &rules::checkpointPressure, alone(checkpoints.snapshot())},
                              {"one spills", &rules::tempSpill, alone(spilling(123'456'789, 1).snapshot())},
                              {"many spill", &rules::tempSpill, alone(spilling(123'456'789, 12).snapshot())},
                              {"who knows who spills", &rules::tempSpill, alone(spilling(123'456'789, 0).snapshot())},
                              {"a cache too small", &rules::cacheLow, alone(reading(1500, 12'345).snapshot())},
                          });
}

} // namespace lockmaster::fixtures
