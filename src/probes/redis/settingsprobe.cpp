// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/settingsprobe.h"

#include <array>

#include "link/resp/infotext.h"

namespace lockmaster {
namespace {

// One pattern a command is all that Redis before 7.0 takes; all of these together are one round trip anyway.
constexpr std::array<const char *, 13> kPatterns{"maxmemory*",
                                                 "maxclients",
                                                 "timeout",
                                                 "slowlog-*",
                                                 "commandlog-*",
                                                 "save",
                                                 "append*",
                                                 "repl*",
                                                 "client-output-buffer-limit",
                                                 "latency-monitor-threshold",
                                                 "*-time-limit",
                                                 "io-threads",
                                                 "stop-writes-on-bgsave-error"};

} // namespace

QString RedisSettingsProbe::name() const
{
    return QStringLiteral("settings");
}

std::vector<RedisCommand> RedisSettingsProbe::ask() const
{
    std::vector<RedisCommand> commands;
    for (const char *pattern : kPatterns)
        commands.push_back(RedisCommand::of("CONFIG", "GET", pattern));
    return commands;
}

Result<void> RedisSettingsProbe::take(RespReplies replies)
{
    constexpr std::size_t kMostSettings = 1000;
    std::map<QString, QString> settings;
    for (const auto &reply : replies) {
        if (!reply)
            return std::unexpected(reply.error());
        for (const RedisReply::Entry &entry : reply->entries()) {
            if (settings.size() < kMostSettings)
                settings.emplace(infoString(entry.name), infoString(entry.value->bytes()));
        }
    }
    m_draft.next.settings = std::move(settings);
    return {};
}

void RedisSettingsProbe::forget()
{
    m_draft.next.settings.clear();
}

} // namespace lockmaster
