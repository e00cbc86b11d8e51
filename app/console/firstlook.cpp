// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstlook.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kNoTime{0};

std::chrono::milliseconds sampleEvery(std::chrono::milliseconds watchFor)
{
    constexpr std::chrono::milliseconds kUsual{1000};
    return watchFor > kNoTime ? std::min(watchFor, kUsual) : kUsual;
}

EngineOptions optionsFor(std::chrono::milliseconds watchFor)
{
    EngineOptions options;
    options.interval = sampleEvery(watchFor);
    return options;
}

} // namespace

FirstLook::FirstLook(const Fleet &fleet, PasswordSourceFactory passwords, std::chrono::milliseconds watchFor)
    : m_watchFor(watchFor)
    , m_fleetSize(std::ssize(fleet.targets))
    , m_seen(fleet.targets.size())
    , m_observer(fleet)
    , m_engine(fleet, std::move(passwords), optionsFor(watchFor))
{
    std::ranges::transform(fleet.targets, std::back_inserter(m_names), &Target::name);
    connect(&m_engine, &Engine::observed, this, &FirstLook::take);
}

FirstLook::~FirstLook()
{
    m_engine.stop();
}

std::vector<SnapshotPtr> FirstLook::look(const std::stop_token &stop, const Tell &tell)
{
    QEventLoop loop;
    const auto finish = [this, &loop] {
        if (isComplete())
            loop.quit();
    };
    connect(&m_engine, &Engine::observed, &loop, finish);
    QTimer beat;
    connect(&beat, &QTimer::timeout, &loop, [this, &tell, &finish] {
        if (tell)
            tell(watchedFor());
        finish();
    });
    if (m_watchFor > kNoTime)
        beat.start(sampleEvery(m_watchFor));
    const std::stop_callback stopping(stop, [&loop] { loop.quit(); });
    QTimer::singleShot(kPatience + m_watchFor, &loop, &QEventLoop::quit);
    m_engine.startOnly(m_names);
    if (!isComplete() && !stop.stop_requested()) // a refusal can come within start()
        loop.exec();
    disconnect(&m_engine, nullptr, this, nullptr); // it goes on for whoever acts
    m_ended = systemClock().steadyNow();
    std::vector<SnapshotPtr> snapshots;
    std::ranges::transform(m_seen, std::back_inserter(snapshots),
                           [](const Seen &seen) { return seen.newest ? seen.newest->snapshot : SnapshotPtr(); });
    return snapshots;
}

SnapshotPtr FirstLook::lookAtFirst()
{
    m_names.resize(1);
    m_seen.resize(1);
    return look().front();
}

QCoro::Task<void> FirstLook::lookAtOthers(std::stop_token stop)
{
    if (std::exchange(m_hasSeenOthers, true))
        co_return;
    const auto haveAllTold = [this] {
        return std::ranges::count_if(m_engine.newest(), [](const SnapshotPtr &one) { return tellsSomething(*one); })
               == m_fleetSize;
    };
    connect(&m_engine, &Engine::observed, this, [this] { m_untilTold.wake(); });
    m_engine.start();
    const QDeadlineTimer deadline(kPatience);
    while (!haveAllTold() && !deadline.hasExpired() && !stop.stop_requested())
        co_await m_untilTold.sleep(std::chrono::milliseconds(deadline.remainingTime()), stop);
    disconnect(&m_engine, &Engine::observed, this, nullptr);
}

std::vector<std::vector<Finding>> FirstLook::findings() const
{
    std::vector<std::vector<Finding>> all;
    for (const Seen &seen : m_seen)
        all.push_back(seen.newest ? allFindings(*seen.newest, *m_last->fleet) : std::vector<Finding>());
    return all;
}

std::chrono::milliseconds FirstLook::watchedFor() const
{
    if (m_watchFor == kNoTime || !m_began)
        return kNoTime;
    const auto past = m_ended.value_or(systemClock().steadyNow()) - *m_began;
    return std::min(m_watchFor, std::chrono::round<std::chrono::milliseconds>(past));
}

/// Of one look neither data nor a failure is undone by the other. Who watches judges the last moment.
void FirstLook::take(const ObservationPtr &observation)
{
    const SnapshotPtr &snapshot = observation->snapshot;
    const auto name = std::ranges::find(m_names, snapshot->target);
    Seen &seen = m_seen[static_cast<std::size_t>(name - m_names.begin())];
    if (m_watchFor == kNoTime && seen.first)
        return;
    if (tellsSomething(*snapshot)) {
        seen.last = snapshot->taken.steady;
        seen.first = seen.first.value_or(seen.last);
        m_began = m_began.value_or(seen.last);
    }
    seen.newest = m_observer.observe(snapshot, observation->findings);
    m_last = seen.newest;
}

bool FirstLook::isEnough(const Seen &seen) const
{
    if (!seen.first)
        return false;
    const LinkPhase phase = seen.newest->snapshot->link.phase;
    if (m_watchFor == kNoTime || phase == LinkPhase::Refused) // which stays so
        return true;
    if (seen.last - *seen.first >= m_watchFor - sampleEvery(m_watchFor) / 2)
        return true;
    // The next try may be far away. A sample that is late is waited for: it may be the one that tells.
    return phase == LinkPhase::Broken && systemClock().steadyNow() - *seen.first >= m_watchFor;
}

bool FirstLook::isComplete() const
{
    return std::ranges::all_of(m_seen, [this](const Seen &seen) { return isEnough(seen); });
}

bool tellsSomething(const Snapshot &snapshot)
{
    switch (snapshot.link.phase) {
    case LinkPhase::Live:
        return snapshot.hasData() || !snapshot.hidden.empty() || !snapshot.probeErrors.empty(); // or why there is none
    case LinkPhase::Broken:
    case LinkPhase::Refused: return true;
    case LinkPhase::Connecting:
    case LinkPhase::Late: return false;
    }
    return false;
}

} // namespace lockmaster
