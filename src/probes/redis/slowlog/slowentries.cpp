// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/slowlog/slowentries.h"

#include "base/text.h"
#include "base/told.h"

namespace lockmaster {

QString readCommand(const RedisReply &words)
{
    constexpr qsizetype kLongest = 1000;
    QString command;
    for (const RedisReply &word : words.array()) {
        if (!command.isEmpty())
            command += u' ';
        command += elided(word.text(), kLongest);
        if (command.size() > kLongest)
            break;
    }
    return elided(command, kLongest);
}

namespace {

std::optional<RedisSlowEntry> readEntry(const RedisReply &reply, SlowMeasure measure)
{
    const auto id = reply.at(0).integer();
    const auto at = reply.at(1).integer();
    const auto measured = reply.at(2).integer();
    if (!id || !at || !measured)
        return {};
    RedisSlowEntry entry{*id,
                         ServerTime(told<std::chrono::seconds>(*at)),
                         {},
                         0,
                         readCommand(reply.at(3)),
                         reply.at(4).text(),
                         reply.at(5).text()};
    if (measure == SlowMeasure::Duration)
        entry.duration = told<std::chrono::microseconds>(*measured);
    else
        entry.bytes = *measured;
    return entry;
}

} // namespace

RedisSlowEntries readSlowEntries(const RedisReply &reply, SlowMeasure measure)
{
    std::vector<RedisSlowEntry> entries;
    for (const RedisReply &one : reply.array()) {
        if (auto entry = readEntry(one, measure))
            entries.push_back(std::move(*entry));
    }
    return std::make_shared<const std::vector<RedisSlowEntry>>(std::move(entries));
}

} // namespace lockmaster
