// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the servers run as. PostgreSQL refuses to run as root, so a lab started by root hands its servers to an
// unprivileged user; started by anybody else, they run as that user.
#pragma once

#include <QString>
#include <sys/types.h>

#include "base/result.h"

namespace lockmaster {

struct ServerUser {
    uid_t uid = 0;
    gid_t gid = 0;
    bool drop = false; ///< this process is root and must give the servers away
};

/// Decided once: ourselves, or as root the user "lab", else "nobody".
const ServerUser &serverUser();

/// In a child between fork and exec: gives up root for good when the servers do not run as ourselves.
void becomeServerUser();

/// Makes the server user the owner of a file or folder; nothing to do when that is ourselves.
Result<void> giveToServerUser(const QString &path);

} // namespace lockmaster
