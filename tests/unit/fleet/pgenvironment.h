// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of connection parameters see none of the machine's own: no PG variables, an empty home.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>

class PgEnvironment
{
public:
    PgEnvironment()
    {
        for (const QString &name : QProcessEnvironment::systemEnvironment().keys())
            if (name.startsWith(u"PG"))
                qunsetenv(name.toUtf8().constData());
        qputenv("HOME", m_home.path().toUtf8());
        qputenv("PGSYSCONFDIR", m_home.path().toUtf8());
    }

    [[nodiscard]] QString path(const QString &name) const { return m_home.filePath(name); }

    [[nodiscard]] bool write(const QString &name, const QByteArray &text) const
    {
        QDir(m_home.path()).mkpath(QFileInfo(name).path());
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

private:
    QTemporaryDir m_home;
};
