// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/memoryprobe.h"

#include "base/text.h"

namespace lockmaster {
namespace {

constexpr std::size_t kMostStats = 2000;

// Statistics of a data base or of allocator bins are lists of their own: "db.0.overhead.hashtable.main".
void readStats(const RedisReply &reply, const QString &prefix, std::map<QString, QString> &stats)
{
    for (const RedisReply::Entry &entry : reply.entries()) {
        const QString name = prefix + QString::fromUtf8(entry.name);
        if (stats.size() >= kMostStats)
            return;
        if (!entry.value->isAggregate())
            stats.emplace(name, entry.value->text());
        else if (prefix.isEmpty())
            readStats(*entry.value, name + u'.', stats);
    }
}

} // namespace

QString RedisMemoryProbe::name() const
{
    return QStringLiteral("memory");
}

std::vector<RedisCommand> RedisMemoryProbe::ask() const
{
    return {RedisCommand::of("MEMORY", "STATS"), RedisCommand::of("MEMORY", "DOCTOR")};
}

Result<void> RedisMemoryProbe::take(RespReplies replies)
{
    constexpr qsizetype kLongestAdvice = 10'000;
    m_draft.next.memoryStats.clear();
    m_draft.next.memoryDoctor.clear();
    if (replies[0])
        readStats(*replies[0], {}, m_draft.next.memoryStats);
    if (replies[1])
        m_draft.next.memoryDoctor = elided(replies[1]->text(), kLongestAdvice);
    for (const auto &reply : replies) {
        if (!reply)
            return std::unexpected(reply.error());
    }
    return {};
}

void RedisMemoryProbe::forget()
{
    m_draft.next.memoryStats.clear();
    m_draft.next.memoryDoctor.clear();
}

} // namespace lockmaster
