// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/postgres/postgrestools.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

const QString kVersions = u"/usr/lib/postgresql"_s;

QString pathOf(const QString &program, int version)
{
    return u"%1/%2/bin/%3"_s.arg(kVersions, QString::number(version), program);
}

} // namespace

int postgresVersion(const QString &root)
{
    int highest = 0;
    for (const QString &name : QDir(root + kVersions).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (QFileInfo(root + pathOf(u"postgres"_s, name.toInt())).isExecutable()) {
            highest = std::max(highest, name.toInt());
        }
    }
    return highest;
}

QString postgresTool(const QString &program, const QString &root)
{
    const int version = postgresVersion(root);
    return version > 0 ? pathOf(program, version) : program;
}

} // namespace lockmaster
