// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What goes over one connection that speaks RESP: commands and their answers, pushes aside. How the connection comes
// about is RedisLink's matter; PgWire's sister. One call at a time; the caller sees to that.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "link/redis/redistransport.h"
#include "link/resp/rediscommand.h"
#include "link/resp/redisreader.h"

namespace lockmaster {

class RedisWire
{
public:
    /// What to say of a server that says nothing, and whom to tell of pushes.
    struct Words {
        QString silence;                                    ///< no answer in time
        QString cutOff;                                     ///< closed instead of an answer; empty: the socket's words
        QString user;                                       ///< as whom commands run, for refusals
        std::function<void(const RedisReply &push)> onPush; ///< may not call the link
    };

    void begin(const RedisLimits &limits); ///< a new connection, not connected yet
    void setWords(Words words) { m_words = std::move(words); }
    void close();

    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] RedisTransport *transport() const { return m_transport.get(); } ///< null when closed
    /// The failure that cost the connection; an error that answers a command alone is in its answer only.
    [[nodiscard]] const std::optional<Error> &endedBy() const { return m_endedBy; }

    /// See RedisLink::batch().
    QCoro::Task<std::vector<Result<RedisReply>>> exchange(std::vector<RedisCommand> commands, QDeadlineTimer deadline,
                                                          std::stop_token stop);

private:
    QCoro::Task<Result<RedisReply>> receiveOne(RedisCommand command, QDeadlineTimer deadline, std::stop_token stop);
    Result<std::optional<RedisReply>> nextReply();
    std::optional<Error> strayBytes();
    Error cutOff() const;
    Error spoiled(Error error);

    Words m_words;
    std::unique_ptr<RedisTransport> m_transport;
    std::unique_ptr<RedisReader> m_reader;
    std::optional<Error> m_endedBy;
};

} // namespace lockmaster
