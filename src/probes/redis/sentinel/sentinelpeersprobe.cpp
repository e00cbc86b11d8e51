// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/sentinel/sentinelpeersprobe.h"

#include "probes/redis/sentinel/sentinelpeer.h"

namespace lockmaster {
namespace {

constexpr std::size_t kQuestions = 3; // of each primary
constexpr std::size_t kFew = 10;
constexpr std::size_t kMostPeers = 1000;

std::vector<SentinelPeer> readPeers(const Result<RedisReply> &reply)
{
    std::vector<SentinelPeer> peers;
    for (std::size_t i = 0; reply && i < std::min(reply->size(), kMostPeers); ++i)
        peers.push_back(readSentinelPeer(reply->at(i)));
    return peers;
}

void readQuorum(const Result<RedisReply> &reply, SentinelPrimary &primary)
{
    primary.hasQuorum.reset();
    if (reply)
        primary.hasQuorum = reply->bytes().startsWith("OK");
    else if (reply.error().sqlState == u"NOQUORUM")
        primary.hasQuorum = false;
    primary.quorumText = reply ? reply->text() : reply.error().detail;
}

// A primary may have been removed meanwhile, and a missing quorum is an answer.
bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Privilege || error.kind == ErrorKind::Unsupported;
}

} // namespace

QString SentinelPeersProbe::name() const
{
    return QStringLiteral("peers");
}

std::optional<std::chrono::milliseconds> SentinelPeersProbe::cadence() const
{
    return std::chrono::seconds(m_draft.next.primaries.size() > kFew ? 5 : 0);
}

std::vector<RedisCommand> SentinelPeersProbe::ask() const
{
    std::vector<RedisCommand> commands;
    for (const SentinelPrimary &primary : m_draft.next.primaries) {
        commands.push_back(RedisCommand::of("SENTINEL", "REPLICAS", primary.name));
        commands.push_back(RedisCommand::of("SENTINEL", "SENTINELS", primary.name));
        commands.push_back(RedisCommand::of("SENTINEL", "CKQUORUM", primary.name));
    }
    return commands;
}

Result<void> SentinelPeersProbe::take(RespReplies replies)
{
    for (std::size_t i = 0; (i + 1) * kQuestions <= replies.size(); ++i) {
        SentinelPrimary &primary = m_draft.next.primaries[i];
        const RespReplies ours = replies.subspan(i * kQuestions, kQuestions);
        primary.replicas = readPeers(ours[0]);
        primary.sentinels = readPeers(ours[1]);
        readQuorum(ours[2], primary);
    }
    for (const auto &reply : replies) {
        if (!reply && isRefusal(reply.error()))
            return std::unexpected(reply.error());
    }
    return {};
}

} // namespace lockmaster
