// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to one server that speaks RESP (Redis, Valkey, a Sentinel, a node of a cluster): Qt's sockets carry,
// hiredis formats and parses, on the event loop of the thread that made it; PgLink's sister.
// Every call takes a deadline and a stop token and answers with a value; nothing throws, nothing waits for ever.
// One operation at a time: a second call while one is under way is answered with ErrorKind::Bug.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QMap>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "link/passwordprovider.h"
#include "link/pgaddress.h"
#include "link/redis/rediserror.h"
#include "link/redis/redisfacts.h"
#include "link/redis/rediswire.h"
#include "link/waits.h"
#include "model/linkstate.h"
#include "model/target.h"

namespace lockmaster {

struct RedisLinkOptions {
    QString target;          ///< for messages
    PgParameters parameters; ///< host or hostaddr (several, or a Unix socket's path), port, user (of the ACL), dbname
                             ///< (a number), sslmode, sslrootcert, sslcert, sslkey (see link/redis/redistls.h)
    PasswordProvider password;
    QString clientName = QStringLiteral("lockmaster"); ///< no spaces
    HostResolver resolver = resolveHost;
    LastGoodAddresses lastGood = noGoodAddresses();
    RedisLimits limits;
    /// Pushes (RESP3) that arrive while a call reads. May not call the link.
    std::function<void(const RedisReply &push)> onPush;
};

/// An answer of type error is an Error (see link/redis/rediserror.h); the connection stays usable unless isOpen() says
/// otherwise. Subscribing and MONITOR are not for this class: what they send answers no command.
class RedisLink
{
public:
    explicit RedisLink(RedisLinkOptions options, const Clock &clock = systemClock());
    ~RedisLink();
    RedisLink(const RedisLink &) = delete;
    RedisLink &operator=(const RedisLink &) = delete;

    /// Climbs the ladder dns → password → tcp → tls → auth. Closes what was open. state() tells the rung on failure;
    /// its phase is Refused when another try with this password would be one too many. A server that is loading or busy
    /// with a script is opened: that is its own state, which the next command meets.
    QCoro::Task<Result<void>> open(QDeadlineTimer deadline, std::stop_token stop);

    /// One command. On Timeout, Cancelled and Protocol the connection is closed: the place in its stream is lost.
    QCoro::Task<Result<RedisReply>> query(RedisCommand command, QDeadlineTimer deadline, std::stop_token stop);

    /// Several commands in one round trip. One that fails does not stop the others. Answers in the order of the
    /// commands; when the connection is lost, the rest carry that error.
    QCoro::Task<std::vector<Result<RedisReply>>> batch(std::vector<RedisCommand> commands, QDeadlineTimer deadline,
                                                       std::stop_token stop);

    /// Not while a call is under way: stop that one, which closes.
    void close();

    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] const RedisServerFacts &serverFacts() const { return m_facts; } ///< empty when it was never open
    [[nodiscard]] const LinkState &state() const { return m_state; }
    [[nodiscard]] const RedisLinkOptions &options() const { return m_options; }
    /// As whom the commands run: the ACL user, "default" when none is given.
    [[nodiscard]] QString user() const;

private:
    QCoro::Task<Result<void>> openOne(PgAddress place, QString password, QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<RedisTls>> tlsFor(PgAddress place, QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<void>> climbToTls(PgAddress place, QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<QString>> askPassword(std::stop_token stop);
    QCoro::Task<Result<void>> greet(QString password, QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<void>> greetInOldWay(QString password, QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<Result<void>> selectDatabase(QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<std::vector<Result<RedisReply>>> exchange(std::vector<RedisCommand> commands, QDeadlineTimer deadline,
                                                          std::stop_token stop);
    void enterRung(Rung rung);
    void becomeLive(const PgAddress &place);
    Error broken(Error error);
    QString silence() const;

    RedisLinkOptions m_options;
    const Clock &m_clock;
    LinkState m_state;
    RedisServerFacts m_facts;
    RedisWire m_wire;
    bool m_busy = false;
};

} // namespace lockmaster
