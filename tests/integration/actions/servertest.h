// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of actions on a PostgreSQL server as a whole: who acts, on which server of a group, directly or through a proxy.
#pragma once

#include "fleettest.h"
#include "lab/watch/faultproxy.h"

namespace lockmaster::test {

class ServerTest : public FleetTest
{
protected:
    Target m_target;

    Place place(PostgresServer &server, const QString &role)
    {
        Target target = targetOf(*m_lab, server, role);
        target.group = QStringLiteral("orders");
        return {target, m_lab->password(role)};
    }
    /// The first is acted on; the others are of its group.
    void useAs(const QString &role, std::vector<PostgresServer *> servers)
    {
        std::vector<Place> places;
        for (PostgresServer *server : servers)
            places.push_back(place(*server, role));
        m_target = places.front().target;
        use(std::move(places));
    }
    void usePrimaryAs(const QString &role) { useAs(role, {&m_lab->primary()}); }
    /// Through a proxy, and without TLS, that it can read what passes.
    std::unique_ptr<FaultProxy> useProxy(PostgresServer &server, const QString &role = QStringLiteral("lab_admin"))
    {
        auto proxy = std::make_unique<FaultProxy>(server.port());
        Place through = place(server, role);
        for (auto &[name, value] : through.target.parameters) {
            if (name == u"port")
                value = QString::number(proxy->port());
            else if (name == u"sslmode")
                value = QStringLiteral("disable");
        }
        m_target = through.target;
        use({through});
        return proxy;
    }
    ActionPlan planFor(const QString &action, const QJsonObject &arguments = {})
    {
        return plan(action, m_target.name, arguments);
    }
    QString value(const QString &sql) { return m_lab->value(sql); }
    [[nodiscard]] static QString detailOf(const ActionPlan &plan, QLatin1StringView id)
    {
        const Preflight *check = findCheck(plan.preflights, id);
        return check ? check->detail : QString();
    }
    /// So often something was sent: to be told from what was only looked for.
    [[nodiscard]] int timesSent() const { return int(journalText().count("\"event\":\"sent\"")); }
};

} // namespace lockmaster::test
