// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.replication.lag: a standby is behind and does not catch up soon. While it is not known yet whether it catches up, a
// grade less: an information, or a warning of one that is very late. Evidence: standby, pid (of its sender), is_logical (a
// subscriber), bytes, seconds, stage (send, write, flush, replay: where most of it waits; null until the trend is known),
// growth_bytes_per_second (null: not known yet), catches_up_seconds, apply_delay (on the standby).
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "diagnosis/replication/followers.h"
#include "metrics/postgres/standbylags.h"
#include "model/postgres/senderduty.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array kStages{"send"_L1, "write"_L1, "flush"_L1, "replay"_L1};

/// Where most of what is behind waits.
int worstStage(const Replication &here, const WalSender &sender)
{
    const std::array positions{here.here, sender.sent.value_or(here.here), sender.written.value_or(here.here),
                               sender.flushed.value_or(here.here), sender.replayed.value_or(here.here)};
    int worst = 0;
    Lsn most = 0;
    for (std::size_t i = 0; i + 1 < positions.size(); ++i) {
        const Lsn waiting = positions[i] > positions[i + 1] ? positions[i] - positions[i + 1] : 0;
        if (waiting >= most && waiting > 0) {
            most = waiting;
            worst = static_cast<int>(i);
        }
    }
    return worst;
}

QString stageText(const QString &stage)
{
    if (stage == kStages[0])
        return DiagnosisText::tr(
            "most of it is not sent yet: the network or the standby takes it more slowly than it is written");
    if (stage == kStages[1])
        return DiagnosisText::tr("most of it is under way: the network or the standby's disk is slow");
    if (stage == kStages[2])
        return DiagnosisText::tr("most of it waits for the standby's disk");
    return DiagnosisText::tr(
        "it has arrived and is not replayed: replay is slow, paused, delayed or held up by a query");
}

struct Late {
    Lag lag;
    std::optional<double> growth;

    [[nodiscard]] std::optional<std::chrono::microseconds> catchesUp() const
    {
        return catchesUpIn(lag.bytes.value_or(0), growth);
    }
    [[nodiscard]] bool isCatchingUp() const
    {
        constexpr double kSteady = 1024; // bytes a second; less is a moment's record on its way
        const auto left = catchesUp();
        return growth && *growth < -kSteady && left && *left < std::chrono::hours(1);
    }
    [[nodiscard]] bool is(std::chrono::seconds time, std::int64_t bytes) const
    {
        return (lag.time && *lag.time > time) || lag.bytes.value_or(0) > bytes;
    }
};

std::optional<FindingSeverity> severityOf(const Late &late, const Thresholds &thresholds)
{
    const auto soon = late.catchesUp();
    if (soon && *soon < thresholds.lagCatchesUp)
        return {};
    if (!late.is(thresholds.lagWarning, thresholds.lagWarningBytes))
        return {};
    const bool isVeryLate = late.is(thresholds.lagCritical, thresholds.lagCriticalBytes);
    if (!late.growth)
        return isVeryLate ? FindingSeverity::Warning : FindingSeverity::Info;
    return isVeryLate && !late.isCatchingUp() ? FindingSeverity::Critical : FindingSeverity::Warning;
}

QJsonObject evidenceOf(const Late &late, const QString &standby, QLatin1StringView stage)
{
    return {{u"standby"_s, standby},
            {u"bytes"_s, numberJson(late.lag.bytes)},
            {u"seconds"_s, secondsJson(late.lag.time)},
            {u"stage"_s, late.growth ? QJsonValue(stage) : QJsonValue()},
            {u"growth_bytes_per_second"_s, late.growth ? QJsonValue(*late.growth) : QJsonValue()},
            {u"catches_up_seconds"_s, secondsJson(late.catchesUp())}};
}

void addSender(const Snapshot &snapshot, const WalSender &sender, const Thresholds &thresholds, Findings &all)
{
    const PostgresState &state = *snapshot.postgres;
    const Late late{senderLag(*state.replication, sender, LagStage::Replayed, state.serverNow),
                    slopeOf(snapshot, lagSeries(sender))};
    const auto severity = severityOf(late, thresholds);
    if (!severity)
        return;
    const int stage = worstStage(*state.replication, sender);
    QJsonObject evidence = evidenceOf(late, sender.application, kStages[static_cast<std::size_t>(stage)]);
    evidence.insert(u"pid"_s, sender.pid);
    evidence.insert(u"is_logical"_s, dutyOf(*state.replication, sender) == SenderDuty::Logical);
    all.push_back(
        {u"pg.replication.lag"_s, *severity, {}, evidence, {}, {}, {SubjectKind::Standby, {}, sender.application}});
}

bool isDelay(const QString &applyDelay)
{
    return !applyDelay.isEmpty() && applyDelay != u"0";
}

void addStandby(const Snapshot &snapshot, const Thresholds &thresholds, Findings &all)
{
    const Replication &here = *snapshot.postgres->replication;
    const Late late{standbyLag(here, snapshot.postgres->serverNow),
                    slopeOf(snapshot, u"lockmaster_standby_lag_bytes"_s)};
    auto severity = severityOf(late, thresholds);
    if (!severity || here.isReplayPaused) // which is a finding of its own
        return;
    QJsonObject evidence = evidenceOf(late, {}, kStages.back());
    evidence.insert(u"apply_delay"_s, here.applyDelay);
    if (isDelay(here.applyDelay))
        severity = FindingSeverity::Info; // somebody wants it so
    all.push_back({u"pg.replication.lag"_s, *severity, {}, evidence, {}, {}});
}

Findings findReplicationLag(const Snapshot &snapshot, const Thresholds &thresholds)
{
    Findings all;
    if (!snapshot.postgres->replication)
        return all;
    for (const WalSender &sender : snapshot.postgres->replication->senders) {
        if (isFollower(*snapshot.postgres->replication, sender))
            addSender(snapshot, sender, thresholds, all);
    }
    addStandby(snapshot, thresholds, all);
    return all;
}

QString followerSentence(const Finding &finding)
{
    const QString name = evidenceName(finding, "standby"_L1);
    const QString lag = lagText(finding);
    const bool isLogical = finding.evidence[u"is_logical"].toBool();
    const QString stage = finding.evidence[u"stage"].toString();
    if (stage.isEmpty())
        return (isLogical ? DiagnosisText::tr("Subscriber %1 is %2 behind; whether it catches up is not known yet.")
                          : DiagnosisText::tr("Standby %1 is %2 behind; whether it catches up is not known yet."))
            .arg(name, lag);
    return (isLogical ? DiagnosisText::tr("Subscriber %1 is %2 behind; %3.")
                      : DiagnosisText::tr("Standby %1 is %2 behind; %3."))
        .arg(name, lag, stageText(stage));
}

QString lateSentence(const Finding &finding)
{
    const QJsonValue applyDelay = finding.evidence[u"apply_delay"];
    if (!applyDelay.isString()) // seen from its primary
        return followerSentence(finding);
    const QString text = DiagnosisText::tr("This standby is %1 behind what it has received.").arg(lagText(finding));
    const QString delay = applyDelay.toString();
    if (isDelay(delay))
        return text + u' ' + DiagnosisText::tr("It is told to: recovery_min_apply_delay is %1.").arg(delay);
    return finding.evidence[u"stage"].isNull()
               ? text + u' ' + DiagnosisText::tr("Whether it catches up is not known yet.")
               : text;
}

/// Others stream from other systems.
Snapshots familyOf(const Snapshot &snapshot, const FleetMoment &moment)
{
    const std::uint64_t system = snapshot.postgres->identity.systemIdentifier;
    Snapshots family;
    std::ranges::copy_if(moment.newest, std::back_inserter(family), [system](const SnapshotPtr &one) {
        return one && one->postgres && isLiveNow(*one) && one->postgres->identity.systemIdentifier == system;
    });
    return family;
}

/// Of a standby of the fleet: what holds that one up, such as a pause of its replay.
Subjects lateStandby(const Finding &finding, const Snapshot &snapshot, const FleetMoment &moment)
{
    const int pid = finding.evidence[u"pid"].toInt();
    if (pid == 0) // it is said by the standby itself
        return {};
    const Snapshots family = familyOf(snapshot, moment);
    const std::vector<Follower> followers = followersOf(family);
    for (const Follower &follower : followers) {
        if (follower.upstream.snapshot->target == snapshot.target && follower.upstream.sender->pid == pid)
            return {Subject{SubjectKind::Target, follower.standby->target, {}}};
    }
    return {};
}

} // namespace

constinit const Rule rules::replicationLate{.id = QLatin1StringView("pg.replication.lag"),
                                            .input = RuleInput::PostgreSql,
                                            .find = findReplicationLag,
                                            .sentence = lateSentence,
                                            .page = QLatin1StringView("replication"),
                                            .standsBehind = lateStandby};

} // namespace lockmaster
