// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to and from one server over TCP, TLS or a Unix socket: Qt's sockets, never blocking, never looking up names and
// never by way of a proxy. Bytes that nobody takes fill 1 MiB at most; then TCP holds the sender back.
#pragma once

#include <QByteArray>
#include <QCoroTask>
#include <QDeadlineTimer>
#include <QIODevice>
#include <QSslCertificate>
#include <QSslError>
#include <QString>
#include <memory>
#include <optional>
#include <stop_token>

#include "base/result.h"
#include "link/wakeup.h"
#include "link/pgaddress.h"
#include "link/redis/redistls.h"

class QLocalSocket;
class QSslSocket;

namespace lockmaster {

/// Each wait ends Ready also when the connection failed: trouble() tells. Waits are for one coroutine at a time.
class RedisTransport
{
public:
    RedisTransport() = default;
    RedisTransport(const RedisTransport &) = delete;
    RedisTransport &operator=(const RedisTransport &) = delete;

    QCoro::Task<WaitEnd> connectTo(PgAddress place, QDeadlineTimer deadline, std::stop_token stop);
    /// `host`: the name that the certificate has to have in mode Full.
    QCoro::Task<WaitEnd> encrypt(RedisTls tls, QString host, QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<WaitEnd> moreBytes(QDeadlineTimer deadline, std::stop_token stop);

    void send(const QByteArray &bytes);
    /// What has arrived, up to 64 KiB, also after the connection ended.
    QByteArray take();

    /// Why the connection failed or ended; nothing as long as it stands or is being made.
    [[nodiscard]] std::optional<Error> trouble() const;
    [[nodiscard]] bool isConnected() const;
    /// What the server showed in the handshake, trusted or not; null before, and without TLS.
    [[nodiscard]] QSslCertificate peerCertificate() const;

private:
    enum class Stage { Connecting, Handshake, Open };

    void connectTcp(const PgAddress &place);
    void connectUnix(const PgAddress &place);
    void sortOut(const QList<QSslError> &errors);
    void end(int socketError, const QString &words);
    void keepAlive();
    QCoro::Task<WaitEnd> until(Stage reached, QDeadlineTimer deadline, std::stop_token stop);

    Wakeup m_wakeup;
    Stage m_stage = Stage::Connecting;
    RedisTls::Mode m_mode = RedisTls::Mode::Off;
    QStringList m_distrust; ///< what is wrong with the server's certificate
    std::optional<Error> m_trouble;
    QSslSocket *m_tcp = nullptr;         ///< m_device, when it is one
    std::unique_ptr<QIODevice> m_device; ///< last: its destructor still signals
};

} // namespace lockmaster
