// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lab's temporary folder and its keeper: a process that outlives this one, however it ends, kills every server and
// removes the folder. The destructor lets it do so and waits.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <memory>

#include "base/result.h"

namespace lockmaster {

class LabFolder
{
public:
    /// `serverRoot`: see LabOptions.
    static Result<std::unique_ptr<LabFolder>> make(const QString &serverRoot = {});
    ~LabFolder();
    LabFolder(const LabFolder &) = delete;
    LabFolder &operator=(const LabFolder &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QString &serverRoot() const { return m_serverRoot; }
    [[nodiscard]] QString filePath(const QString &name) const { return m_path + u'/' + name; }

    /// A new sub-folder, or a file with `content`, that only the servers' user can read.
    Result<void> makeFolder(const QString &name) const;
    Result<void> write(const QString &name, const QByteArray &content) const;

private:
    explicit LabFolder(QString path);
    Result<void> startKeeper();

    QString m_path;
    QString m_serverRoot;
    QProcess m_keeper;
};

/// A file of the lab's own: "shop.sql", "pg_hba.conf".
QByteArray labFile(const QString &name);

/// Removes the folders of labs whose keeper was killed too. A folder that is kept is locked by its keeper.
void sweepAbandonedLabs();

} // namespace lockmaster
