// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/process/serverroot.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

bool put(const char *path, const QByteArray &text)
{
    const int file = open(path, O_WRONLY | O_CLOEXEC);
    const bool done = write(file, text.constData(), static_cast<std::size_t>(text.size())) == text.size();
    close(file);
    return done;
}

} // namespace

ServerRoot::ServerRoot(const QString &root, const QString &folder)
    : m_isElsewhere(!root.isEmpty() && QDir(root) != QDir::root())
    , m_root(QFile::encodeName(root))
    , m_folder(QFile::encodeName(folder))
    , m_userMap(QByteArray::number(geteuid()) + ' ' + QByteArray::number(geteuid()) + " 1")
    , m_groupMap(QByteArray::number(getegid()) + ' ' + QByteArray::number(getegid()) + " 1")
{
    const QByteArray top = QFile::encodeName(u'/' + folder.section(u'/', 1, 1)); // "/tmp": mounting needs a place
    for (const QByteArray &path : {top, QByteArray("/proc"), QByteArray("/dev"), QByteArray("/etc/passwd"),
                                   QByteArray("/etc/group"), QByteArray("/etc/hosts")}) {
        m_mounts.push_back({path, m_root + path});
    }
}

Result<void> ServerRoot::check() const
{
    const auto lacks = [](const Mount &mount) { return !QFileInfo::exists(QFile::decodeName(mount.to)); };
    const auto missing = std::ranges::find_if(m_mounts, lacks);
    if (m_isElsewhere && missing != m_mounts.end()) {
        return fail(ErrorKind::Config, u"servers cannot be started from %1"_s.arg(QFile::decodeName(m_root)),
                    u"there is no %1"_s.arg(QFile::decodeName(missing->to)));
    }
    return {};
}

const char *ServerRoot::enter() const
{
    if (!m_isElsewhere) {
        return nullptr;
    }
    const bool asRoot = geteuid() == 0;
    if (unshare(CLONE_NEWNS | (asRoot ? 0 : CLONE_NEWUSER)) != 0) {
        return "unshare";
    }
    if (!asRoot
        && (!put("/proc/self/setgroups", "deny") || !put("/proc/self/uid_map", m_userMap)
            || !put("/proc/self/gid_map", m_groupMap))) {
        return "uid_map";
    }
    const auto bind = [](const QByteArray &from, const QByteArray &to) {
        return mount(from.constData(), to.constData(), nullptr, MS_BIND | MS_REC, nullptr) == 0;
    };
    if (mount(nullptr, "/", nullptr, MS_REC | MS_SLAVE, nullptr) != 0 || !bind(m_root, m_root)
        || !std::ranges::all_of(m_mounts, [&](const Mount &mount) { return bind(mount.from, mount.to); })) {
        return "mount";
    }
    // Not chroot: then /proc would show working directories with the root's path before them.
    if (chdir(m_root.constData()) != 0 || syscall(SYS_pivot_root, ".", ".") != 0 || umount2(".", MNT_DETACH) != 0) {
        return "pivot_root";
    }
    return chdir(m_folder.constData()) == 0 ? nullptr : "chdir";
}

} // namespace lockmaster
