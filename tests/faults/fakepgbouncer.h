// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The console of a PgBouncer that never was: it answers each command with the table given for it.
#pragma once

#include <QMap>
#include <QTcpServer>
#include <QTcpSocket>
#include <utility>

#include "pgmessages.h"

namespace lockmaster {

class FakePgBouncer : public QTcpServer
{
public:
    /// By command, as comma-separated values.
    explicit FakePgBouncer(QMap<QByteArray, QByteArray> tables) : m_tables(std::move(tables))
    {
        connect(this, &QTcpServer::newConnection, this, [this] { serve(nextPendingConnection()); });
        listen(QHostAddress::LocalHost);
    }

private:
    void serve(QTcpSocket *socket)
    {
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket, isIn = false, bytes = QByteArray()]() mutable {
            bytes += socket->readAll();
            if (!std::exchange(isIn, true)) {
                bytes.clear();
                socket->write(messages::welcome("1.99.0/bouncer"));
            }
            constexpr qsizetype kHead = 5;
            while (bytes.size() >= kHead && bytes.size() > qFromBigEndian<qint32>(bytes.constData() + 1)) {
                const qsizetype length = qFromBigEndian<qint32>(bytes.constData() + 1);
                if (bytes.front() == 'Q')
                    socket->write(answer(bytes.sliced(kHead, length - kHead)));
                bytes.remove(0, length + 1);
            }
        });
    }
    QByteArray answer(const QByteArray &command) const
    {
        const auto found = m_tables.find(command);
        if (found != m_tables.end())
            return messages::table(*found);
        return messages::message('E', messages::cString("SERROR") + messages::cString("C42601")
                                          + messages::cString("Minvalid command") + '\0')
               + messages::message('Z', "I");
    }

    QMap<QByteArray, QByteArray> m_tables;
};

} // namespace lockmaster
