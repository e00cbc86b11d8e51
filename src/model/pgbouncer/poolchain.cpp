// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pgbouncer/poolchain.h"

#include <algorithm>

#include "base/hostport.h"

namespace lockmaster {
namespace {

bool isThisMachine(const QString &host)
{
    return host.isEmpty() || host.startsWith(u'/') || host == u"unix" || host == u"localhost" || host == u"::1"
           || host.startsWith(u"127.");
}

// Over a Unix socket PostgreSQL has no port for the client (−1), and PgBouncer shows "unix".
bool isSameConnection(const PgBouncerSocket &server, const Session &session)
{
    if (server.remotePid == 0 || server.remotePid != session.key.pid)
        return false;
    return server.host == u"unix" ? session.clientPort <= 0 : server.localPort == session.clientPort;
}

const PgBouncerSocket *withAddress(const std::shared_ptr<const PgBouncerSockets> &sockets, const QString &address)
{
    if (!sockets || address.isEmpty())
        return nullptr;
    const auto found = std::ranges::find(sockets->all, address, &PgBouncerSocket::address);
    return found == sockets->all.end() ? nullptr : &*found;
}

} // namespace

const PgBouncerSocket *otherHalf(const PgBouncerState &state, const PgBouncerSocket &socket)
{
    const PgBouncerSocket *server = withAddress(state.servers, socket.link);
    return server ? server : withAddress(state.clients, socket.link);
}

SessionPtr backendOf(const PgBouncerSocket &server, const PostgresState &state)
{
    const SessionPtr session = findSession(state, server.remotePid);
    return session && isSameConnection(server, *session) ? session : nullptr;
}

const PgBouncerSocket *connectionOf(const Session &session, const PgBouncerState &state)
{
    if (!state.servers)
        return nullptr;
    const auto found = std::ranges::find_if(
        state.servers->all, [&](const PgBouncerSocket &server) { return isSameConnection(server, session); });
    return found == state.servers->all.end() ? nullptr : &*found;
}

bool isAt(const PgBouncerDatabase &database, const Target &target)
{
    const QString port = parameter(target.parameters, u"port");
    const int targetPort = port.isEmpty() ? recordOf(target.kind).defaultPort : port.toInt();
    if (target.kind != ServerKind::PostgreSql || database.port != targetPort)
        return false;
    const QString host = parameter(target.parameters, u"host");
    return host == database.host || (isThisMachine(host) && isThisMachine(database.host));
}

QString placeText(const QString &host, int port)
{
    if (host == u"unix" || host.startsWith(u'/'))
        return host;
    return hostPortText(host, port);
}

} // namespace lockmaster
