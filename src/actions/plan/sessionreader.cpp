// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/sessionreader.h"

#include "actions/plan/row.h"
#include "actions/plan/serverfacts.h"
#include "actions/plan/statements.h"
#include "base/redact.h"

namespace lockmaster {
namespace {

std::optional<std::uint32_t> transactionId(const Row &row, const char *name)
{
    const std::optional<std::int64_t> value = row.maybe(name);
    return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

SessionKey readKey(const Row &row)
{
    return {static_cast<int>(row.integer("pid")), row.time("backend_start").value_or(ServerTime{})};
}

void readWhose(const Row &row, Session &session)
{
    session.leaderPid = static_cast<int>(row.integer("leader_pid"));
    session.databaseOid = static_cast<std::uint32_t>(row.integer("datid"));
    session.userOid = static_cast<std::uint32_t>(row.integer("usesysid"));
    session.database = row.text("datname");
    session.user = row.text("usename");
    session.application = row.text("application_name");
    session.client = row.text("client");
    session.clientPort = static_cast<int>(row.integer("client_port"));
    session.backendType = row.text("backend_type");
}

void readWhatItDoes(const Row &row, Session &session)
{
    session.state = row.isNull("state") ? SessionState::None : sessionStateFromName(row.text("state"));
    session.waitEventType = row.text("wait_event_type");
    session.waitEvent = row.text("wait_event");
    session.transactionStart = row.time("xact_start");
    session.queryStart = row.time("query_start");
    session.stateChange = row.time("state_change");
    session.backendXid = transactionId(row, "backend_xid");
    session.backendXmin = transactionId(row, "backend_xmin");
    session.query = maskStatementSecrets(row.text("query"));
}

SeenSession readSeen(const Row &row)
{
    SeenSession seen;
    seen.session.key = readKey(row);
    readWhose(row, seen.session);
    readWhatItDoes(row, seen.session);
    seen.isHidden = row.isNull("backend_start") || row.isNull("backend_type");
    seen.roleIsSuperuser = row.boolean("role_is_superuser");
    seen.isMember = row.boolean("is_member");
    seen.locksHeld = static_cast<int>(row.integer("locks_held"));
    return seen;
}

LockWait readWait(const Row &row)
{
    LockWait wait;
    wait.pid = static_cast<int>(row.integer("pid"));
    wait.lockType = row.text("locktype");
    wait.mode = row.text("mode");
    wait.object = row.text("object");
    wait.blockers = row.rows.integers(row.number, row.rows.column("blockers"));
    std::ranges::sort(wait.blockers);
    wait.blockers.erase(std::ranges::unique(wait.blockers).begin(), wait.blockers.end());
    return wait;
}

template <typename Value>
std::vector<Value> readAll(const PgRows &rows, Value (*read)(const Row &))
{
    std::vector<Value> values;
    for (int row = 0; row < rows.count(); ++row)
        values.push_back(read({rows, row}));
    return values;
}

PresentSession readPresentRow(const Row &row)
{
    return {readKey(row), sessionStateFromName(row.text("state")), row.time("query_start")};
}

} // namespace

QCoro::Task<Result<std::optional<SeenSession>>> readSession(std::shared_ptr<PgLink> link, int pid, std::stop_token stop)
{
    const Result<PgRows> rows = co_await link->query(actionQuery(QLatin1StringView("session"), {PgParam::of(pid)}),
                                                     QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    if (rows->count() == 0)
        co_return std::optional<SeenSession>{};
    co_return std::optional(readSeen({*rows, 0}));
}

QCoro::Task<Result<std::vector<SeenSession>>> readCandidates(std::shared_ptr<PgLink> link, SessionFilter filter,
                                                             std::stop_token stop)
{
    PgQuery query = actionQuery(QLatin1StringView("candidates"));
    for (const QString &parameter : filterParameters(filter))
        query.params.push_back(PgParam::of(parameter));
    const Result<PgRows> rows = co_await link->query(std::move(query), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return readAll<SeenSession>(*rows, readSeen);
}

QCoro::Task<Result<std::vector<LockWait>>> readWaits(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const Result<PgRows> rows =
        co_await link->query(actionQuery(QLatin1StringView("waits")), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return readAll<LockWait>(*rows, readWait);
}

QCoro::Task<Result<std::vector<PresentSession>>> readPresent(std::shared_ptr<PgLink> link,
                                                             std::vector<Session> sessions, QDeadlineTimer deadline,
                                                             std::stop_token stop)
{
    PgQuery query =
        actionQuery(QLatin1StringView("present"), {PgParam::of(pidArray(sessions)), PgParam::of(startArray(sessions))});
    const Result<PgRows> rows = co_await link->query(std::move(query), deadline, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return readAll<PresentSession>(*rows, readPresentRow);
}

QString namePattern(QStringView name)
{
    if (name.isEmpty())
        return {};
    QString pattern(u'^');
    for (qsizetype i = 0; i < name.size(); ++i) {
        const bool isEscaped = name[i] == u'\\' && i + 1 < name.size();
        const QChar letter = isEscaped ? name[++i] : name[i];
        if (!isEscaped && letter == u'*')
            pattern += u".*";
        else if (!isEscaped && letter == u'#')
            pattern += u"[0-9]+";
        else if (letter.unicode() < 128 && !letter.isLetterOrNumber())
            pattern += QString(u'\\') + letter;
        else
            pattern += letter;
    }
    return pattern + u'$';
}

QStringList filterParameters(const SessionFilter &filter)
{
    const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
    return {sessionStateName(filter.state),
            text(namePattern(filter.application)),
            text(filter.user),
            text(filter.database),
            text(filter.client),
            QStringLiteral("%1 s").arg(filter.olderThan.count())};
}

} // namespace lockmaster
