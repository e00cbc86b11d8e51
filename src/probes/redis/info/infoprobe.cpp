// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/info/infoprobe.h"

#include "base/told.h"
#include "probes/redis/info/infofields.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

QString RedisInfoProbe::name() const
{
    return u"info"_s;
}

// The default sections: those that have statistics of each command cost the server more, see RedisCommandsProbe.
std::vector<RedisCommand> RedisInfoProbe::ask() const
{
    return {RedisCommand::of("INFO")};
}

Result<void> RedisInfoProbe::take(RespReplies replies)
{
    const Result<RedisReply> &reply = replies.front();
    if (!reply) {
        forgetMoment();
        const ErrorKind kind = reply.error().kind;
        m_draft.isInfoHidden = kind == ErrorKind::Privilege || kind == ErrorKind::Unsupported;
        const bool isBusy = redisErrorCode(reply.error()) == RedisErrorCode::Busy;
        setCondition(isBusy ? RedisCondition::Busy : RedisCondition::Ready);
        m_draft.next.conditionWords = isBusy ? reply.error().detail : QString();
        return std::unexpected(reply.error());
    }
    const ServerTime started = m_draft.next.identity.started.value_or(ServerTime{});
    const QString runId = m_draft.next.identity.runId;
    readInfo(reply->bytes(), m_draft.next);
    if (m_draft.next.identity.version.isEmpty() || m_draft.next.identity.role == RedisRole::Unknown)
        return fail(ErrorKind::Protocol, u"The answer to INFO tells no version or no role"_s);
    m_draft.hasInfo = true;
    m_draft.next.conditionWords.clear();
    m_draft.isInfoHidden = false;
    readTimes();
    if (started != ServerTime{} && runId == m_draft.next.identity.runId)
        m_draft.next.identity.started = started; // reckoned from whole seconds, it would waver
    judge();
    return {};
}

void RedisInfoProbe::readTimes()
{
    RedisState &next = m_draft.next;
    const auto now = next.integer(u"server_time_usec"_s);
    m_draft.tellsTime = now.has_value();
    if (now)
        m_draft.sawClock(ServerTime(told<std::chrono::microseconds>(*now)) - m_draft.ourNow);
    next.serverNow = m_draft.ourNow + m_draft.ahead;
    if (const auto uptime = next.integer(u"uptime_in_seconds"_s))
        next.identity.started = next.serverNow - told<std::chrono::seconds>(*uptime);
}

void RedisInfoProbe::judge()
{
    const RedisState &next = m_draft.next;
    const auto serving = next.settings.find(u"replica-serve-stale-data"_s);
    const bool isStrict = serving != next.settings.end() && serving->second == u"no";
    if (next.integer(u"loading"_s).value_or(0) == 1)
        setCondition(RedisCondition::Loading);
    else if (isStrict && next.replication.isLinkUp == false)
        setCondition(RedisCondition::MasterDown);
    else
        setCondition(RedisCondition::Ready);
}

// Without an answer nothing is known of this moment; who the server is and how it is set does not change with it.
void RedisInfoProbe::forgetMoment()
{
    RedisState known;
    known.serverNow = m_draft.ourNow + m_draft.ahead;
    known.identity = std::move(m_draft.next.identity);
    known.settings = std::move(m_draft.next.settings);
    known.condition = m_draft.next.condition;
    known.conditionSince = m_draft.next.conditionSince;
    m_draft.next = std::move(known);
}

void RedisInfoProbe::setCondition(RedisCondition condition)
{
    RedisState &next = m_draft.next;
    if (condition != next.condition)
        next.conditionSince = next.serverNow;
    if (condition == RedisCondition::Ready)
        next.conditionSince.reset();
    next.condition = condition;
    if (condition != RedisCondition::Busy)
        next.script.reset();
}

} // namespace lockmaster
