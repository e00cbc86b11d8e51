// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of actions on a real PgBouncer: the lab's, consoles at other ports, and clients at work.
#pragma once

#include "fleettest.h"
#include "lab/process/ports.h"
#include "lab/process/processes.h"
#include "lab/watch/faultproxy.h"

namespace lockmaster::test {

using namespace Qt::StringLiterals;

inline const QString kTarget = QStringLiteral("pgbouncer");
inline const QJsonObject kOrders{{QStringLiteral("database"), QStringLiteral("orders")}};

/// A second process with the settings of the lab's PgBouncer and more, for as long as this lives.
class SecondPgBouncer
{
public:
    SecondPgBouncer(Lab &lab, const QByteArray &more) : m_port(freePort())
    {
        const QString folder = lab.folder() + u"/pgbouncer"_s;
        QFile first(folder + u"/pgbouncer.ini"_s);
        QFile second(folder + u"/second.ini"_s);
        if (!first.open(QIODevice::ReadOnly) || !second.open(QIODevice::WriteOnly))
            return;
        const QByteArray port = "listen_port = ";
        second.write(first.readAll().replace(port + QByteArray::number(lab.pgbouncer().port()),
                                             port + QByteArray::number(m_port))
                     + '\n' + more + '\n');
        second.close();
        m_isUp = m_process.start({u"pgbouncer"_s, {u"second.ini"_s}, folder, lab.folder() + u"/second.log"_s, {}})
                 && waitUntil([this] { return accepts(m_port); }, std::chrono::seconds(10));
    }
    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] int port() const { return m_port; }

private:
    int m_port;
    bool m_isUp = false;
    ServerProcess m_process;
};

class PoolerTest : public FleetTest
{
protected:
    void useAs(const QString &role)
    {
        use({{targetOf(m_lab->pgbouncer(), role), m_lab->password(role)},
             {targetOf(*m_lab, m_lab->primary()), m_lab->password(u"lockmaster"_s)}});
    }
    /// What SHOW DATABASES says of the database "orders".
    QString ofOrders(const QString &column)
    {
        for (const auto &row : m_lab->pgbouncer().console(u"SHOW DATABASES"_s).value_or(SqlRecords())) {
            if (row[u"name"_s] == u"orders")
                return row[column];
        }
        return {};
    }
    std::unique_ptr<Client> client()
    {
        return std::make_unique<Client>(m_lab->applicationConninfo(u"web"_s, u"shop"_s));
    }
    Place consoleAt(int port)
    {
        Target target = targetOf(m_lab->pgbouncer(), u"pgbouncer_admin"_s);
        for (auto &[keyword, value] : target.parameters) {
            if (keyword == u"port")
                value = QString::number(port);
        }
        return {target, m_lab->password(u"pgbouncer_admin"_s)};
    }
    /// Through a proxy that can lose what is sent or answered.
    void useBehind(FaultProxy &proxy) { use({consoleAt(proxy.port())}); }
    /// What SHOW CLIENTS says of the one that calls itself so; empty rows: there is none.
    QMap<QString, QString> clientCalled(const QString &application)
    {
        for (const auto &row : m_lab->pgbouncer().console(u"SHOW CLIENTS"_s).value_or(SqlRecords())) {
            if (row[u"application_name"_s] == application)
                return row;
        }
        return {};
    }
    QString setting(const QString &name)
    {
        for (const auto &row : m_lab->pgbouncer().console(u"SHOW CONFIG"_s).value_or(SqlRecords())) {
            if (row[u"key"_s] == name)
                return row[u"value"_s];
        }
        return {};
    }
    /// After each test: the lab's PgBouncer as its file has it, nothing paused.
    void setRight()
    {
        m_executor.reset();
        if (!m_lab->pgbouncer().console(u"SHOW VERSION"_s))
            QVERIFY(m_lab->pgbouncer().start());
        for (const QString &command : {u"RESUME"_s, u"RESUME orders"_s, u"ENABLE orders"_s, u"RELOAD"_s})
            (void)m_lab->pgbouncer().console(command);
    }
};

} // namespace lockmaster::test
