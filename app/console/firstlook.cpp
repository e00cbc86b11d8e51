// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstlook.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace lockmaster {

FirstLook::FirstLook(const Fleet &fleet, PasswordSourceFactory passwords)
    : m_seen(fleet.targets.size())
    , m_engine(fleet, std::move(passwords))
{
    std::ranges::transform(fleet.targets, std::back_inserter(m_names), &Target::name);
    connect(&m_engine, &Engine::snapshotReady, this, &FirstLook::take);
}

FirstLook::~FirstLook() { m_engine.stop(); }

std::vector<SnapshotPtr> FirstLook::look(std::chrono::milliseconds patience)
{
    QEventLoop loop;
    const auto finish = [this, &loop] {
        if (isComplete())
            loop.quit();
    };
    connect(&m_engine, &Engine::snapshotReady, &loop, finish);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    m_engine.start();
    if (!isComplete()) // a refusal can come within start()
        loop.exec();
    return m_seen;
}

void FirstLook::take(const SnapshotPtr &snapshot)
{
    const auto name = std::ranges::find(m_names, snapshot->target);
    SnapshotPtr &seen = m_seen[static_cast<std::size_t>(name - m_names.begin())];
    if (!seen || !tellsSomething(*seen)) // what was told first stands: a retry does not undo a failure
        seen = snapshot;
}

bool FirstLook::isComplete() const
{
    return std::ranges::all_of(m_seen, [](const SnapshotPtr &seen) { return seen && tellsSomething(*seen); });
}

bool tellsSomething(const Snapshot &snapshot)
{
    switch (snapshot.link.phase) {
    case LinkPhase::Live: return snapshot.hasData();
    case LinkPhase::Broken:
    case LinkPhase::Refused: return true;
    case LinkPhase::Connecting:
    case LinkPhase::Late: return false;
    }
    return false;
}

} // namespace lockmaster
