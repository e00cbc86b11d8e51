// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.two_primaries: several servers with the same system identifier take writes: one was promoted while the
// other lived on, and their data go apart. (A copy that was meant to go its own way looks the same.) Evidence:
// system_identifier, primaries [{target, address, port, timeline, started, lsn}]. One finding for each of them.
#include "diagnosis/fleetrules.h"
#include "diagnosis/replicationevidence.h"

#include <QJsonArray>

#include <map>

#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

using Primaries = std::map<std::optional<ServerTime>, SnapshotPtr>; // the same server twice started at the same moment

QJsonObject primaryJson(const Snapshot &snapshot)
{
    const PostgresState &state = *snapshot.postgres;
    return {{u"target"_s, snapshot.target},
            {u"address"_s, state.identity.serverAddress},
            {u"port"_s, state.identity.serverPort},
            {u"timeline"_s, qint64(state.replication ? state.replication->timeline : state.identity.timeline)},
            {u"started"_s, timeJson(state.identity.started)},
            {u"lsn"_s, state.replication ? lsnJson(state.replication->here) : QJsonValue()}};
}

bool isPrimary(const SnapshotPtr &snapshot)
{
    return snapshot && snapshot->postgres && isLive(snapshot->link) && snapshot->postgres->identity.systemIdentifier != 0
        && !(snapshot->postgres->replication ? snapshot->postgres->replication->inRecovery
                                             : snapshot->postgres->identity.inRecovery);
}

void addFindings(const QString &system, const Primaries &primaries, Findings &all)
{
    QJsonArray rows;
    QStringList names;
    for (const auto &[started, snapshot] : primaries) {
        rows.append(primaryJson(*snapshot));
        names << plainLine(snapshot->target);
    }
    const QString summary = DiagnosisText::tr("%1 are primaries of one system: both take writes, and their data go apart.")
                                .arg(elided(names.join(u", "_s), 120));
    for (const auto &[started, snapshot] : primaries)
        all.push_back({u"pg.replication.two_primaries"_s, FindingSeverity::Critical, snapshot->target, summary,
                       {{u"system_identifier"_s, system}, {u"primaries"_s, rows}}, {}, {}});
}

} // namespace

Findings findTwoPrimaries(const std::vector<SnapshotPtr> &newest)
{
    std::map<std::uint64_t, Primaries> systems;
    for (const SnapshotPtr &snapshot : newest) {
        if (isPrimary(snapshot))
            systems[snapshot->postgres->identity.systemIdentifier].emplace(snapshot->postgres->identity.started, snapshot);
    }
    Findings all;
    for (const auto &[system, primaries] : systems) {
        if (primaries.size() > 1)
            addFindings(QString::number(system), primaries, all);
    }
    return all;
}

} // namespace lockmaster
