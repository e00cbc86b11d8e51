// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/process/ports.h"

#include <QRandomGenerator>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <memory>
#include <set>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace lockmaster {

namespace {

constexpr int kFirst = 17000;
constexpr int kEnd = 32000;

using SocketCall = int (*)(int, const sockaddr *, socklen_t);

class LoopbackSocket
{
public:
    LoopbackSocket(int port, SocketCall call) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<in_port_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_ok = call(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~LoopbackSocket() { close(m_socket); }
    LoopbackSocket(const LoopbackSocket &) = delete;
    LoopbackSocket &operator=(const LoopbackSocket &) = delete;

    [[nodiscard]] bool ok() const { return m_ok; }
    /// Bound but not listening: from now on others may bind it too, if they say the same.
    void share()
    {
        const int yes = 1;
        setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    }
    [[nodiscard]] int handle() const { return m_socket; }

private:
    int m_socket;
    bool m_ok;
};

} // namespace

int freePort()
{
    return freePortPair(0);
}

int freePortPair(int distance)
{
    static std::vector<std::unique_ptr<LoopbackSocket>> kept;
    while (true) {
        const int port = QRandomGenerator::system()->bounded(kFirst, kEnd - distance);
        std::vector<std::unique_ptr<LoopbackSocket>> pair;
        for (const int each : std::set{port, port + distance}) {
            pair.push_back(std::make_unique<LoopbackSocket>(each, ::bind));
        }
        if (std::ranges::all_of(pair, [](const auto &socket) { return socket->ok(); })) {
            for (auto &socket : pair) {
                socket->share();
                kept.push_back(std::move(socket));
            }
            return port;
        }
    }
}

bool accepts(int port)
{
    return LoopbackSocket(port, ::connect).ok();
}

QByteArray converse(int port, const QByteArray &request)
{
    const LoopbackSocket socket(port, ::connect);
    const timeval patience{2, 0};
    setsockopt(socket.handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    send(socket.handle(), request.constData(), static_cast<std::size_t>(request.size()), MSG_NOSIGNAL);
    shutdown(socket.handle(), SHUT_WR);
    QByteArray answer;
    std::array<char, 4096> buffer{};
    ssize_t got = 0;
    while ((got = recv(socket.handle(), buffer.data(), buffer.size(), 0)) > 0) {
        answer.append(buffer.data(), got);
    }
    return answer;
}

} // namespace lockmaster
