// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Watches one target: keeps a connection, samples on a fixed schedule, publishes snapshots. When the target is not
// answering, that is published too, with the last that was seen. Engine thread; owned by Engine.
#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"
#include "engine/interruptiblesleep.h"
#include "engine/backoff.h"
#include "engine/engine.h"
#include "engine/eventwatch.h"
#include "engine/pace.h"
#include "engine/passwordmemory.h"
#include "engine/source/source.h"
#include "link/linklender.h"
#include "link/taskscope.h"
#include "metrics/sampler.h"
#include "model/snapshot.h"

namespace lockmaster {

class Collector
{
public:
    using Publish = std::function<void(SnapshotPtr)>;

    Collector(Target target, PasswordProvider password, EngineOptions options, const Clock &clock, Publish publish);
    ~Collector();

    void start(); ///< once: further calls do nothing
    void stop();  ///< at once, in the thread of its connections, which it closes; nothing is published after it
    void refreshNow();
    void retryNow();
    void setInterval(std::chrono::milliseconds interval);
    void want(WantedProbes probes); ///< until the next call these are asked with every sample

    [[nodiscard]] const Target &target() const { return m_target; }
    [[nodiscard]] const SnapshotPtr &newest() const { return m_newest; } ///< null before the first

    /// See LinkLender. A fresh connection, or the monitoring one when the server has no slot left.
    QCoro::Task<Result<LentLink>> lend(QString applicationName, std::stop_token stop);

private:
    QCoro::Task<void> run(std::stop_token stop);
    QCoro::Task<void> watch(std::stop_token stop);
    QCoro::Task<std::optional<Error>> sampleOnce(std::stop_token stop);
    QCoro::Task<void> guardSample(std::uint64_t sample, std::stop_token stop);
    QCoro::Task<void> tryNewConnections(std::stop_token stop);
    QCoro::Task<void> tryAnotherConnection(std::uint64_t sample, std::stop_token stop);
    [[nodiscard]] std::shared_ptr<Source> newSource(const QString &clientName) const;
    QCoro::Task<Result<void>> open(std::shared_ptr<Source> source, std::stop_token stop);
    QCoro::Task<bool> connect(std::stop_token stop);
    std::chrono::milliseconds publishNotIn(const Error &error); ///< until the next try
    QCoro::Task<Result<void>> sitOut(std::chrono::milliseconds pause, std::stop_token stop);
    QCoro::Task<void> endWaiting(std::chrono::milliseconds pause, std::stop_source waiting);
    [[nodiscard]] std::chrono::milliseconds pauseAfter(const Error &error);
    QCoro::Task<void> pauseAfterLoss(Error error, std::stop_token stop);
    void publishLive(const SampleResult &result, Stamp taken);
    void publishBlind(LinkState link);
    void publish(Snapshot snapshot);
    void countReconnect();

    Target m_target;
    PasswordMemory m_passwords;
    EngineOptions m_options;
    LastGoodAddresses m_lastGood = noGoodAddresses();
    const Clock &m_clock;
    Publish m_publish;
    SnapshotPtr m_newest;

    std::shared_ptr<Source> m_source;
    std::shared_ptr<Source> m_spare; ///< opened while m_source did not answer; takes its place
    std::weak_ptr<void> m_loan;      ///< alive while an action uses the connection of m_source
    Sampler m_sampler;               ///< outlives connections, since rates do
    WantedProbes m_wanted;
    EventWatch m_events;
    Pace m_pace;
    Backoff m_backoff;
    InterruptibleSleep m_pause;      ///< cuts the pause between samples short
    InterruptibleSleep m_retryPause; ///< cuts the pause between connection attempts short; a person's wish alone
    std::stop_source m_sampleStop;
    std::stop_source m_waitStop;  ///< of a login that is waited for
    std::uint64_t m_sampling = 0; ///< number of the sample under way, 0 when there is none
    std::uint64_t m_samples = 0;
    std::uint64_t m_sequence = 0;
    Stamp m_dataTaken;
    ServerData m_lastData;
    std::vector<QString> m_lastHidden;
    int m_reconnects = 0;
    std::chrono::sys_days m_reconnectDay{};
    WallTime m_blindSince{};
    std::optional<Error> m_newcomers;
    TaskScope m_scope; ///< last: its coroutines use all of the above
};

} // namespace lockmaster
