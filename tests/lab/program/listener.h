// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Waits for the next line of standard input, or for SIGINT or SIGTERM.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace lockmaster {

class Listener
{
public:
    Listener(); ///< from now on the signals are noticed here; one of these in a program

    /// The next line; nothing when it is time to end. Standard input's end is that only if `untilEof`.
    std::optional<QString> nextLine(bool untilEof);

private:
    bool m_open = true;
    QByteArray m_pending;
};

} // namespace lockmaster
