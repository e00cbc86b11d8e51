// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/journal/journalfile.h"

#include "actions/journal/sealedline.h"
#include "actions/plan/actiontext.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace lockmaster {
namespace {

class Descriptor
{
public:
    Descriptor(const QString &path, int flags) : m_fd(::open(QFile::encodeName(path).constData(), flags, 0600)) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isPlainFile() const
    {
        struct stat status{};
        return m_fd >= 0 && ::fstat(m_fd, &status) == 0 && S_ISREG(status.st_mode);
    }

private:
    int m_fd;
};

std::unexpected<Error> cannotWrite(const QString &path)
{
    return fail(ErrorKind::Config, ActionText::tr("The action journal %1 cannot be written.").arg(path),
                QString::fromLocal8Bit(std::strerror(errno)));
}

Result<void> makeFolder(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    if (!QDir().mkpath(QFileInfo(folder).absolutePath()))
        return cannotWrite(folder);
    if (::mkdir(path.constData(), 0700) != 0 && errno != EEXIST)
        return cannotWrite(folder);
    struct stat status{};
    if (::lstat(path.constData(), &status) != 0)
        return cannotWrite(folder);
    if (!S_ISDIR(status.st_mode) || ::chmod(path.constData(), 0700) != 0)
        return cannotWrite(folder);
    return {};
}

/// Another console that keeps the lock for longer has been stopped; waiting for it would stop all monitoring here.
bool lockSoon(int fd)
{
    constexpr std::chrono::milliseconds kBetweenTries{10};
    const QDeadlineTimer deadline(std::chrono::seconds(1));
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if ((errno != EWOULDBLOCK && errno != EINTR) || deadline.hasExpired())
            return false;
        std::this_thread::sleep_for(kBetweenTries);
    }
    return true;
}

bool writeAll(int fd, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(fd, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += written;
    }
    return true;
}

bool syncFolder(const QString &folder)
{
    const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return descriptor.get() >= 0 && ::fsync(descriptor.get()) == 0;
}

Result<QByteArray> readFile(const QString &path)
{
    const Descriptor descriptor(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    QFile file;
    if (!descriptor.isPlainFile() || !file.open(descriptor.get(), QIODevice::ReadOnly))
        return fail(ErrorKind::Config, ActionText::tr("The action journal %1 cannot be read.").arg(path));
    return file.readAll();
}

QList<QByteArray> linesOf(const QByteArray &text)
{
    QList<QByteArray> lines = text.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

/// The end of a file, with its last line at least; a month of lines is long.
Result<QByteArray> readEnd(const QString &path)
{
    constexpr qint64 kBlock = qint64(64) << 10;
    const Descriptor descriptor(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    QFile file;
    if (!descriptor.isPlainFile() || !file.open(descriptor.get(), QIODevice::ReadOnly))
        return fail(ErrorKind::Config, ActionText::tr("The action journal %1 cannot be read.").arg(path));
    QByteArray end;
    // The line feed that ends the last line is not the one before it.
    while (end.size() < file.size() && end.chopped(end.isEmpty() ? 0 : 1).lastIndexOf('\n') < 0) {
        const qint64 from = std::max(file.size() - qint64(end.size()) - kBlock, qint64(0));
        file.seek(from);
        end.prepend(file.read(file.size() - qint64(end.size()) - from));
    }
    return end;
}

/// What the next line has to follow: the last line, and whether a crash left it without its line feed.
struct Tail {
    Seal seal;
    bool isTorn = false;
};

Result<Tail> tailOf(const QString &folder, const QStringList &files)
{
    if (files.isEmpty())
        return Tail{};
    const Result<QByteArray> text = readEnd(folder + u'/' + files.last());
    if (!text)
        return std::unexpected(text.error());
    const QList<QByteArray> lines = linesOf(*text);
    // A file is created and filled in two steps: an empty one follows the month before it.
    if (lines.isEmpty())
        return tailOf(folder, files.first(files.size() - 1));
    return Tail{sealOf(lines.last()), !text->endsWith('\n')};
}

QString fileNameAt(WallTime now)
{
    const auto day = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(now));
    return QStringLiteral("actions-%1-%2.jsonl")
        .arg(static_cast<int>(day.year()), 4, 10, QLatin1Char('0'))
        .arg(static_cast<unsigned>(day.month()), 2, 10, QLatin1Char('0'));
}

} // namespace

JournalFile::JournalFile(QString folder) : m_folder(std::move(folder)) {}

Result<void> JournalFile::append(QJsonObject entry, WallTime now, Durability durability)
{
    if (const Result<void> made = makeFolder(m_folder); !made)
        return made;
    const Descriptor lock(m_folder + QStringLiteral("/lock"), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC);
    if (!lock.isPlainFile() || !lockSoon(lock.get()))
        return cannotWrite(m_folder);
    const Result<Tail> tail = tailOf(m_folder, files());
    if (!tail)
        return std::unexpected(tail.error());
    // When the clock went back over the end of a month, the newest file goes on: the order of lines is the truth.
    const QString name = files().isEmpty() ? fileNameAt(now) : std::max(files().last(), fileNameAt(now));
    const QString path = m_folder + u'/' + name;
    const Descriptor file(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC);
    if (!file.isPlainFile())
        return cannotWrite(path);
    const QByteArray line = (tail->isTorn ? "\n" : "") + sealedLine(std::move(entry), tail->seal) + '\n';
    if (!writeAll(file.get(), line))
        return cannotWrite(path);
    if (durability == Durability::Synced && (::fdatasync(file.get()) != 0 || !syncFolder(m_folder)))
        return cannotWrite(path);
    return {};
}

QStringList JournalFile::files() const
{
    return QDir(m_folder).entryList({QStringLiteral("actions-*.jsonl")}, QDir::Files, QDir::Name);
}

Result<std::optional<JournalFile::BrokenLine>> JournalFile::firstBrokenLine() const
{
    Seal before;
    for (const QString &name : files()) {
        const Result<QByteArray> text = readFile(m_folder + u'/' + name);
        if (!text)
            return std::unexpected(text.error());
        int number = 0;
        for (const QByteArray &line : linesOf(*text)) {
            ++number;
            if (const auto reason = brokenSeal(line, before))
                return BrokenLine{name, number, *reason};
            before = sealOf(line);
        }
    }
    return std::nullopt;
}

Result<std::vector<QJsonObject>> JournalFile::entries(WallTime since) const
{
    const auto from = std::chrono::floor<std::chrono::milliseconds>(since).time_since_epoch().count();
    std::vector<QJsonObject> entries;
    for (const QString &name : files()) {
        const QString path = m_folder + u'/' + name;
        if (QFileInfo(path).lastModified(QTimeZone::UTC).toMSecsSinceEpoch() < from)
            continue;
        const Result<QByteArray> text = readFile(path);
        if (!text)
            return std::unexpected(text.error());
        for (const QByteArray &line : linesOf(*text)) {
            if (const auto entry = entryOf(line))
                entries.push_back(*entry);
        }
    }
    return entries;
}

} // namespace lockmaster
