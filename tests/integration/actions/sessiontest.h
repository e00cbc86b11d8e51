// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of actions on the sessions of one PostgreSQL server.
#pragma once

#include "actiontest.h"
#include "model/postgres/sessionarguments.h"

namespace lockmaster::test {

class SessionTest : public ActionTest
{
protected:
    QStringList m_otherPrimaries;
    int m_othersAsked = 0; ///< how often the other servers of the fleet were looked at

    void startLab(LabParts parts)
    {
        ActionTest::startLab({parts, {{QStringLiteral("max_connections"), QStringLiteral("60")}}});
    }
    void setUp()
    {
        beginJournal();
        m_otherPrimaries.clear();
        m_othersAsked = 0;
        use(freshLinks(*m_lab, QStringLiteral("lockmaster")));
    }
    void tearDown()
    {
        m_executor.reset();
        m_lab->exec(QStringLiteral("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                                   "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"));
    }
    void use(LinkLender lender, Environment environment = Environment::Production, bool readOnly = false)
    {
        Target target;
        target.name = QStringLiteral("orders-primary");
        target.environment = environment;
        target.readOnly = readOnly;
        actOn({{target}, std::move(lender), [this](QString, std::stop_token) {
                   ++m_othersAsked;
                   return givePrimaries(m_otherPrimaries);
               }});
    }
    static QCoro::Task<QStringList> givePrimaries(QStringList primaries) { co_return primaries; }
    std::unique_ptr<Client> client(const QString &application = QStringLiteral("shop"),
                                   const QString &role = QStringLiteral("web"))
    {
        return std::make_unique<Client>(m_lab->conninfo(role, application));
    }
    QString activity(int pid, const QString &column)
    {
        return m_lab->value(QStringLiteral("SELECT %1 FROM pg_stat_activity WHERE pid = %2").arg(column).arg(pid));
    }
    SessionKey keyOf(const Client &client)
    {
        const QString micros =
            activity(client.pid(), QStringLiteral("(extract(epoch FROM backend_start) * 1000000)::int8"));
        return {client.pid(), ServerTime(std::chrono::microseconds(micros.toLongLong()))};
    }
    bool isThere(const SessionKey &key)
    {
        return m_lab->value(
                   QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE pid = %1 AND backend_start = '%2'")
                       .arg(key.pid)
                       .arg(timeParameter(key.backendStart)))
               == u"1";
    }
    /// Waits for it.
    bool canSee(int pid, const QString &column, const QString &value)
    {
        return QTest::qWaitFor([&] { return activity(pid, column) == value; }, 5000);
    }
    static ActionRequest about(QLatin1StringView action, const SessionKey &key)
    {
        return {action, QStringLiteral("orders-primary"), sessionArguments(key), {}};
    }
    static ActionRequest aboutIdle(const QString &application)
    {
        SessionFilter filter;
        filter.application = application;
        filter.olderThan = std::chrono::seconds(0);
        return {kTerminateByFilter, QStringLiteral("orders-primary"), filterArguments(filter), {}};
    }
};

} // namespace lockmaster::test
