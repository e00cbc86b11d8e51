// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/journal/journalwriter.h"

#include "actions/plan/actiontext.h"
#include "link/futurewait.h"

namespace lockmaster {
namespace {

template <typename T>
QCoro::Task<Result<T>> writtenByThread(QFuture<Result<T>> future, std::stop_token stop)
{
    std::optional<Result<T>> done = co_await resultOfThread(std::move(future), std::move(stop));
    if (!done)
        co_return fail(ErrorKind::Cancelled, ActionText::tr("The console ended before its journal was written."));
    co_return std::move(*done);
}

/// The time of a line is when it was handed over, not when the disk was ready for it.
class FixedClock final : public Clock
{
public:
    explicit FixedClock(WallTime now) : m_now(now) {}
    [[nodiscard]] WallTime wallNow() const override { return m_now; }
    [[nodiscard]] SteadyTime steadyNow() const override { return {}; }

private:
    WallTime m_now;
};

} // namespace

JournalWriter::JournalWriter(QString folder, const Clock &clock) : m_folder(std::move(folder)), m_clock(clock) {}

QCoro::Task<Result<void>> JournalWriter::planned(ActionPlan plan, std::stop_token stop)
{
    return writtenByThread(m_thread.run([folder = m_folder, now = m_clock.wallNow(), plan] {
        return Journal(folder, FixedClock(now)).planned(plan);
    }),
                           std::move(stop));
}

QCoro::Task<Result<void>> JournalWriter::sent(ActionPlan plan, std::stop_token stop)
{
    return writtenByThread(m_thread.run([folder = m_folder, now = m_clock.wallNow(), plan] {
        return Journal(folder, FixedClock(now)).sent(plan);
    }),
                           std::move(stop));
}

QCoro::Task<Result<void>> JournalWriter::finished(ActionPlan plan, ActionResult result, std::stop_token stop)
{
    return writtenByThread(m_thread.run([folder = m_folder, now = m_clock.wallNow(), plan, result] {
        return Journal(folder, FixedClock(now)).finished(plan, result);
    }),
                           std::move(stop));
}

QCoro::Task<Result<void>> JournalWriter::verified(ActionPlan plan, ActionResult result, std::stop_token stop)
{
    return writtenByThread(m_thread.run([folder = m_folder, now = m_clock.wallNow(), plan, result] {
        return Journal(folder, FixedClock(now)).verified(plan, result);
    }),
                           std::move(stop));
}

QCoro::Task<Result<std::vector<ActionPlan>>> JournalWriter::unfinished(std::stop_token stop)
{
    return writtenByThread(m_thread.run([folder = m_folder] { return Journal(folder).unfinished(); }), std::move(stop));
}

} // namespace lockmaster
