// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A pause being carried out: PAUSE on one connection, another that watches it and takes it back.
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
    QCoro::Task<void> takeBack(ActingContext context);
    [[nodiscard]] QDeadlineTimer patience() const;
    void takeState(const ConsoleState &state);
    void takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen);
    QCoro::Task<Result<LinkPtr>> linkToLookBy(ActingContext context);

    // pauseresult.cpp
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
};

} // namespace lockmaster
