// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much came over a TCP connection, for a budget of bytes: libpq does not tell.
#pragma once

#include <cstdint>
#include <optional>

namespace lockmaster {

/// Bytes that the kernel has received on this connection since it was made, read or not. Empty where that cannot be
/// told: Unix sockets, and systems other than Linux.
std::optional<std::uint64_t> bytesReceived(int socket);

} // namespace lockmaster
