// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/pglink.h"

#include <QScopeGuard>
#include <libpq-fe.h>
#include <utility>

#include "base/text.h"
#include "link/certificatetext.h"
#include "link/filereading.h"
#include "link/postgres/passfile.h"
#include "link/postgres/pgbouncererror.h"
#include "link/postgres/pgconnect.h"
#include "link/postgres/pgerror.h"
#include "link/postgres/servercertificate.h"
#include "link/resolveplaces.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kToBegin{3}; ///< the first statements of a session whose login came late

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

} // namespace

PgLink::PgLink(PgLinkOptions options, const Clock &clock)
    : m_options(std::move(options)), m_clock(clock), m_wire(m_options.isPgBouncerConsole)
{
    m_state.since = m_clock.wallNow();
}

PgLink::~PgLink() = default;

void PgLink::close()
{
    m_wire.close();
    m_isOverdue = false;
    m_waitingAt.reset();
}

bool PgLink::isOpen() const
{
    return m_wire.isOpen();
}

int PgLink::serverVersion() const
{
    return isOpen() ? PQserverVersion(m_wire.raw()) : 0;
}

int PgLink::backendPid() const
{
    return isOpen() ? PQbackendPID(m_wire.raw()) : 0;
}

QString PgLink::user() const
{
    return isOpen() ? QString::fromUtf8(PQuser(m_wire.raw())) : QString();
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
    const bool usedPassword = PQconnectionUsedPassword(m_wire.raw()) != 0;
    close();
    error.target = m_options.target;
    m_state.phase = isRefused(error, usedPassword) ? LinkPhase::Refused : LinkPhase::Broken;
    m_state.since = m_clock.wallNow();
    m_state.error = error;
    return error;
}

// The connection is still worth something.
Error PgLink::overdue(Error error)
{
    error.target = m_options.target;
    m_isOverdue = true;
    m_state.phase = LinkPhase::Broken;
    m_state.since = m_clock.wallNow();
    m_state.error = error;
    return error;
}

QString PgLink::silence() const
{
    const QString text = silentText(m_state.rung, m_state.address);
    return m_options.isPgBouncerConsole && m_state.rung != Rung::Tcp
               ? text + QStringLiteral(", or PgBouncer's limit of open files is reached")
               : text;
}

Error PgLink::withServerWords(Error error) const
{
    return m_options.isPgBouncerConsole ? pgBouncerError(std::move(error)) : errorOnTheWay(std::move(error));
}

Error PgLink::climbError() const
{
    Error error = withServerWords(connectError(m_wire.raw(), m_state.rung, m_noPassword));
    if (error.kind == ErrorKind::Tls)
        error.detail += QStringLiteral(" – ") + plainLine(m_trust.rule);
    return error;
}

QCoro::Task<Result<std::vector<PgAddress>>> PgLink::addresses(QDeadlineTimer deadline, std::stop_token stop)
{
    m_state.note.clear();
    auto resolved =
        co_await resolvePlaces(pgPlaces(m_options.parameters), *m_options.lastGood, m_options.resolver, deadline, stop);
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
        enterRung(Rung::Password);
        const qint64 left = deadline.remainingTime(); // a provider has limits of its own; people and vaults are slow
        const auto asked = co_await m_options.password(stop);
        if (!asked)
            co_return std::unexpected(broken(asked.error()));
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
    if (m_isOverdue && count == 1)
        m_waitingAt = places->front();
    else if (!opened)
        close();
    co_return opened;
}

QCoro::Task<Result<void>> PgLink::goOn(QDeadlineTimer deadline, std::stop_token stop)
{
    if (m_busy || !m_waitingAt)
        co_return fail(ErrorKind::Bug, QStringLiteral("No login is under way"));
    m_busy = true;
    const auto done = qScopeGuard([this] { m_busy = false; });
    const PgAddress address = *m_waitingAt;
    m_isOverdue = false;
    if (const auto climbed = co_await climbLadder(deadline, stop); !climbed)
        co_return climbed;
    m_waitingAt.reset();
    co_return co_await begin(address, QDeadlineTimer(kToBegin), stop);
}

// The password as libpq has it: PGPASSWORD, which it takes by itself, and then the password file. And whom it trusts.
QCoro::Task<Result<QString>> PgLink::readFiles(PgAddress address, QString given, QDeadlineTimer deadline,
                                               std::stop_token stop)
{
    m_noPassword.clear();
    const bool isGiven = !given.isEmpty() || !qEnvironmentVariableIsEmpty("PGPASSWORD");
    const auto read = [parameters = m_options.parameters, address, isGiven] {
        return std::pair(isGiven ? FoundPassword() : passwordFromFile(parameters, address), trustOf(parameters));
    };
    const auto found = co_await readAside(read, deadline, stop);
    if (!found)
        co_return std::unexpected(waitError(
            found.error(), QStringLiteral("The disk that has the password file and the certificates does not answer")));
    m_noPassword = found->first.whyNot;
    m_trust = found->second;
    co_return isGiven ? given : found->first.password;
}

QCoro::Task<Result<void>> PgLink::openOne(PgAddress address, QString password, QDeadlineTimer deadline,
                                          std::stop_token stop)
{
    m_state.address = addressText(address);
    enterRung(Rung::Password);
    const Result<QString> secret = co_await readFiles(address, std::move(password), deadline, stop);
    if (!secret)
        co_return std::unexpected(broken(secret.error()));
    enterRung(Rung::Tcp);
    m_wire.take(startConnecting(m_options.parameters, address, *secret, m_options.applicationName));
    if (!m_wire.raw())
        co_return std::unexpected(broken({ErrorKind::Bug, QStringLiteral("Out of memory"), {}, {}, {}}));
    PQsetErrorVerbosity(m_wire.raw(), PQERRORS_VERBOSE);
    m_polling = PGRES_POLLING_WRITING;
    const auto climbed = co_await climbLadder(deadline, stop);
    if (!climbed)
        co_return co_await withCertificate(climbed.error(), address, stop);
    co_return co_await begin(address, deadline, stop);
}

QCoro::Task<Result<void>> PgLink::begin(PgAddress address, QDeadlineTimer deadline, std::stop_token stop)
{
    if (!address.address.isNull())
        m_options.lastGood->insert(address.host, address.address);
    m_state.phase = LinkPhase::Live;
    m_state.error.reset(); // of an address tried before
    m_state.rung = Rung::Query;
    m_state.since = m_clock.wallNow();
    m_wire.setTimeoutText(silence());
    m_state.encrypted = PQsslInUse(m_wire.raw()) != 0;
    m_state.verified = m_state.encrypted && m_trust.verifiesName;
    co_return co_await beginSession(deadline, stop);
}

// libpq says that it does not trust the server, and not whom it saw.
QCoro::Task<Result<void>> PgLink::withCertificate(Error error, PgAddress address, std::stop_token stop)
{
    if (error.kind != ErrorKind::Tls || address.address.isNull())
        co_return std::unexpected(error);
    const QDeadlineTimer deadline(std::chrono::seconds(1));
    const QString shown = certificateText(co_await serverCertificate(address, deadline, stop));
    if (!shown.isEmpty())
        error.detail += QStringLiteral(" – ") + shown;
    m_state.error = error;
    co_return std::unexpected(error);
}

QCoro::Task<Result<void>> PgLink::beginSession(QDeadlineTimer deadline, std::stop_token stop)
{
    if (m_options.isPgBouncerConsole)
        co_return Result<void>();
    if (const auto plain = co_await takePlainTransactions(deadline, stop); !plain)
        co_return plain;
    m_wire.enterPipeline();
    co_return co_await takeBytesAsTheyAre(deadline, stop);
}

// With serializable as default (of server, database or role) a standby refuses every query, and with deferrable each
// waits for the transactions of others. Both statements are one transaction and one message: the first stays with
// nobody, the second does nothing through a pooler, whose pid is not the server's; a refusal of them changes nothing.
QCoro::Task<Result<void>> PgLink::takePlainTransactions(QDeadlineTimer deadline, std::stop_token stop)
{
    const QByteArray statements =
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY, NOT DEFERRABLE;"
        "SELECT pg_catalog.set_config('default_transaction_isolation', 'read committed', false),"
        " pg_catalog.set_config('default_transaction_deferrable', 'off', false)"
        " WHERE pg_catalog.pg_backend_pid() OPERATOR(pg_catalog.=) "
        + QByteArray::number(backendPid());
    auto answer = co_await m_wire.simpleQuery(statements, deadline, stop);
    settle({&answer, 1});
    if (m_state.error)
        co_return std::unexpected(*m_state.error);
    co_return Result<void>();
}

// A database without an encoding of its own holds bytes of any kind; told that we read UTF-8, the server refuses whole
// answers because of one bad byte. Decoding is ours then (see base/text.h).
QCoro::Task<Result<void>> PgLink::takeBytesAsTheyAre(QDeadlineTimer deadline, std::stop_token stop)
{
    const char *encoding = PQparameterStatus(m_wire.raw(), "server_encoding");
    if (!encoding || QByteArrayView(encoding) != "SQL_ASCII")
        co_return Result<void>();
    std::vector<PgQuery> queries;
    queries.push_back({"SET client_encoding = 'SQL_ASCII'", {}, {}});
    auto answers = co_await m_wire.exchange(std::move(queries), deadline, stop);
    settle(answers);
    if (!answers.front())
        co_return std::unexpected(answers.front().error());
    co_return Result<void>();
}

QCoro::Task<Result<void>> PgLink::climbLadder(QDeadlineTimer deadline, std::stop_token stop)
{
    while (m_polling != PGRES_POLLING_OK) {
        if (m_polling == PGRES_POLLING_FAILED || PQstatus(m_wire.raw()) == CONNECTION_BAD)
            co_return std::unexpected(broken(climbError()));
        const auto event = m_polling == PGRES_POLLING_READING ? SocketEvent::Read : SocketEvent::Write;
        const WaitEnd end = co_await socketReady(PQsocket(m_wire.raw()), event, deadline, stop);
        if (end == WaitEnd::Timeout && m_state.rung == Rung::Auth)
            co_return std::unexpected(overdue(waitError(end, silence())));
        if (end != WaitEnd::Ready)
            co_return std::unexpected(broken(waitError(end, silence())));
        m_polling = PQconnectPoll(m_wire.raw());
        if (m_polling != PGRES_POLLING_FAILED && m_polling != PGRES_POLLING_OK)
            enterRung(rungOf(PQstatus(m_wire.raw())));
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
    auto answers = co_await m_wire.exchange(std::move(queries), deadline, stop);
    m_busy = false;
    settle(answers);
    co_return answers;
}

// After a call: whose errors they are, and what became of the connection.
void PgLink::settle(std::span<Result<PgRows>> answers)
{
    for (Result<PgRows> &answer : answers) {
        if (!answer)
            answer.error().target = m_options.target;
    }
    if (const auto cause = m_wire.endedBy())
        broken(*cause);
}

std::optional<Error> PgLink::whyNotNow(bool isCommand) const
{
    if (m_busy)
        return Error{ErrorKind::Bug, QStringLiteral("The connection is in use"), {}, m_options.target, {}};
    if (!isOpen())
        return Error{ErrorKind::Network, QStringLiteral("Not connected"), {}, m_options.target, {}};
    if (isCommand != m_options.isPgBouncerConsole)
        return Error{
            ErrorKind::Bug, QStringLiteral("This connection speaks another protocol"), {}, m_options.target, {}};
    return {};
}

QCoro::Task<Result<PgRows>> PgLink::command(QByteArray command, QDeadlineTimer deadline, std::stop_token stop)
{
    if (const auto error = whyNotNow(true))
        co_return std::unexpected(*error);
    m_busy = true;
    auto answer = co_await m_wire.simpleQuery(std::move(command), deadline, stop);
    m_busy = false;
    settle({&answer, 1});
    co_return std::move(answer);
}

} // namespace lockmaster
