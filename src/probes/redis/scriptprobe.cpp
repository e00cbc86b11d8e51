// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/scriptprobe.h"

#include "base/text.h"
#include "base/told.h"
#include "probes/redis/slowlog/slowentries.h"

namespace lockmaster {
namespace {

} // namespace

QString RedisScriptProbe::name() const
{
    return QStringLiteral("script");
}

std::vector<RedisCommand> RedisScriptProbe::ask() const
{
    if (m_draft.next.condition != RedisCondition::Busy)
        return {};
    return {RedisCommand::of("FUNCTION", "STATS")};
}

Result<void> RedisScriptProbe::take(RespReplies replies)
{
    if (!replies.front())
        return std::unexpected(replies.front().error());
    const RedisReply &running = replies.front()->value("running_script");
    const auto duration = running.value("duration_ms").integer();
    if (duration)
        m_draft.next.script =
            RedisScript{elided(running.value("name").text(), 200), readCommand(running.value("command")),
                        told<std::chrono::milliseconds>(*duration)};
    else
        m_draft.next.script.reset();
    return {};
}

void RedisScriptProbe::forget()
{
    m_draft.next.script.reset();
}

} // namespace lockmaster
