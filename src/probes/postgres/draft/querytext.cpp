// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/draft/querytext.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QMap>

namespace lockmaster {
namespace {

using Versions = QMap<int, QByteArray>; // by first major version

/// Without its comments, which are for people who read the file: the server keeps what a session runs, and shows it.
QByteArray statementOf(QFile &file)
{
    QByteArray statement;
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        if (!line.trimmed().startsWith("--"))
            statement += line;
    }
    return statement.trimmed();
}

QHash<QString, Versions> readAll()
{
    QHash<QString, Versions> queries;
    const QDir folder(QStringLiteral(":/queries"));
    for (const QString &fileName : folder.entryList({QStringLiteral("*_from_*.sql")}, QDir::Files)) {
        const QString base = fileName.chopped(4);
        const qsizetype from = base.lastIndexOf(QStringLiteral("_from_"));
        QFile file(folder.filePath(fileName));
        if (file.open(QFile::ReadOnly))
            queries[base.first(from)].insert(base.sliced(from + 6).toInt(), statementOf(file));
    }
    return queries;
}

} // namespace

QByteArray queryText(const QString &name, int versionNumber)
{
    static const QHash<QString, Versions> queries = readAll();
    const Versions versions = queries.value(name);
    if (versions.isEmpty())
        return {};
    auto found = versions.upperBound(versionNumber / 10000);
    return found == versions.begin() ? versions.first() : std::prev(found).value();
}

} // namespace lockmaster
