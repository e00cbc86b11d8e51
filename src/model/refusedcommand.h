// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What our user may not ask a server that speaks RESP, for those who show the answers. Plain values.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace lockmaster {

struct RefusedCommand {
    QString command; ///< "CLIENT LIST"
    QString user;    ///< who may not
    QString rule;    ///< "+client|list": what the user's ACL lacks; empty: the server has no such command
    QString reason;  ///< in words, with the rule

    bool operator==(const RefusedCommand &) const = default;
};

using RefusedCommands = std::vector<RefusedCommand>;

/// Why these commands are not answered, one line each; empty when they are.
QString refusalOf(const RefusedCommands &refused, const QStringList &commands);

/// "ACL SETUSER lockmaster +client|list +config|get": one command that allows all that the ACL forbids; empty when it
/// forbids nothing.
QString allowAll(const RefusedCommands &refused);

} // namespace lockmaster
