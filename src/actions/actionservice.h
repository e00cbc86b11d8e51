// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The executor behind signals, for callers on another thread (the window). Lives in the engine's thread.
#pragma once

#include <QObject>
#include <QStringList>
#include <map>

#include "actions/executor.h"
#include "link/taskscope.h"

namespace lockmaster {

class ActionService : public QObject
{
    Q_OBJECT
public:
    ActionService(FleetAccess fleet, JournalWriter &journal);
    ~ActionService() override;

public Q_SLOTS:
    /// Answers with planReady or planFailed that carries the same `requestId`.
    void plan(quint64 requestId, const lockmaster::ActionRequest &request);
    /// Answers with finished, and with progressed before, when it takes its time.
    void execute(const lockmaster::ActionPlan &plan, const QString &typed, const QStringList &ticked);
    /// Takes back what is under way, as far as it can be; what comes of it is told by finished.
    void cancel(const QString &planId);
    /// Of a queue: what is next waits, or no longer does.
    void setPaused(const QString &planId, bool isPaused);
    /// Of a queue: what is being done is given up for the next one.
    void skip(const QString &planId);
    /// Looks at the server for what became of a plan; answers with finished.
    void verify(const lockmaster::ActionPlan &plan);
    /// Answers with unfinishedFound when an earlier run sent something and never learned what came of it (F58).
    void findUnfinished();
    void close();

Q_SIGNALS:
    void planReady(quint64 requestId, const lockmaster::ActionPlan &plan);
    void planFailed(quint64 requestId, const lockmaster::Error &error);
    void progressed(const lockmaster::ActionProgress &progress);
    void finished(const lockmaster::ActionResult &result);
    void unfinishedFound(const std::vector<lockmaster::ActionPlan> &plans);

private:
    JournalWriter &m_journal;
    Executor m_executor;
    std::map<QString, std::stop_source> m_cancels;                  ///< by plan, of those under way
    std::map<QString, std::shared_ptr<ActionSteering>> m_steerings; ///< the same
    TaskScope m_scope;
};

} // namespace lockmaster
