// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include <algorithm>

#include "engine/collector.h"

namespace lockmaster {
namespace {

// For a target that is not in the fleet (any more).
QCoro::Task<Result<LentLink>> unknownTarget(QString target)
{
    co_return fail(ErrorKind::Config, QStringLiteral("There is no target named %1").arg(target));
}

} // namespace

Engine::Engine(Fleet fleet, PasswordSourceFactory passwords, EngineOptions options, const Clock &clock)
    : m_observer(fleet)
{
    qRegisterMetaType<ObservationPtr>();
    for (const Target &target : fleet.targets) {
        m_collectors.push_back(std::make_unique<Collector>(
            target, passwords ? passwords(target) : PasswordProvider(), options, clock,
            [this](SnapshotPtr snapshot) { Q_EMIT observed(m_observer.observe(std::move(snapshot))); }));
    }
}

Engine::~Engine() = default;

Collector *Engine::find(const QString &target) const
{
    const auto found =
        std::ranges::find_if(m_collectors, [&](const auto &one) { return one->target().name == target; });
    return found == m_collectors.end() ? nullptr : found->get();
}

LinkLender Engine::lender()
{
    return [this](QString target, QString applicationName, std::stop_token stop) {
        Collector *collector = find(target);
        return collector ? collector->lend(std::move(applicationName), std::move(stop))
                         : unknownTarget(std::move(target));
    };
}

std::vector<SnapshotPtr> Engine::newest() const
{
    std::vector<SnapshotPtr> all;
    for (const auto &collector : m_collectors) {
        if (collector->newest())
            all.push_back(collector->newest());
    }
    return all;
}

void Engine::startOnly(const std::vector<QString> &targets)
{
    for (const QString &target : targets) {
        if (Collector *collector = find(target))
            collector->start();
    }
}

void Engine::start()
{
    for (const auto &collector : m_collectors)
        collector->start();
}

void Engine::stop()
{
    for (const auto &collector : m_collectors)
        collector->stop();
}

void Engine::refreshNow(const QString &target)
{
    if (Collector *collector = find(target))
        collector->refreshNow();
}

void Engine::retryNow(const QString &target)
{
    if (Collector *collector = find(target))
        collector->retryNow();
}

void Engine::setInterval(const QString &target, std::chrono::milliseconds interval)
{
    if (Collector *collector = find(target))
        collector->setInterval(interval);
}

void Engine::want(const QString &target, const QStringList &probes)
{
    if (Collector *collector = find(target))
        collector->want({probes.begin(), probes.end()});
}

} // namespace lockmaster

#include "moc_engine.cpp"
