// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/socketbytes.h"

#ifdef __linux__
#include <cstddef>
#include <linux/tcp.h> // not netinet/tcp.h, whose tcp_info is an older one
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace lockmaster {

std::optional<std::uint64_t> bytesReceived(int socket)
{
#ifdef __linux__
    tcp_info info{};
    socklen_t size = sizeof info;
    constexpr std::size_t kNeeded = offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received;
    if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && size >= kNeeded)
        return info.tcpi_bytes_received;
#else
    (void)socket;
#endif
    return {};
}

} // namespace lockmaster
