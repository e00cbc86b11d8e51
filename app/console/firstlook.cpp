// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstlook.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>

#include "diagnosis/observer.h"

namespace lockmaster {
namespace {

EngineOptions optionsFor(FirstLook::Depth depth)
{
    EngineOptions options;
    if (depth == FirstLook::Depth::Rates)
        options.interval = std::chrono::milliseconds(500);
    return options;
}

} // namespace

FirstLook::FirstLook(const Fleet &fleet, PasswordSourceFactory passwords, Depth depth)
    : m_samples(depth == Depth::Rates ? 2 : 1)
    , m_seen(fleet.targets.size())
    , m_watched(fleet)
    , m_engine(fleet, std::move(passwords), optionsFor(depth))
{
    std::ranges::transform(fleet.targets, std::back_inserter(m_names), &Target::name);
    connect(&m_engine, &Engine::observed, this, &FirstLook::take);
}

FirstLook::~FirstLook()
{
    m_engine.stop();
}

std::vector<SnapshotPtr> FirstLook::look(std::chrono::milliseconds patience)
{
    QEventLoop loop;
    const auto finish = [this, &loop] {
        if (isComplete())
            loop.quit();
    };
    connect(&m_engine, &Engine::observed, &loop, finish);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    m_engine.start();
    if (!isComplete()) // a refusal can come within start()
        loop.exec();
    watch();
    std::vector<SnapshotPtr> snapshots;
    std::ranges::transform(m_seen, std::back_inserter(snapshots), &Seen::snapshot);
    return snapshots;
}

/// In the order in which they came. What is wrong between targets is of those that were kept, not of all that came.
void FirstLook::watch()
{
    Observer observer(m_watched.fleet());
    std::vector<Seen> seen;
    std::ranges::copy_if(m_seen, std::back_inserter(seen), [](const Seen &one) { return one.observation != nullptr; });
    std::ranges::sort(seen, {}, &Seen::place);
    for (const Seen &one : seen)
        m_watched.take(observer.observe(one.observation->snapshot, one.observation->findings));
}

void FirstLook::take(const ObservationPtr &observation)
{
    const Snapshot &snapshot = *observation->snapshot;
    const auto name = std::ranges::find(m_names, snapshot.target);
    Seen &seen = m_seen[static_cast<std::size_t>(name - m_names.begin())];
    const bool tells = tellsSomething(snapshot);
    const bool isNext = tells && seen.samples < m_samples && isLive(snapshot.link);
    // Neither data nor a failure is undone by the other.
    if (seen.samples == 0 || (isNext && isLive(seen.snapshot()->link))) {
        seen.observation = observation;
        seen.place = ++m_taken;
    }
    seen.samples += tells ? 1 : 0;
}

bool FirstLook::isComplete() const
{
    return std::ranges::all_of(m_seen, [this](const Seen &seen) {
        return seen.samples >= (seen.samples > 0 && isLive(seen.snapshot()->link) ? m_samples : 1);
    });
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
