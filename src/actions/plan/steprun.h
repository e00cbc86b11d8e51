// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What most actions on a server are once they are confirmed: the statements of the plan one after the other, then a look for
// the effect. An action brings the look; from it and from what the server answered comes the outcome.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

/// What a look at the server shows of what was to be done.
struct Sight {
    enum class Effect { None, Partly, Whole, Needless }; ///< Needless: there was nothing to do
    Effect effect = Effect::None;
    QString text;         ///< one sentence: what is seen
    QString next = {};    ///< what the person can do then; empty: the usual
    bool mayCome = false; ///< what is not seen may still come when nobody works on it any more: another process does it
};

class StepRun : public ActionRun
{
public:
    using ActionRun::ActionRun;

    /// Stops at the first statement that fails, or that finds nothing to act on.
    QCoro::Task<void> send(ActingContext context) override;
    /// Looks every 250 ms until the effect is seen or lookingTime() is over.
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

protected:
    /// Before the first statement; when it fails, nothing is sent.
    virtual QCoro::Task<Result<void>> prepare(ActingContext context);
    virtual QCoro::Task<Result<Sight>> look(ReadyServer server, std::stop_token stop) = 0;
    /// Sends one statement and waits for its answer.
    virtual QCoro::Task<Result<PgRows>> sendOne(ActingContext context, PlannedStatement statement);
    /// Why the answer to a statement means that it did nothing; empty: it did. A guard in the statement gives no row.
    [[nodiscard]] virtual QString spared(const PgRows &answer) const;
    /// What stays behind when the plan was carried out in part; empty: what is seen says it.
    [[nodiscard]] virtual QString residue() const { return {}; }
    [[nodiscard]] virtual std::chrono::seconds lookingTime() const { return std::chrono::seconds(5); }

    /// By the server's clock: just before the first statement; of a plan that somebody else sent, when it was made.
    [[nodiscard]] ServerTime startedAt() const;
    [[nodiscard]] std::size_t done() const { return m_done; } ///< statements that the server carried out

private:
    QCoro::Task<Result<bool>> isStillActing(ReadyServer server, std::stop_token stop);
    [[nodiscard]] bool isRefused() const { return m_evidence.error && !m_evidence.isAnswerLost; }
    [[nodiscard]] bool isSettled() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;
    [[nodiscard]] QString failureText() const;

    std::optional<ServerTime> m_startedAt;
    std::size_t m_done = 0;
    QString m_spared;
    std::optional<Sight> m_sight;
    bool m_isUnsent = false; ///< it could not be prepared
    bool m_isActing = false; ///< its own lost session is still there
};

} // namespace lockmaster
