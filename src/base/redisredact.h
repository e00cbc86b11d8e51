// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of Redis as they may be shown and stored: passwords stay in. Pure functions; a command is its words with
// spaces between them, as SLOWLOG and MONITOR print it.
#pragma once

#include <QString>

namespace lockmaster {

/// A command as it may be shown live: from the word on that names a secret (AUTH, requirepass, …) everything is
/// masked, and so are the passwords of ACL SETUSER; registered secrets too. What else it holds is untouched.
QString maskRedisSecrets(const QString &command);

/// A command as it may be stored or exported: the command (with its subcommand) and one "?" for each argument, eight at most.
QString maskRedisArguments(const QString &command);

/// Whether a parameter of CONFIG SET is a password.
bool isSecretRedisSetting(const QString &name);

} // namespace lockmaster
