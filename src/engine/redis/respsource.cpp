// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/redis/respsource.h"

#include "engine/source/elapsed.h"

#include <QElapsedTimer>
#include <algorithm>
#include <numeric>

namespace lockmaster {
namespace {

constexpr std::chrono::minutes kAskAgain{1};

std::int64_t payload(const RedisReply &reply)
{
    return std::accumulate(reply.array().begin(), reply.array().end(), std::int64_t(reply.bytes().size()),
                           [](std::int64_t sum, const RedisReply &element) { return sum + payload(element); });
}

ProbeCost costOf(const RespProbe &probe, RespReplies replies)
{
    ProbeCost cost{probe.name(), {}, 0, 0};
    for (const auto &reply : replies) {
        if (reply) {
            cost.bytes += payload(*reply);
            cost.rows += static_cast<int>(std::max<std::size_t>(reply->size(), 1));
        }
    }
    return cost;
}

bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Privilege || error.kind == ErrorKind::Unsupported;
}

// The state of the whole server, which the data tell (RedisState::condition): no error of a probe.
bool isOfCondition(const Error &error)
{
    const RedisErrorCode code = redisErrorCode(error);
    return code == RedisErrorCode::Loading || code == RedisErrorCode::Busy || code == RedisErrorCode::MasterDown;
}

} // namespace

RespSource::RespSource(SourceOptions options, const Clock &clock)
    : m_clock(clock)
    , m_link(std::make_shared<RedisLink>(RedisLinkOptions{.target = options.target.name,
                                                          .parameters = std::move(options.target.parameters),
                                                          .password = std::move(options.password),
                                                          .clientName = std::move(options.clientName),
                                                          .resolver = std::move(options.resolver),
                                                          .lastGood = std::move(options.lastGood)},
                                         clock))
{
}

RespSource::~RespSource() = default;

QCoro::Task<Result<void>> RespSource::open(QDeadlineTimer deadline, std::stop_token stop)
{
    return m_link->open(deadline, std::move(stop));
}

bool RespSource::isDue(const RespProbe &probe, SteadyTime now, const WantedProbes &wanted) const
{
    if (isBusy() && !probe.worksWhileBusy())
        return false;
    const auto turn = m_turns.find(&probe);
    if (turn != m_turns.end() && turn->second.refusedUntil && now < *turn->second.refusedUntil)
        return false;
    if (wanted.contains(probe.name()))
        return true;
    const auto cadence = probe.cadence();
    return cadence && (turn == m_turns.end() || !turn->second.asked || now - *turn->second.asked >= *cadence);
}

// What it answers does not matter, only how soon.
QCoro::Task<Result<void>> RespSource::setUp(QDeadlineTimer deadline, std::stop_token stop)
{
    QElapsedTimer timer;
    timer.start();
    const auto answer = co_await m_link->query(RedisCommand::of("PING"), deadline, stop);
    if (!answer && !m_link->isOpen())
        co_return std::unexpected(answer.error());
    setLatency(elapsed(timer));
    co_return Result<void>();
}

QCoro::Task<void> RespSource::askRound(int round, Sampling *sampling)
{
    std::vector<Asked> asked;
    std::vector<RedisCommand> commands;
    for (const auto &probe : m_probes) {
        if (probe->round() != round || !isDue(*probe, sampling->now, sampling->wanted))
            continue;
        std::vector<RedisCommand> ours = probe->ask();
        if (ours.empty())
            probe->forget();
        else
            asked.push_back({probe.get(), commands.size(), ours.size()});
        std::ranges::move(ours, std::back_inserter(commands));
    }
    if (commands.empty())
        co_return;
    QElapsedTimer timer;
    timer.start();
    const std::vector<Result<RedisReply>> replies =
        co_await m_link->batch(commands, sampling->deadline, sampling->stop);
    const auto roundTrip = elapsed(timer);
    sampling->result.roundTrip += roundTrip;
    if (!m_link->isOpen()) {
        sampling->result.lost = lossAfter(replies.back());
        co_return;
    }
    for (const Asked &one : asked) {
        takeReplies(*one.probe, Commands(commands).subspan(one.first, one.count),
                    RespReplies(replies).subspan(one.first, one.count), *sampling);
        sampling->result.costs.back().roundTrip = roundTrip / std::ssize(asked);
    }
}

void RespSource::takeReplies(RespProbe &probe, Commands commands, RespReplies replies, Sampling &sampling)
{
    Turn &turn = m_turns[&probe];
    const Turn before = std::exchange(turn, {sampling.now, {}, {}});
    sampling.result.costs.push_back(costOf(probe, replies));
    const Result<void> taken = probe.take(replies);
    if (taken)
        return;
    if (isRefusal(taken.error())) {
        refuse(turn, commands, replies, sampling.now);
    } else if (isOfCondition(taken.error())) {
        turn = before;                                    // at once when it is over
    } else if (taken.error().kind == ErrorKind::Config) { // our own settings keep it from us: nothing is proved by calm
        sampling.result.hidden.push_back(taken.error().text);
    } else {
        sampling.addProbeError(probe.name(), taken.error());
    }
    probe.forget();
}

QCoro::Task<void> RespSource::finish(Sampling *sampling)
{
    for (const RefusedCommand &one : refused())
        sampling->result.hidden.push_back(one.reason);
    fill(sampling->result.data);
    co_return;
}

void RespSource::refuse(Turn &turn, Commands commands, RespReplies replies, SteadyTime now)
{
    turn.refusedUntil = now + kAskAgain;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        if (replies[i] || !isRefusal(replies[i].error()))
            continue;
        const bool isByRule = replies[i].error().kind == ErrorKind::Privilege;
        turn.refused.push_back({commands[i].name(), m_link->user(), isByRule ? commands[i].aclRule() : QString(),
                                replies[i].error().text});
    }
}

RefusedCommands RespSource::refused() const
{
    RefusedCommands all;
    for (const auto &probe : m_probes) {
        const auto turn = m_turns.find(probe.get());
        if (turn == m_turns.end())
            continue;
        for (const RefusedCommand &one : turn->second.refused) {
            if (!std::ranges::contains(all, one))
                all.push_back(one);
        }
    }
    return all;
}

} // namespace lockmaster
