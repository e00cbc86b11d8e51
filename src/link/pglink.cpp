// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/pglink.h"

#include <QDateTime>
#include <QTimeZone>
#include <QScopeGuard>
#include <algorithm>
#include <array>
#include <libpq-fe.h>
#include <utility>

#include "base/redact.h"
#include "base/text.h"
#include "link/pgbouncererror.h"
#include "link/pgerror.h"
#include "link/socketbytes.h"
#include "link/resolveplaces.h"

namespace lockmaster {
namespace {

// Everything of the parameter set but where to connect to: that is decided here, one address at a time, since libpq
// would resolve names and try hosts by itself, and block while it does.
constexpr std::array kOwnKeywords{u"host", u"hostaddr", u"port", u"password", u"connect_timeout"};

// A silent peer is noticed within about 4 s: keepalives while waiting, TCP_USER_TIMEOUT while sending. GSSAPI
// would block on the network, as encryption and as authentication. Each can be overridden by the target.
constexpr std::array<std::pair<const char *, const char *>, 8> kDefaults{{
    {"client_encoding", "UTF8"},
    {"gssencmode", "disable"},
    {"require_auth", "!gss,!sspi"},
    {"keepalives", "1"},
    {"keepalives_idle", "1"},
    {"keepalives_interval", "1"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "3000"},
}};

// Of one call: the largest answer expected is that of some thousand sessions, two megabytes.
constexpr std::uint64_t kMostBytes = std::uint64_t(64) << 20;

class ConnectionParameters
{
public:
    void set(QByteArray keyword, QByteArray value)
    {
        m_keywords.push_back(std::move(keyword));
        m_values.push_back(std::move(value));
    }
    pg_conn *start() const
    {
        std::vector<const char *> keywords;
        std::vector<const char *> values;
        for (std::size_t i = 0; i < m_keywords.size(); ++i) {
            keywords.push_back(m_keywords[i].constData());
            values.push_back(m_values[i].constData());
        }
        keywords.push_back(nullptr);
        values.push_back(nullptr);
        return PQconnectStartParams(keywords.data(), values.data(), 0);
    }

private:
    std::vector<QByteArray> m_keywords;
    std::vector<QByteArray> m_values;
};

ConnectionParameters connectionParameters(const PgLinkOptions &options, const PgAddress &address,
                                          const QString &password)
{
    ConnectionParameters all;
    for (const auto &[keyword, value] : kDefaults)
        all.set(keyword, value);
    for (const auto &[keyword, value] : options.parameters) {
        if (std::ranges::none_of(kOwnKeywords, [&](const auto *own) { return keyword == QStringView(own); }))
            all.set(keyword.toUtf8(), value.toUtf8());
    }
    all.set("application_name", options.applicationName.toUtf8());
    all.set("host", address.host.toUtf8());
    if (!address.address.isNull())
        all.set("hostaddr", address.address.toString().toUtf8());
    all.set("port", address.port.toUtf8());
    if (!password.isEmpty())
        all.set("password", password.toUtf8());
    return all;
}

Rung rungOf(ConnStatusType status)
{
    switch (status) {
    case CONNECTION_STARTED: return Rung::Tcp;
    case CONNECTION_SSL_STARTUP:
    case CONNECTION_GSS_STARTUP: return Rung::Tls;
    default: return Rung::Auth;
    }
}

QString silentText(Rung rung, const QString &address)
{
    return rung == Rung::Tcp ? QStringLiteral("%1 does not answer").arg(address)
                             : QStringLiteral("%1 accepts TCP but does not answer: the server hangs").arg(address);
}

// A second try with a refused password may lock the role out. LDAP, PAM and RADIUS refuse one with the 28000 that
// pg_hba.conf also has for hosts; there no password was asked for. Without an SQLSTATE we had no password to give.
bool isRefused(const Error &error, bool usedPassword)
{
    return error.kind == ErrorKind::Auth
        && (error.sqlState == u"28P01" || error.sqlState.isEmpty() || (error.sqlState == u"28000" && usedPassword));
}

bool isCopy(ExecStatusType status)
{
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

Error unwantedCopy()
{
    return {ErrorKind::Protocol, QStringLiteral("The server began a COPY where rows were expected"), {}, {}, {}};
}

bool isComplete(ExecStatusType status)
{
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY;
}

} // namespace

PgParam PgParam::of(ServerTime value)
{
    const auto micros = value.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(micros);
    const QDateTime whole = QDateTime::fromSecsSinceEpoch(seconds.count(), QTimeZone::UTC);
    return {whole.toString(u"yyyy-MM-dd HH:mm:ss").toLatin1() + '.'
            + QByteArray::number((micros - seconds).count()).rightJustified(6, '0') + "+00"};
}

void PgLink::Closer::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

PgLink::PgLink(PgLinkOptions options, const Clock &clock)
    : m_options(std::move(options))
    , m_clock(clock)
{
    m_state.since = m_clock.wallNow();
}

PgLink::~PgLink() = default;

void PgLink::close()
{
    m_connection.reset();
    m_prepared.clear();
    m_lastWords.reset();
}

bool PgLink::isOpen() const
{
    return m_connection && PQstatus(m_connection.get()) == CONNECTION_OK;
}

int PgLink::serverVersion() const
{
    return isOpen() ? PQserverVersion(m_connection.get()) : 0;
}

int PgLink::backendPid() const
{
    return isOpen() ? PQbackendPID(m_connection.get()) : 0;
}

QString PgLink::user() const
{
    return isOpen() ? QString::fromUtf8(PQuser(m_connection.get())) : QString();
}

void PgLink::enterRung(Rung rung)
{
    if (m_state.rung != rung || m_state.phase != LinkPhase::Connecting)
        m_state.since = m_clock.wallNow();
    m_state.rung = rung;
    m_state.phase = LinkPhase::Connecting;
}

// Every failure that costs the connection ends here.
Error PgLink::broken(Error error)
{
    const bool usedPassword = m_connection && PQconnectionUsedPassword(m_connection.get()) != 0;
    close();
    error.target = m_options.target;
    m_state.phase = isRefused(error, usedPassword) ? LinkPhase::Refused : LinkPhase::Broken;
    m_state.since = m_clock.wallNow();
    m_state.error = error;
    return error;
}

Error PgLink::lost(WaitEnd end, QDeadlineTimer) const
{
    if (end == WaitEnd::Stopped)
        return {ErrorKind::Cancelled, QStringLiteral("Stopped"), {}, {}, {}};
    QString text = silentText(m_state.rung, m_state.address);
    if (m_options.isPgBouncerConsole && m_state.rung != Rung::Tcp)
        text += QStringLiteral(", or PgBouncer's limit of open files is reached");
    return {ErrorKind::Timeout, text, {}, {}, {}};
}

Error PgLink::inItsWords(Error error) const
{
    return m_options.isPgBouncerConsole ? pgBouncerError(std::move(error)) : error;
}

QCoro::Task<Result<std::vector<PgAddress>>> PgLink::addresses(QDeadlineTimer deadline, std::stop_token stop)
{
    m_state.note.clear();
    auto resolved = co_await resolvePlaces(pgPlaces(m_options.parameters), m_lastGood, m_options.resolver, deadline, stop);
    if (!resolved)
        co_return std::unexpected(resolved.error());
    m_state.note = resolved->note;
    co_return std::move(resolved->places);
}

QCoro::Task<Result<void>> PgLink::open(QDeadlineTimer deadline, std::stop_token stop)
{
    if (m_busy)
        co_return fail(ErrorKind::Bug, QStringLiteral("The connection is in use"));
    m_busy = true;
    const auto done = qScopeGuard([this] { m_busy = false; });
    close();
    m_state.error.reset();
    m_state.phase = LinkPhase::Connecting;
    enterRung(Rung::Dns);
    const auto places = co_await addresses(deadline, stop);
    if (!places)
        co_return std::unexpected(broken(places.error()));
    QString password;
    if (m_options.password) {
        const qint64 left = deadline.remainingTime(); // a provider has limits of its own; people and vaults are slow
        const auto asked = co_await m_options.password(stop);
        if (!asked) {
            enterRung(Rung::Auth);
            co_return std::unexpected(broken(asked.error()));
        }
        password = *asked;
        deadline.setRemainingTime(left);
    }
    Result<void> opened;
    const std::size_t count = places->size();
    for (std::size_t i = 0; i < count; ++i) {
        // Each address gets an equal share of the time that is left, so that a dead first one cannot eat it all.
        const auto share = deadline.isForever() ? QDeadlineTimer(deadline)
                                                : QDeadlineTimer(deadline.remainingTime() / qint64(count - i));
        opened = co_await openOne(places->at(i), password, share, stop);
        if (opened || opened.error().kind == ErrorKind::Cancelled || m_state.phase == LinkPhase::Refused)
            break;
    }
    co_return opened;
}

QCoro::Task<Result<void>> PgLink::openOne(PgAddress address, QString password, QDeadlineTimer deadline,
                                          std::stop_token stop)
{
    m_state.address = addressText(address);
    enterRung(Rung::Tcp);
    m_prepared.clear();
    m_connection.reset(connectionParameters(m_options, address, password).start());
    if (!m_connection)
        co_return std::unexpected(broken({ErrorKind::Bug, QStringLiteral("Out of memory"), {}, {}, {}}));
    PQsetErrorVerbosity(m_connection.get(), PQERRORS_VERBOSE);
    PQsetNoticeReceiver(
        m_connection.get(), [](void *self, const pg_result *notice) { static_cast<PgLink *>(self)->takeNotice(notice); },
        this);
    const auto climbed = co_await climbLadder(deadline, stop);
    if (!climbed)
        co_return climbed;
    PQsetErrorVerbosity(m_connection.get(), PQERRORS_DEFAULT);
    PQsetnonblocking(m_connection.get(), 1);
    if (!m_options.isPgBouncerConsole)
        PQenterPipelineMode(m_connection.get());
    if (!address.address.isNull())
        m_lastGood.insert(address.host, address.address);
    m_state.phase = LinkPhase::Live;
    m_state.error.reset(); // of an address tried before
    m_state.rung = Rung::Query;
    m_state.since = m_clock.wallNow();
    m_state.encrypted = PQsslInUse(m_connection.get()) != 0;
    m_state.verified = m_state.encrypted && parameter(m_options.parameters, u"sslmode").startsWith(u"verify");
    co_return co_await takeBytesAsTheyAre(deadline, stop);
}

// A database without an encoding of its own holds bytes of any kind; told that we read UTF-8, the server refuses whole
// answers because of one bad byte. Decoding is ours then (see base/text.h).
QCoro::Task<Result<void>> PgLink::takeBytesAsTheyAre(QDeadlineTimer deadline, std::stop_token stop)
{
    const char *encoding = PQparameterStatus(m_connection.get(), "server_encoding");
    if (m_options.isPgBouncerConsole || !encoding || QByteArrayView(encoding) != "SQL_ASCII")
        co_return Result<void>();
    std::vector<PgQuery> queries;
    queries.push_back({"SET client_encoding = 'SQL_ASCII'", {}, {}});
    const auto answers = co_await exchange(std::move(queries), deadline, stop);
    if (!answers.front())
        co_return std::unexpected(answers.front().error());
    co_return Result<void>();
}

QCoro::Task<Result<void>> PgLink::climbLadder(QDeadlineTimer deadline, std::stop_token stop)
{
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;
    while (next != PGRES_POLLING_OK) {
        if (next == PGRES_POLLING_FAILED || PQstatus(m_connection.get()) == CONNECTION_BAD)
            co_return std::unexpected(broken(inItsWords(connectError(m_connection.get(), m_state.rung))));
        const auto event = next == PGRES_POLLING_READING ? SocketEvent::Read : SocketEvent::Write;
        const WaitEnd end = co_await socketReady(PQsocket(m_connection.get()), event, deadline, stop);
        if (end != WaitEnd::Ready)
            co_return std::unexpected(broken(lost(end, deadline)));
        next = PQconnectPoll(m_connection.get());
        if (next != PGRES_POLLING_FAILED && next != PGRES_POLLING_OK)
            enterRung(rungOf(PQstatus(m_connection.get())));
    }
    co_return Result<void>();
}

QCoro::Task<Result<PgRows>> PgLink::query(PgQuery query, QDeadlineTimer deadline, std::stop_token stop)
{
    std::vector<PgQuery> one;
    one.push_back(std::move(query));
    std::vector<Result<PgRows>> answers = co_await batch(std::move(one), deadline, stop);
    co_return std::move(answers.front());
}

QCoro::Task<std::vector<Result<PgRows>>> PgLink::batch(std::vector<PgQuery> queries, QDeadlineTimer deadline,
                                                       std::stop_token stop)
{
    if (const auto error = whyNotNow(false))
        co_return std::vector<Result<PgRows>>(queries.size(), std::unexpected(*error));
    m_busy = true;
    auto answers = co_await exchange(std::move(queries), deadline, stop);
    m_busy = false;
    co_return answers;
}

std::optional<Error> PgLink::whyNotNow(bool isCommand) const
{
    if (m_busy)
        return Error{ErrorKind::Bug, QStringLiteral("The connection is in use"), {}, m_options.target, {}};
    if (!isOpen())
        return Error{ErrorKind::Network, QStringLiteral("Not connected"), {}, m_options.target, {}};
    if (isCommand != m_options.isPgBouncerConsole)
        return Error{ErrorKind::Bug, QStringLiteral("This connection speaks another protocol"), {}, m_options.target, {}};
    return {};
}

QCoro::Task<Result<PgRows>> PgLink::command(QByteArray command, QDeadlineTimer deadline, std::stop_token stop)
{
    if (const auto error = whyNotNow(true))
        co_return std::unexpected(*error);
    m_busy = true;
    auto answer = co_await converse(std::move(command), deadline, stop);
    m_busy = false;
    if (!answer)
        answer.error().target = m_options.target;
    co_return std::move(answer);
}

QCoro::Task<Result<PgRows>> PgLink::converse(QByteArray command, QDeadlineTimer deadline, std::stop_token stop)
{
    beginCall();
    if (!PQsendQuery(m_connection.get(), command.constData()))
        co_return std::unexpected(broken(lostNow()));
    Result<PgRows> answer = fail(ErrorKind::Protocol, QStringLiteral("The server sent no answer"));
    for (;;) {
        if (const auto ready = co_await untilAnswer(deadline, stop); !ready)
            co_return std::unexpected(broken(ready.error()));
        pg_result *result = PQgetResult(m_connection.get());
        if (!result)
            break;
        const ExecStatusType status = PQresultStatus(result);
        if (isComplete(status)) {
            answer = PgRows(result, std::exchange(m_notices, {}));
        } else if (isCopy(status)) {
            PQclear(result);
            co_return std::unexpected(broken(unwantedCopy()));
        } else {
            answer = std::unexpected(inItsWords(queryError(result)));
            PQclear(result);
        }
    }
    if (PQstatus(m_connection.get()) == CONNECTION_BAD)
        co_return std::unexpected(broken(answer ? lostNow() : answer.error()));
    co_return std::move(answer);
}

bool PgLink::needsPreparing(const PgQuery &query) const
{
    return !query.name.isEmpty() && !m_prepared.contains(query.name);
}

Result<void> PgLink::send(const PgQuery &query)
{
    std::vector<const char *> values;
    for (const PgParam &param : query.params)
        values.push_back(param.isNull ? nullptr : param.text.constData());
    const int count = static_cast<int>(values.size());
    constexpr int kBinaryResults = 1;
    bool sent = true;
    if (query.name.isEmpty()) {
        sent = PQsendQueryParams(m_connection.get(), query.sql.constData(), count, nullptr, values.data(), nullptr,
                                 nullptr, kBinaryResults);
    } else {
        if (needsPreparing(query))
            sent = PQsendPrepare(m_connection.get(), query.name.constData(), query.sql.constData(), 0, nullptr);
        sent = sent && PQsendQueryPrepared(m_connection.get(), query.name.constData(), count, values.data(), nullptr,
                                           nullptr, kBinaryResults);
    }
    if (!sent || !PQpipelineSync(m_connection.get()))
        return std::unexpected(lostNow());
    return {};
}

// Why the connection is gone: the server's last words, when it had any, say more than the socket's.
Error PgLink::lostNow()
{
    return m_lastWords ? *std::exchange(m_lastWords, {}) : lostError(m_connection.get());
}

// Until PQgetResult will not block; sends what is still unsent meanwhile.
QCoro::Task<Result<void>> PgLink::untilAnswer(QDeadlineTimer deadline, std::stop_token stop)
{
    for (;;) {
        const int unsent = PQflush(m_connection.get());
        if (unsent < 0)
            co_return std::unexpected(lostNow());
        if (!PQisBusy(m_connection.get()))
            co_return Result<void>();
        const auto event = unsent ? SocketEvent::ReadOrWrite : SocketEvent::Read;
        const WaitEnd end = co_await socketReady(PQsocket(m_connection.get()), event, deadline, stop);
        if (end != WaitEnd::Ready)
            co_return std::unexpected(lost(end, deadline));
        if (isOverBudget())
            co_return fail(ErrorKind::Protocol, QStringLiteral("The server sent more than %1 MiB where rows were expected")
                                                    .arg(kMostBytes >> 20));
        if (!PQconsumeInput(m_connection.get()))
            co_return std::unexpected(lostNow());
    }
}

void PgLink::beginCall()
{
    m_notices.clear();
    m_receivedBefore = bytesReceived(PQsocket(m_connection.get())).value_or(0);
}

// A row may be announced as a gigabyte, and libpq would make room for it.
bool PgLink::isOverBudget() const
{
    const auto received = bytesReceived(PQsocket(m_connection.get()));
    return received && *received > m_receivedBefore + kMostBytes;
}

// Reads one query's part of the pipeline up to and with its sync mark. The error of an `expected` that is lost is
// told apart from a refused statement by isOpen().
QCoro::Task<Result<PgRows>> PgLink::receiveOne(PgQuery query, bool preparing, QDeadlineTimer deadline,
                                               std::stop_token stop)
{
    std::optional<Result<PgRows>> answer;
    bool prepared = !preparing;
    for (;;) {
        if (const auto ready = co_await untilAnswer(deadline, stop); !ready)
            co_return std::unexpected(broken(answer && !*answer ? answer->error() : ready.error()));
        pg_result *result = PQgetResult(m_connection.get());
        if (!result && PQstatus(m_connection.get()) == CONNECTION_BAD)
            co_return std::unexpected(broken(answer && !*answer ? answer->error() : lostNow()));
        if (!result)
            continue; // the end of one statement's results
        const ExecStatusType status = PQresultStatus(result);
        if (isCopy(status)) { // libpq would say so again and again
            PQclear(result);
            co_return std::unexpected(broken(unwantedCopy()));
        }
        if (status == PGRES_PIPELINE_SYNC) {
            PQclear(result);
            break;
        }
        if (isComplete(status) && !prepared) {
            prepared = true;
            m_prepared.insert(query.name);
            PQclear(result);
        } else if (isComplete(status)) {
            answer = PgRows(result, std::exchange(m_notices, {}));
        } else {
            if (!answer && status != PGRES_PIPELINE_ABORTED)
                answer = std::unexpected(queryError(result));
            PQclear(result);
        }
    }
    co_return answer.value_or(fail(ErrorKind::Protocol, QStringLiteral("The server sent no answer")));
}

QCoro::Task<std::vector<Result<PgRows>>> PgLink::exchange(std::vector<PgQuery> queries, QDeadlineTimer deadline,
                                                          std::stop_token stop)
{
    std::vector<Result<PgRows>> answers;
    std::vector<bool> preparing;
    beginCall();
    std::optional<Error> gone;
    for (const PgQuery &query : queries) {
        preparing.push_back(needsPreparing(query));
        if (const auto sent = send(query); !sent) {
            gone = broken(sent.error());
            break;
        }
    }
    for (std::size_t i = 0; i < queries.size(); ++i) {
        if (!gone) {
            answers.push_back(co_await receiveOne(queries[i], preparing[i], deadline, stop));
            if (!isOpen())
                gone = answers.back().has_value() ? broken(lostNow()) : answers.back().error();
        } else {
            answers.push_back(std::unexpected(*gone));
        }
        if (!answers.back())
            answers.back().error().target = m_options.target;
    }
    co_return answers;
}

void PgLink::takeNotice(const pg_result *notice)
{
    constexpr qsizetype kMostNotices = 50; // a flood of them is no news
    const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY);
    const char *text = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
    const QString sqlState = QString::fromLatin1(PQresultErrorField(notice, PG_DIAG_SQLSTATE));
    if (sqlState.startsWith(u"57P"))
        m_lastWords = queryError(notice);
    if (text && m_notices.size() < kMostNotices)
        m_notices << redact(plainLine(decodeUtf8(severity).text + QStringLiteral(": ") + decodeUtf8(text).text));
}

} // namespace lockmaster
