// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A TCP proxy on loopback that breaks the network on demand, where no right to use a packet filter can be expected.
#pragma once

#include <QObject>
#include <QSet>
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

    enum class Lost { Request, Answer };
    /// The first connection on which these bytes are sent is a black hole from then on: they do not arrive, or they do
    /// and the answer does not. Other connections, later ones too, go on.
    void loseAt(QByteArray request, Lost lost)
    {
        m_losesAt = std::move(request);
        m_lost = lost;
    }
    [[nodiscard]] bool hasLost() const { return m_hole != nullptr; }

    /// The first connection on which these bytes are sent is cut once the server has them, before its answer comes back.
    void cutAt(QByteArray request) { m_cutsAt = std::move(request); }
    [[nodiscard]] bool hasCut() const { return m_cutsAt.isEmpty(); }
    /// Does it once, when these bytes come and before the server has them.
    void before(QByteArray request, std::function<void()> act)
    {
        m_awaited = std::move(request);
        m_act = std::move(act);
    }

    /// All connections are reset and new ones refused.
    void reset()
    {
        m_listener.close();
        for (QTcpSocket *socket : findChildren<QTcpSocket *>())
            socket->abort();
    }
    /// Who asks with these words in it gets no answer: the connection breaks before they are passed on, or when the answer
    /// to them comes.
    void breakAt(const QByteArray &words, Lost lost, std::function<void()> told = {})
    {
        m_breaksAt = words;
        m_breaks = lost;
        m_told = std::move(told);
    }
    /// Connections from now on go to another server, as after a failover of an address.
    void leadTo(int serverPort) { m_serverPort = static_cast<quint16>(serverPort); }
    bool listenAgain() { return m_listener.listen(QHostAddress::LocalHost, static_cast<quint16>(m_port)); }

private:
    void cut(QTcpSocket *client)
    {
        m_cutsAt.clear();
        client->setProperty("isCut", true);
        QTimer::singleShot(std::chrono::milliseconds(300), client, [client] { client->abort(); });
    }
    void accept()
    {
        QTcpSocket *client = m_listener.nextPendingConnection();
        client->setParent(this);
        auto *server = new QTcpSocket(this);
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
        pass(client, server, client);
        pass(server, client, client);
    }
    void pass(QTcpSocket *from, QTcpSocket *to, QTcpSocket *client)
    {
        connect(from, &QTcpSocket::readyRead, this, [this, from, to, client] {
            const QByteArray bytes = from->readAll();
            const bool isRequest = from == client; // an answer may hold the same words
            if (isRequest && !m_awaited.isEmpty() && bytes.contains(m_awaited)) {
                m_awaited.clear();
                m_act();
            }
            if (to->property("isCut").toBool())
                return;
            if (from == client && !m_breaksAt.isEmpty() && bytes.contains(m_breaksAt))
                m_broken.insert(client);
            if (m_broken.contains(client) && (from != client || m_breaks == Lost::Request))
                return breakOff(client);
            if (!m_losesAt.isEmpty() && bytes.contains(m_losesAt)) {
                m_losesAt.clear();
                m_hole = from;
                if (m_lost == Lost::Answer)
                    to->write(bytes);
            } else if (!m_swallows && m_hole != from && m_hole != to) {
                to->write(bytes);
            }
            if (isRequest && !m_cutsAt.isEmpty() && bytes.contains(m_cutsAt))
                cut(from);
        });
        connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
    }

    void breakOff(QTcpSocket *client)
    {
        if (m_told)
            m_told();
        client->abort();
    }

    quint16 m_serverPort;
    int m_port = 0;
    bool m_swallows = false;
    QByteArray m_cutsAt;
    QByteArray m_awaited;
    std::function<void()> m_act;
    QByteArray m_losesAt;
    Lost m_lost = Lost::Answer;
    const QTcpSocket *m_hole = nullptr;
    QByteArray m_breaksAt; ///< empty: no connection breaks
    Lost m_breaks = Lost::Answer;
    std::function<void()> m_told; ///< before the connection breaks
    QSet<const QTcpSocket *> m_broken;
    QTcpServer m_listener;
};

} // namespace lockmaster
