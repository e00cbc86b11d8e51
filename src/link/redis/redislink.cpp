// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/redis/redislink.h"

#include <QScopeGuard>
#include <algorithm>
#include <utility>

#include "link/redis/redisaddress.h"
#include "link/filereading.h"
#include "link/redis/redistls.h"
#include "link/resolveplaces.h"

namespace lockmaster {
namespace {

QString silentServerText(Rung rung, const QString &address)
{
    switch (rung) {
    case Rung::Tcp: return QStringLiteral("%1 does not answer").arg(address);
    case Rung::Tls:
        return QStringLiteral("%1 accepts TCP but does not begin TLS: a port without TLS, or the server hangs")
            .arg(address);
    default: return QStringLiteral("%1 is connected but does not answer: the server hangs").arg(address);
    }
}

// A second try with a refused password may lock the user out.
bool isRefused(const Error &error)
{
    const RedisErrorCode code = redisErrorCode(error);
    return code == RedisErrorCode::NoAuth || code == RedisErrorCode::WrongPass;
}

// HELLO came with Redis 6; some proxies and renamed commands lack it, and an ACL of Redis 6.0 can forbid it.
bool isHelloMissing(const Error &error)
{
    const RedisErrorCode code = redisErrorCode(error);
    return code == RedisErrorCode::UnknownCommand || code == RedisErrorCode::NoProto || code == RedisErrorCode::NoPerm;
}

RedisCommand authCommand(const QString &user, const QString &password)
{
    return user.isEmpty() ? RedisCommand::of("AUTH", password) : RedisCommand::of("AUTH", user, password);
}

} // namespace

RedisLink::RedisLink(RedisLinkOptions options, const Clock &clock) : m_options(std::move(options)), m_clock(clock)
{
    m_state.since = m_clock.wallNow();
}

RedisLink::~RedisLink() = default;

void RedisLink::close()
{
    m_wire.close();
}

bool RedisLink::isOpen() const
{
    return m_wire.isOpen() && m_state.rung == Rung::Query;
}

QString RedisLink::user() const
{
    const QString user = parameter(m_options.parameters, u"user");
    return user.isEmpty() ? QStringLiteral("default") : user;
}

void RedisLink::enterRung(Rung rung)
{
    if (m_state.rung != rung || m_state.phase != LinkPhase::Connecting)
        m_state.since = m_clock.wallNow();
    m_state.rung = rung;
    m_state.phase = LinkPhase::Connecting;
}

// Every failure that costs the connection ends here.
Error RedisLink::broken(Error error)
{
    close();
    error.target = m_options.target;
    m_state.phase = isRefused(error) ? LinkPhase::Refused : LinkPhase::Broken;
    m_state.since = m_clock.wallNow();
    m_state.error = error;
    return error;
}

QString RedisLink::silence() const
{
    return silentServerText(m_state.rung, m_state.address);
}

QCoro::Task<Result<QString>> RedisLink::askPassword(std::stop_token stop)
{
    if (!m_options.password)
        co_return QString();
    enterRung(Rung::Password);
    co_return co_await m_options.password(stop);
}

QCoro::Task<Result<void>> RedisLink::open(QDeadlineTimer deadline, std::stop_token stop)
{
    if (m_busy)
        co_return fail(ErrorKind::Bug, QStringLiteral("The connection is in use"));
    m_busy = true;
    const auto done = qScopeGuard([this] { m_busy = false; });
    close();
    m_state.error.reset();
    m_state.note.clear();
    m_state.encrypted = m_state.verified = false;
    enterRung(Rung::Dns);
    const auto resolved = co_await resolvePlaces(redisPlaces(m_options.parameters), *m_options.lastGood,
                                                 m_options.resolver, deadline, stop);
    if (!resolved)
        co_return std::unexpected(broken(resolved.error()));
    m_state.note = resolved->note;
    const qint64 left = deadline.remainingTime(); // a provider has limits of its own; people and vaults are slow
    const auto password = co_await askPassword(stop);
    if (!password)
        co_return std::unexpected(broken(password.error()));
    if (!deadline.isForever())
        deadline.setRemainingTime(left);
    Result<void> opened;
    const std::size_t count = resolved->places.size();
    for (std::size_t i = 0; i < count; ++i) {
        // Each address gets an equal share of the time that is left, so that a dead first one cannot eat it all.
        const auto share = deadline.isForever() ? QDeadlineTimer(deadline)
                                                : QDeadlineTimer(deadline.remainingTime() / qint64(count - i));
        opened = co_await openOne(resolved->places[i], *password, share, stop);
        if (opened || opened.error().kind == ErrorKind::Cancelled || m_state.phase == LinkPhase::Refused)
            break;
    }
    co_return std::move(opened);
}

QCoro::Task<Result<void>> RedisLink::openOne(PgAddress place, QString password, QDeadlineTimer deadline,
                                             std::stop_token stop)
{
    m_state.address = redisAddressText(place);
    enterRung(Rung::Tcp);
    m_facts = {};
    m_wire.begin(m_options.limits);
    if (const auto climbed = co_await climbToTls(place, deadline, stop); !climbed)
        co_return std::unexpected(broken(climbed.error()));
    enterRung(Rung::Auth);
    m_wire.setWords(
        {silence(),
         QStringLiteral("The server closed the connection without an answer: it expects TLS, or is not a Redis server"),
         user(), m_options.onPush});
    if (const auto greeted = co_await greet(password, deadline, stop); !greeted)
        co_return std::unexpected(broken(greeted.error()));
    if (const auto selected = co_await selectDatabase(deadline, stop); !selected)
        co_return std::unexpected(broken(selected.error()));
    becomeLive(place);
    co_return Result<void>();
}

QCoro::Task<Result<RedisTls>> RedisLink::tlsFor(PgAddress place, QDeadlineTimer deadline, std::stop_token stop)
{
    if (isUnixSocket(place))
        co_return RedisTls();
    const auto read = [parameters = m_options.parameters, isLocal = place.address.isLoopback()] {
        return redisTls(parameters, isLocal);
    };
    if (!namesTlsFiles(m_options.parameters))
        co_return read();
    auto tls = co_await readAside(read, deadline, stop);
    if (!tls)
        co_return std::unexpected(
            waitError(tls.error(), QStringLiteral("The disk that has the certificates does not answer")));
    co_return std::move(*tls);
}

QCoro::Task<Result<void>> RedisLink::climbToTls(PgAddress place, QDeadlineTimer deadline, std::stop_token stop)
{
    const auto tls = co_await tlsFor(place, deadline, stop);
    if (!tls) {
        enterRung(Rung::Tls);
        co_return std::unexpected(tls.error());
    }
    WaitEnd end = co_await m_wire.transport()->connectTo(place, deadline, stop);
    if (end == WaitEnd::Ready && !m_wire.transport()->trouble() && tls->mode != RedisTls::Mode::Off) {
        enterRung(Rung::Tls);
        end = co_await m_wire.transport()->encrypt(*tls, place.host.isEmpty() ? place.address.toString() : place.host,
                                                   deadline, stop);
    }
    if (end != WaitEnd::Ready)
        co_return std::unexpected(waitError(end, silence()));
    if (const auto trouble = m_wire.transport()->trouble())
        co_return std::unexpected(*trouble);
    m_state.encrypted = tls->mode != RedisTls::Mode::Off;
    m_state.verified = tls->mode == RedisTls::Mode::Full;
    co_return Result<void>();
}

QCoro::Task<Result<void>> RedisLink::greet(QString password, QDeadlineTimer deadline, std::stop_token stop)
{
    RedisCommand hello = RedisCommand::of("HELLO", 3);
    if (!password.isEmpty() || !parameter(m_options.parameters, u"user").isEmpty())
        std::ranges::move(RedisCommand::of("AUTH", user(), password).words, std::back_inserter(hello.words));
    std::ranges::move(RedisCommand::of("SETNAME", m_options.clientName).words, std::back_inserter(hello.words));
    std::vector<RedisCommand> commands;
    commands.push_back(std::move(hello));
    const auto answers = co_await exchange(std::move(commands), deadline, stop);
    const auto &answer = answers.front();
    if (answer)
        m_facts = factsOfHello(*answer);
    else if (isHelloMissing(answer.error()))
        co_return co_await greetInOldWay(password, deadline, stop);
    else
        co_return std::unexpected(answer.error());
    co_return Result<void>();
}

QCoro::Task<Result<void>> RedisLink::greetInOldWay(QString password, QDeadlineTimer deadline, std::stop_token stop)
{
    std::vector<RedisCommand> commands;
    commands.push_back(RedisCommand::of("INFO", "server"));
    commands.push_back(RedisCommand::of("CLIENT", "SETNAME", m_options.clientName)); // refused or not: only a name
    const bool hasPassword = !password.isEmpty() || !parameter(m_options.parameters, u"user").isEmpty();
    if (hasPassword)
        commands.insert(commands.begin(), authCommand(parameter(m_options.parameters, u"user"), password));
    const auto answers = co_await exchange(std::move(commands), deadline, stop);
    if (hasPassword && !answers[0]) {
        if (!answers[0].error().detail.contains(u"no password is set")
            && !answers[0].error().detail.contains(u"without any password"))
            co_return std::unexpected(answers[0].error());
        m_state.note = QStringLiteral("The server asks for no password");
    }
    const auto &info = answers[hasPassword ? 1 : 0];
    if (info)
        m_facts = factsOfInfo(info->bytes());
    else if (isRefused(info.error()) || m_wire.endedBy())
        co_return std::unexpected(info.error());
    co_return Result<void>();
}

// Being connected to another database than the one that was meant is worse than not being connected.
QCoro::Task<Result<void>> RedisLink::selectDatabase(QDeadlineTimer deadline, std::stop_token stop)
{
    const QString database = parameter(m_options.parameters, u"dbname");
    if (database.isEmpty() || database == u"0")
        co_return Result<void>();
    std::vector<RedisCommand> commands;
    commands.push_back(RedisCommand::of("SELECT", database));
    const auto answers = co_await exchange(std::move(commands), deadline, stop);
    if (answers.front())
        co_return Result<void>();
    Error error = answers.front().error();
    if (redisErrorCode(error) == RedisErrorCode::Err) {
        error.kind = ErrorKind::Auth;
        error.text = QStringLiteral("There is no database %1").arg(redisFact(database.toUtf8()));
    }
    co_return std::unexpected(error);
}

void RedisLink::becomeLive(const PgAddress &place)
{
    if (!place.address.isNull())
        m_options.lastGood->insert(place.host, place.address);
    m_state.phase = LinkPhase::Live;
    m_state.error.reset(); // of an address tried before
    m_state.rung = Rung::Query;
    m_state.since = m_clock.wallNow();
    m_wire.setWords({silence(), {}, user(), m_options.onPush});
}

QCoro::Task<Result<RedisReply>> RedisLink::query(RedisCommand command, QDeadlineTimer deadline, std::stop_token stop)
{
    std::vector<RedisCommand> one;
    one.push_back(std::move(command));
    std::vector<Result<RedisReply>> answers = co_await batch(std::move(one), deadline, stop);
    co_return std::move(answers.front());
}

QCoro::Task<std::vector<Result<RedisReply>>> RedisLink::batch(std::vector<RedisCommand> commands,
                                                              QDeadlineTimer deadline, std::stop_token stop)
{
    std::optional<Error> refusal;
    if (m_busy)
        refusal = Error{ErrorKind::Bug, QStringLiteral("The connection is in use"), {}, m_options.target, {}};
    else if (!m_wire.transport() || m_state.rung != Rung::Query)
        refusal = Error{ErrorKind::Network, QStringLiteral("Not connected"), {}, m_options.target, {}};
    else if (std::ranges::any_of(commands, &std::vector<QByteArray>::empty, &RedisCommand::words))
        refusal = Error{ErrorKind::Bug, QStringLiteral("A command without words"), {}, m_options.target, {}};
    if (refusal)
        co_return std::vector<Result<RedisReply>>(commands.size(), std::unexpected(*refusal));
    m_busy = true;
    auto answers = co_await exchange(std::move(commands), deadline, stop);
    m_busy = false;
    if (const auto cause = m_wire.endedBy())
        broken(*cause);
    co_return std::move(answers);
}

// While climbing, too: broken() is up to who asked.
QCoro::Task<std::vector<Result<RedisReply>>> RedisLink::exchange(std::vector<RedisCommand> commands,
                                                                 QDeadlineTimer deadline, std::stop_token stop)
{
    auto answers = co_await m_wire.exchange(std::move(commands), deadline, stop);
    for (Result<RedisReply> &answer : answers) {
        if (!answer)
            answer.error().target = m_options.target;
    }
    co_return std::move(answers);
}

} // namespace lockmaster
