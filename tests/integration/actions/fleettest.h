// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of actions on several kinds of server: a fleet of targets of the lab, and connections of the right protocol to each.
#pragma once

#include "actiontest.h"
#include "lab/watch/monitored.h"
#include "link/redis/redislink.h"

namespace lockmaster::test {

struct Place {
    Target target;
    QString password;
    HostResolver resolver = resolveHost;
    std::chrono::milliseconds patience{3000}; ///< until a connection is there
};

inline QCoro::Task<Result<LentLink>> openPlace(Place place, QString name, std::stop_token stop)
{
    const bool isRedis = place.target.kind == ServerKind::Redis || place.target.kind == ServerKind::Sentinel;
    if (isRedis) {
        auto link = std::make_shared<RedisLink>(RedisLinkOptions{.target = place.target.name,
                                                                 .parameters = place.target.parameters,
                                                                 .password = passwordOf(place.password),
                                                                 .clientName = std::move(name)});
        const Result<void> opened = co_await link->open(QDeadlineTimer(3000), stop);
        if (!opened)
            co_return std::unexpected(opened.error());
        co_return LentLink{{.redis = link}, false, nullptr};
    }
    PgLinkOptions options{place.target.name, place.target.parameters, passwordOf(place.password), std::move(name)};
    options.resolver = place.resolver;
    const QDeadlineTimer deadline(place.patience);
    options.isPgBouncerConsole = place.target.kind == ServerKind::PgBouncer;
    auto link = std::make_shared<PgLink>(std::move(options));
    const Result<void> opened = co_await link->open(deadline, stop);
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return LentLink{{.postgres = link}, false, nullptr};
}

inline QCoro::Task<Result<LentLink>> noSuchPlace(QString name)
{
    co_return fail(ErrorKind::Config, QStringLiteral("There is no target named %1").arg(name));
}

class FleetTest : public ActionTest
{
protected:
    std::vector<Place> m_places;
    std::chrono::milliseconds m_retryFor{15'000}; ///< a lost server is looked for
    std::optional<Place> m_watchAs;               ///< who the second connection of a long action is, if not the first
    std::function<void(const QString &target)> m_onLend; ///< told of each connection before it is opened

    void startLab(LabParts parts) { ActionTest::startLab({parts, {}}); }
    /// A new journal and an executor for these targets.
    void use(std::vector<Place> places)
    {
        beginJournal();
        m_places = std::move(places);
        m_watchAs.reset();
        m_onLend = {};
        actOnPlaces();
    }
    void actOnPlaces()
    {
        FleetAccess fleet;
        for (const Place &place : m_places)
            fleet.targets.push_back(place.target);
        fleet.retryFor = m_retryFor;
        fleet.lend = [this](QString target, QString name, std::stop_token stop) {
            if (m_onLend)
                m_onLend(target);
            if (m_watchAs && name.endsWith(u"/watch"))
                return openPlace(*m_watchAs, std::move(name), std::move(stop));
            for (const Place &place : m_places) {
                if (place.target.name == target)
                    return openPlace(place, std::move(name), std::move(stop));
            }
            return noSuchPlace(std::move(target));
        };
        actOn(std::move(fleet));
    }
    using ActionTest::plan;
    ActionPlan plan(const QString &action, const QString &target, const QJsonObject &arguments)
    {
        return plan(ActionRequest{action, target, arguments, {}});
    }
};

} // namespace lockmaster::test
