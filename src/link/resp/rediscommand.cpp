// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/resp/rediscommand.h"

#include <algorithm>
#include <array>
#include <hiredis/hiredis.h>

namespace lockmaster {
namespace {

// Commands whose second word is a command of its own, with rights of its own.
constexpr std::array<QByteArrayView, 18> kContainers{
    "acl",    "client", "cluster", "command", "commandlog", "config",   "debug",   "function", "latency",
    "memory", "module", "object",  "pubsub",  "script",     "sentinel", "slowlog", "xgroup",   "xinfo"};

bool hasSubcommand(const RedisCommand &command)
{
    return command.words.size() > 1 && std::ranges::contains(kContainers, QByteArrayView(command.words[0].toLower()));
}

} // namespace

QString RedisCommand::name() const
{
    const QByteArray all = hasSubcommand(*this) ? words[0] + ' ' + words[1] : words.at(0);
    return QString::fromLatin1(all).toUpper();
}

QString RedisCommand::aclRule() const
{
    return u'+' + name().toLower().replace(u' ', u'|');
}

QByteArray RedisCommand::wire() const
{
    std::vector<const char *> starts;
    std::vector<std::size_t> lengths;
    for (const QByteArray &word : words) {
        starts.push_back(word.constData());
        lengths.push_back(std::size_t(word.size()));
    }
    char *formatted = nullptr;
    const long long length =
        redisFormatCommandArgv(&formatted, static_cast<int>(words.size()), starts.data(), lengths.data());
    const QByteArray bytes = length < 0 ? QByteArray() : QByteArray(formatted, static_cast<qsizetype>(length));
    redisFreeCommand(formatted);
    return bytes;
}

} // namespace lockmaster
