// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/process/serveruser.h"

#include <QFile>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

ServerUser decide()
{
    if (geteuid() != 0) {
        return {geteuid(), getegid(), false};
    }
    for (const char *name : {"lab", "nobody"}) {
        if (const passwd *entry = getpwnam(name)) {
            return {entry->pw_uid, entry->pw_gid, true};
        }
    }
    return {65534, 65534, true};
}

} // namespace

const ServerUser &serverUser()
{
    static const ServerUser user = decide();
    return user;
}

void becomeServerUser()
{
    const ServerUser &user = serverUser();
    if (user.drop && (setgroups(0, nullptr) != 0 || setgid(user.gid) != 0 || setuid(user.uid) != 0)) {
        _exit(126);
    }
}

Result<void> giveToServerUser(const QString &path)
{
    const ServerUser &user = serverUser();
    if (user.drop && chown(QFile::encodeName(path).constData(), user.uid, user.gid) != 0) {
        return fail(ErrorKind::Config, u"%1 could not be given to the servers' user"_s.arg(path));
    }
    return {};
}

} // namespace lockmaster
