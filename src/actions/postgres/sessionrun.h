// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the actions that signal sessions share once they are confirmed: sending, looking again, and the sentences.
#pragma once

#include <set>

#include "actions/plan/actiontype.h"
#include "actions/plan/sessionreader.h"
#include "actions/postgres/aftermath.h"

namespace lockmaster {

/// Of one session; of several they are counted.
struct SessionSentences {
    QString done;
    QString stillThere;
    QString nothing;        ///< it had gone or changed
    QString whenStillThere; ///< what the person can do then
    QString whenDone = {};
    QString whenStillHolding = {}; ///< it was done, and most of those who waited behind it still do
};

/// Whether the effect is there though the session still is. `before` is the session as it was planned.
using IsDone = bool (*)(const Session &before, const PresentSession &now);

class SessionRun final : public ActionRun
{
public:
    SessionRun(ActionPlan plan, IsDone isDone, SessionSentences sentences);

    /// One statement after the other, a second apart, until all are sent or one fails.
    QCoro::Task<void> send(ActingContext context) override;
    void assumeSent() override;
    /// Looks every 250 ms until the effect is seen on all sessions that were asked for, or five seconds are over; then at
    /// those who waited behind them.
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    void takeRows(const PgRows &rows);
    void takeError(const Error &error, std::size_t from, const PgLink &link);
    QCoro::Task<void> lookForEffect(ActingContext context);
    void takePresent(const std::vector<PresentSession> &present);
    [[nodiscard]] std::vector<Session> toLookFor() const;
    [[nodiscard]] SubjectOutcome outcomeOf(std::size_t index) const;
    [[nodiscard]] Outcome overall(const std::vector<SubjectOutcome> &outcomes) const;
    [[nodiscard]] QString summaryOfOne(Outcome outcome) const;
    [[nodiscard]] QString nextStep(Outcome outcome) const;

    IsDone m_isDone;
    SessionSentences m_sentences;
    std::vector<Session> m_sessions;
    std::optional<QDeadlineTimer> m_deadline;
    std::size_t m_asked = 0;          ///< the first so many sessions were in a statement that was sent
    std::size_t m_answerLostFrom = 0; ///< when the answer is lost: from this one on nobody knows what the server did
    std::set<SessionKey> m_signalled; ///< rows that the statements gave back
    std::set<SessionKey> m_notDone;   ///< still there, the effect not seen
    std::optional<Aftermath> m_aftermath;
};

/// A session that is still there has not been ended.
bool isNeverDoneWhilePresent(const Session &before, const PresentSession &now);
SessionSentences endingSentences(const ActionPlan &plan);
std::unique_ptr<ActionRun> runEnding(ActionPlan plan);

} // namespace lockmaster
