// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/redislink.h"

#include <QScopeGuard>
#include <algorithm>
#include <utility>

#include "base/redact.h"
#include "base/text.h"
#include "link/redisaddress.h"
#include "link/redistls.h"
#include "link/redistransport.h"
#include "link/resolveplaces.h"

namespace lockmaster {
namespace {

QString silentText(Rung rung, const QString &address)
{
    switch (rung) {
    case Rung::Tcp: return QStringLiteral("%1 does not answer").arg(address);
    case Rung::Tls:
        return QStringLiteral("%1 accepts TCP but does not begin TLS: a port without TLS, or the server hangs").arg(address);
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

QString fact(const QByteArray &bytes)
{
    constexpr qsizetype kLongest = 40;
    return elided(plainLine(decodeUtf8(bytes.first(std::min(bytes.size(), 4 * kLongest))).text), kLongest);
}

RedisCommand authCommand(const QString &user, const QString &password)
{
    return user.isEmpty() ? RedisCommand::of("AUTH", password) : RedisCommand::of("AUTH", user, password);
}

} // namespace

RedisLink::RedisLink(RedisLinkOptions options, const Clock &clock)
    : m_options(std::move(options))
    , m_clock(clock)
{
    m_state.since = m_clock.wallNow();
}

RedisLink::~RedisLink() = default;

void RedisLink::close()
{
    m_transport.reset();
    m_reader.reset();
}

bool RedisLink::isOpen() const
{
    return m_transport && m_transport->isConnected() && m_state.rung == Rung::Query;
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

Error RedisLink::lost(WaitEnd end) const
{
    return waitError(end, silentText(m_state.rung, m_state.address));
}

// The connection ended while an answer was awaited.
Error RedisLink::cutOff() const
{
    Error error = m_transport->trouble().value_or(Error{ErrorKind::Network, QStringLiteral("The connection was lost"), {}, {}, {}});
    if (error.kind == ErrorKind::Network && m_reader->isMidway())
        error.text = QStringLiteral("The server closed the connection in the middle of an answer");
    else if (error.kind == ErrorKind::Network && m_state.rung == Rung::Auth)
        error.text = QStringLiteral("The server closed the connection without an answer: it wants TLS, or is no Redis server");
    return error;
}

QCoro::Task<Result<QString>> RedisLink::askPassword(std::stop_token stop)
{
    if (!m_options.password)
        co_return QString();
    auto asked = co_await m_options.password(stop);
    if (!asked)
        enterRung(Rung::Auth);
    co_return std::move(asked);
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
    const auto resolved =
        co_await resolvePlaces(redisPlaces(m_options.parameters), m_lastGood, m_options.resolver, deadline, stop);
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
    m_transport = std::make_unique<RedisTransport>();
    m_reader = std::make_unique<RedisReader>(m_options.limits);
    if (const auto climbed = co_await climbToTls(place, deadline, stop); !climbed)
        co_return std::unexpected(broken(climbed.error()));
    enterRung(Rung::Auth);
    if (const auto greeted = co_await greet(password, deadline, stop); !greeted)
        co_return std::unexpected(broken(greeted.error()));
    if (const auto selected = co_await selectDatabase(deadline, stop); !selected)
        co_return std::unexpected(broken(selected.error()));
    becomeLive(place);
    co_return Result<void>();
}

QCoro::Task<Result<void>> RedisLink::climbToTls(PgAddress place, QDeadlineTimer deadline, std::stop_token stop)
{
    const bool isUnix = isUnixSocket(place);
    const auto tls = isUnix ? Result<RedisTls>() : redisTls(m_options.parameters, place.address.isLoopback());
    if (!tls) {
        enterRung(Rung::Tls);
        co_return std::unexpected(tls.error());
    }
    WaitEnd end = co_await m_transport->connectTo(place, deadline, stop);
    if (end == WaitEnd::Ready && !m_transport->trouble() && tls->mode != RedisTls::Mode::Off) {
        enterRung(Rung::Tls);
        end = co_await m_transport->encrypt(*tls, place.host.isEmpty() ? place.address.toString() : place.host, deadline, stop);
    }
    if (end != WaitEnd::Ready)
        co_return std::unexpected(lost(end));
    if (const auto trouble = m_transport->trouble())
        co_return std::unexpected(*trouble);
    m_state.encrypted = tls->mode != RedisTls::Mode::Off;
    m_state.verified = tls->isVerified();
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
        takeFacts(*answer);
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
        if (!answers[0].error().detail.contains(u"no password is set") && !answers[0].error().detail.contains(u"without any password"))
            co_return std::unexpected(answers[0].error());
        m_state.note = QStringLiteral("The server asks for no password");
    }
    const auto &info = answers[hasPassword ? 1 : 0];
    if (info)
        takeFactsOfInfo(info->bytes());
    else if (isRefused(info.error()) || !m_transport)
        co_return std::unexpected(info.error());
    co_return Result<void>();
}

void RedisLink::takeFacts(const RedisReply &hello)
{
    m_facts = {fact(hello.value("server").bytes()), fact(hello.value("version").bytes()),
               fact(hello.value("mode").bytes()), fact(hello.value("role").bytes()),
               static_cast<int>(hello.value("proto").integer().value_or(2))};
}

void RedisLink::takeFactsOfInfo(const QByteArray &info)
{
    m_facts = {QStringLiteral("redis"), {}, {}, {}, 2};
    for (const QByteArray &line : info.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(std::max<qsizetype>(colon, 0));
        const QString value = fact(line.sliced(colon + 1));
        if (name == "server_name")
            m_facts.server = value;
        else if (name == "valkey_version" || (name == "redis_version" && m_facts.version.isEmpty()))
            m_facts.version = value;
        else if (name == "redis_mode" || name == "server_mode")
            m_facts.mode = value;
    }
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
        error.text = QStringLiteral("There is no database %1").arg(fact(database.toUtf8()));
    }
    co_return std::unexpected(error);
}

void RedisLink::becomeLive(const PgAddress &place)
{
    if (!place.address.isNull())
        m_lastGood.insert(place.host, place.address);
    m_state.phase = LinkPhase::Live;
    m_state.error.reset(); // of an address tried before
    m_state.rung = Rung::Query;
    m_state.since = m_clock.wallNow();
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
    else if (!m_transport || m_state.rung != Rung::Query)
        refusal = Error{ErrorKind::Network, QStringLiteral("Not connected"), {}, m_options.target, {}};
    else if (std::ranges::any_of(commands, &std::vector<QByteArray>::empty, &RedisCommand::words))
        refusal = Error{ErrorKind::Bug, QStringLiteral("A command without words"), {}, m_options.target, {}};
    if (refusal)
        co_return std::vector<Result<RedisReply>>(commands.size(), std::unexpected(*refusal));
    m_busy = true;
    auto answers = co_await exchange(std::move(commands), deadline, stop);
    m_busy = false;
    co_return std::move(answers);
}

// The next answer among what is here already; pushes are taken aside.
Result<std::optional<RedisReply>> RedisLink::nextReply()
{
    for (;;) {
        auto reply = m_reader->next();
        if (!reply || (*reply && (*reply)->type() != RedisReply::Type::Push))
            return reply;
        if (*reply) {
            if (m_options.onPush)
                m_options.onPush(**reply);
            continue;
        }
        const QByteArray bytes = m_transport->take();
        if (bytes.isEmpty())
            return std::optional<RedisReply>();
        m_reader->feed(bytes);
    }
}

// Before a command is sent nothing may be here but pushes: an answer to nothing would be taken for the next one's.
std::optional<Error> RedisLink::strayBytes()
{
    const auto stray = nextReply();
    if (!stray)
        return stray.error();
    if (*stray && (*stray)->isError()) // the last words of a server that turns us away
        return redisError((*stray)->bytes(), RedisCommand::of("connect"), user());
    if (*stray)
        return Error{ErrorKind::Protocol, QStringLiteral("The server sent an answer to nothing"), {}, {}, {}};
    return m_transport->trouble();
}

QCoro::Task<Result<RedisReply>> RedisLink::receiveOne(RedisCommand command, QDeadlineTimer deadline,
                                                      std::stop_token stop)
{
    for (;;) {
        auto reply = nextReply();
        if (!reply)
            co_return std::unexpected(broken(reply.error()));
        if (*reply && (*reply)->isError())
            co_return std::unexpected(redisError((*reply)->bytes(), command, user()));
        if (*reply)
            co_return std::move(**reply);
        if (m_transport->trouble())
            co_return std::unexpected(broken(cutOff()));
        if (const WaitEnd end = co_await m_transport->moreBytes(deadline, stop); end != WaitEnd::Ready)
            co_return std::unexpected(broken(lost(end)));
    }
}

QCoro::Task<std::vector<Result<RedisReply>>> RedisLink::exchange(std::vector<RedisCommand> commands,
                                                                 QDeadlineTimer deadline, std::stop_token stop)
{
    std::vector<Result<RedisReply>> answers;
    std::optional<Error> gone;
    if (auto stray = strayBytes())
        gone = broken(std::move(*stray));
    if (!gone) {
        QByteArray wire;
        for (const RedisCommand &command : commands)
            wire += command.wire();
        m_transport->send(wire);
    }
    for (const RedisCommand &command : commands) {
        if (gone) {
            answers.push_back(std::unexpected(*gone));
            continue;
        }
        answers.push_back(co_await receiveOne(command, deadline, stop));
        if (!answers.back())
            answers.back().error().target = m_options.target;
        if (!m_transport)
            gone = answers.back().error();
    }
    co_return std::move(answers);
}

} // namespace lockmaster
