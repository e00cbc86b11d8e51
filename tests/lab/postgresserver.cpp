// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/postgresserver.h"

#include "lab/ports.h"
#include "lab/postgrestools.h"
#include "lab/processes.h"

#include <QFile>

#include <csignal>

namespace lockmaster {

using namespace std::chrono_literals;

PostgresServer::PostgresServer(const LabFolder &folder, QString name)
    : m_folder(folder)
    , m_name(std::move(name))
    , m_port(freePort())
{
}

Result<void> PostgresServer::create(const PgSettings &settings)
{
    const QString options = QStringLiteral("--no-sync --no-instructions --locale=C.UTF-8 --encoding=UTF8 --wal-segsize=1 "
                                           "--auth=trust --username=lab_admin");
    return m_folder.makeFolder(m_name)
        .and_then([&] {
            return runTool({postgresTool(QStringLiteral("initdb")),
                            options.split(u' ') << QStringLiteral("--pgdata=") + data(), home(), {}});
        })
        .and_then([&] { return m_folder.write(m_name + QStringLiteral("/data/postgresql.conf"), labFile(QStringLiteral("postgresql.conf"))); })
        .and_then([&] { return writeHba(labFile(QStringLiteral("pg_hba.conf"))); })
        .and_then([&] { return configure(settings); });
}

Result<void> PostgresServer::startCopy(const PostgresServer &primary, const QString &replicatorPassword)
{
    const QString slot = QString(m_name).replace(u'-', u'_');
    const QString source = QStringLiteral("host=127.0.0.1 port=%1 user=replicator password=%2 sslmode=disable application_name=%3")
                               .arg(QString::number(primary.port()), conninfoValue(replicatorPassword), slot);
    return m_folder.makeFolder(m_name).and_then([&] {
        return m_copy.start({postgresTool(QStringLiteral("pg_basebackup")),
                             {QStringLiteral("--pgdata=") + data(), QStringLiteral("--dbname=") + source,
                              QStringLiteral("--no-sync"), QStringLiteral("--checkpoint=fast"),
                              QStringLiteral("--write-recovery-conf"), QStringLiteral("--create-slot"),
                              QStringLiteral("--slot=") + slot},
                             home(), {}});
    });
}

Result<void> PostgresServer::finishCopy(const PgSettings &settings)
{
    if (!m_copy.waitForExit(30s) || !m_copy.succeeded()) {
        return fail(ErrorKind::Config, QStringLiteral("%1 could not be copied").arg(m_name), m_copy.output());
    }
    return configure(settings);
}

Result<void> PostgresServer::launch()
{
    const ServerCommand command{postgresTool(QStringLiteral("postgres")), {QStringLiteral("-D"), data()}, data(), logFile()};
    QFile::remove(data() + QStringLiteral("/postmaster.pid")); // of one that was killed
    return m_process.start(command);
}

Result<void> PostgresServer::start()
{
    return launch().and_then([this]() -> Result<void> {
        waitUntil([this] { return isReady() || !m_process.isRunning(); }, 30s);
        if (!isReady()) {
            return fail(ErrorKind::Starting, QStringLiteral("%1 did not start").arg(m_name), lastLines(logFile()));
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
        return fail(ErrorKind::Timeout, QStringLiteral("%1 did not stop").arg(m_name), lastLines(logFile()));
    }
    return {};
}

void PostgresServer::kill()
{
    m_process.signal(SIGKILL);
    m_process.waitForExit(5s);
    waitUntil([this] {
        const std::vector<pid_t> orphans = processesIn(data());
        signalAll(orphans, SIGKILL);
        return orphans.empty();
    }, 5s);
}

Result<void> PostgresServer::promote()
{
    return exec(QStringLiteral("SELECT pg_promote(true, 20)")).and_then([this](const SqlTable &answer) -> Result<void> {
        if (answer.front().front() != u"t") {
            return fail(ErrorKind::Timeout, QStringLiteral("%1 was not promoted").arg(m_name), lastLines(logFile()));
        }
        return {};
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
    const QString conninfo =
        QStringLiteral("host=%1 port=%2 user=lab_admin dbname=%3 application_name=lab connect_timeout=10 "
                       "options='-c synchronous_commit=local -c statement_timeout=30s'")
            .arg(conninfoValue(home()), QString::number(m_port), database);
    return runSql(conninfo, sql);
}

QString PostgresServer::value(const QString &sql) const
{
    const Result<SqlTable> answer = exec(sql);
    return answer && !answer->empty() ? answer->front().value(0) : QString();
}

bool PostgresServer::isReady() const
{
    QFile lock(data() + QStringLiteral("/postmaster.pid")); // its eighth line is the postmaster's state
    if (!lock.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QList<QByteArray> lines = lock.readAll().split('\n');
    return lines.size() >= 8 && lines.front().toInt() == pid() && lines[7].trimmed() == "ready";
}

} // namespace lockmaster
