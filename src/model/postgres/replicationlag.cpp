// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/replicationlag.h"

#include "base/told.h"

#include <QRegularExpression>

#include <algorithm>

namespace lockmaster {
namespace {

using std::chrono::microseconds;

std::optional<Lsn> reached(const WalSender &sender, LagStage stage)
{
    switch (stage) {
    case LagStage::Sent: return sender.sent;
    case LagStage::Written: return sender.written;
    case LagStage::Flushed: return sender.flushed;
    case LagStage::Replayed: return sender.replayed;
    }
    return {};
}

std::optional<microseconds> toldTime(const WalSender &sender, LagStage stage)
{
    switch (stage) {
    case LagStage::Sent: return {};
    case LagStage::Written: return sender.writeLag;
    case LagStage::Flushed: return sender.flushLag;
    case LagStage::Replayed: return sender.replayLag;
    }
    return {};
}

/// It has told how far it is since it began to be behind.
bool hasReplied(const WalSender &sender)
{
    constexpr std::chrono::seconds kExact{1}; // both moments are those of samples
    return !sender.replySeen || !sender.unreplayedSince
           || timeBetween(*sender.unreplayedSince, *sender.replySeen) >= kExact;
}

std::optional<ServerTime> behindSince(const WalSender &sender, LagStage stage, ServerTime now)
{
    switch (stage) {
    case LagStage::Sent: return {};
    case LagStage::Written: return sender.unwrittenSince;
    case LagStage::Flushed: return sender.unflushedSince;
    case LagStage::Replayed:
        return hasReplied(sender) ? sender.unreplayedSince : std::optional(sender.unflushedSince.value_or(now));
    }
    return {};
}

} // namespace

Lag senderLag(const Replication &here, const WalSender &sender, LagStage stage, ServerTime now)
{
    const auto position = reached(sender, stage);
    if (!position)
        return {};
    Lag lag{distanceBeyond(here.here, *position), {}}; // read a moment later, it may be ahead
    if (lag.bytes == 0)
        lag.time = microseconds::zero();
    else
        lag.time = toldTime(sender, stage);
    // What the server tells is of the last byte that came back: with replay paused it stands still.
    if (const auto from = behindSince(sender, stage, now); from && lag.bytes != 0)
        lag.time = std::max(lag.time.value_or(microseconds::zero()), *ageAt(now, from));
    return lag;
}

Lag standbyLag(const Replication &here, ServerTime now)
{
    if (!here.inRecovery || !here.replayed)
        return {};
    Lag lag{distanceBeyond(here.here, *here.replayed), {}};
    if (lag.bytes == 0)
        lag.time = isReceiving(here) ? std::optional(microseconds::zero()) : std::nullopt;
    else if (here.unreplayedSince)
        lag.time = ageAt(now, here.unreplayedSince);
    else if (here.replayedCommit && here.clockAhead)
        lag.time = ageAt(now - *here.clockAhead, here.replayedCommit);
    return lag;
}

bool isReceiving(const Replication &here)
{
    // Of a hidden one only the pid is told; it would be gone if it did not stream.
    return here.receiver && (here.receiver->status == u"streaming" || here.receiver->isHidden());
}

std::vector<QString> namesIn(const QString &synchronousStandbys)
{
    static const QRegularExpression kHead(QStringLiteral("^\\s*(?:(?:FIRST|ANY)\\s+)?\\d+\\s*\\("),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kName(QStringLiteral("\"((?:[^\"]|\"\")+)\"|([^\\s,()\"]+)"));
    QString list = synchronousStandbys;
    list.remove(kHead);
    std::vector<QString> names;
    for (const QRegularExpressionMatch &match : kName.globalMatch(list)) {
        QString name = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
        name.replace(QStringLiteral("\"\""), QStringLiteral("\""));
        if (name != u"*")
            names.push_back(name);
    }
    return names;
}

QString lsnText(Lsn position)
{
    return QStringLiteral("%1/%2").arg(position >> 32, 0, 16).arg(position & 0xFFFFFFFFU, 0, 16).toUpper();
}

} // namespace lockmaster
