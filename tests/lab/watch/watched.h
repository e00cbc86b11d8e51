// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An engine that watches the lab, with everything it published, for tests to wait on.
#pragma once

#include <QTest>
#include <vector>

#include "engine/engine.h"
#include "lab/watch/monitored.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

namespace lockmaster {

class Watched : public QObject
{
public:
    Watched(const Lab &lab, std::vector<Target> targets, EngineOptions options = {})
        : m_engine(
              Fleet{std::move(targets)},
              [&lab](const Target &target) {
                  const QString user = parameter(target.parameters, u"user"); // a Sentinel of the lab has none
                  return passwordOf(lab.password(user.isEmpty() ? QStringLiteral("lockmaster") : user));
              },
              options)
    {
        connect(&m_engine, &Engine::observed, this,
                [this](const ObservationPtr &seen) { m_all.push_back(seen->snapshot); });
        m_engine.start();
    }
    ~Watched() override { m_engine.stop(); }

    Engine &engine() { return m_engine; }
    [[nodiscard]] const std::vector<SnapshotPtr> &all() const { return m_all; }
    [[nodiscard]] SnapshotPtr last() const { return m_all.empty() ? nullptr : m_all.back(); }
    [[nodiscard]] LinkPhase phase() const { return last() ? last()->link.phase : LinkPhase::Connecting; }
    [[nodiscard]] bool isLiveNow() const { return last() && isLive(last()->link) && last()->hasData(); }
    [[nodiscard]] const PostgresState *state() const { return last() ? last()->postgres.get() : nullptr; }
    [[nodiscard]] const PgBouncerState *bouncer() const { return last() ? last()->pgbouncer.get() : nullptr; }
    [[nodiscard]] const RedisState *redis() const { return last() ? last()->redis.get() : nullptr; }
    [[nodiscard]] const SentinelState *sentinel() const { return last() ? last()->sentinel.get() : nullptr; }
    /// Words of the newest error, empty when there is none.
    [[nodiscard]] QString trouble() const
    {
        return last() && last()->link.error ? last()->link.error->text + u' ' + last()->link.error->detail : QString();
    }
    void forgetAll() { m_all.clear(); }

private:
    Engine m_engine;
    std::vector<SnapshotPtr> m_all;
};

/// Samples ten times a second and never stretches: tests are not to wait.
inline EngineOptions quick()
{
    EngineOptions options;
    options.interval = std::chrono::milliseconds(100);
    options.serverShare = 0;
    return options;
}

} // namespace lockmaster
