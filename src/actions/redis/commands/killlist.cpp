// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/commands/killlist.h"

#include "actions/plan/actiontext.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Why this one is not for a person to disconnect; empty when it is.
QString whySpared(const RedisClient &client, std::optional<std::int64_t> ownId)
{
    if (client.id == ownId || isOwnName(client.name))
        return ActionText::tr("a console's own");
    if (client.flags.contains(u'S') && !client.flags.contains(u'O'))
        return ActionText::tr("a replica");
    if (client.flags.contains(u'M'))
        return ActionText::tr("the link to its primary");
    if (client.name.startsWith(u"sentinel-"))
        return ActionText::tr("a Sentinel");
    return {};
}

} // namespace

std::vector<NamedClient> namedClients(const QString &text)
{
    std::vector<NamedClient> all;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        bool isNumber = false;
        const qint64 id = part.section(u'@', 0, 0).trimmed().toLongLong(&isNumber);
        if (!isNumber || id <= 0)
            return {};
        all.push_back({id, part.section(u'@', 1).trimmed()});
    }
    return all;
}

QString nameOf(const RedisClient &client)
{
    return u"%1@%2"_s.arg(client.id).arg(client.address);
}

KillList killListOf(const std::vector<NamedClient> &named, const std::vector<RedisClient> &there,
                    std::optional<std::int64_t> ownId)
{
    KillList list;
    for (const NamedClient &one : named) {
        const auto found = std::ranges::find(there, one.id, &RedisClient::id);
        if (found == there.end() || (!one.address.isEmpty() && one.address != found->address)) {
            ++list.gone;
            continue;
        }
        const QString why = whySpared(*found, ownId);
        if (why.isEmpty())
            list.clients.push_back(*found);
        else
            list.spared << u"%1 (%2)"_s.arg(found->id).arg(why);
    }
    return list;
}

Preflight checkKillable(const KillList &list)
{
    const QString id = u"clients.there"_s;
    if (list.clients.empty())
        return {id, Verdict::Failed,
                list.spared.isEmpty() ? ActionText::tr("None of the chosen clients is connected any more.")
                                      : ActionText::tr("None of the chosen clients may be disconnected.")};
    if (list.clients.size() > kMostKilled)
        return {id, Verdict::Failed, ActionText::tr("At most %1 clients at once.").arg(kMostKilled)};
    if (list.gone > 0)
        return {id, Verdict::Warning, ActionText::tr("%1 of the chosen are gone already.").arg(list.gone)};
    return {id, Verdict::Ok, ActionText::tr("Connected, by number and address; both are in the command.")};
}

Preflight checkSpared(const KillList &list)
{
    const QString id = u"clients.spared"_s;
    if (list.spared.isEmpty())
        return {id, Verdict::Ok, ActionText::tr("No replica, Sentinel or console among them.")};
    return {id, list.clients.empty() ? Verdict::Failed : Verdict::Warning,
            ActionText::tr("Left out: %1.").arg(elided(plainLine(list.spared.join(u", "_s)), 120))};
}

Preflight checkTransactions(const KillList &list)
{
    const auto open =
        std::ranges::count_if(list.clients, [](const RedisClient &client) { return client.flags.contains(u'x'); });
    if (open == 0)
        return {u"clients.transaction"_s, Verdict::Ok, ActionText::tr("None of them is within MULTI.")};
    return {u"clients.transaction"_s, Verdict::Warning,
            ActionText::tr("%1 of them within MULTI: what they queued is thrown away.").arg(open)};
}

} // namespace lockmaster
