// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords, from where the target says. Each one given is registered for redaction, and no error quotes one.
#pragma once

#include <QMap>
#include <QString>
#include <chrono>

#include "link/postgres/pglink.h"
#include "model/target.h"

namespace lockmaster {

/// Passwords that stood in URLs of the command line, by target name. In memory only.
using UrlPasswords = QMap<QString, QString>;

struct PasswordLimits {
    std::chrono::milliseconds keyring{2000};
    std::chrono::milliseconds command{10'000};
};

/// Keyring: entry of service "Lockmaster"; nothing is ever stored in clear in its place. Command: run by /bin/sh in a
/// session of its own; the first line it prints; it is killed, with all it started, at its deadline or when stopped.
/// None: an empty password, so that PGPASSWORD and the password file are looked at (link/postgres/passfile.h).
PasswordProvider passwordProvider(const Target &target, const UrlPasswords &urlPasswords = {},
                                  PasswordLimits limits = {});

} // namespace lockmaster
