// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actionaccess.h"

#include <algorithm>

#include "diagnosis/diagnosis.h"

namespace lockmaster {
namespace {

bool mayHaveTwins(const Fleet &fleet, const QString &target)
{
    const auto found = std::ranges::find(fleet.targets, target, &Target::name);
    return found != fleet.targets.end() && found->kind == ServerKind::PostgreSql;
}

QCoro::Task<QStringList> seenPrimaries(Engine *engine, Fleet fleet, LookAtAll look, QString target,
                                       std::stop_token stop)
{
    if (!mayHaveTwins(fleet, target))
        co_return QStringList();
    if (look)
        co_await look(stop);
    co_return otherPrimaries(fleetFindings(engine->newest(), fleet), target);
}

} // namespace

FleetAccess actionAccess(Engine &engine, const Fleet &fleet, LookAtAll look)
{
    const auto others = [&engine, fleet, look = std::move(look)](QString target, std::stop_token stop) {
        return seenPrimaries(&engine, fleet, look, std::move(target), std::move(stop));
    };
    return {fleet.targets, engine.lender(), others};
}

} // namespace lockmaster
