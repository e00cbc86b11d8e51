// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/causes.h"

#include "model/postgres/postgres.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool has(const Findings &findings, QLatin1StringView id)
{
    return std::ranges::contains(findings, QString(id), &Finding::id);
}

/// Half of the connections or more would be free if nobody had to wait for a lock.
bool isFullOfWaiters(const Snapshot &snapshot)
{
    const PostgresState &state = *snapshot.postgres;
    return state.headroom.used > 0 && std::ssize(state.lockWaits) * 2 >= state.headroom.used;
}

bool isLeftByStandby(const Finding &slot, const Findings &findings)
{
    return std::ranges::any_of(findings, [&](const Finding &finding) {
        return finding.id == "pg.replication.broken"_L1 && finding.evidence[u"slot"_s].isString()
               && finding.evidence[u"slot"_s] == slot.evidence[u"slot"_s];
    });
}

QString causeOf(const Finding &finding, const Findings &findings, const Snapshot &snapshot)
{
    const QJsonValue root = finding.evidence.value(u"root"_s);
    const bool byPrepared = root[u"pid"_s].toInt(-1) == kPreparedTransactionPid;
    if (finding.id == "pg.lock.blocked"_L1 && byPrepared && has(findings, "pg.lock.prepared"_L1))
        return u"pg.lock.prepared"_s;
    if (finding.id == "pg.connections.exhausted"_L1 && has(findings, "pg.lock.blocked"_L1) && isFullOfWaiters(snapshot))
        return u"pg.lock.blocked"_s;
    if (finding.id == "pg.lock.ddl_queue"_L1 && has(findings, "pg.lock.blocked"_L1))
        return u"pg.lock.blocked"_s;
    if (finding.id == "pool.waiting"_L1 && has(findings, "pool.paused"_L1) && finding.evidence[u"stopped"_s].toBool())
        return u"pool.paused"_s;
    if (finding.id == "pg.replication.slot"_L1 && isLeftByStandby(finding, findings))
        return u"pg.replication.broken"_s;
    return {};
}

} // namespace

void nameCauses(Findings &findings, const Snapshot &snapshot)
{
    for (Finding &finding : findings)
        finding.causedBy = causeOf(finding, findings, snapshot);
}

} // namespace lockmaster
