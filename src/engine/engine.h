// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Watches all targets of a fleet: one collector each, on the thread this object lives in.
// Tells by signals with immutable values; queued connections carry them to other threads.
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "link/hostresolver.h"
#include "link/linklender.h"
#include "link/passwordprovider.h"
#include "diagnosis/observer.h"
#include "model/observation.h"
#include "model/target.h"

namespace lockmaster {

class Collector;

/// Gives the password provider for a target; called once for each collector.
using PasswordSourceFactory = std::function<PasswordProvider(const Target &target)>;

struct EngineOptions {
    std::chrono::milliseconds interval{1000};
    std::chrono::milliseconds connectTimeout{3000};
    std::chrono::milliseconds queryTimeout{2000};        ///< no answer for so long: another connection is tried
    std::chrono::milliseconds dropAfter{10000};          ///< a connection that is silent for so long is given up
    std::chrono::milliseconds newConnectionEvery{60000}; ///< how often a new connection is tried beside the kept one
    HostResolver resolver;                               ///< empty: the system's
    double serverShare = 0.005; ///< of one core of a server that its samples may cost; 0: no limit
};

class Engine : public QObject
{
    Q_OBJECT
public:
    Engine(Fleet fleet, PasswordSourceFactory passwords, EngineOptions options = {},
           const Clock &clock = systemClock());
    ~Engine() override;

    [[nodiscard]] LinkLender lender();
    /// What was published last of each target that has told something. In this object's thread.
    [[nodiscard]] std::vector<SnapshotPtr> newest() const;

    /// These alone; start() begins the others.
    void startOnly(const std::vector<QString> &targets);

public Q_SLOTS:
    void start();
    /// Ends every collector at once; returns when all have ended. Not from a slot that observed() calls directly:
    /// the collector that speaks cannot end meanwhile.
    void stop();
    void refreshNow(const QString &target); ///< a sample out of turn, e.g. after an action
    void retryNow(const QString &target);   ///< tries again at once, also after a refused password
    void setInterval(const QString &target, std::chrono::milliseconds interval);
    /// Probes that somebody looks at now, by name: those are asked with every sample, others at their own pace.
    void want(const QString &target, const QStringList &probes);

Q_SIGNALS:
    void observed(const lockmaster::ObservationPtr &observation);

private:
    Observer m_observer;
    std::vector<std::unique_ptr<Collector>> m_collectors;
    Collector *find(const QString &target) const;
};

} // namespace lockmaster
