// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The journal for whoever must not wait for a disk: lines are put together here and written by a thread of their own. What
// was handed over is written also when the caller is stopped meanwhile, or has given up.
#pragma once

#include <QCoroTask>
#include <chrono>
#include <stop_token>

#include "actions/journal/journal.h"
#include "base/writerthread.h"

namespace lockmaster {

class JournalWriter
{
public:
    /// Nobody waits longer for a line to be written; the error is then of ErrorKind::Timeout.
    static constexpr std::chrono::seconds kPatience{5};

    explicit JournalWriter(QString folder, const Clock &clock = systemClock());

    QCoro::Task<Result<void>> planned(ActionPlan plan, std::stop_token stop);
    /// On disk when it has succeeded; ErrorKind::Cancelled when stopped before that was known.
    QCoro::Task<Result<void>> sent(ActionPlan plan, std::stop_token stop);
    QCoro::Task<Result<void>> finished(ActionPlan plan, ActionResult result, std::stop_token stop);
    /// See keepFile().
    QCoro::Task<Result<QString>> preserve(QString planId, QByteArray content, std::stop_token stop);
    QCoro::Task<Result<void>> verified(ActionPlan plan, ActionResult result, std::stop_token stop);

    /// See Journal.
    QCoro::Task<Result<std::vector<ActionPlan>>> unfinished(std::stop_token stop);
    QCoro::Task<Result<std::vector<OpenAction>>> open(WallTime since, std::stop_token stop);

private:
    QString m_folder;
    const Clock &m_clock;
    WriterThread m_thread;
};

} // namespace lockmaster
