// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Many tables being vacuumed, one after the other: led by a person (pause, skip, cancel), and gone on with over a
// connection that was lost. What was sent for a table is never sent again.
#pragma once

#include "actions/postgres/maintenance/longrun.h"
#include "actions/postgres/maintenance/queuelist.h"

namespace lockmaster::queue {

enum class TurnState {
    Waiting,  ///< its turn has not come, or nobody knows whether it has
    Accepted, ///< the server says that it is done
    LeftOut,  ///< so it says, and warns that it left the table out
    Skipped,
    Cancelled,
    Failed,
    Lost, ///< the connection was lost meanwhile
    Gone  ///< it, or the one of the plan, is not there any more
};

/// One table of the queue.
struct Turn {
    QueuedTable table;
    TurnState state = TurnState::Waiting;
    QString detail;      ///< the server's words
    bool isSeen = false; ///< done, by the server's statistics
};

class QueueRun final : public maintenance::LongRun
{
public:
    explicit QueueRun(ActionPlan plan);

    QCoro::Task<void> send(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    QCoro::Task<Result<void>> look(std::shared_ptr<PgLink> link, std::stop_token stop) override;
    [[nodiscard]] bool isSettled() const override;
    [[nodiscard]] bool isTakenBack(const ActingContext &context) const override;
    void shape(ActionProgress &progress) const override;

    QCoro::Task<void> waitWhilePaused(ActingContext context);
    /// False when the connection is lost for good.
    QCoro::Task<bool> takeTurn(ActingContext *context, std::size_t place);
    QCoro::Task<bool> isStillThere(std::shared_ptr<PgLink> link, QueuedTable table, std::stop_token stop);
    void noteAnswer(Turn &turn, const Answer &answer, const ActingContext &context);
    QCoro::Task<bool> connectAgain(ActingContext *context);
    QCoro::Task<void> awaitLost(ActingContext context);
    [[nodiscard]] bool isOver(const ActingContext &context) const;

    // queueresult.cpp
    [[nodiscard]] std::size_t count(TurnState state) const;
    [[nodiscard]] std::size_t doneCount() const;
    [[nodiscard]] Outcome outcomeOf(const Turn &turn) const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;
    [[nodiscard]] QString restText() const;

    std::vector<Turn> m_turns;
    std::size_t m_place = 0; ///< whose turn it is
    int m_skipsDone = 0;
    bool m_isOver = false; ///< a person or the limit has ended it
    SecondLink m_again;    ///< in the place of the first one, once that is lost
};

} // namespace lockmaster::queue
