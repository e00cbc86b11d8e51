// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/sessionsprobe.h"

#include <QtEndian>
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/redact.h"
#include "base/text.h"

namespace lockmaster {
namespace {

// A backend takes the time of its state change a moment before others can read it.
constexpr std::chrono::milliseconds kMargin{1000};

// Some things change without a new state_change: an application name set by a function, the query id of a statement
// that waits while it is analysed.
constexpr std::chrono::minutes kAllEvery{1};

// Columns of sessions_from_*.sql, in its order.
enum SessionColumn {
    kPid,
    kBackendStart,
    kPids,
    kIsFull,
    kWaitEventType,
    kWaitEvent,
    kTransactionStart,
    kBackendXid,
    kBackendXmin,
    kState,
    kQueryStart,
    kStateChange,
    kDatabaseOid,
    kUserOid,
    kApplication,
    kClient,
    kClientPort,
    kBackendType,
    kLeaderPid,
    kTls,
    kQueryId,
    kQuery,
    kColumns,
};

bool asksForAll(const PostgresDraft &draft)
{
    return draft.wantAll || !draft.previous || draft.previous->serverNow - draft.allTaken >= kAllEvery;
}

using Known = std::unordered_map<int, SessionPtr>;

Known knownSessions(const PostgresDraft &draft)
{
    Known known;
    if (!draft.previous)
        return known;
    known.reserve(draft.previous->sessions.size());
    for (const SessionPtr &session : draft.previous->sessions)
        known.emplace(session->key.pid, session);
    return known;
}

std::optional<std::uint32_t> transactionId(const PgRows &rows, int row, int column)
{
    if (rows.isNull(row, column))
        return {};
    return static_cast<std::uint32_t>(rows.integer(row, column));
}

QString nameOf(const QHash<quint32, PostgresNames::Entry> &names, std::uint32_t oid, bool &missing)
{
    if (oid == 0)
        return {};
    const auto found = names.constFind(oid);
    if (found != names.constEnd())
        return found->name;
    missing = true;
    return QStringLiteral("oid %1").arg(oid);
}

SessionState stateOf(const PgRows &rows, int row, const Session &session)
{
    const QString state = rows.text(row, kState);
    if (!state.isEmpty())
        return sessionStateFromName(state);
    return session.backendType.isEmpty() ? SessionState::Hidden : SessionState::None;
}

// Everything that cannot change without a new state_change.
void readFull(const PgRows &rows, int row, PostgresDraft &draft, Session &session)
{
    session.databaseOid = static_cast<std::uint32_t>(rows.integer(row, kDatabaseOid));
    session.userOid = static_cast<std::uint32_t>(rows.integer(row, kUserOid));
    session.database = nameOf(draft.names.databases, session.databaseOid, draft.namesMissing);
    session.user = nameOf(draft.names.roles, session.userOid, draft.namesMissing);
    session.application = rows.text(row, kApplication);
    session.backendType = rows.text(row, kBackendType);
    session.state = stateOf(rows, row, session);
    session.clientPort = static_cast<int>(rows.integer(row, kClientPort));
    const bool overSocket = session.clientPort == -1;
    session.client = overSocket ? QStringLiteral("local") : rows.text(row, kClient);
    session.queryStart = rows.time(row, kQueryStart);
    session.stateChange = rows.time(row, kStateChange);
    session.leaderPid = static_cast<int>(rows.integer(row, kLeaderPid));
    session.encrypted = rows.boolean(row, kTls);
    session.queryId = rows.integer(row, kQueryId);
    DecodedText query = decodeUtf8(rows.bytes(row, kQuery));
    session.queryHadInvalidBytes = query.hadInvalidBytes;
    session.query = session.state == SessionState::Hidden ? QString() : maskStatementSecrets(query.text);
}

void readMoving(const PgRows &rows, int row, Session &session)
{
    session.waitEventType = rows.text(row, kWaitEventType);
    session.waitEvent = rows.text(row, kWaitEvent);
    session.transactionStart = rows.time(row, kTransactionStart);
    session.backendXid = transactionId(rows, row, kBackendXid);
    session.backendXmin = transactionId(rows, row, kBackendXmin);
}

// Null when the row is a difference to a session that we do not know: then everything is asked for next time.
SessionPtr readSession(const PgRows &rows, int row, const Known &known, PostgresDraft &draft)
{
    const SessionKey key{static_cast<int>(rows.integer(row, kPid)),
                         rows.time(row, kBackendStart).value_or(ServerTime{})};
    Session session;
    const auto before = known.find(key.pid);
    const bool isKnown = before != known.end() && before->second->key == key;
    if (rows.boolean(row, kIsFull)) {
        session.key = key;
        readFull(rows, row, draft, session);
    } else if (isKnown) {
        session = *before->second;
    } else {
        return {};
    }
    readMoving(rows, row, session);
    if (isKnown && *before->second == session)
        return before->second;
    return std::make_shared<const Session>(std::move(session));
}

std::vector<int> pidsOf(QByteArrayView bytes)
{
    constexpr qsizetype kSize = sizeof(qint32);
    std::vector<int> pids;
    pids.reserve(static_cast<std::size_t>(bytes.size() / kSize));
    for (; bytes.size() >= kSize; bytes = bytes.sliced(kSize))
        pids.push_back(qFromBigEndian<qint32>(bytes.data()));
    return pids;
}

// Sessions without a row of their own are as they were.
void addQuiet(const std::vector<int> &pids, const std::unordered_set<int> &told, const Known &known,
              PostgresDraft &draft)
{
    for (const int pid : pids) {
        if (told.contains(pid))
            continue;
        if (const auto found = known.find(pid); found != known.end())
            draft.next.sessions.push_back(found->second);
        else
            draft.wantAll = true;
    }
}

LockWait readWait(const PgRows &rows, int row)
{
    LockWait wait;
    wait.pid = static_cast<int>(rows.integer(row, kPid));
    wait.blockers = rows.integers(row, kPids);
    std::ranges::sort(wait.blockers); // parallel workers can repeat a pid
    const auto repeats = std::ranges::unique(wait.blockers);
    wait.blockers.erase(repeats.begin(), repeats.end());
    return wait;
}

} // namespace

QString SessionsProbe::name() const
{
    return QStringLiteral("sessions");
}

std::chrono::milliseconds SessionsProbe::cadence() const
{
    return {};
}

std::optional<PgQuery> SessionsProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft,
                         {asksForAll(draft) ? PgParam::null() : PgParam::of(draft.previous->serverNow - kMargin)});
}

Result<void> SessionsProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    if (rows.count() < 1 || rows.columns() != kColumns || !rows.isNull(0, kPid))
        return fail(ErrorKind::Protocol,
                    QStringLiteral("The server's list of sessions has another shape than asked for"));
    const Known known = knownSessions(draft);
    PostgresState &next = draft.next;
    const bool hasAll = asksForAll(draft);
    next.serverNow = rows.time(0, kBackendStart).value_or(ServerTime{});
    next.nextTransaction = transactionId(rows, 0, kBackendXid);
    if (hasAll)
        draft.allTaken = next.serverNow;
    next.sessions.clear();
    next.lockWaits.clear();
    // When the server's clock went back, changes since look older than the last answer and were left out of this one.
    draft.wantAll = !hasAll && next.serverNow < draft.previous->serverNow;
    std::unordered_set<int> told;
    for (int row = 1; row < rows.count(); ++row) {
        told.insert(static_cast<int>(rows.integer(row, kPid)));
        if (SessionPtr session = readSession(rows, row, known, draft))
            next.sessions.push_back(std::move(session));
        else
            draft.wantAll = true;
        if (!rows.isNull(row, kPids))
            next.lockWaits.push_back(readWait(rows, row));
    }
    addQuiet(pidsOf(rows.bytes(0, kPids)), told, known, draft);
    std::erase_if(next.lockWaits, [](const LockWait &wait) { return wait.blockers.empty(); });
    std::ranges::sort(next.sessions, {}, [](const SessionPtr &session) { return session->key; });
    return {};
}

// What was seen before is not of now: no state comes of this sample.
void SessionsProbe::forget(PostgresDraft &draft) const
{
    draft.next.sessions.clear();
    draft.next.lockWaits.clear();
}

} // namespace lockmaster
