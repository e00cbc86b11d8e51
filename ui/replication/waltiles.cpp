// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/waltiles.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replicationlag.h"
#include "model/postgres/replicationslot.h"
#include "model/postgres/senderduty.h"
#include "ui/replication/replicationtext.h"
#include "ui/replication/topologywords.h"
#include "watch/health.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lockmaster {

namespace {

using Kind = ChartLine::Kind;

TileText tile(const char *id, const QString &title, const QString &value, const QString &note,
              HealthState state = HealthState::Ok)
{
    return {QString::fromLatin1(id), title, value, note, state};
}

TileText role(const Replication &here)
{
    const QString note = here.timeline ? ReplicationText::tr("timeline %1").arg(here.timeline)
                                       : ReplicationText::tr("timeline not known");
    return tile("role", ReplicationText::tr("Role"),
                here.inRecovery ? ReplicationText::tr("standby") : ReplicationText::tr("primary"), note);
}

TileText wal(const Snapshot &snapshot, const Replication &here)
{
    const double rate = sampleValue(snapshot, u"rate(lockmaster_wal_bytes_total)");
    const QString title = here.inRecovery ? ReplicationText::tr("WAL received") : ReplicationText::tr("WAL written");
    if (std::isnan(rate))
        return tile("wal", title, unknownValue(), ReplicationText::tr("a rate needs two samples"),
                    HealthState::Unknown);
    return tile("wal", title, ReplicationText::tr("%1/s").arg(formatBytes(std::int64_t(rate))),
                ReplicationText::tr("at %1").arg(lsnText(here.here)));
}

constexpr QStringView kLagRule = u"pg.replication.lag";

TileText ownLag(const Replication &here, ServerTime now, HealthState found)
{
    const Lag lag = standbyLag(here, now);
    const QString title = ReplicationText::tr("Replay behind");
    if (!lag.time)
        return tile("lag", title, unknownValue(),
                    isReceiving(here) ? ReplicationText::tr("not known yet")
                                      : ReplicationText::tr("it streams from no server"),
                    isReceiving(here) ? HealthState::Unknown : HealthState::Warning);
    return tile("lag", title, formatDuration(*lag.time),
                ReplicationText::tr("%1 not replayed").arg(formatBytes(lag.bytes.value_or(0))),
                here.isReplayPaused && found == HealthState::Ok ? HealthState::Warning : found);
}

TileText sendersLag(const Replication &here, ServerTime now, HealthState found)
{
    const QString title = ReplicationText::tr("Furthest behind");
    const WalSender *worst = nullptr;
    Lag most;
    for (const WalSender &sender : here.senders) {
        const Lag lag = senderLag(here, sender, LagStage::Replayed, now);
        if (isFollower(here, sender) && lag.bytes && (!worst || *lag.bytes > *most.bytes)) {
            worst = &sender;
            most = lag;
        }
    }
    if (!worst)
        return tile("lag", title, unknownValue(),
                    std::ranges::any_of(here.senders, &WalSender::isHidden)
                        ? ReplicationText::tr("hidden from this login")
                        : ReplicationText::tr("no standby is connected"),
                    HealthState::Unknown);
    if (*most.bytes == 0)
        return tile("lag", ReplicationText::tr("Lag"),
                    here.senders.size() == 1 ? ReplicationText::tr("caught up") : ReplicationText::tr("all caught up"),
                    here.senders.size() == 1
                        ? ReplicationText::tr("%1, %2").arg(plainLine(worst->application), ReplicationText::tr("0 s"))
                        : ReplicationText::tr("0 s, of every standby"));
    return tile("lag", title, most.time ? formatDuration(*most.time) : formatBytes(*most.bytes),
                ReplicationText::tr("%1, %2").arg(plainLine(worst->application), formatBytes(*most.bytes)), found);
}

TileText slots(const Replication &here)
{
    const auto unused = std::ranges::count_if(
        here.slotsKept, [](const ReplicationSlot &slot) { return !slot.isActive && !isCopy(slot); });
    const auto copies = std::ranges::count_if(here.slotsKept, isCopy);
    std::int64_t kept = 0;
    for (const ReplicationSlot &slot : here.slotsKept)
        kept = std::max(kept, slot.retainedBytes.value_or(0));
    if (here.slotsKept.empty())
        return tile("slots", ReplicationText::tr("Slots"), QStringLiteral("0"),
                    ReplicationText::tr("no WAL is kept for others"));
    return tile("slots", ReplicationText::tr("Slots"), formatCount(std::ssize(here.slotsKept)),
                unused   ? ReplicationText::tr("%1 unused, %2 kept").arg(unused).arg(formatBytes(kept))
                : copies ? ReplicationText::tr("%1 copied from the primary").arg(copies)
                         : ReplicationText::tr("all in use, up to %1 kept").arg(formatBytes(kept)),
                unused ? HealthState::Warning : HealthState::Ok);
}

TileText commits(const Replication &here)
{
    const QString title = ReplicationText::tr("Commits wait for");
    if (here.synchronousStandbys.isEmpty())
        return tile("commits", title, ReplicationText::tr("nobody"), ReplicationText::tr("none is synchronous"));
    const auto confirming = std::ranges::count_if(here.senders, isSynchronous);
    const bool isHidden = std::ranges::any_of(here.senders, &WalSender::isHidden);
    return tile("commits", title,
                isHidden          ? unknownValue()
                : confirming == 0 ? ReplicationText::tr("missing")
                : confirming == 1 ? ReplicationText::tr("1 standby")
                                  : ReplicationText::tr("%1 standbys").arg(confirming),
                plainLine(here.synchronousStandbys),
                isHidden     ? HealthState::Unknown
                : confirming ? HealthState::Ok
                             : HealthState::Critical);
}

TileText conflicts(const Replication &here)
{
    const auto sum = std::accumulate(here.conflicts.begin(), here.conflicts.end(), std::int64_t{0},
                                     [](std::int64_t total, const auto &each) { return total + each.second; });
    QStringList causes;
    for (const auto &[cause, count] : here.conflicts) {
        if (count > 0)
            causes << QStringLiteral("%1 %2").arg(cause, formatCount(count));
    }
    if (here.conflicts.empty())
        return tile("commits", ReplicationText::tr("Cancelled by replay"), unknownValue(),
                    ReplicationText::tr("read every 10 s"), HealthState::Unknown);
    return tile("commits", ReplicationText::tr("Cancelled by replay"), formatCount(sum),
                causes.isEmpty() ? ReplicationText::tr("no query so far") : causes.join(QStringLiteral(", ")));
}

TileText archiver(const Replication &here, ServerTime now)
{
    const QString title = ReplicationText::tr("Archiving");
    if (!here.archiver)
        return tile("archiver", title, unknownValue(), ReplicationText::tr("read every 10 s"), HealthState::Unknown);
    if (!here.archiver->isOn)
        return tile("archiver", title, ReplicationText::tr("off"), ReplicationText::tr("archive_mode is off"));
    const auto age = ageAt(now, here.archiver->lastArchivedAt);
    if (here.archiver->isFailing())
        return tile("archiver", title, ReplicationText::tr("fails"),
                    ReplicationText::tr("%1; %2 attempts failed")
                        .arg(plainLine(here.archiver->lastFailed), formatCount(here.archiver->failed)),
                    HealthState::Critical);
    return tile("archiver", title, ReplicationText::tr("on"),
                age ? ReplicationText::tr("last file %1 ago").arg(formatDuration(*age))
                    : ReplicationText::tr("no file yet"));
}

/// Of charts that show how far others and this one are behind.
QString whyLagIsMissing(const Snapshot &snapshot)
{
    const auto here = snapshot.postgres ? snapshot.postgres->replication : nullptr;
    return here && std::ranges::any_of(here->senders, &WalSender::isHidden)
               ? ReplicationText::tr("Hidden from this login.")
               : QString();
}

ChartSpec lagChart(const char *id, const QString &title, const QString &about, ChartUnit unit, const QString &series)
{
    return {QString::fromLatin1(id),
            title,
            about,
            unit,
            {{QStringLiteral("max(lockmaster_replication_lag_%1)").arg(series), ReplicationText::tr("furthest behind"),
              chartColor(1)},
             {QStringLiteral("lockmaster_standby_lag_%1").arg(series), ReplicationText::tr("this one"), chartColor(3),
              Kind::Line, true}},
            whyLagIsMissing};
}

ChartSpec chart(const char *id, const QString &title, const QString &about, ChartUnit unit,
                std::vector<ChartLine> lines)
{
    return {QString::fromLatin1(id), title, about, unit, std::move(lines)};
}

} // namespace

std::vector<TileText> walTiles(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    if (!snapshot.postgres || !snapshot.postgres->replication) {
        std::vector<TileText> none;
        for (const QString &title :
             {ReplicationText::tr("Role"), ReplicationText::tr("WAL written"), ReplicationText::tr("Furthest behind"),
              ReplicationText::tr("Slots"), ReplicationText::tr("Commits wait for"), ReplicationText::tr("Archiving")})
            none.push_back({QStringLiteral("none"), title, unknownValue(), ReplicationText::tr("not read yet"),
                            HealthState::Unknown});
        return none;
    }
    const Replication &here = *snapshot.postgres->replication;
    const ServerTime now = snapshot.postgres->serverNow;
    const HealthState lag = stateOf(findings, kLagRule);
    return {role(here),
            wal(snapshot, here),
            here.inRecovery ? ownLag(here, now, lag) : sendersLag(here, now, lag),
            slots(here),
            here.inRecovery ? conflicts(here) : commits(here),
            archiver(here, now)};
}

std::vector<ChartSpec> walCharts()
{
    return {chart("wal", ReplicationText::tr("WAL per second"),
                  ReplicationText::tr("Written by a primary, received by a standby."), ChartUnit::ByteRate,
                  {{QStringLiteral("rate(lockmaster_wal_bytes_total)"), ReplicationText::tr("WAL"), chartColor(0)}}),
            lagChart("lagbytes", ReplicationText::tr("Replay lag, bytes"),
                     ReplicationText::tr(
                         "Of the standby that is furthest behind, and of this server itself where it is one."),
                     ChartUnit::Bytes, QStringLiteral("bytes")),
            lagChart("lagtime", ReplicationText::tr("Replay lag, time"),
                     ReplicationText::tr("Since the oldest WAL was written that is not replayed; 0 when all is."),
                     ChartUnit::Duration, QStringLiteral("seconds"))};
}

} // namespace lockmaster
