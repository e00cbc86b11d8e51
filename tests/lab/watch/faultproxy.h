// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A TCP proxy on loopback that breaks the network on demand, where no right to use a packet filter can be expected.
#pragma once

#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>

namespace lockmaster {

class FaultProxy : public QObject
{
public:
    /// Listens on any port of 127.0.0.1, or at this address.
    explicit FaultProxy(int serverPort, const QHostAddress &address = QHostAddress::LocalHost, int port = 0)
        : m_serverPort(static_cast<quint16>(serverPort))
    {
        connect(&m_listener, &QTcpServer::newConnection, this, &FaultProxy::accept);
        m_listener.listen(address, static_cast<quint16>(port));
        m_port = m_listener.serverPort();
    }
    [[nodiscard]] int port() const { return m_port; }

    /// What is sent from now on is swallowed, in both directions; connections stay open: a black hole.
    void swallow() { m_swallows = true; }
    void forward() { m_swallows = false; }

    /// All connections are reset and new ones refused.
    void reset()
    {
        m_listener.close();
        for (QTcpSocket *socket : findChildren<QTcpSocket *>())
            socket->abort();
    }
    /// The next connection that sends `words` is cut when the server has them, and before its answer comes back.
    void loseAnswerTo(const QByteArray &words) { m_lost = words; }
    [[nodiscard]] bool hasLostIt() const { return m_lost.isEmpty(); }
    /// Does it once, when these words come and before the server has them.
    void before(const QByteArray &words, std::function<void()> act)
    {
        m_awaited = words;
        m_act = std::move(act);
    }
    /// Connections from now on go to another server, as after a failover of an address.
    void leadTo(int serverPort) { m_serverPort = static_cast<quint16>(serverPort); }
    bool listenAgain() { return m_listener.listen(QHostAddress::LocalHost, static_cast<quint16>(m_port)); }

private:
    void cut(QTcpSocket *client)
    {
        m_lost.clear();
        client->setProperty("isCut", true);
        QTimer::singleShot(std::chrono::milliseconds(300), client, [client] { client->abort(); });
    }
    void accept()
    {
        QTcpSocket *client = m_listener.nextPendingConnection();
        client->setParent(this);
        auto *server = new QTcpSocket(this);
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
        pass(client, server);
        pass(server, client);
    }
    void pass(QTcpSocket *from, QTcpSocket *to)
    {
        connect(from, &QTcpSocket::readyRead, this, [this, from, to] {
            const QByteArray bytes = from->readAll();
            if (!m_awaited.isEmpty() && bytes.contains(m_awaited)) {
                m_awaited.clear();
                m_act();
            }
            if (!m_swallows && !to->property("isCut").toBool())
                to->write(bytes);
            if (!m_lost.isEmpty() && bytes.contains(m_lost))
                cut(from);
        });
        connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
    }

    quint16 m_serverPort;
    int m_port = 0;
    bool m_swallows = false;
    QByteArray m_lost;
    QByteArray m_awaited;
    std::function<void()> m_act;
    QTcpServer m_listener;
};

} // namespace lockmaster
