// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Most actions on Redis, Valkey and Sentinels are of one shape: the server is looked at, a command or some are sent, and
// the server is looked at again. Such an action is a record: what it asks for, how the plan follows from what was seen,
// what the look afterwards says. The rest (version, privilege, lost answers, outcomes) is the same for all.
#pragma once

#include "actions/plan/actiontype.h"
#include "actions/redis/redisinfo.h"
#include "model/servertime.h"

namespace lockmaster {

/// A server at a moment.
struct RedisSight {
    ServerFacts facts;
    RedisInfo info;
    RedisInfo earlier;  ///< INFO of before, see RedisOrder::span
    SteadyTime taken{}; ///< by our clock
    QString busy;       ///< the server's words while a script keeps it from answering: nothing else is known then
    std::optional<ServerTime> now;           ///< by the server's clock
    std::vector<Result<RedisReply>> answers; ///< to RedisOrder::ask, in its order
    int database = 0;                        ///< that the connection has chosen
    const FleetAccess *fleet = nullptr;      ///< never null

    /// The answer at this place; a null reply when there is none, or an error.
    [[nodiscard]] const RedisReply &answer(std::size_t place) const;
};

/// What became of it, as the look afterwards shows.
struct RedisEffect {
    enum class State {
        Done,
        NotYet,  ///< it goes on
        Nothing, ///< the server is as it was
        Partly,  ///< some of it was done, and no more comes
        Failed,  ///< the server tried, and could not
        Unseen,  ///< nothing that a server tells shows it
    };
    State state = State::Unseen;
    QString words;         ///< one sentence
    QStringList left = {}; ///< of several subjects, the names of those of which it is not so
    QString next = {};     ///< what a person can do now
};

/// What a run knows of what it sent.
struct RedisSent {
    std::optional<RedisSight> before; ///< just before; empty when another console sent it
    std::vector<RedisReply> answers;  ///< to the commands that were taken
    bool isAnswerLost = false;
};

/// How long a plan may be confirmed.
inline constexpr std::chrono::seconds kOrderValid{60};

struct RedisOrder {
    QLatin1StringView command;             ///< "CLIENT PAUSE"
    int since = 0;                         ///< the version of Redis that it came with, as 60200
    bool whileBusy = false;                ///< it is for a server that a script keeps from answering
    std::chrono::milliseconds patience{0}; ///< how long its effect may take to be seen
    std::chrono::milliseconds span{0};     ///< of the plan: so long before, INFO is read once more, for rates
    /// Questions beside INFO, the same before and afterwards. Null: there are none.
    std::vector<RedisCommand> (*ask)(const ActionPlan &plan, int version) = nullptr;
    /// Title and how weighty it is: known without the server.
    void (*name)(ActionPlan &plan) = nullptr;
    /// Checks, subjects, statements and sentences.
    void (*describe)(ActionPlan &plan, const RedisSight &seen) = nullptr;
    RedisEffect (*effect)(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent) = nullptr;
    /// What is lost by it, put into a file before. Null: nothing is.
    QJsonObject (*keep)(const ActionPlan &plan, const RedisSight &before) = nullptr;
    /// What an error means that only this command is answered with. Empty: it is like any other.
    std::optional<RedisEffect> (*meaning)(const Error &error) = nullptr;
};

QCoro::Task<Result<RedisSight>> lookBy(const RedisOrder *order, ReadyServer server, ActionPlan plan,
                                       const FleetAccess *fleet, std::stop_token stop);
QCoro::Task<Result<ActionPlan>> planOrder(const RedisOrder *order, PlanContext context, std::stop_token stop);
/// The same statements have to follow from what is seen now, and take back the same.
Recheck recheckOrder(const ActionPlan &confirmed, const ActionPlan &again);

class OrderRun : public ActionRun
{
public:
    OrderRun(const RedisOrder &order, ActionPlan plan) : ActionRun(std::move(plan)), m_order(order) {}

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

protected:
    const RedisOrder &m_order;
    RedisSent m_sent;
    RedisEffect m_effect;

private:
    QCoro::Task<bool> prepare(ActingContext context);
    [[nodiscard]] bool isRefused() const { return m_evidence.error && !m_evidence.isAnswerLost; }
    [[nodiscard]] std::optional<RedisEffect> meaning() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    QString m_keptIn; ///< path of the file
};

/// `type` with what follows from the record; a recheck or a run of its own stays.
template <const RedisOrder &order>
ActionType orderAction(ActionType type)
{
    if (type.kind != ServerKind::Sentinel)
        type.kind = ServerKind::Redis;
    if (type.offeredOn.isEmpty())
        type.offeredOn = kOnServer;
    type.plan = [](PlanContext context, std::stop_token stop) {
        return planOrder(&order, std::move(context), std::move(stop));
    };
    if (!type.recheck)
        type.recheck = recheckOrder;
    if (!type.run)
        type.run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
            return std::make_unique<OrderRun>(order, std::move(plan));
        };
    return type;
}

/// Of a node of a cluster, in the words of the action.
void noteCluster(ActionPlan &plan, const RedisSight &seen, Verdict verdict, const QString &words);
/// The plan is about its server as a whole.
void aboutServer(ActionPlan &plan);

} // namespace lockmaster
