// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Cancel, wait and look, and only then end: the steps of a plan on one session, each only when the one before did not help.
#pragma once

#include "actions/plan/actiontype.h"
#include "actions/plan/sessionreader.h"
#include "actions/postgres/aftermath.h"

namespace lockmaster {

class LadderRun final : public ActionRun
{
public:
    explicit LadderRun(ActionPlan plan);

    /// Taken back while it waits, it goes no step further.
    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    enum class Step { Cancel, End };
    enum class Is { AsBefore, QueryOver, Gone };

    QCoro::Task<bool> take(ActingContext context, PlannedStatement statement, Step step);
    QCoro::Task<Result<Is>> look(std::shared_ptr<PgLink> link, std::stop_token stop);
    QCoro::Task<void> waitForIt(ActingContext context);
    void takeError(const Error &error, bool isOpen);
    [[nodiscard]] Step stepOf(const PlannedStatement &statement) const;
    [[nodiscard]] std::chrono::seconds patience() const;
    [[nodiscard]] bool isDone() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString doneText() const;
    [[nodiscard]] QString stillThereText() const;
    [[nodiscard]] QString summary(Outcome outcome) const;
    [[nodiscard]] QString nextStep(Outcome outcome) const;

    Session m_session;
    bool m_isCancelSent = false;
    bool m_isEndSent = false;
    bool m_isSpared = false; ///< a statement found it gone or changed
    Is m_is = Is::AsBefore;
    std::chrono::milliseconds m_waited{};
    std::optional<Aftermath> m_aftermath;
};

} // namespace lockmaster
