// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/sessionarguments.h"

#include "base/format.h"

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

QJsonObject sessionArguments(const SessionKey &key, std::optional<ServerTime> queryStart)
{
    QJsonObject arguments{{u"pid"_s, key.pid}};
    if (key.backendStart != ServerTime{}) // hidden from us
        arguments.insert(u"backend_start"_s, formatIso(key.backendStart));
    if (queryStart)
        arguments.insert(u"query_start"_s, formatIso(*queryStart));
    return arguments;
}

QJsonObject sessionListArguments(const std::vector<SessionKey> &keys)
{
    QStringList words;
    for (const SessionKey &key : keys) {
        const QString pid = QString::number(key.pid);
        words << (key.backendStart == ServerTime{} ? pid : pid + u'@' + formatIso(key.backendStart));
    }
    return {{u"sessions"_s, words.join(u',')}};
}

QString quotedName(QString name)
{
    for (const QChar special : {u'\\', u'*', u'#'}) // the backslash first
        name.replace(special, QString(u'\\') + special);
    return name;
}

QJsonObject filterArguments(const SessionFilter &filter)
{
    QJsonObject arguments{{u"state"_s, sessionStateName(filter.state)},
                          {u"older_than"_s, qint64(filter.olderThan.count())}};
    for (const auto &[name, value] : {std::pair{u"application"_s, filter.application},
                                      {u"user"_s, filter.user},
                                      {u"database"_s, filter.database},
                                      {u"client"_s, filter.client}}) {
        if (!value.isEmpty())
            arguments.insert(name, value);
    }
    return arguments;
}

std::optional<ServerTime> momentIn(const QJsonObject &arguments, QLatin1StringView name)
{
    return parseIso(arguments.value(name).toString());
}

SessionKey sessionKeyIn(const QJsonObject &arguments)
{
    return {arguments.value("pid"_L1).toInt(), momentIn(arguments, "backend_start"_L1).value_or(ServerTime{})};
}

std::vector<SessionKey> sessionKeysIn(const QJsonObject &arguments)
{
    std::vector<SessionKey> keys;
    const QStringList words = arguments.value("sessions"_L1).toString().split(u',', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        bool isNumber = false;
        const int pid = word.section(u'@', 0, 0).trimmed().toInt(&isNumber);
        const QString start = word.section(u'@', 1).trimmed();
        const auto began = parseIso(start);
        if (!isNumber || pid <= 0 || (word.contains(u'@') && !began))
            return {};
        const SessionKey key{pid, began.value_or(ServerTime{})};
        if (!std::ranges::contains(keys, key))
            keys.push_back(key);
    }
    return keys;
}

SessionFilter sessionFilterIn(const QJsonObject &arguments)
{
    SessionFilter filter{.application = arguments.value("application"_L1).toString(),
                         .user = arguments.value("user"_L1).toString(),
                         .database = arguments.value("database"_L1).toString(),
                         .client = arguments.value("client"_L1).toString()};
    if (arguments.contains("state"_L1))
        filter.state = sessionStateFromName(arguments.value("state"_L1).toString());
    if (arguments.contains("older_than"_L1))
        filter.olderThan = std::chrono::seconds(arguments.value("older_than"_L1).toInteger());
    return filter;
}

} // namespace lockmaster
