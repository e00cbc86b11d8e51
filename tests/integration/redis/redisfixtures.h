// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Servers for tests of the Redis link: real ones with settings of their own, and one that says what it is told to.
#pragma once

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "lab/process/labfolder.h"
#include "lab/process/ports.h"
#include "lab/process/processes.h"
#include "lab/process/serverprocess.h"
#include "link/redis/redislink.h"

namespace lockmaster {

/// A redis-server, valkey-server or Sentinel with the password "orders-secret" unless `settings` say otherwise.
class LocalRedis
{
public:
    LocalRedis(const LabFolder &folder, QString name, QStringList settings = {},
               QString program = QStringLiteral("redis-server"))
        : m_folder(folder)
        , m_name(std::move(name))
        , m_program(std::move(program))
        , m_settings(std::move(settings))
        , m_port(freePort())
    {
    }
    bool start(const QStringList &arguments = {})
    {
        QStringList lines{QStringLiteral("bind 127.0.0.1"), QStringLiteral("save \"\""),
                          QStringLiteral("requirepass orders-secret"), QStringLiteral("enable-debug-command local")};
        if (m_settings.filter(QStringLiteral("tls-port")).isEmpty())
            lines << QStringLiteral("port %1").arg(m_port);
        lines << m_settings;
        if (arguments.contains(QStringLiteral("--sentinel")))
            lines.removeIf([](const QString &line) { return line.startsWith(u"save") || line.startsWith(u"enable"); });
        const QByteArray text =
            lines.join(u'\n').replace(QStringLiteral("PORT"), QString::number(m_port)).toUtf8() + '\n';
        if (!QFile::exists(m_folder.filePath(m_name)) && !m_folder.makeFolder(m_name))
            return false;
        const ServerCommand command{m_program, QStringList{QStringLiteral("redis.conf")} + arguments,
                                    m_folder.filePath(m_name), m_folder.filePath(m_name + QStringLiteral(".log"))};
        const bool isUp = m_folder.write(m_name + QStringLiteral("/redis.conf"), text) && m_process.start(command)
                          && waitUntil([this] { return accepts(m_port); }, std::chrono::seconds(10));
        if (!isUp)
            qWarning() << lastLines(m_folder.filePath(m_name + QStringLiteral(".log")));
        return isUp;
    }
    void stop(int signal)
    {
        m_process.signal(signal);
        m_process.waitForExit(std::chrono::seconds(10));
    }
    void addSetting(const QString &line) { m_settings << line; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] pid_t pid() const { return m_process.pid(); }
    [[nodiscard]] QString filePath(const QString &file) const { return m_folder.filePath(m_name + u'/' + file); }

private:
    const LabFolder &m_folder;
    QString m_name;
    QString m_program;
    QStringList m_settings;
    int m_port;
    ServerProcess m_process;
};

/// Takes any request for a question: answers the first with `greeting`, each later one with `answer`.
class FakeRedis : public QObject
{
public:
    static constexpr char kGreeting[] = "%3\r\n+server\r\n+redis\r\n+version\r\n+9.9.9\r\n+proto\r\n:3\r\n";

    explicit FakeRedis(QByteArray answer, QByteArray greeting = kGreeting)
        : m_answer(std::move(answer)), m_greeting(std::move(greeting))
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] { serve(m_server.nextPendingConnection()); });
        m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] int port() const { return m_server.serverPort(); }
    void closeAfterAnswer() { m_closes = true; }
    void sendByteByByte() { m_drips = true; }
    void sayUnasked(const QByteArray &bytes)
    {
        if (m_client->isOpen())
            m_client->write(bytes);
    }
    [[nodiscard]] qint64 unsent() const { return m_client ? m_client->bytesToWrite() : 0; }

private:
    void serve(QTcpSocket *client)
    {
        m_client = client;
        client->setParent(this);
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(client, &QTcpSocket::readyRead, this, [this, client, greeted = false]() mutable {
            client->readAll();
            say(client, std::exchange(greeted, true) ? m_answer : m_greeting);
        });
    }
    void say(QTcpSocket *client, const QByteArray &bytes)
    {
        for (qsizetype i = 0; m_drips && i < bytes.size(); ++i) {
            client->write(bytes.sliced(i, 1));
            client->flush();
        }
        if (!m_drips)
            client->write(bytes);
        if (m_closes && &bytes == &m_answer)
            client->disconnectFromHost();
    }

    QByteArray m_answer;
    QByteArray m_greeting;
    bool m_closes = false;
    bool m_drips = false;
    QTcpServer m_server;
    QTcpSocket *m_client = nullptr;
};

} // namespace lockmaster
