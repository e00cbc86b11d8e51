// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/postgres/postgresserver.h"

#include "lab/postgres/postgrestools.h"
#include "lab/process/ports.h"
#include "lab/process/processes.h"

#include <QDir>
#include <QFile>

#include <csignal>

namespace lockmaster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

PostgresServer::PostgresServer(const LabFolder &folder, QString name)
    : m_folder(folder), m_name(std::move(name)), m_port(freePort())
{
}

Result<void> PostgresServer::create(const PgSettings &settings)
{
    const QString options = u"--no-sync --locale=C.UTF-8 --encoding=UTF8 --wal-segsize=1 "
                            "--auth=trust --username=lab_admin"_s;
    return m_folder.makeFolder(m_name)
        .and_then([&] {
            return runTool({postgresTool(u"initdb"_s, m_folder.serverRoot()),
                            options.split(u' ') << u"--pgdata="_s + data(),
                            home(),
                            {},
                            m_folder.serverRoot()});
        })
        .and_then([&] { return m_folder.write(m_name + u"/data/postgresql.conf"_s, labFile(u"postgresql.conf"_s)); })
        .and_then([&] { return writeHba(labFile(u"pg_hba.conf"_s)); })
        .and_then([&] { return configure(settings); });
}

QString PostgresServer::replicationConninfo(const QString &password, const QString &applicationName) const
{
    return u"host=127.0.0.1 port=%1 user=replicator password=%2 sslmode=disable application_name=%3"_s.arg(
        QString::number(m_port), conninfoValue(password), applicationName);
}

Result<void> PostgresServer::startCopy(const PostgresServer &primary, const QString &replicatorPassword)
{
    QDir(data()).removeRecursively();
    const QString source = primary.replicationConninfo(replicatorPassword, slot());
    return (QDir(home()).exists() ? Result<void>() : m_folder.makeFolder(m_name)).and_then([&] {
        return m_copy.start({postgresTool(u"pg_basebackup"_s, m_folder.serverRoot()),
                             {u"--pgdata="_s + data(), u"--dbname="_s + source, u"--no-sync"_s, u"--checkpoint=fast"_s},
                             home(),
                             {},
                             m_folder.serverRoot()});
    });
}

Result<void> PostgresServer::finishCopy(const PostgresServer &upstream, const QString &replicatorPassword,
                                        const PgSettings &settings)
{
    if (!m_copy.waitForExit(30s) || !m_copy.succeeded()) {
        return fail(ErrorKind::Config, u"%1 could not be copied"_s.arg(m_name), m_copy.output());
    }
    PgSettings all = settings;
    all[u"primary_conninfo"_s] = upstream.replicationConninfo(replicatorPassword, slot());
    all[u"primary_slot_name"_s] = slot();
    return configure(all)
        .and_then([&] { return m_folder.write(m_name + u"/data/standby.signal"_s, {}); })
        .and_then([&] {
            return upstream.exec(u"SELECT pg_create_physical_replication_slot(%1, true) WHERE NOT EXISTS "
                                 "(SELECT FROM pg_replication_slots WHERE slot_name = %1)"_s.arg(quoted(slot())));
        })
        .transform([](const SqlTable &) {});
}

Result<void> PostgresServer::launch()
{
    const ServerCommand command{postgresTool(u"postgres"_s, m_folder.serverRoot()),
                                {u"-D"_s, data()},
                                data(),
                                logFile(),
                                m_folder.serverRoot()};
    QFile::remove(data() + u"/postmaster.pid"_s); // of one that was killed
    return m_process.start(command);
}

Result<void> PostgresServer::start()
{
    return launch().and_then([this]() -> Result<void> {
        waitUntil([this] { return isReady() || !m_process.isRunning(); }, 30s);
        if (!isReady()) {
            return fail(ErrorKind::Starting, u"%1 did not start"_s.arg(m_name), lastLines(logFile()));
        }
        return {};
    });
}

Result<void> PostgresServer::stop(StopMode mode)
{
    static const QMap<StopMode, int> signals = {
        {StopMode::Smart, SIGTERM}, {StopMode::Fast, SIGINT}, {StopMode::Immediate, SIGQUIT}};
    m_process.signal(signals.value(mode));
    if (!m_process.waitForExit(20s)) {
        return fail(ErrorKind::Timeout, u"%1 did not stop"_s.arg(m_name), lastLines(logFile()));
    }
    return {};
}

void PostgresServer::kill()
{
    m_process.signal(SIGKILL);
    m_process.waitForExit(5s);
    waitUntil(
        [this] {
            const std::vector<pid_t> orphans = processesIn(data());
            signalAll(orphans, SIGKILL);
            return orphans.empty();
        },
        5s);
}

Result<void> PostgresServer::promote()
{
    return exec(u"SELECT pg_promote(true, 20)"_s).and_then([this](const SqlTable &answer) -> Result<void> {
        if (answer.front().front() != u"t") {
            return fail(ErrorKind::Timeout, u"%1 was not promoted"_s.arg(m_name), lastLines(logFile()));
        }
        return {};
    });
}

Result<void> PostgresServer::ageTo(int segment)
{
    constexpr int kSegmentBytes = 256 * 1024;
    const QString status = u"%1"_s.arg(segment, 4, 16, QChar(u'0')).toUpper(); // pg_resetwal does not make it
    return m_folder.write(m_name + u"/data/pg_xact/"_s + status, QByteArray(kSegmentBytes, '\0')).and_then([&] {
        return runTool({postgresTool(u"pg_resetwal"_s, m_folder.serverRoot()),
                        {u"-x"_s, QString::number(std::int64_t(segment) << 20), data()},
                        home(),
                        {},
                        m_folder.serverRoot()});
    });
}

void PostgresServer::suspend()
{
    lockmaster::suspend(pid()); // first: no backend is born after the others were counted
    signalAll(processesIn(data()), SIGSTOP);
}

void PostgresServer::resume()
{
    signalAll(processesIn(data()), SIGCONT);
}

Result<SqlTable> PostgresServer::exec(const QString &sql, const QString &database) const
{
    const QString conninfo = u"host=%1 port=%2 user=lab_admin dbname=%3 application_name=lab connect_timeout=10 "
                             "options='-c synchronous_commit=local -c statement_timeout=30s'"_s.arg(
                                 conninfoValue(home()), QString::number(m_port), database);
    return runSql(conninfo, sql);
}

QString PostgresServer::value(const QString &sql) const
{
    const Result<SqlTable> answer = exec(sql);
    return answer && !answer->empty() ? answer->front().value(0) : QString();
}

bool PostgresServer::isReady() const
{
    QFile lock(data() + u"/postmaster.pid"_s); // its eighth line is the postmaster's state
    if (!lock.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QList<QByteArray> lines = lock.readAll().split('\n');
    return lines.size() >= 8 && lines.front().toInt() == pid() && lines[7].trimmed() == "ready";
}

} // namespace lockmaster
