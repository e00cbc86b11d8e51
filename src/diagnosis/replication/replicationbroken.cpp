// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.broken: a standby that is expected does not stream from here, or this standby streams from no server.
// Evidence: standby (a name of synchronous_standby_names) or slot, inactive_seconds (of the slot), since, last_lsn,
// receiver (of a standby: its status).
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include <algorithm>

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/replicationslot.h"
#include "model/postgres/senderduty.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Finding broken(FindingSeverity severity, const Subject &subject, const QJsonObject &evidence)
{
    return {u"pg.replication.broken"_s, severity, {}, evidence, {}, {}, subject};
}

Finding ofSlot(const ReplicationSlot &slot, ServerTime now)
{
    return broken(FindingSeverity::Warning, {SubjectKind::Slot, {}, slot.name},
                  {{u"slot"_s, slot.name},
                   {u"inactive_seconds"_s, secondsJson(ageAt(now, slot.inactiveSince))},
                   {u"since"_s, timeJson(slot.inactiveSince)},
                   {u"last_lsn"_s, lsnJson(slot.restart)}});
}

void addExpected(const Replication &here, ServerTime now, Findings &all)
{
    for (const ReplicationSlot &slot : here.slotsKept) {
        if (isLeft(slot) && !slot.isLogical)
            all.push_back(ofSlot(slot, now));
    }
    const auto hasSlot = [&](const QString &name) {
        return std::ranges::any_of(all, [&](const Finding &finding) {
            return finding.evidence[u"slot"].toString().compare(name, Qt::CaseInsensitive) == 0;
        });
    };
    for (const QString &name : missingSynchronous(here)) {
        if (hasSlot(name))
            continue;
        all.push_back(broken(FindingSeverity::Warning, {SubjectKind::Standby, {}, name}, {{u"standby"_s, name}}));
    }
}

Findings findReplicationBroken(const Snapshot &snapshot, const Thresholds &)
{
    Findings all;
    const auto &here = snapshot.postgres->replication;
    if (!here)
        return all;
    addExpected(*here, snapshot.postgres->serverNow, all);
    // Without primary_conninfo it lives on archived WAL; whether it has one may be hidden.
    if (here->inRecovery && !isReceiving(*here) && here->hasUpstream.value_or(false))
        all.push_back(broken(FindingSeverity::Critical, {},
                             {{u"receiver"_s, here->receiver ? QJsonValue(here->receiver->status) : QJsonValue()},
                              {u"since"_s, timeJson(here->replayedCommit)},
                              {u"last_lsn"_s, lsnJson(here->here)}}));
    return all;
}

QString brokenSentence(const Finding &finding)
{
    if (finding.evidence.contains(u"standby"))
        return DiagnosisText::tr("Synchronous standby %1 does not stream.").arg(evidenceName(finding, "standby"_L1));
    if (!finding.evidence.contains(u"slot"))
        return DiagnosisText::tr("This standby streams from no server: what is read here is getting old.");
    const QString slot = evidenceName(finding, "slot"_L1);
    return finding.evidence[u"inactive_seconds"].isDouble()
               ? DiagnosisText::tr("The standby of slot %1 has not streamed for %2.")
                     .arg(slot, evidenceDuration(finding, "inactive_seconds"_L1))
               : DiagnosisText::tr("The standby of slot %1 does not stream.").arg(slot);
}

} // namespace

constinit const Rule rules::replicationBroken{.id = QLatin1StringView("pg.replication.broken"),
                                              .input = RuleInput::PostgreSql,
                                              .find = findReplicationBroken,
                                              .sentence = brokenSentence,
                                              .page = QLatin1StringView("replication")};

} // namespace lockmaster
