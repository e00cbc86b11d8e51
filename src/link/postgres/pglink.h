// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to one PostgreSQL server: libpq, never blocking, on the event loop of the thread that made it.
// Every call takes a deadline and a stop token and answers with a value; nothing throws, nothing waits for ever.
// One operation at a time: a second call while one is under way is answered with ErrorKind::Bug.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QMap>
#include <QString>
#include <span>
#include <stop_token>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "link/pgaddress.h"
#include "link/passwordprovider.h"
#include "link/postgres/pgwire.h"
#include "link/trust.h"
#include "model/linkstate.h"
#include "model/target.h"

namespace lockmaster {

struct PgLinkOptions {
    QString target;            ///< for messages
    PgParameters parameters;   ///< host may list several, separated by commas: tried in order
    PasswordProvider password; ///< when it gives none: PGPASSWORD, then the password file
    QString applicationName = QStringLiteral("lockmaster");
    HostResolver resolver = resolveHost;
    LastGoodAddresses lastGood = noGoodAddresses();
    bool isPgBouncerConsole = false; ///< the simple protocol alone: command(), and no query() or batch()
};

/// A statement that PostgreSQL answered with an error is ErrorKind::Query, or a nearer kind by its SQLSTATE
/// (Privilege, Timeout, Full, Starting, Auth); the connection stays usable unless isOpen() says otherwise.
class PgLink
{
public:
    explicit PgLink(PgLinkOptions options, const Clock &clock = systemClock());
    ~PgLink();
    PgLink(const PgLink &) = delete;
    PgLink &operator=(const PgLink &) = delete;

    /// Climbs the ladder dns → password → tcp → tls → auth, and sees to plain transactions: read committed, waiting for
    /// nobody. Closes what was open. state() tells the rung on failure; its phase is Refused when another try with this
    /// password would be one too many. The password provider's time is its own.
    QCoro::Task<Result<void>> open(QDeadlineTimer deadline, std::stop_token stop);

    /// A login that was sent and not answered in time stays under way after open() has ended with Timeout, where there is
    /// one address: a pooler keeps what was given up among its waiting clients. open() and close() give it up.
    [[nodiscard]] bool isWaiting() const { return m_waitingAt.has_value(); }
    /// Waits for it further; otherwise as open().
    QCoro::Task<Result<void>> goOn(QDeadlineTimer deadline, std::stop_token stop);

    /// One statement. On Timeout and Cancelled the connection is closed: its protocol state is not known any more.
    QCoro::Task<Result<PgRows>> query(PgQuery query, QDeadlineTimer deadline, std::stop_token stop);

    /// Several statements in one round trip (libpq pipeline), each in its own transaction: one that fails does not
    /// stop the others. Answers in the order of the queries; when the connection is lost, the rest carry that error.
    QCoro::Task<std::vector<Result<PgRows>>> batch(std::vector<PgQuery> queries, QDeadlineTimer deadline,
                                                   std::stop_token stop);

    /// One command of PgBouncer's console, in a message of its own; values come as text. Otherwise as query().
    QCoro::Task<Result<PgRows>> command(QByteArray command, QDeadlineTimer deadline, std::stop_token stop);

    void close();

    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] int serverVersion() const; ///< 170002, 0 when not open
    [[nodiscard]] int backendPid() const;    ///< 0 when not open
    [[nodiscard]] QString user() const;      ///< who we are to the server; empty when not open
    [[nodiscard]] const LinkState &state() const { return m_state; }
    [[nodiscard]] const PgLinkOptions &options() const { return m_options; }

private:
    QCoro::Task<Result<std::vector<PgAddress>>> addresses(QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<QString>> readFiles(PgAddress address, QString given, QDeadlineTimer deadline,
                                           std::stop_token stop);
    QCoro::Task<Result<void>> openOne(PgAddress address, QString password, QDeadlineTimer deadline,
                                      std::stop_token stop);
    QCoro::Task<Result<void>> begin(PgAddress address, QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<void>> withCertificate(Error error, PgAddress address, std::stop_token stop);
    QCoro::Task<Result<void>> beginSession(QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<void>> takePlainTransactions(QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<void>> takeBytesAsTheyAre(QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<void>> climbLadder(QDeadlineTimer deadline, std::stop_token stop);
    std::optional<Error> whyNotNow(bool isCommand) const;
    Error withServerWords(Error error) const;
    Error climbError() const;
    void enterRung(Rung rung);
    Error broken(Error error);
    Error overdue(Error error);
    QString silence() const;
    void settle(std::span<Result<PgRows>> answers);

    PgLinkOptions m_options;
    const Clock &m_clock;
    LinkState m_state;
    PgWire m_wire;
    bool m_busy = false;
    QString m_noPassword;     ///< why the password file gave none
    TlsTrust m_trust;         ///< as the files were when it began to connect
    int m_polling = 0;        ///< what libpq waits for while it connects
    bool m_isOverdue = false; ///< the login was sent, and its answer has not come in time
    std::optional<PgAddress> m_waitingAt;
};

} // namespace lockmaster
