// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/postgrestools.h"

#include <QDir>
#include <QFileInfo>

namespace lockmaster {

using namespace Qt::StringLiterals;

QString postgresTool(const QString &program)
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    QString newest = program;
    int highest = 0;
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = versions.filePath(version + u"/bin/"_s + program);
        if (version.toInt() > highest && QFileInfo(path).isExecutable()) {
            highest = version.toInt();
            newest = path;
        }
    }
    return newest;
}

} // namespace lockmaster
