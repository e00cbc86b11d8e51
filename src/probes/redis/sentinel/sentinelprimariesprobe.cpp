// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/sentinel/sentinelprimariesprobe.h"

#include <algorithm>

#include "base/text.h"
#include "base/told.h"
#include "link/resp/infotext.h"
#include "probes/redis/sentinel/sentinelpeer.h"

namespace lockmaster {
namespace {

constexpr std::size_t kMostPrimaries = 1000;

SentinelPrimary readPrimary(const RedisReply &fields)
{
    const auto number = [&](const char *name) { return fields.value(name).integer().value_or(0); };
    SentinelPrimary primary;
    primary.name = infoString(fields.value("name").bytes());
    primary.server = readSentinelPeer(fields);
    primary.quorum = static_cast<int>(number("quorum"));
    primary.epoch = number("config-epoch");
    primary.downAfter = told<std::chrono::milliseconds>(number("down-after-milliseconds"));
    primary.failoverTimeout = told<std::chrono::milliseconds>(number("failover-timeout"));
    primary.parallelSyncs = static_cast<int>(number("parallel-syncs"));
    primary.failoverState = infoString(fields.value("failover-state").bytes());
    return primary;
}

Error noSuchGroup(const QString &wanted, const RedisReply &all)
{
    constexpr std::size_t kMostNamed = 20;
    QStringList names;
    for (std::size_t i = 0; i < std::min(all.size(), kMostNamed); ++i)
        names << infoString(all.at(i).value("name").bytes());
    if (all.size() > kMostNamed)
        names << QStringLiteral("…");
    const QString has = names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", "));
    return {ErrorKind::Config,
            QStringLiteral("This Sentinel knows no group %1; it has: %2").arg(plainLine(wanted), plainLine(has)),
            {},
            {},
            {}};
}

} // namespace

QString SentinelPrimariesProbe::name() const
{
    return QStringLiteral("primaries");
}

std::vector<RedisCommand> SentinelPrimariesProbe::ask() const
{
    return {RedisCommand::of("SENTINEL", "MASTERS")};
}

Result<void> SentinelPrimariesProbe::take(RespReplies replies)
{
    if (!replies.front()) {
        m_draft.next.primaries.clear();
        return std::unexpected(replies.front().error());
    }
    std::vector<SentinelPrimary> primaries;
    for (const RedisReply &fields : replies.front()->array()) {
        SentinelPrimary primary = readPrimary(fields);
        if (!m_draft.group.isEmpty() && primary.name != m_draft.group)
            continue;
        const auto before = std::ranges::find(m_draft.next.primaries, primary.name, &SentinelPrimary::name);
        if (before != m_draft.next.primaries.end()) { // its peers may be asked less often
            primary.replicas = std::move(before->replicas);
            primary.sentinels = std::move(before->sentinels);
            primary.hasQuorum = before->hasQuorum;
            primary.quorumText = before->quorumText;
        }
        if (primaries.size() < kMostPrimaries)
            primaries.push_back(std::move(primary));
    }
    m_draft.next.primaries = std::move(primaries);
    if (!m_draft.group.isEmpty() && m_draft.next.primaries.empty())
        return std::unexpected(noSuchGroup(m_draft.group, *replies.front()));
    return {};
}

} // namespace lockmaster
