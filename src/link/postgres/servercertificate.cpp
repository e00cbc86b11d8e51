// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/servercertificate.h"

#include "link/redis/redistransport.h"

namespace lockmaster {
namespace {

/// SSLRequest of the protocol: its length, and the number that asks. The answer is one letter: S, or N for none.
QByteArray sslRequest()
{
    return QByteArray::fromHex("0000000804d2162f");
}

} // namespace

QCoro::Task<QSslCertificate> serverCertificate(PgAddress place, QDeadlineTimer deadline, std::stop_token stop)
{
    RedisTransport transport;
    co_await transport.connectTo(place, deadline, stop);
    if (!transport.isConnected())
        co_return QSslCertificate();
    transport.send(sslRequest());
    const WaitEnd answered = co_await transport.moreBytes(deadline, stop);
    if (answered != WaitEnd::Ready || transport.take() != "S")
        co_return QSslCertificate();
    RedisTls unverified{RedisTls::Mode::Unverified, QSslConfiguration::defaultConfiguration()};
    unverified.configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    co_await transport.encrypt(unverified, place.host, deadline, stop);
    co_return transport.peerCertificate();
}

} // namespace lockmaster
