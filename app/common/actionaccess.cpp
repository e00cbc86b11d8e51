// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actionaccess.h"

#include "diagnosis/diagnosis.h"

namespace lockmaster {

FleetAccess actionAccess(Engine &engine, const Fleet &fleet)
{
    const auto others = [&engine, fleet](const QString &target) {
        return otherPrimaries(fleetFindings(engine.newest(), fleet), target);
    };
    return {fleet.targets, engine.lender(), others};
}

} // namespace lockmaster
