// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/redis/rediswire.h"

#include <utility>

#include "link/redis/rediserror.h"

namespace lockmaster {

void RedisWire::begin(const RedisLimits &limits)
{
    close();
    m_transport = std::make_unique<RedisTransport>();
    m_reader = std::make_unique<RedisReader>(limits);
}

void RedisWire::close()
{
    m_transport.reset();
    m_reader.reset();
    m_endedBy.reset();
}

bool RedisWire::isOpen() const
{
    return m_transport && !m_endedBy && m_transport->isConnected();
}

// Every failure that costs the connection ends here.
Error RedisWire::spoiled(Error error)
{
    m_endedBy = error;
    return error;
}

// The connection ended while an answer was awaited.
Error RedisWire::cutOff() const
{
    Error error = m_transport->trouble().value_or(
        Error{ErrorKind::Network, QStringLiteral("The connection was lost"), {}, {}, {}});
    if (error.kind == ErrorKind::Network && m_reader->isMidway())
        error.text = QStringLiteral("The server closed the connection in the middle of an answer");
    else if (error.kind == ErrorKind::Network && !m_words.cutOff.isEmpty())
        error.text = m_words.cutOff;
    return error;
}

// The next answer among what is here already; pushes are taken aside.
Result<std::optional<RedisReply>> RedisWire::nextReply()
{
    for (;;) {
        auto reply = m_reader->next();
        if (!reply || (*reply && (*reply)->type() != RedisReply::Type::Push))
            return reply;
        if (*reply) {
            if (m_words.onPush)
                m_words.onPush(**reply);
            continue;
        }
        const QByteArray bytes = m_transport->take();
        if (bytes.isEmpty())
            return std::optional<RedisReply>();
        m_reader->feed(bytes);
    }
}

// Before a command is sent nothing may be here but pushes: an answer to nothing would be taken for the next one's.
std::optional<Error> RedisWire::strayBytes()
{
    const auto stray = nextReply();
    if (!stray)
        return stray.error();
    if (*stray && (*stray)->isError()) // the last words of a server that turns us away
        return redisError((*stray)->bytes(), RedisCommand::of("connect"), m_words.user);
    if (*stray)
        return Error{ErrorKind::Protocol, QStringLiteral("The server sent an answer to nothing"), {}, {}, {}};
    return m_transport->trouble();
}

QCoro::Task<Result<RedisReply>> RedisWire::receiveOne(RedisCommand command, QDeadlineTimer deadline,
                                                      std::stop_token stop)
{
    for (;;) {
        auto reply = nextReply();
        if (!reply)
            co_return std::unexpected(spoiled(reply.error()));
        if (*reply && (*reply)->isError())
            co_return std::unexpected(redisError((*reply)->bytes(), command, m_words.user));
        if (*reply)
            co_return std::move(**reply);
        if (m_transport->trouble())
            co_return std::unexpected(spoiled(cutOff()));
        if (const WaitEnd end = co_await m_transport->moreBytes(deadline, stop); end != WaitEnd::Ready)
            co_return std::unexpected(spoiled(waitError(end, m_words.silence)));
    }
}

QCoro::Task<std::vector<Result<RedisReply>>> RedisWire::exchange(std::vector<RedisCommand> commands,
                                                                 QDeadlineTimer deadline, std::stop_token stop)
{
    if (auto stray = strayBytes()) {
        spoiled(std::move(*stray));
    } else {
        QByteArray wire;
        for (const RedisCommand &command : commands)
            wire += command.wire();
        m_transport->send(wire);
    }
    std::vector<Result<RedisReply>> answers;
    for (const RedisCommand &command : commands) {
        if (m_endedBy)
            answers.push_back(std::unexpected(*m_endedBy));
        else
            answers.push_back(co_await receiveOne(command, deadline, stop));
    }
    co_return std::move(answers);
}

} // namespace lockmaster
