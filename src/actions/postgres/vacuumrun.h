// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A vacuum being carried out: on one connection, another that tells how far it is and cancels it.
#pragma once

#include "actions/plan/secondlink.h"
#include "actions/postgres/vacuumplan.h"
#include "link/postgres/pglink.h"
#include "link/underway.h"

namespace lockmaster::vacuum {

class VacuumRun final : public ActionRun
{
public:
    explicit VacuumRun(ActionPlan plan) : ActionRun(std::move(plan)), m_second(m_plan) {}

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    using Answer = Result<PgRows>;
    QCoro::Task<Result<void>> prepare(ActingContext context);
    QCoro::Task<void> watch(ActingContext context, Underway<Answer> *vacuum);
    QCoro::Task<bool> cancel(ActingContext context);
    QCoro::Task<void> tellProgress(ActingContext context);
    void takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen);

    // vacuumresult.cpp
    [[nodiscard]] bool isSeen() const;
    [[nodiscard]] bool wasSkipped() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;
    [[nodiscard]] QString failureText() const;

    SecondLink m_second;
    std::optional<ServerTime> m_startedAt;
    bool m_isOverTime = false;
    ActionProgress m_last;
    SteadyTime m_lastAt{};
    qint64 m_tables = 0;
    qint64 m_vacuumed = 0;
    qint64 m_analyzed = 0;
    qint64 m_dead = 0;
    bool m_isRunning = false;
};

} // namespace lockmaster::vacuum
