// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A failover being carried out: FAILOVER is sent and watched, then the rest of the plan, then it is looked at who is what.
#pragma once

#include "actions/redis/failoverplan.h"

namespace lockmaster::failover {

class FailoverRun final : public ActionRun
{
public:
    explicit FailoverRun(ActionPlan plan)
        : ActionRun(std::move(plan)), m_candidate(m_plan.request.arguments.value(kCandidate).toString())
    {
    }

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    using RedisPtr = std::shared_ptr<RedisLink>;

    [[nodiscard]] MemberSearch searchFrom(ActingContext context, const RedisInfo &primary) const;
    QCoro::Task<void> watch(ActingContext context, RedisPtr candidate);
    QCoro::Task<bool> look(RedisPtr old, RedisPtr candidate, std::stop_token stop);
    [[nodiscard]] bool hasOldGivenWay() const;
    [[nodiscard]] bool hasTakenOver() const;
    [[nodiscard]] bool isAttached() const { return m_old && m_old->text("master_link_status") == u"up"; }

    // failoverfollow.cpp
    QCoro::Task<void> follow(ActingContext context, RedisPtr candidate);
    QCoro::Task<bool> carryOut(RedisPtr link, PlannedStatement statement, std::stop_token stop);
    QCoro::Task<bool> carryOutElsewhere(ActingContext context, PlannedStatement statement);
    [[nodiscard]] QString objectionTo(const RedisInfo &member, const PlannedStatement &statement) const;
    void leave(const PlannedStatement &statement, const QString &why);

    // failoverresult.cpp
    [[nodiscard]] QStringList left() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;
    [[nodiscard]] QString nextStep(Outcome outcome) const;

    QString m_candidate;    ///< host:port
    QString m_history;      ///< the replication id of before; empty when another console sent it
    QString m_oldRun;       ///< run_id of the old primary, and
    QString m_candidateRun; ///< of the new one
    std::optional<RedisInfo> m_old;
    std::optional<bool> m_isCandidatePrimary; ///< empty: nobody could ask it
    bool m_hasFollowed = false;               ///< the rest of the plan was gone through
    QStringList m_left;                       ///< what of it could not be done
    QStringList m_unfit;                      ///< servers to which nothing more is sent
};

} // namespace lockmaster::failover
