// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/sentinel/sentinelinfoprobe.h"

#include "base/told.h"
#include "probes/redis/info/infofields.h"
#include "link/resp/infotext.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

std::optional<std::int64_t> integer(const QHash<QString, QString> &info, const QString &field)
{
    bool isNumber = false;
    const qlonglong number = info.value(field).toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(number) : std::nullopt;
}

void readStart(SentinelState &state, const QString &runBefore, ServerTime ourNow)
{
    const auto now = integer(state.info, u"server_time_usec"_s);
    state.serverNow = now ? ServerTime(told<std::chrono::microseconds>(*now)) : ourNow;
    const auto uptime = integer(state.info, u"uptime_in_seconds"_s);
    if (uptime && (!state.started || state.runId != runBefore))
        state.started = state.serverNow - told<std::chrono::seconds>(*uptime);
}

} // namespace

QString SentinelInfoProbe::name() const
{
    return u"info"_s;
}

std::vector<RedisCommand> SentinelInfoProbe::ask() const
{
    return {RedisCommand::of("INFO"), RedisCommand::of("SENTINEL", "MYID")};
}

Result<void> SentinelInfoProbe::take(RespReplies replies)
{
    if (!replies.front())
        return std::unexpected(replies.front().error());
    SentinelState &next = m_draft.next;
    next.info.clear();
    forEachInfoLine(replies.front()->bytes(), [&](const InfoLine &line) {
        next.info.insert(QString::fromLatin1(line.name), infoString(line.value));
    });
    if (!next.info.contains(u"sentinel_masters"_s))
        return fail(ErrorKind::Protocol, u"The answer to INFO is not that of a Sentinel"_s);
    next.isValkey = next.info.contains(u"valkey_version"_s);
    next.version = next.info.value(u"valkey_version"_s, next.info.value(u"redis_version"_s));
    next.versionNumber = redisVersionNumber(next.version);
    const QString runBefore = std::exchange(next.runId, next.info.value(u"run_id"_s));
    next.isTilted = integer(next.info, u"sentinel_tilt"_s) == 1;
    next.tiltedFor.reset();
    if (const auto tilted = integer(next.info, u"sentinel_tilt_since_seconds"_s);
        next.isTilted && tilted && *tilted >= 0)
        next.tiltedFor = told<std::chrono::seconds>(*tilted);
    next.runningScripts = static_cast<int>(integer(next.info, u"sentinel_running_scripts"_s).value_or(0));
    readStart(next, runBefore, m_draft.ourNow);
    if (replies.size() > 1) // before 6.2, or where the login may not, it is not told
        next.ownId = replies[1] ? infoString(replies[1]->bytes()) : QString();
    m_draft.hasInfo = true;
    return {};
}

} // namespace lockmaster
