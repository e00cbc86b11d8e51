// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/commandtext.h"

#include "base/redisword.h"

#include <QStringList>

namespace lockmaster {
namespace {

/// What stands between the quotes of a word, from `at` on, which is behind the closing quote afterwards.
QByteArray quotedBytes(const QByteArray &line, qsizetype &at)
{
    QByteArray bytes;
    for (; at < line.size() && line[at] != '"'; ++at) {
        if (line[at] != '\\' || at + 3 >= line.size()) {
            bytes += line[at];
            continue;
        }
        bytes += QByteArray::fromHex(line.sliced(at + 2, 2));
        at += 3;
    }
    ++at;
    return bytes;
}

} // namespace

QString lineOf(const RedisCommand &command)
{
    QStringList words;
    for (const QByteArray &word : command.words)
        words << redisWord(QString::fromUtf8(word));
    return words.join(u' ');
}

PlannedStatement statementOf(const RedisCommand &command)
{
    return {lineOf(command), {}};
}

RedisCommand commandIn(const QString &line)
{
    RedisCommand command;
    const QByteArray bytes = line.toUtf8();
    for (qsizetype at = 0; at < bytes.size();) {
        if (bytes[at] == ' ') {
            ++at;
        } else if (bytes[at] == '"') {
            command.words.push_back(quotedBytes(bytes, ++at));
        } else {
            const qsizetype end = bytes.indexOf(' ', at);
            command.words.push_back(bytes.sliced(at, (end < 0 ? bytes.size() : end) - at));
            at = end < 0 ? bytes.size() : end;
        }
    }
    return command;
}

} // namespace lockmaster
