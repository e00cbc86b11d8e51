// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.two_primaries: several servers with the same system identifier take writes. Critical when they are one
// service (see splitbrain.h): one was promoted while the other lived on, and their data go apart; one finding for each.
// A warning, likewise for each, while nothing tells whether they are one service. Of a copy that goes its own way only
// an information, at the copy. Evidence: system_identifier, primaries [{target, address, port, timeline, started,
// lsn}], the target of the finding first.
#include "diagnosis/rules.h"
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/replication/splitbrain.h"

#include <QJsonArray>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

using Primaries = std::vector<SnapshotPtr>;

std::uint32_t timelineOf(const Snapshot &snapshot)
{
    const PostgresState &state = *snapshot.postgres;
    return state.replication ? state.replication->timeline : state.identity.timeline;
}

QJsonObject primaryJson(const Snapshot &snapshot)
{
    const PostgresState &state = *snapshot.postgres;
    return {{u"target"_s, snapshot.target},
            {u"address"_s, state.identity.serverAddress},
            {u"port"_s, state.identity.serverPort},
            {u"timeline"_s, qint64(timelineOf(snapshot))},
            {u"started"_s, timeJson(state.identity.started)},
            {u"lsn"_s, state.replication ? lsnJson(state.replication->here) : QJsonValue()}};
}

QJsonObject evidenceOf(const Snapshot &snapshot, const Primaries &others)
{
    QJsonArray rows{primaryJson(snapshot)};
    for (const SnapshotPtr &other : others)
        rows.append(primaryJson(*other));
    return {{u"system_identifier"_s, QString::number(snapshot.postgres->identity.systemIdentifier)},
            {u"primaries"_s, rows}};
}

Finding besides(const Snapshot &snapshot, const Primaries &others, FindingSeverity severity)
{
    return {u"pg.replication.two_primaries"_s, severity, snapshot.target, evidenceOf(snapshot, others), {}, {}};
}

/// Lower is nearer to the origin: a copy that was promoted has a timeline of its own, and production is no copy.
std::tuple<std::uint32_t, int, QString> rank(const Snapshot &snapshot, const Fleet &fleet)
{
    const auto target = std::ranges::find(fleet.targets, snapshot.target, &Target::name);
    return {timelineOf(snapshot), target == fleet.targets.end() ? 0 : int(target->environment), snapshot.target};
}

void addFinding(const Snapshot &snapshot, const Primaries &others, const Fleet &fleet, Findings &all)
{
    const auto ofKin = [&](Kinship kinship) {
        Primaries kin;
        std::ranges::copy_if(others, std::back_inserter(kin),
                             [&](const SnapshotPtr &other) { return kinshipOf(snapshot, *other, fleet) == kinship; });
        return kin;
    };
    const auto isOlder = [&](const SnapshotPtr &other) { return rank(*other, fleet) < rank(snapshot, fleet); };
    if (const Primaries rivals = ofKin(Kinship::Split); !rivals.empty())
        all.push_back(besides(snapshot, rivals, FindingSeverity::Critical));
    else if (const Primaries unclear = ofKin(Kinship::Unclear); !unclear.empty())
        all.push_back(besides(snapshot, unclear, FindingSeverity::Warning));
    else if (std::ranges::any_of(others, isOlder))
        all.push_back(besides(snapshot, others, FindingSeverity::Info));
}

Findings findTwoPrimaries(const FleetMoment &moment)
{
    const Snapshots &newest = moment.newest;
    Findings all;
    for (const SnapshotPtr &snapshot : newest) {
        Primaries others;
        std::ranges::copy_if(newest, std::back_inserter(others), [&](const SnapshotPtr &other) {
            return snapshot && other && arePrimariesOfOneSystem(*snapshot, *other);
        });
        std::ranges::sort(others, {}, [&](const SnapshotPtr &other) { return rank(*other, moment.fleet); });
        if (!others.empty())
            addFinding(*snapshot, others, moment.fleet, all);
    }
    return all;
}

/// Of a copy the severity is an information, and a warning where nothing tells.
QString primariesSentence(const Finding &finding)
{
    const QJsonArray primaries = finding.evidence[u"primaries"].toArray();
    if (finding.severity == FindingSeverity::Info)
        return DiagnosisText::tr("%1 is a copy of the system of %2 and takes writes of its own.")
            .arg(plainLine(finding.target), nameText(primaries[1][u"target"], 60));
    QStringList names;
    for (const QJsonValue &primary : primaries)
        names << plainLine(primary[u"target"].toString());
    names.sort();
    if (finding.severity == FindingSeverity::Warning)
        return DiagnosisText::tr("%1 take writes and have the identifier of one system. If one is a copy, give each "
                                 "a group or environment of its own in the fleet file; else their data diverge.")
            .arg(elided(names.join(u", "_s), 120));
    return DiagnosisText::tr("%1 are primaries of one system: both take writes, and their data diverge.")
        .arg(elided(names.join(u", "_s), 120));
}

QString primariesShortly(const Findings &)
{
    return DiagnosisText::tr("two primaries");
}

} // namespace

constinit const Rule rules::twoPrimaries{.id = QLatin1StringView("pg.replication.two_primaries"),
                                         .input = RuleInput::Fleet,
                                         .findBetween = findTwoPrimaries,
                                         .sentence = primariesSentence,
                                         .page = QLatin1StringView("replication"),
                                         .shortly = primariesShortly};

QStringList otherPrimaries(const std::vector<Finding> &findings, const QString &target)
{
    QStringList others;
    for (const Finding &finding : findings) {
        if (finding.target != target || finding.id != u"pg.replication.two_primaries"
            || finding.severity == FindingSeverity::Info)
            continue;
        const QJsonArray primaries = finding.evidence[u"primaries"_s].toArray();
        for (const QJsonValue &primary : primaries)
            others << primary[u"target"_s].toString();
    }
    others.removeAll(target);
    return others;
}

} // namespace lockmaster
