// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.slot: a slot that nobody uses keeps WAL, or one is about to be lost, or is, or a standby's copy of one
// could not take over. Evidence: slot, is_active, is_logical, is_copy, wal_status, invalidation, retained_bytes,
// safe_bytes, lost_in_seconds, inactive_since, drop (the statement that gives the WAL back; whoever used the slot has
// to be rebuilt then; null of one in use, and of a copy, which cannot be dropped).
#include "diagnosis/postgres/endinglines.h"
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/replicationslot.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool canBeDropped(const ReplicationSlot &slot)
{
    return !slot.isActive && !isCopy(slot);
}

/// Only what is of no use to anybody any more: whoever used another may come back.
std::vector<RecommendedAction> dropOf(const ReplicationSlot &slot)
{
    if (!canBeDropped(slot) || slot.walStatus != u"lost")
        return {};
    return {RecommendedAction{.action = {}, .args = {}, .command = dropSlotLine(slot.name)}};
}

QJsonObject evidenceOf(const ReplicationSlot &slot, const Snapshot &snapshot)
{
    return {{u"slot"_s, slot.name},
            {u"is_active"_s, slot.isActive},
            {u"is_logical"_s, slot.isLogical},
            {u"is_copy"_s, isCopy(slot)},
            {u"wal_status"_s, slot.walStatus},
            {u"invalidation"_s, slot.invalidation},
            {u"retained_bytes"_s, numberJson(slot.retainedBytes)},
            {u"safe_bytes"_s, numberJson(slot.safeBytes)},
            {u"lost_in_seconds"_s, secondsJson(lostIn(slot, snapshot))},
            {u"inactive_since"_s, timeJson(slot.inactiveSince)},
            {u"drop"_s, canBeDropped(slot) ? QJsonValue(dropSlotLine(slot.name)) : QJsonValue()}};
}

std::optional<FindingSeverity> severityOf(const ReplicationSlot &slot, const Snapshot &snapshot,
                                          const Thresholds &thresholds)
{
    if (isCopy(slot)) // what is lost there is lost on the primary, and told there
        return isReadyCopy(slot) ? std::nullopt : std::optional(FindingSeverity::Info);
    const auto left = lostIn(slot, snapshot);
    if (slot.walStatus == u"unreserved" || slot.walStatus == u"lost" || (left && *left < thresholds.slotLost))
        return FindingSeverity::Critical;
    return isLeft(slot) ? std::optional(FindingSeverity::Warning) : std::nullopt;
}

Findings findReplicationSlots(const Snapshot &snapshot, const Thresholds &thresholds)
{
    Findings all;
    if (!snapshot.postgres->replication)
        return all;
    for (const ReplicationSlot &slot : snapshot.postgres->replication->slotsKept) {
        if (const auto severity = severityOf(slot, snapshot, thresholds))
            all.push_back({u"pg.replication.slot"_s,
                           *severity,
                           {},
                           evidenceOf(slot, snapshot),
                           dropOf(slot),
                           {},
                           {SubjectKind::Slot, {}, slot.name}});
    }
    return all;
}

QString endText(const Finding &finding)
{
    if (finding.evidence[u"lost_in_seconds"].isDouble())
        return DiagnosisText::tr("in %1 it may be lost").arg(evidenceDuration(finding, "lost_in_seconds"_L1));
    const QJsonValue safe = finding.evidence[u"safe_bytes"];
    return safe.isDouble() ? DiagnosisText::tr("after %1 more it may be lost").arg(formatBytes(safe.toInteger()))
                           : DiagnosisText::tr("nothing limits that but the disk");
}

QString slotSentence(const Finding &finding)
{
    const QString name = evidenceName(finding, "slot"_L1);
    if (finding.evidence[u"is_copy"].toBool())
        return DiagnosisText::tr("The copy of slot %1 on this standby is not ready: after a failover its subscriber "
                                 "could not go on from here.")
            .arg(name);
    if (finding.evidence[u"wal_status"] == u"lost"_s)
        return DiagnosisText::tr(
                   "Slot %1 is lost: WAL that it needs is gone, and whoever streams from it has to be rebuilt.")
            .arg(name);
    const QString kept = formatBytes(evidenceCount(finding, "retained_bytes"_L1));
    return (finding.evidence[u"is_active"].toBool()
                ? DiagnosisText::tr("Slot %1 keeps %2 of WAL; %3.")
                : DiagnosisText::tr("Nobody uses slot %1, and it keeps %2 of WAL; %3."))
        .arg(name, kept, endText(finding));
}

Subjects slotItself(const Finding &finding, const Snapshot &, const FleetMoment &)
{
    return {finding.subject};
}

} // namespace

constinit const Rule rules::replicationSlots{.id = QLatin1StringView("pg.replication.slot"),
                                             .input = RuleInput::PostgreSql,
                                             .find = findReplicationSlots,
                                             .sentence = slotSentence,
                                             .page = QLatin1StringView("replication"),
                                             .standsBehind = slotItself};

} // namespace lockmaster
