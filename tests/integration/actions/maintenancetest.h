// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of maintenance on one real server: as a role that owns the tables, on tables that take their time.
#pragma once

#include "fleettest.h"
#include "matrix.h"

namespace lockmaster::test {

class MaintenanceTest : public FleetTest
{
protected:
    Target m_target;

    void startLab(LabParts parts)
    {
        ActionTest::startLab({.parts = parts, .settings = {}, .serverRoot = serverRoot()});
    }
    void useAs(const QString &role)
    {
        m_target = targetOf(*m_lab, m_lab->primary(), role);
        use({{m_target, m_lab->password(role)}});
    }
    ActionPlan planOf(const QString &action, const QJsonObject &arguments)
    {
        return plan(action, m_target.name, arguments);
    }
    /// Of a vacuum.
    ActionPlan planFor(const QString &table, QJsonObject arguments = {})
    {
        arguments.insert(QStringLiteral("table"), table);
        return planOf(QStringLiteral("postgres.table.vacuum"), arguments);
    }
    QString value(const QString &sql) { return m_lab->value(sql); }
    /// A session of the tables' owner.
    std::unique_ptr<Client> owner()
    {
        return std::make_unique<Client>(m_lab->conninfo(QStringLiteral("web"), QStringLiteral("shop")));
    }
    int version() { return value(QStringLiteral("SELECT current_setting('server_version_num')")).toInt() / 10000; }
    /// "cards" of web: 5,000 rows, every second one deleted; and the role without settings of its own.
    void makeCards()
    {
        QVERIFY(m_lab->exec(QStringLiteral(
            "DROP TABLE IF EXISTS cards, parts; CREATE TABLE cards (i int PRIMARY KEY, t text) "
            "WITH (autovacuum_enabled = off); INSERT INTO cards SELECT i, 'x' FROM generate_series(1, 5000) i; "
            "DELETE FROM cards WHERE i % 2 = 0; ALTER TABLE cards OWNER TO web; ALTER ROLE web RESET ALL")));
    }
    /// A table that takes some seconds to vacuum, at the speed that an administrator allows.
    void makeSlowTable()
    {
        QVERIFY(m_lab->exec(QStringLiteral(
            "DROP TABLE IF EXISTS slow; CREATE TABLE slow (i int, t text) WITH (autovacuum_enabled = off); "
            "INSERT INTO slow SELECT i, repeat('x', 500) FROM generate_series(1, 40000) i; "
            "DELETE FROM slow WHERE i % 2 = 0; ALTER TABLE slow OWNER TO web; "
            "ALTER ROLE web SET vacuum_cost_delay = '20ms'; ALTER ROLE web SET vacuum_cost_limit = 100")));
    }
    /// As if the cable were pulled: the session that acts is cut, and what it did goes on or not as the server decides.
    void cutActingSession()
    {
        QCOMPARE(value(QStringLiteral("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                      "WHERE application_name LIKE 'lockmaster/%' "
                                      "AND application_name NOT LIKE '%/watch' AND state = 'active'")),
                 QStringLiteral("1"));
    }
};

} // namespace lockmaster::test
