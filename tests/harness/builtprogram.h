// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where things of this build are, told by the build folder this test lies in: a path compiled in would keep clones
// from sharing the compiler cache.
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace lockmaster {

/// The build folder.
inline QDir buildFolder()
{
    QDir folder(QCoreApplication::applicationDirPath());
    while (!folder.exists(QStringLiteral("CMakeCache.txt")) && folder.cdUp()) {
    }
    return folder;
}

/// A program by its path in the build folder, e.g. "app/lockmaster".
inline QString builtProgram(const QString &path)
{
    return buildFolder().filePath(path);
}

/// The clone that was built.
inline QString sourceFolder()
{
    QFile cache(buildFolder().filePath(QStringLiteral("CMakeCache.txt")));
    if (!cache.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(cache.readAll());
    return text.section(QStringLiteral("\nCMAKE_HOME_DIRECTORY:INTERNAL="), 1).section(u'\n', 0, 0);
}

} // namespace lockmaster
