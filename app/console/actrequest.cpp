// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actrequest.h"

#include <QMap>

#include <array>

#include "actions/journal/journalentry.h"
#include "app/apptext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;
using Pairs = QMap<QString, QString>;

const QStringList &sessionKeys()
{
    static const QStringList keys{u"pid"_s, u"backend_start"_s, u"query_start"_s};
    return keys;
}

const QStringList &filterKeys()
{
    static const QStringList keys{u"application"_s, u"user"_s, u"database"_s, u"client"_s, u"state"_s, u"older_than"_s};
    return keys;
}

Result<Pairs> pairsOf(const QStringList &words, const QStringList &allowed)
{
    Pairs pairs;
    for (const QString &word : words) {
        const QString key = word.section(u'=', 0, 0);
        if (!word.contains(u'=') || !allowed.contains(key))
            return fail(ErrorKind::Config, AppText::tr("“%1” is not understood here. This action takes: %2")
                                               .arg(word, allowed.join(u"=… "_s) + u"=…"_s));
        if (pairs.contains(key))
            return fail(ErrorKind::Config, AppText::tr("%1 is given twice.").arg(key));
        pairs.insert(key, word.section(u'=', 1));
    }
    return pairs;
}

/// Empty: not given. Times are ISO 8601 as the snapshot prints them.
Result<std::optional<ServerTime>> timeOf(const Pairs &pairs, const QString &key)
{
    if (!pairs.contains(key))
        return std::nullopt;
    const auto time = parseIso(pairs.value(key));
    if (!time)
        return fail(ErrorKind::Config, AppText::tr("%1 is not a time such as 2026-11-21T03:12:07.123456Z.").arg(key));
    return time;
}

Result<ActArguments> sessionArguments(const QString &action, const Pairs &pairs)
{
    bool isNumber = false;
    const int pid = pairs.value(u"pid"_s).toInt(&isNumber);
    if (!isNumber || pid <= 0)
        return fail(ErrorKind::Config, AppText::tr("This action needs pid=NUMBER."));
    const auto backendStart = timeOf(pairs, u"backend_start"_s);
    if (!backendStart)
        return std::unexpected(backendStart.error());
    const auto queryStart = timeOf(pairs, u"query_start"_s);
    if (!queryStart)
        return std::unexpected(queryStart.error());
    return ActArguments{action, pid, *backendStart, *queryStart, {}};
}

Result<ActArguments> filterArguments(const QString &action, const Pairs &pairs)
{
    SessionFilter filter{pairs.value(u"application"_s), pairs.value(u"user"_s), pairs.value(u"database"_s),
                         pairs.value(u"client"_s)};
    if (filter.application.isEmpty() && filter.user.isEmpty() && filter.database.isEmpty())
        return fail(ErrorKind::Config, AppText::tr("At least one of application=, user= and database= is needed."));
    if (pairs.contains(u"state"_s)) {
        filter.state = sessionStateFromName(pairs.value(u"state"_s));
        if (filter.state == SessionState::None)
            return fail(ErrorKind::Config, AppText::tr("state= takes idle, active, 'idle in transaction' and "
                                                       "'idle in transaction (aborted)'."));
    }
    bool isNumber = true;
    const int seconds = pairs.contains(u"older_than"_s) ? pairs.value(u"older_than"_s).toInt(&isNumber) : 300;
    if (!isNumber || seconds < 0)
        return fail(ErrorKind::Config, AppText::tr("older_than= takes seconds."));
    filter.olderThan = std::chrono::seconds(seconds);
    return ActArguments{action, {}, {}, {}, filter};
}

} // namespace

QStringList actionIds()
{
    return {kCancelQuery, kTerminateSession, kTerminateRootBlocker, kTerminateByFilter};
}

Result<ActArguments> parseActArguments(const QString &action, const QStringList &pairs)
{
    if (!actionIds().contains(action))
        return fail(ErrorKind::Config,
                    AppText::tr("There is no action “%1”. There are: %2").arg(action, actionIds().join(", "_L1)));
    const bool isFiltered = action == kTerminateByFilter;
    return pairsOf(pairs, isFiltered ? filterKeys() : sessionKeys()).and_then([&](const Pairs &read) {
        return isFiltered ? filterArguments(action, read) : sessionArguments(action, read);
    });
}

} // namespace lockmaster
