// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/redis/redistransport.h"

#include <QLocalSocket>
#include <QNetworkProxy>
#include <QSslSocket>
#include <array>
#include <netinet/in.h>
#include <linux/tcp.h> // not netinet/tcp.h: see socketbytes.cpp
#include <sys/socket.h>
#include <utility>

#include "base/redact.h"
#include "base/text.h"
#include "link/certificatetext.h"
#include "link/redis/redisaddress.h"

namespace lockmaster {
namespace {

constexpr qint64 kPiece = qint64(64) << 10;
constexpr qint64 kBuffer = qint64(1) << 20;

QString cleaned(const QString &words)
{
    constexpr qsizetype kLongest = 500;
    return elided(redact(plainLine(words)), kLongest);
}

Error distrusted(const QStringList &reasons, const QSslCertificate &certificate)
{
    QString detail = cleaned(reasons.join(QStringLiteral("; ")));
    if (const QString shown = certificateText(certificate); !shown.isEmpty())
        detail += QStringLiteral(" – ") + shown;
    return {ErrorKind::Tls, QStringLiteral("The TLS connection cannot be trusted"), detail, {}, {}};
}

Error handshakeError(const QString &words, bool isClosed)
{
    QString text = QStringLiteral("The TLS connection cannot be trusted");
    if (words.contains(u"wrong version number") || words.contains(u"packet length too long"))
        text = QStringLiteral("This port answers without TLS");
    else if (isClosed)
        text = QStringLiteral("The server ended the TLS handshake: a port without TLS, or a full server");
    return {ErrorKind::Tls, text, cleaned(words), {}, {}};
}

Error socketError(int code, const QString &words)
{
    // With TLS 1.3 a server judges the client's certificate after the handshake.
    if (words.contains(u"certificate required") || words.contains(u"handshake failure"))
        return {ErrorKind::Tls,
                QStringLiteral("The server wants a certificate of the console (sslcert and sslkey)"),
                cleaned(words),
                {},
                {}};
    switch (code) {
    case QAbstractSocket::ConnectionRefusedError:
        return {ErrorKind::Network,
                QStringLiteral("Connection refused: nothing listens there, or the server is down"),
                cleaned(words),
                {},
                {}};
    case QAbstractSocket::HostNotFoundError: // of a Unix socket: the file
        return {ErrorKind::Network, QStringLiteral("The socket does not exist"), cleaned(words), {}, {}};
    case QAbstractSocket::SocketAccessError:
        return {
            ErrorKind::Network, QStringLiteral("This user is not allowed to use the socket"), cleaned(words), {}, {}};
    case QAbstractSocket::RemoteHostClosedError:
        return {ErrorKind::Network, QStringLiteral("The server closed the connection"), cleaned(words), {}, {}};
    default: return {ErrorKind::Network, QStringLiteral("The connection failed"), cleaned(words), {}, {}};
    }
}

} // namespace

void RedisTransport::end(int code, const QString &words)
{
    const bool isClosed = code == QAbstractSocket::RemoteHostClosedError;
    if (!m_trouble && !m_distrust.isEmpty() && m_stage == Stage::Handshake)
        m_trouble = distrusted(m_distrust, peerCertificate());
    else if (!m_trouble)
        m_trouble = m_stage == Stage::Handshake ? handshakeError(words, isClosed) : socketError(code, words);
    m_wakeup.notify();
}

void RedisTransport::connectTcp(const PgAddress &place)
{
    auto socket = std::make_unique<QSslSocket>();
    m_tcp = socket.get();
    m_device = std::move(socket);
    m_tcp->setProxy(QNetworkProxy::NoProxy);
    m_tcp->setReadBufferSize(kBuffer);
    const auto reach = [this](Stage stage) {
        m_stage = stage;
        m_wakeup.notify();
    };
    QObject::connect(m_tcp, &QSslSocket::connected, m_tcp, [reach] { reach(Stage::Open); });
    QObject::connect(m_tcp, &QSslSocket::encrypted, m_tcp, [reach] { reach(Stage::Open); });
    QObject::connect(m_tcp, &QSslSocket::readyRead, m_tcp, [this] { m_wakeup.notify(); });
    QObject::connect(m_tcp, &QSslSocket::sslErrors, m_tcp, [this](const QList<QSslError> &errors) { sortOut(errors); });
    QObject::connect(m_tcp, &QSslSocket::errorOccurred, m_tcp,
                     [this](QAbstractSocket::SocketError error) { end(error, m_tcp->errorString()); });
    QObject::connect(m_tcp, &QSslSocket::disconnected, m_tcp,
                     [this] { end(QAbstractSocket::RemoteHostClosedError, QString()); });
    m_tcp->connectToHost(place.address, place.port.toUShort());
}

void RedisTransport::connectUnix(const PgAddress &place)
{
    auto socket = std::make_unique<QLocalSocket>();
    QLocalSocket *local = socket.get();
    m_device = std::move(socket);
    local->setReadBufferSize(kBuffer);
    QObject::connect(local, &QLocalSocket::connected, local, [this] {
        m_stage = Stage::Open;
        m_wakeup.notify();
    });
    QObject::connect(local, &QLocalSocket::readyRead, local, [this] { m_wakeup.notify(); });
    QObject::connect(local, &QLocalSocket::errorOccurred, local,
                     [this, local](QLocalSocket::LocalSocketError error) { end(error, local->errorString()); });
    QObject::connect(local, &QLocalSocket::disconnected, local,
                     [this] { end(QAbstractSocket::RemoteHostClosedError, QString()); });
    local->connectToServer(place.host);
}

QCoro::Task<WaitEnd> RedisTransport::connectTo(PgAddress place, QDeadlineTimer deadline, std::stop_token stop)
{
    if (isUnixSocket(place))
        connectUnix(place);
    else
        connectTcp(place);
    const WaitEnd reached = co_await until(Stage::Open, deadline, stop);
    if (reached == WaitEnd::Ready && isConnected() && m_tcp)
        keepAlive();
    co_return reached;
}

// As PgLink has it: a silent peer is noticed within about 4 s, also while nothing is asked.
void RedisTransport::keepAlive()
{
    static constexpr std::array<std::pair<int, int>, 4> kOptions{
        {{TCP_KEEPIDLE, 1}, {TCP_KEEPINTVL, 1}, {TCP_KEEPCNT, 3}, {TCP_USER_TIMEOUT, 3000}}};
    m_tcp->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    for (const auto &[option, value] : kOptions)
        ::setsockopt(static_cast<int>(m_tcp->socketDescriptor()), IPPROTO_TCP, option, &value, sizeof value);
}

QCoro::Task<WaitEnd> RedisTransport::encrypt(RedisTls tls, QString host, QDeadlineTimer deadline, std::stop_token stop)
{
    m_stage = Stage::Handshake;
    m_mode = tls.mode;
    m_tcp->setSslConfiguration(tls.configuration);
    m_tcp->setPeerVerifyName(host);
    m_tcp->startClientEncryption();
    co_return co_await until(Stage::Open, deadline, stop);
}

// verify-ca asks for the chain alone; without verification no error matters.
void RedisTransport::sortOut(const QList<QSslError> &errors)
{
    for (const QSslError &error : errors) {
        if (m_mode == RedisTls::Mode::Full || error.error() != QSslError::HostNameMismatch)
            m_distrust << error.errorString();
    }
    if (m_distrust.isEmpty() || m_mode == RedisTls::Mode::Unverified)
        m_tcp->ignoreSslErrors(errors);
}

QCoro::Task<WaitEnd> RedisTransport::until(Stage reached, QDeadlineTimer deadline, std::stop_token stop)
{
    WaitEnd end = WaitEnd::Ready;
    while (end == WaitEnd::Ready && m_stage != reached && !m_trouble)
        end = co_await m_wakeup.wait(deadline, stop);
    co_return end;
}

QCoro::Task<WaitEnd> RedisTransport::moreBytes(QDeadlineTimer deadline, std::stop_token stop)
{
    WaitEnd end = WaitEnd::Ready;
    do {
        end = co_await m_wakeup.wait(deadline, stop);
    } while (end == WaitEnd::Ready && m_device->bytesAvailable() == 0 && !m_trouble);
    co_return end;
}

void RedisTransport::send(const QByteArray &bytes)
{
    m_device->write(bytes);
    if (m_tcp)
        m_tcp->flush();
}

QByteArray RedisTransport::take()
{
    return m_device->bytesAvailable() > 0 ? m_device->read(kPiece) : QByteArray();
}

std::optional<Error> RedisTransport::trouble() const
{
    return m_trouble;
}

QSslCertificate RedisTransport::peerCertificate() const
{
    return m_tcp ? m_tcp->peerCertificate() : QSslCertificate();
}

bool RedisTransport::isConnected() const
{
    return m_stage == Stage::Open && !m_trouble;
}

} // namespace lockmaster
