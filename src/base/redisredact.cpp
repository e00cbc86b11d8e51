// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redisredact.h"

#include "base/redact.h"

#include <QStringList>
#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMostArguments = 8;

struct SecretPlace {
    QLatin1StringView command;
    QLatin1StringView word; ///< what follows it is secret; empty: all arguments are
};

constexpr std::array kSecretPlaces{
    SecretPlace{"auth"_L1, ""_L1},
    SecretPlace{"hello"_L1, "auth"_L1},
    SecretPlace{"migrate"_L1, "auth"_L1},
    SecretPlace{"migrate"_L1, "auth2"_L1},
    SecretPlace{"config"_L1, "requirepass"_L1},
    SecretPlace{"config"_L1, "masterauth"_L1},
    SecretPlace{"config"_L1, "primaryauth"_L1},
    SecretPlace{"config"_L1, "tls-key-file-pass"_L1},
    SecretPlace{"config"_L1, "tls-client-key-file-pass"_L1},
    SecretPlace{"sentinel"_L1, "auth-pass"_L1},
    SecretPlace{"sentinel"_L1, "sentinel-pass"_L1},
};

/// Commands whose second word is a part of their name.
constexpr std::array kContainers{"acl"_L1,    "client"_L1,   "cluster"_L1,  "command"_L1, "commandlog"_L1, "config"_L1,
                                 "debug"_L1,  "function"_L1, "latency"_L1,  "memory"_L1,  "module"_L1,     "object"_L1,
                                 "pubsub"_L1, "script"_L1,   "sentinel"_L1, "slowlog"_L1, "xgroup"_L1,     "xinfo"_L1};

bool isWord(const QString &text, QLatin1StringView word)
{
    QStringView bare(text);
    if (bare.size() >= 2 && bare.front() == u'"' && bare.back() == u'"')
        bare = bare.sliced(1, bare.size() - 2);
    return bare.compare(word, Qt::CaseInsensitive) == 0;
}

/// How many of the words may be seen.
qsizetype openWords(const QStringList &words)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        for (const SecretPlace &place : kSecretPlaces) {
            if (isWord(words.front(), place.command)
                && isWord(words[i], place.word.isEmpty() ? place.command : place.word))
                return i + 1;
        }
    }
    return words.size();
}

bool setsUser(const QStringList &words)
{
    return words.size() > 2 && isWord(words[0], "acl"_L1) && isWord(words[1], "setuser"_L1);
}

/// ">password", "<password", "#hash", "!hash", quoted or not.
QString maskedRule(const QString &word)
{
    const qsizetype sign = word.startsWith(u'"') ? 1 : 0;
    const bool isSecret = word.size() > sign && QStringView(u"><#!").contains(word[sign]);
    return isSecret ? word.left(sign + 1) + maskedWord() : word;
}

} // namespace

QString maskRedisSecrets(const QString &command)
{
    QStringList words = command.split(u' ');
    if (setsUser(words))
        std::ranges::transform(words.begin() + 2, words.end(), words.begin() + 2, maskedRule);
    const qsizetype open = openWords(words);
    if (open < words.size())
        words = words.first(open) << maskedWord();
    return redact(words.join(u' '));
}

QString maskRedisArguments(const QString &command)
{
    const QStringList words = command.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const auto isContainer =
        std::ranges::any_of(kContainers, [&](QLatin1StringView each) { return isWord(words.front(), each); });
    const qsizetype name = std::min<qsizetype>(isContainer ? 2 : 1, words.size());
    const qsizetype arguments = words.size() - name;
    QStringList masked = words.first(name);
    masked.resize(masked.size() + std::min<qsizetype>(arguments, kMostArguments), QStringLiteral("?"));
    return masked.join(u' ') + (arguments > kMostArguments ? QStringLiteral(" …") : QString());
}

bool isSecretRedisSetting(const QString &name)
{
    return std::ranges::any_of(kSecretPlaces, [&](const SecretPlace &place) {
        return place.command == "config"_L1 && isWord(name, place.word);
    });
}

} // namespace lockmaster
