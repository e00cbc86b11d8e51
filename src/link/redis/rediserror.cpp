// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/redis/rediserror.h"

#include <algorithm>
#include <array>

#include "base/redact.h"
#include "base/text.h"

namespace lockmaster {
namespace {

using Code = RedisErrorCode;

constexpr qsizetype kLongestWords = 500;

struct Word {
    QByteArrayView word;
    Code code;
};

constexpr std::array<Word, 15> kWords{{
    {"NOAUTH", Code::NoAuth},
    {"WRONGPASS", Code::WrongPass},
    {"NOPERM", Code::NoPerm},
    {"DENIED", Code::Denied},
    {"LOADING", Code::Loading},
    {"BUSY", Code::Busy},
    {"MASTERDOWN", Code::MasterDown},
    {"MISCONF", Code::Misconf},
    {"OOM", Code::Oom},
    {"READONLY", Code::ReadOnly},
    {"NOREPLICAS", Code::NoReplicas},
    {"CLUSTERDOWN", Code::ClusterDown},
    {"MOVED", Code::Moved},
    {"ASK", Code::Ask},
    {"NOPROTO", Code::NoProto},
}};

// Said under the word ERR by all versions, and the code words that stand for them in Error::sqlState.
constexpr std::array<Word, 5> kSentences{{
    {"ERR max number of clients", Code::MaxClients},
    {"ERR unknown command", Code::UnknownCommand},
    {"ERR unknown subcommand", Code::UnknownCommand},
    {"ERR Unknown subcommand", Code::UnknownCommand},
    {"ERR invalid password", Code::WrongPass}, // before Redis 6
}};
constexpr std::array<Word, 3> kOwnWords{
    {{"ERR", Code::Err}, {"MAXCLIENTS", Code::MaxClients}, {"UNKNOWNCOMMAND", Code::UnknownCommand}}};

QByteArrayView firstWord(QByteArrayView answer)
{
    const qsizetype space = answer.indexOf(' ');
    return space < 0 ? answer : answer.first(space);
}

bool isCodeWord(QByteArrayView word)
{
    constexpr qsizetype kLongest = 32;
    return !word.isEmpty() && word.size() <= kLongest && std::ranges::all_of(word, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

QByteArrayView codeWord(Code code, QByteArrayView answer)
{
    const auto hasCode = [code](const Word &word) { return word.code == code; };
    if (const auto own = std::ranges::find_if(kOwnWords, hasCode); own != kOwnWords.end())
        return own->word;
    if (const auto known = std::ranges::find_if(kWords, hasCode); known != kWords.end())
        return known->word;
    return isCodeWord(firstWord(answer)) ? firstWord(answer) : QByteArrayView();
}

ErrorKind kindOf(Code code)
{
    switch (code) {
    case Code::NoAuth:
    case Code::WrongPass:
    case Code::Denied: return ErrorKind::Auth;
    case Code::NoPerm: return ErrorKind::Privilege;
    case Code::Loading: return ErrorKind::Starting;
    case Code::MaxClients: return ErrorKind::Full;
    case Code::UnknownCommand:
    case Code::NoProto: return ErrorKind::Unsupported;
    default: return ErrorKind::Query;
    }
}

// A key or a channel is refused by rules of their own; which ones, only the person who asked can say.
QString permissionText(QByteArrayView answer, const RedisCommand &command, const QString &user)
{
    const bool isAboutKey = answer.contains(" key") && !answer.contains("command");
    if (isAboutKey || answer.contains(" channel"))
        return QStringLiteral("The user %1 is not allowed this %2: its ACL needs a pattern for it (%3)")
            .arg(user, isAboutKey ? QStringLiteral("key") : QStringLiteral("channel"),
                 isAboutKey ? QStringLiteral("~pattern") : QStringLiteral("&pattern"));
    return QStringLiteral("The user %1 is not allowed to run %2. To allow it: %3")
        .arg(user, command.name(), aclCommand(user, command.aclRule()));
}

QString sentenceOf(Code code, const RedisCommand &command, const QString &user)
{
    switch (code) {
    case Code::NoAuth: return QStringLiteral("The server asks for a password and the console has none that it takes");
    case Code::WrongPass: return QStringLiteral("The server refuses the user %1 or the password").arg(user);
    case Code::Denied:
        return QStringLiteral(
            "The server is in protected mode: it has no password and takes only clients of its own host");
    case Code::Loading: return QStringLiteral("The server is up and still reads its data set from disk");
    case Code::Busy: return QStringLiteral("The server is busy: a script or function has been running for too long");
    case Code::MasterDown:
        return QStringLiteral(
            "The replica lost its primary and does not serve stale data (replica-serve-stale-data no)");
    case Code::Misconf: return QStringLiteral("The server refuses writes: saving its data to disk failed");
    case Code::Oom: return QStringLiteral("The server refuses writes: maxmemory is reached");
    case Code::ReadOnly: return QStringLiteral("This is a replica: it takes no writes");
    case Code::NoReplicas: return QStringLiteral("The server refuses writes: it has too few good replicas");
    case Code::MaxClients: return QStringLiteral("The server is full: its limit of clients (maxclients) is reached");
    case Code::ClusterDown: return QStringLiteral("The cluster is down: some slots are not served by any node");
    case Code::Moved: return QStringLiteral("Another node of the cluster has this key");
    case Code::Ask: return QStringLiteral("This key is being moved to another node of the cluster");
    case Code::NoProto: return QStringLiteral("The server does not speak RESP3");
    case Code::UnknownCommand:
        return QStringLiteral("The server has no command %1: another version, or renamed or disabled")
            .arg(command.name());
    default: return QStringLiteral("The server refused %1").arg(command.name());
    }
}

// Unknown commands are quoted with their arguments, passwords too.
QString wordsOf(QByteArrayView answer)
{
    const qsizetype arguments = answer.indexOf(", with args beginning with");
    const QByteArrayView kept = arguments < 0 ? answer : answer.first(arguments);
    return elided(redact(plainLine(decodeUtf8(kept.first(std::min(kept.size(), 4 * kLongestWords))).text)),
                  kLongestWords);
}

} // namespace

RedisErrorCode redisErrorCode(QByteArrayView answer)
{
    for (const auto &[sentence, code] : kSentences) {
        if (answer.startsWith(sentence))
            return code;
    }
    const QByteArrayView word = firstWord(answer);
    const auto known = std::ranges::find(kWords, word, &Word::word);
    if (known != kWords.end())
        return known->code;
    return word == QByteArrayView("ERR") ? Code::Err : Code::Other;
}

RedisErrorCode redisErrorCode(const Error &error)
{
    const QByteArray word = error.sqlState.toLatin1();
    const auto own = std::ranges::find(kOwnWords, QByteArrayView(word), &Word::word);
    return own != kOwnWords.end() ? own->code : word.isEmpty() ? Code::Other : redisErrorCode(QByteArrayView(word));
}

Error redisError(QByteArrayView answer, const RedisCommand &command, const QString &user)
{
    const Code code = redisErrorCode(answer);
    return {kindOf(code),
            code == Code::NoPerm ? permissionText(answer, command, user) : sentenceOf(code, command, user),
            wordsOf(answer),
            {},
            QString::fromLatin1(codeWord(code, answer))};
}

QString aclCommand(const QString &user, const QString &rules)
{
    return QStringLiteral("ACL SETUSER %1 %2").arg(user, rules);
}

} // namespace lockmaster
