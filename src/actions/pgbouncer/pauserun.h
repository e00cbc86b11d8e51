// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A pause being carried out: PAUSE on one connection, another that watches it and takes it back, at the latest when the
// planned pause is over.
#pragma once

#include "actions/pgbouncer/console.h"
#include "actions/plan/secondlink.h"
#include "link/underway.h"

namespace lockmaster {

class PauseRun final : public ActionRun
{
public:
    explicit PauseRun(ActionPlan plan) : ActionRun(std::move(plan)), m_database(databaseIn(m_plan)), m_second(m_plan) {}

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    using Answer = Result<PgRows>;
    using LinkPtr = std::shared_ptr<PgLink>;
    QCoro::Task<Result<LinkPtr>> control(ActingContext context, SecondLink::Try when);
    QCoro::Task<void> watch(ActingContext context, Underway<Answer> *pause);
    QCoro::Task<void> hold(ActingContext context);
    QCoro::Task<bool> isStillPaused(ActingContext context);
    void tellHold(const ActingContext &context, std::chrono::seconds held) const;
    QCoro::Task<void> takeBack(ActingContext context);
    [[nodiscard]] QDeadlineTimer patience() const;
    void takeState(const ConsoleState &state);
    void takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen);
    QCoro::Task<Result<LinkPtr>> linkToLookBy(ActingContext context);

    // pauseresult.cpp
    [[nodiscard]] bool isOver() const { return m_hold == Hold::Over || m_hold == Hold::Resumed; }
    [[nodiscard]] QString heldText(const QString &name) const;
    [[nodiscard]] QString nextStep(Outcome seen, WallTime now) const;
    [[nodiscard]] bool isHeld() const { return m_state && m_state->isPausedAt(m_database); }
    [[nodiscard]] bool isFree() const { return m_state && m_state->connections(m_database) == 0; }
    [[nodiscard]] bool isUntold() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;
    [[nodiscard]] QString whyNotPaused(const QString &name) const;

    QString m_database;
    SecondLink m_second;
    std::optional<ConsoleState> m_state;
    bool m_isTakenBack = false;
    bool m_isLost = false;    ///< the connection of PAUSE, while it was pending
    bool m_isResumed = false; ///< by somebody else, while it was pending
    bool m_wasHeld = false;
    int m_stillBusy = 0; ///< when it was taken back
    /// The planned pause, after PAUSE has answered: how it ended.
    enum class Hold { None, Underway, Over, Kept, Resumed };
    Hold m_hold = Hold::None;
    std::chrono::seconds m_heldFor{};
};

} // namespace lockmaster
