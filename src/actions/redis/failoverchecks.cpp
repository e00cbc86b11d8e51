// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/failoverchecks.h"

#include "actions/plan/actiontext.h"
#include "actions/redis/redischecks.h"
#include "base/format.h"
#include "base/text.h"
#include "base/told.h"

#include <QByteArrayList>
#include <algorithm>

namespace lockmaster::failover {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kFarBehind = 1'000'000; ///< bytes

Preflight checkPrimaryRole(const RedisInfo &info)
{
    if (!info.isPrimary())
        return {u"server.primary"_s, Verdict::Failed,
                ActionText::tr("This is a replica of %1:%2: the failover is asked for on the primary.")
                    .arg(info.text("master_host"), info.text("master_port"))};
    if (const QString state = info.text("master_failover_state"); !state.isEmpty() && state != u"no-failover")
        return {u"server.primary"_s, Verdict::Failed, ActionText::tr("A failover is under way here: %1.").arg(state)};
    return {u"server.primary"_s, Verdict::Ok, ActionText::tr("It is the primary, and no failover is under way.")};
}

Preflight checkCluster(const RedisInfo &info)
{
    if (info.text("cluster_enabled") == u"1")
        return {u"redis.cluster"_s, Verdict::Failed,
                ActionText::tr("It is a node of a cluster: there CLUSTER FAILOVER is sent to the replica.")};
    return {u"redis.cluster"_s, Verdict::Ok, ActionText::tr("Not a node of a cluster.")};
}

Preflight checkListed(const RedisInfo &primary, const Member &candidate)
{
    const ListedReplica &listed = candidate.listed;
    const qint64 behind = std::max<qint64>(saturatingDifference(primary.offset(), listed.offset), 0);
    const QString name = plainLine(addressOf(listed));
    if (listed.state != u"online")
        return {u"candidate.online"_s, Verdict::Failed,
                ActionText::tr("Replica %1 is not in step: %2.").arg(name, listed.state)};
    if (listed.lag.value_or(0) > 1 || behind > kFarBehind)
        return {u"candidate.online"_s, Verdict::Failed,
                ActionText::tr("Replica %1 is %2 behind and was last heard from %3 s ago.")
                    .arg(name, formatBytes(behind))
                    .arg(listed.lag.value_or(0))};
    return {u"candidate.online"_s, Verdict::Ok,
            ActionText::tr("Replica %1 is in step, %2 behind.").arg(name, formatBytes(behind))};
}

Preflight checkCandidate(const RedisInfo &primary, const Member &candidate)
{
    const QString id = u"candidate.ready"_s;
    const QString name = plainLine(addressOf(candidate.listed));
    if (candidate.target.isEmpty())
        return {id, Verdict::Failed,
                ActionText::tr("The console cannot look at %1 itself: no target of the fleet is there, or it does not "
                               "answer. Add it to the fleet file.")
                    .arg(name)};
    if (candidate.info.text("master_link_status") != u"up" || candidate.info.text("master_sync_in_progress") == u"1")
        return {id, Verdict::Failed,
                ActionText::tr("%1 says that its link to the primary is down.").arg(candidate.target)};
    if (versionNumberIn(candidate.info.version()) < versionNumberIn(primary.version()))
        return {id, Verdict::Failed,
                ActionText::tr("%1 runs version %2, older than the primary's %3.")
                    .arg(candidate.target, candidate.info.version(), primary.version())};
    return {id, Verdict::Ok, ActionText::tr("%1 says the same of itself.").arg(candidate.target)};
}

constexpr QLatin1StringView kAclUsers{"ACL users"};

QCoro::Task<Settings> readSettings(std::shared_ptr<RedisLink> link, std::stop_token stop)
{
    Settings settings;
    for (const char *name : {"maxmemory", "maxmemory-policy", "appendonly", "save", "min-replicas-to-write",
                             "requirepass", "masteruser", "masterauth", "replica-read-only"}) {
        const Result<RedisReply> reply =
            co_await link->query(RedisCommand::of("CONFIG", "GET", name), QDeadlineTimer(kLookTimeout), stop);
        if (reply && reply->contains(name))
            settings.insert(QString::fromLatin1(name), reply->value(name).bytes());
    }
    const Result<RedisReply> users =
        co_await link->query(RedisCommand::of("ACL", "USERS"), QDeadlineTimer(kLookTimeout), stop);
    QByteArrayList names;
    for (const RedisReply &user : users ? users->array() : std::vector<RedisReply>())
        names << user.bytes();
    std::ranges::sort(names);
    settings.insert(kAclUsers, names.join(' '));
    co_return settings;
}

Preflight checkSettings(const Settings &primary, const Settings &candidate)
{
    const QString id = u"candidate.settings"_s;
    if (!primary.contains(u"save"_s) || !candidate.contains(u"save"_s))
        return {id, Verdict::Warning, ActionText::tr("The settings of the two could not be compared (CONFIG GET).")};
    QStringList differing;
    for (const QString &name :
         {u"maxmemory"_s, u"maxmemory-policy"_s, u"appendonly"_s, u"save"_s, QString(kAclUsers)}) {
        if (primary.value(name) != candidate.value(name))
            differing << name;
    }
    if (candidate.value(u"min-replicas-to-write"_s).toInt() > 1)
        differing << u"min-replicas-to-write"_s;
    if (differing.isEmpty())
        return {id, Verdict::Ok, ActionText::tr("Memory, persistence and users are configured alike.")};
    return {id, Verdict::Warning,
            ActionText::tr("The new primary is configured differently: %1.").arg(differing.join(u", "_s))};
}

Preflight checkFiles(const QStringList &withoutFile)
{
    const QString id = u"config.file"_s;
    if (withoutFile.isEmpty())
        return {id, Verdict::Ok, ActionText::tr("Each server has a configuration file for its new role.")};
    return {id, Verdict::Warning,
            ActionText::tr("%1 was started without a configuration file: a restart there brings the old role back.")
                .arg(withoutFile.join(u", "_s))};
}

Preflight checkOthers(const QStringList &unreachable)
{
    const QString id = u"replicas.others"_s;
    if (unreachable.isEmpty())
        return {id, Verdict::Ok, ActionText::tr("The console reaches every other replica.")};
    return {id, Verdict::Warning,
            ActionText::tr("%1 stays behind the old primary: no target of the fleet is there, or it does not answer.")
                .arg(unreachable.join(u", "_s))};
}

QStringList withoutFiles(const Look &look)
{
    QStringList names;
    if (!hasFile(look.primary))
        names << look.context.draft.target.name;
    if (!look.candidate.target.isEmpty() && !hasFile(look.candidate.info))
        names << look.candidate.target;
    for (const Member &other : look.others) {
        if (!other.target.isEmpty() && !hasFile(other.info))
            names << other.target;
    }
    return names;
}

QStringList unreachable(const Look &look)
{
    QStringList names;
    for (const Member &other : look.others) {
        if (other.target.isEmpty())
            names << plainLine(addressOf(other.listed));
    }
    return names;
}

} // namespace

std::vector<Preflight> checkPrimary(const RedisInfo &info, const ServerFacts &facts)
{
    return {checkPrimaryRole(info), checkCommandVersion(facts, u"FAILOVER"_s, 60200), checkCluster(info)};
}

QCoro::Task<Preflight> checkSentinel(std::shared_ptr<RedisLink> link, std::stop_token stop)
{
    const QString id = u"redis.sentinel"_s;
    const Result<RedisReply> listening = co_await link->query(
        RedisCommand::of("PUBSUB", "NUMSUB", "__sentinel__:hello"), QDeadlineTimer(kLookTimeout), stop);
    bool isWatched = listening && listening->at(1).integer().value_or(0) > 0;
    Result<RedisReply> clients = listening;
    if (!listening) {
        clients = co_await link->query(RedisCommand::of("CLIENT", "LIST"), QDeadlineTimer(kLookTimeout), stop);
        isWatched = clients && clients->bytes().contains(" name=sentinel-");
    }
    if (!clients)
        co_return Preflight{id, Verdict::Failed,
                            ActionText::tr("Whether a Sentinel watches this server cannot be seen. %1")
                                .arg(aclCommand(link->user(), u"+pubsub|numsub"_s))};
    if (isWatched)
        co_return Preflight{
            id, Verdict::Failed,
            ActionText::tr("A Sentinel watches this server and would elect another primary against this: "
                           "ask the Sentinel for the failover.")};
    co_return Preflight{id, Verdict::Ok, ActionText::tr("No Sentinel watches this server.")};
}

Preflight checkDistinct(const Look &look)
{
    const QString id = u"members.distinct"_s;
    std::vector<Member> all{look.candidate};
    std::ranges::copy(look.others, std::back_inserter(all));
    std::erase_if(all, [](const Member &one) { return one.target.isEmpty(); });
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto isSame = [&](const Member &other) {
            return other.target == all[i].target || other.info.text("run_id") == all[i].info.text("run_id");
        };
        const auto twin = std::ranges::find_if(all.begin() + std::ptrdiff_t(i) + 1, all.end(), isSame);
        if (twin != all.end())
            return {id, Verdict::Failed,
                    ActionText::tr("Replicas %1 and %2 are one and the same server, %3: which of them is meant cannot "
                                   "be told.")
                        .arg(plainLine(addressOf(all[i].listed)), plainLine(addressOf(twin->listed)), all[i].target)};
    }
    return {id, Verdict::Ok, ActionText::tr("Each replica is a server of its own.")};
}

Preflight checkPasswords(const Settings &primary, const Settings &candidate)
{
    const QString id = u"candidate.password"_s;
    if (!primary.contains(u"masterauth"_s) || !candidate.contains(u"requirepass"_s))
        return {id, Verdict::Warning,
                ActionText::tr("Whether the old primary can log in to the new one is only seen when it does: "
                               "masterauth or requirepass could not be read (CONFIG GET).")};
    if (const QByteArray user = primary.value(u"masteruser"_s); !user.isEmpty() && user != "default")
        return {id, Verdict::Warning,
                ActionText::tr("The old primary will log in to the new one as user %1 (masteruser): whether that user "
                               "is let in there is only seen when it does.")
                    .arg(plainLine(QString::fromUtf8(user)))};
    const QByteArray wanted = candidate.value(u"requirepass"_s);
    if (!wanted.isEmpty() && primary.value(u"masterauth"_s) != wanted)
        return {
            id, Verdict::Failed,
            ActionText::tr("The old primary could not follow the new one: its masterauth is not the password there.")};
    return {id, Verdict::Ok, ActionText::tr("The old primary can log in to the new one.")};
}

QCoro::Task<std::vector<Preflight>> checkMembers(Look look, std::stop_token stop)
{
    std::vector<Preflight> checks{checkListed(look.primary, look.candidate),
                                  checkCandidate(look.primary, look.candidate), checkDistinct(look)};
    const auto open = co_await openMember(searchOf(look), look.candidate.listed, stop);
    if (open) {
        const Settings ours = co_await readSettings(look.context.server.redis(), stop);
        const Settings theirs = co_await readSettings(open->server.redis(), stop);
        checks.push_back(checkSettings(ours, theirs));
        checks.push_back(checkPasswords(ours, theirs));
    }
    if (isWanted(look.context.draft, "repoint"_L1))
        checks.push_back(checkOthers(unreachable(look)));
    if (isWanted(look.context.draft, "persist"_L1))
        checks.push_back(checkFiles(withoutFiles(look)));
    co_return checks;
}

} // namespace lockmaster::failover
