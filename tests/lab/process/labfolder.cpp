// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/process/labfolder.h"

#include "lab/process/serveruser.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

// Outside the namespace, as the macro demands: the files are compiled into a static library.
static void initializeFiles()
{
    Q_INIT_RESOURCE(lab);
}

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

const QString kPrefix = u"lockmaster-lab-"_s;

/// The usual temporary folder, unless a socket's name (107 bytes at most) would not fit into it.
QDir temporary()
{
    return QDir::tempPath().size() <= 50 ? QDir::temp() : QDir(u"/tmp"_s);
}

bool lockedByKeeper(const QString &folder)
{
    const int handle = open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool locked = handle >= 0 && flock(handle, LOCK_EX | LOCK_NB) != 0;
    close(handle);
    return locked;
}

} // namespace

QByteArray labFile(const QString &name)
{
    initializeFiles();
    QFile file(u":/lab/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void sweepAbandonedLabs()
{
    const QFileInfoList found = temporary().entryInfoList({kPrefix + u'*'}, QDir::Dirs);
    const QDateTime minuteAgo = QDateTime::currentDateTimeUtc().addSecs(-60); // a young one may not be locked yet
    for (const QFileInfo &folder : found) {
        if (folder.lastModified() < minuteAgo && !lockedByKeeper(folder.filePath())) {
            QDir(folder.filePath()).removeRecursively();
        }
    }
}

LabFolder::LabFolder(QString path) : m_path(std::move(path)) {}

Result<std::unique_ptr<LabFolder>> LabFolder::make(const QString &serverRoot)
{
    QByteArray path = QFile::encodeName(temporary().filePath(kPrefix + u"XXXXXX"_s));
    if (mkdtemp(path.data()) == nullptr) {
        return fail(ErrorKind::Config, u"no folder could be made in %1"_s.arg(temporary().path()));
    }
    std::unique_ptr<LabFolder> folder(new LabFolder(QFile::decodeName(path)));
    folder->m_serverRoot = serverRoot;
    if (auto kept = folder->startKeeper(); !kept) {
        return std::unexpected(kept.error());
    }
    if (auto given = giveToServerUser(folder->path()); !given) {
        return std::unexpected(given.error());
    }
    return folder;
}

LabFolder::~LabFolder()
{
    m_keeper.closeWriteChannel();
    m_keeper.waitForFinished();
}

Result<void> LabFolder::startKeeper()
{
    using Flag = QProcess::UnixProcessFlag;
    m_keeper.setUnixProcessParameters(Flag::ResetSignalHandlers | Flag::CloseFileDescriptors | Flag::CreateNewSession);
    m_keeper.setStandardErrorFile(QProcess::nullDevice());
    m_keeper.start(u"/bin/sh"_s,
                   {u"-c"_s, QString::fromUtf8(labFile(u"keeper.sh"_s)), u"lockmaster-lab-keeper"_s, m_path});
    if (!m_keeper.waitForReadyRead()) { // "kept"
        QDir().rmdir(m_path);
        return fail(ErrorKind::Config, u"the lab's keeper could not be run"_s, m_keeper.errorString());
    }
    return {};
}

Result<void> LabFolder::makeFolder(const QString &name) const
{
    const QString path = filePath(name);
    if (!QDir().mkdir(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        return fail(ErrorKind::Config, u"%1 could not be made"_s.arg(path));
    }
    return giveToServerUser(path);
}

Result<void> LabFolder::write(const QString &name, const QByteArray &content) const
{
    QFile file(filePath(name));
    if (!file.open(QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner)
        || file.write(content) != content.size()) {
        return fail(ErrorKind::Config, u"%1 could not be written"_s.arg(file.fileName()), file.errorString());
    }
    return giveToServerUser(file.fileName());
}

} // namespace lockmaster
