// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that does not answer holds up the connection that needs a file of it, and nothing else on its thread.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

#include "harness/testprogram.h"
#include "lab/watch/monitored.h"
#include "link/redis/redislink.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A file that nobody can open for a while: the kernel lets them wait for a lease to be given back.
class HeldFile
{
public:
    HeldFile(const QString &path, std::chrono::milliseconds time)
        : m_file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC))
        , m_isHeld(::fcntl(m_file, F_SETLEASE, F_WRLCK) == 0)
        , m_end([this, time] {
            std::this_thread::sleep_for(time);
            ::close(m_file);
        })
    {
    }
    ~HeldFile() { m_end.join(); }
    HeldFile(const HeldFile &) = delete;
    HeldFile &operator=(const HeldFile &) = delete;

    [[nodiscard]] bool isHeld() const { return m_isHeld; }

private:
    int m_file;
    bool m_isHeld;
    std::thread m_end;
};

/// The longest time in which this thread did nothing else.
class Heartbeat
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.start(10ms);
        m_since.start();
    }
    qint64 longestPause()
    {
        beat();
        return m_longest;
    }

private:
    void beat() { m_longest = std::max(m_longest, m_since.restart()); }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

constexpr qint64 kNotHeldUp = 400; ///< ms, also on a busy machine

} // namespace

class TestSlowDisk : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Lab> m_lab;

private Q_SLOTS:
    void initTestCase()
    {
        std::signal(SIGIO, SIG_IGN); // somebody wants to open a file with a lease
        m_lab = std::make_unique<Lab>(LabOptions{.parts = LabPart::Postgres});
        QVERIFY(m_lab->start());
    }
    void cleanupTestCase() { m_lab.reset(); }

    void passwordFileIsWaitedForAside()
    {
        PgLink link(withPassfile());
        const HeldFile held(passfile(), 1000ms);
        QVERIFY(held.isHeld());
        Heartbeat heart;
        const Result<void> opened = QCoro::waitFor(link.open(QDeadlineTimer(10s), {}));
        QVERIFY2(heart.longestPause() < kNotHeldUp, QByteArray::number(heart.longestPause()));
        QVERIFY2(opened, opened ? "" : opened.error().text.toUtf8());
    }

    void passwordFileIsNotWaitedForLonger()
    {
        PgLink link(withPassfile());
        const HeldFile held(passfile(), 1500ms);
        QVERIFY(held.isHeld());
        QElapsedTimer took;
        took.start();
        const Result<void> opened = QCoro::waitFor(link.open(QDeadlineTimer(500ms), {}));
        QVERIFY2(took.elapsed() < 1200, QByteArray::number(took.elapsed()));
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Timeout);
        QVERIFY2(opened.error().text.contains(u"The disk that has the password file"), opened.error().text.toUtf8());
    }

    void certificatesAreWaitedForAside()
    {
        const QString path = write(u"client.crt"_s, "no certificate");
        RedisLinkOptions options;
        options.parameters = {{u"host"_s, u"127.0.0.1"_s},
                              {u"port"_s, u"1"_s},
                              {u"sslmode"_s, u"require"_s},
                              {u"sslcert"_s, path},
                              {u"sslkey"_s, u"no"_s}};
        RedisLink link(options);
        const HeldFile held(path, 1000ms);
        QVERIFY(held.isHeld());
        Heartbeat heart;
        const Result<void> opened = QCoro::waitFor(link.open(QDeadlineTimer(10s), {}));
        QVERIFY2(heart.longestPause() < kNotHeldUp, QByteArray::number(heart.longestPause()));
        QVERIFY(!opened);
        QVERIFY2(opened.error().text.contains(u"The file of sslcert holds no certificate"),
                 opened.error().text.toUtf8());
    }

private:
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            return {};
        return file.fileName();
    }
    [[nodiscard]] QString passfile() const { return m_folder.filePath(u"passfile"_s); }
    PgLinkOptions withPassfile()
    {
        PgLinkOptions options;
        options.parameters = {
            {u"host"_s, u"127.0.0.1"_s},
            {u"port"_s, QString::number(m_lab->primary().port())},
            {u"dbname"_s, u"orders"_s},
            {u"user"_s, u"lockmaster"_s},
            {u"sslmode"_s, u"disable"_s},
            {u"passfile"_s, write(u"passfile"_s, "*:*:*:*:" + m_lab->password(u"lockmaster"_s).toUtf8())}};
        return options;
    }
};

LOCKMASTER_TEST(TestSlowDisk)
#include "tst_slowdisk.moc"
