// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Long work of one statement after another: on one connection without limits of time, another that tells how far it is and
// cancels it. What it shows afterwards is its kind's.
#pragma once

#include "actions/plan/secondlink.h"
#include "actions/postgres/maintenance/longprogress.h"
#include "link/postgres/pglink.h"
#include "link/underway.h"

namespace lockmaster::maintenance {

class LongRun : public ActionRun
{
public:
    explicit LongRun(ActionPlan plan) : ActionRun(std::move(plan)), m_second(m_plan) {}

    /// Sends the plan's only statement.
    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;

protected:
    using Answer = Result<PgRows>;

    [[nodiscard]] virtual QString lockTimeout() const { return QStringLiteral("3s"); }
    /// Asks the server for what this kind changes; an error means that nobody could look.
    virtual QCoro::Task<Result<void>> look(std::shared_ptr<PgLink> link, std::stop_token stop) = 0;
    /// What was seen is all that there will be to see. Until then it is looked at again, for some seconds.
    [[nodiscard]] virtual bool isSettled() const = 0;

    /// A person takes back what is being carried out now.
    [[nodiscard]] virtual bool isTakenBack(const ActingContext &context) const
    {
        return context.cancel.stop_requested();
    }
    /// What is told of it, before it is told.
    virtual void shape(ActionProgress &) const {}

    /// Clocks are started, the second connection is open, and the first has its settings. Otherwise nothing was sent, and
    /// the evidence says why.
    QCoro::Task<bool> begin(ActingContext context);
    /// The same of a first connection that was opened again.
    QCoro::Task<Result<void>> prepare(ActingContext context);
    /// Empty: nobody waits for the answer any more.
    QCoro::Task<std::optional<Answer>> carryOut(ActingContext context, PlannedStatement statement);
    /// Of an answer that is one of the server's, or else is lost.
    void takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen);
    /// True when the server has signalled it.
    QCoro::Task<bool> cancel(ActingContext context);
    QCoro::Task<void> tellProgress(ActingContext context);

    [[nodiscard]] ServerTime startedAt() const;
    [[nodiscard]] bool isLimitOver() const { return m_limit.hasExpired(); }
    [[nodiscard]] bool isRunning() const { return m_state.isRunning; }
    [[nodiscard]] bool wasWarned() const;
    /// It, or what is left of it, has ended without success.
    [[nodiscard]] bool hasFailed() const { return m_evidence.error && !m_evidence.isAnswerLost; }
    /// Why, in a sentence: cancelled, over time, a lock, the server's words.
    [[nodiscard]] QString failureText() const;
    [[nodiscard]] QString runningText() const; ///< "It still runs on the server (scanning heap, 45 %)."
    [[nodiscard]] QString unknownText() const;
    /// A result with the subjects, and what to do while it runs.
    [[nodiscard]] ActionResult resultWith(Outcome outcome, const QString &summary, WallTime now) const;

    SecondLink m_second;

private:
    QCoro::Task<void> watch(ActingContext context, Underway<Answer> *work);

    std::optional<ServerTime> m_startedAt;
    QDeadlineTimer m_limit{QDeadlineTimer::Forever};
    bool m_isOverTime = false;
    LongState m_state;
    ActionProgress m_last;
    SteadyTime m_lastAt{};
};

} // namespace lockmaster::maintenance
