// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Free ports on the loopback address, below the range from which the kernel takes ports for outgoing connections.
#pragma once

#include <QByteArray>

namespace lockmaster {

/// A port that nobody uses. It is kept as long as this process lives: a server can listen on it (by SO_REUSEADDR, which
/// all servers set), and whoever else looks for a free port, in whatever process, does not find it.
int freePort();

/// The same of two ports that are `distance` apart, neither in the kernel's range: the lower one.
int freePortPair(int distance);

/// Somebody accepts connections on this port.
bool accepts(int port);

/// Sends `request`, says that nothing more follows, and reads until the other side closes or is silent for two seconds.
QByteArray converse(int port, const QByteArray &request);

} // namespace lockmaster
