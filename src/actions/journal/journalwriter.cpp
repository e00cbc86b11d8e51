// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/journal/journalwriter.h"

#include <atomic>
#include <memory>

#include "actions/journal/keptfile.h"
#include "actions/plan/actiontext.h"
#include "link/futurewait.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kReadPatience{30}; ///< for years of lines

template <typename T>
QCoro::Task<Result<T>> doneByThread(QFuture<Result<T>> future, std::chrono::seconds patience, std::stop_token stop)
{
    auto done = co_await resultOfThread(std::move(future), QDeadlineTimer(patience), std::move(stop));
    if (done)
        co_return std::move(*done);
    if (done.error() == WaitEnd::Timeout)
        co_return fail(
            ErrorKind::Timeout,
            ActionText::tr("The disk of the action journal did not answer within %1 s.").arg(patience.count()));
    co_return fail(ErrorKind::Cancelled, ActionText::tr("The console ended before the action journal had answered."));
}

QCoro::Task<Result<void>> writtenByThread(QFuture<Result<void>> future, std::stop_token stop)
{
    return doneByThread(std::move(future), JournalWriter::kPatience, std::move(stop));
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

// Who gives up sends nothing: the line must not come to the disk later, or a look at the server would be asked for.
QCoro::Task<Result<void>> JournalWriter::sent(ActionPlan plan, std::stop_token stop)
{
    const auto isGivenUp = std::make_shared<std::atomic<bool>>(false);
    Result<void> written = co_await writtenByThread(
        m_thread.run([folder = m_folder, now = m_clock.wallNow(), plan, isGivenUp]() -> Result<void> {
            if (*isGivenUp)
                return fail(ErrorKind::Cancelled, QStringLiteral("given up"));
            return Journal(folder, FixedClock(now)).sent(plan);
        }),
        std::move(stop));
    if (!written && written.error().kind == ErrorKind::Timeout)
        *isGivenUp = true;
    co_return written;
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

QCoro::Task<Result<QString>> JournalWriter::preserve(QString planId, QByteArray content, std::stop_token stop)
{
    return doneByThread(
        m_thread.run([folder = m_folder, planId, content] { return keepFile(folder, planId, content); }), kPatience,
        std::move(stop));
}

QCoro::Task<Result<std::vector<ActionPlan>>> JournalWriter::unfinished(std::stop_token stop)
{
    return doneByThread(m_thread.run([folder = m_folder] { return Journal(folder).unfinished(); }), kReadPatience,
                        std::move(stop));
}

// Somebody waits for a plan meanwhile.
QCoro::Task<Result<std::vector<OpenAction>>> JournalWriter::open(WallTime since, std::stop_token stop)
{
    return doneByThread(m_thread.run([folder = m_folder, since] { return Journal(folder).open(since); }), kPatience,
                        std::move(stop));
}

} // namespace lockmaster
