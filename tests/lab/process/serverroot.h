// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Another system's root folder, such as installer/servers makes, that a server is started in: the server sees it as /,
// and the lab's folder, /proc, /dev, the users and hosts of this system at their own places. It stays a child of this
// process with the pid and the working directory it would have anyway. As root, or as any user who may make user
// namespaces.
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

#include "base/result.h"

namespace lockmaster {

class ServerRoot
{
public:
    /// `folder`: where the server will work. An empty root is this system.
    ServerRoot(const QString &root, const QString &folder);

    /// Whether the root is there and has a place for the folder.
    [[nodiscard]] Result<void> check() const;

    /// In a child between fork and exec, before it gives up root. The name of the system call that failed, or null.
    [[nodiscard]] const char *enter() const;

private:
    struct Mount {
        QByteArray from;
        QByteArray to;
    };

    bool m_isElsewhere;
    QByteArray m_root;
    QByteArray m_folder;
    std::vector<Mount> m_mounts;
    QByteArray m_userMap;
    QByteArray m_groupMap;
};

} // namespace lockmaster
