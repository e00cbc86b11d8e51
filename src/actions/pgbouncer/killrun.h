// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// KILL being carried out, with RESUME behind it or not: who was thrown out, and what the database is left as.
#pragma once

#include "actions/pgbouncer/commandrun.h"
#include "actions/pgbouncer/consoleclients.h"

namespace lockmaster {

class KillRun final : public CommandRun
{
public:
    using CommandRun::CommandRun;

protected:
    QCoro::Task<Result<void>> lookBefore(LinkPtr link, std::stop_token stop) override;
    QCoro::Task<Result<void>> look(LinkPtr link, std::stop_token stop) override;
    [[nodiscard]] bool isDone() const override;
    [[nodiscard]] Outcome outcome() const override;
    [[nodiscard]] QString summary(Outcome outcome) const override;
    void complete(ActionResult &result) const override;

private:
    QCoro::Task<Result<std::vector<ConsoleClient>>> clientsHere(LinkPtr link, std::stop_token stop);
    [[nodiscard]] bool isOfBefore(const ConsoleClient &client) const;
    [[nodiscard]] bool isResumed() const { return m_plan.statements.size() > 1; } ///< meant to be
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] bool wasKilled() const { return taken() > 0 || (isPaused() && m_left == 0); }

    std::optional<std::vector<ConsoleClient>> m_before; ///< empty: another console sent it
    std::optional<ConsoleState> m_state;
    int m_left = 0; ///< of the clients of before
};

} // namespace lockmaster
