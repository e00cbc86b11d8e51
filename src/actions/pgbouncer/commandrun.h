// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of PgBouncer's console that answer at once. What they say is not believed: what they were to do is looked for.
#pragma once

#include "actions/pgbouncer/console.h"

namespace lockmaster {

class CommandRun : public ActionRun
{
public:
    using ActionRun::ActionRun;

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

protected:
    using LinkPtr = std::shared_ptr<PgLink>;

    /// What is there before the first command, to tell afterwards what it has changed.
    virtual QCoro::Task<Result<void>> lookBefore(LinkPtr link, std::stop_token stop);
    virtual QCoro::Task<Result<void>> look(LinkPtr link, std::stop_token stop) = 0;
    /// Of what was seen last: it is as the commands were to make it.
    [[nodiscard]] virtual bool isDone() const = 0;
    /// What PgBouncer says when there is nothing to do.
    [[nodiscard]] virtual bool isNothing(const Error &) const { return false; }
    [[nodiscard]] virtual Outcome outcome() const;
    [[nodiscard]] virtual QString summary(Outcome outcome) const = 0;
    /// Next step, offer, whether it goes on.
    virtual void complete(ActionResult &) const {}
    /// So long the effect is waited for.
    [[nodiscard]] virtual std::chrono::seconds patience() const { return std::chrono::seconds(5); }

    /// PgBouncer said no, or the connection broke before anything was sent; empty when that is not so.
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] std::size_t taken() const { return m_taken; }  ///< commands that PgBouncer has answered
    [[nodiscard]] bool isAssumed() const { return m_isAssumed; } ///< it was sent by a console that is gone
    void assumeSent() override;

private:
    std::size_t m_taken = 0;
    bool m_isAssumed = false;
};

} // namespace lockmaster
