// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-9, planned: makes a replica the primary without losing a write, by the server's own FAILOVER (6.2+). It stops writes,
// waits until the replica has all of them, and gives up by itself after TIMEOUT. Behind the back of Sentinel or Cluster
// it would do harm: refused there. Afterwards the other replicas follow the new primary, and the roles are written down.
#include "actions/plan/actiontext.h"
#include "actions/plan/actiontype.h"
#include "actions/plan/preflights.h"
#include "actions/plan/results.h"
#include "actions/redis/redisinfo.h"
#include "base/format.h"
#include "base/text.h"
#include "link/waits.h"

#include <QByteArrayList>
#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

using RedisPtr = std::shared_ptr<RedisLink>;

constexpr std::chrono::milliseconds kLookAtRoles{50};
constexpr std::chrono::seconds kBeyondTimeout{5};
constexpr std::chrono::seconds kAttachTime{10}; ///< until the old primary follows
constexpr qint64 kFarBehind = 1'000'000;        ///< bytes
constexpr QLatin1StringView kCandidate{"candidate"};
constexpr QLatin1StringView kRoleSame{"server.primary"};

Arguments failoverArguments()
{
    return {
        {.name = kCandidate,
         .title = ActionText::tr("New primary"),
         .help = ActionText::tr("A replica as the primary lists it, host:port; empty: the one that is furthest.")},
        {.name = u"timeout"_s,
         .type = ArgumentType::Number,
         .title = ActionText::tr("Wait at most (seconds)"),
         .help = ActionText::tr("Writes are held up until the replica has them all; after that the server gives up "
                                "and goes on as before."),
         .standard = 5,
         .least = 1,
         .most = 60},
        {.name = u"repoint"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Other replicas follow the new primary"),
         .help = ActionText::tr("Else they stay behind the old one, which then follows the new."),
         .standard = true},
        {.name = u"persist"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Write the roles into the configuration files"),
         .help = ActionText::tr("CONFIG REWRITE on each server: else a restart brings the old roles back. It writes "
                                "down other settings that were changed at run time, too."),
         .standard = true},
        {.name = u"disconnect"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Disconnect the clients of the old primary"),
         .help = ActionText::tr("Else they stay connected and get READONLY until they connect again."),
         .standard = false}};
}

bool isWanted(const ActionPlan &plan, QLatin1StringView flag)
{
    return plan.request.arguments.value(flag).toBool();
}

std::chrono::milliseconds timeoutOf(const ActionPlan &plan)
{
    return std::chrono::seconds(plan.request.arguments.value("timeout"_L1).toInteger(5));
}

QString addressOf(const ListedReplica &replica)
{
    return u"%1:%2"_s.arg(replica.host).arg(replica.port);
}

/// host and port of "10.0.0.7:6380", also of IPv6.
std::pair<QString, int> hostAndPort(const QString &address)
{
    return {address.section(u':', 0, -2), address.section(u':', -1).toInt()};
}

/// A server of the fleet that takes part: the new primary, or another replica.
struct Member {
    ListedReplica listed;
    QString target; ///< empty: the fleet has none there, or it does not answer
    RedisInfo info;
};

/// The fleet's way to a replica: a target at that address which says that it replicates from this very primary.
QCoro::Task<std::optional<ReadyServer>> openMember(const FleetAccess *fleet, ListedReplica listed,
                                                   QString replicationId, QString name, std::stop_token stop)
{
    for (const Target &target : targetsAt(*fleet, ServerKind::Redis, listed.host, listed.port)) {
        Result<ReadyServer> server = co_await readyServer(fleet->lend, target, name, stop);
        if (!server)
            continue;
        const Result<RedisInfo> info = co_await readRedisInfo(server->redis(), stop);
        // A new primary has a history of its own, and knows which one it goes on from.
        if (info && (info->text("master_replid") == replicationId || info->text("master_replid2") == replicationId))
            co_return std::move(*server);
    }
    co_return std::nullopt;
}

QCoro::Task<Member> lookAtMember(const FleetAccess *fleet, ListedReplica listed, QString replicationId, QString name,
                                 std::stop_token stop)
{
    Member member{std::move(listed), {}, {}};
    const auto server = co_await openMember(fleet, member.listed, std::move(replicationId), std::move(name), stop);
    if (!server)
        co_return member;
    const Result<RedisInfo> info = co_await readRedisInfo(server->redis(), stop);
    if (info) {
        member.target = server->redis()->options().target;
        member.info = *info;
    }
    co_return member;
}

// ---- checks, each of one thing ----

Preflight checkPrimaryRole(const RedisInfo &info)
{
    if (!info.isPrimary())
        return {kRoleSame, Verdict::Failed,
                ActionText::tr("This is a replica of %1:%2: the failover is asked for on the primary.")
                    .arg(info.text("master_host"), info.text("master_port"))};
    if (const QString state = info.text("master_failover_state"); !state.isEmpty() && state != u"no-failover")
        return {kRoleSame, Verdict::Failed, ActionText::tr("A failover is under way here: %1.").arg(state)};
    return {kRoleSame, Verdict::Ok, ActionText::tr("It is the primary, and no failover is under way.")};
}

Preflight checkVersion(const ServerFacts &facts)
{
    constexpr int kSince = 60200;
    if (facts.versionNumber < kSince)
        return {u"server.version"_s, Verdict::Failed,
                ActionText::tr("Redis %1 has no FAILOVER: that came with 6.2.").arg(facts.version)};
    return {u"server.version"_s, Verdict::Ok, ActionText::tr("Version %1 knows FAILOVER.").arg(facts.version)};
}

Preflight checkCluster(const RedisInfo &info)
{
    if (info.text("cluster_enabled") == u"1")
        return {u"redis.cluster"_s, Verdict::Failed,
                ActionText::tr("It is a node of a cluster: there CLUSTER FAILOVER is sent to the replica.")};
    return {u"redis.cluster"_s, Verdict::Ok, ActionText::tr("Not a node of a cluster.")};
}

QCoro::Task<Preflight> checkSentinel(RedisPtr link, std::stop_token stop)
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
                            ActionText::tr("Whether a Sentinel watches this server is not to be seen. %1")
                                .arg(aclCommand(link->user(), u"+pubsub|numsub"_s))};
    if (isWatched)
        co_return Preflight{
            id, Verdict::Failed,
            ActionText::tr("A Sentinel watches this server and would elect another primary against this: "
                           "ask the Sentinel for the failover.")};
    co_return Preflight{id, Verdict::Ok, ActionText::tr("No Sentinel watches this server.")};
}

QCoro::Task<Preflight> checkPermission(RedisPtr link, ListedReplica to, std::stop_token stop)
{
    const Result<RedisReply> allowed =
        co_await link->query(RedisCommand::of("ACL", "DRYRUN", link->user(), "FAILOVER", "TO", to.host, to.port),
                             QDeadlineTimer(kLookTimeout), stop);
    const QString user = plainLine(link->user());
    if (!allowed)
        co_return Preflight{preflight::kPrivilege, Verdict::Warning,
                            ActionText::tr("Whether user %1 may do this is only seen when it is done.").arg(user)};
    if (allowed->text() != u"OK")
        co_return Preflight{preflight::kPrivilege, Verdict::Failed,
                            ActionText::tr("User %1 may not. %2").arg(user, aclCommand(link->user(), u"+failover"_s))};
    co_return Preflight{preflight::kPrivilege, Verdict::Ok, ActionText::tr("User %1 may fail it over.").arg(user)};
}

Preflight checkListed(const RedisInfo &primary, const Member &candidate)
{
    const ListedReplica &listed = candidate.listed;
    const qint64 behind = std::max<qint64>(primary.offset() - listed.offset, 0);
    const QString name = plainLine(addressOf(listed));
    if (listed.state != u"online")
        return {u"candidate.online"_s, Verdict::Failed,
                ActionText::tr("Replica %1 is not in step: %2.").arg(name, listed.state)};
    if (listed.lag.value_or(0) > 1 || behind > kFarBehind)
        return {u"candidate.online"_s, Verdict::Failed,
                ActionText::tr("Replica %1 is %2 behind and was last heard %3 s ago.")
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

using Settings = QHash<QString, QByteArray>;
constexpr QLatin1StringView kAclUsers{"ACL users"};

QCoro::Task<Settings> readSettings(RedisPtr link, std::stop_token stop)
{
    Settings settings;
    for (const char *name : {"maxmemory", "maxmemory-policy", "appendonly", "save", "min-replicas-to-write",
                             "requirepass", "masterauth", "replica-read-only"}) {
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
        return {id, Verdict::Ok, ActionText::tr("Memory, persistence and users are set alike.")};
    return {id, Verdict::Warning, ActionText::tr("The new primary is set otherwise: %1.").arg(differing.join(u", "_s))};
}

/// The old primary will log in to the new one with its own masterauth. Only whether they are equal is told.
Preflight checkPasswords(const Settings &primary, const Settings &candidate)
{
    const QString id = u"candidate.password"_s;
    const QByteArray wanted = candidate.value(u"requirepass"_s);
    if (!wanted.isEmpty() && primary.value(u"masterauth"_s) != wanted)
        return {
            id, Verdict::Failed,
            ActionText::tr("The old primary could not follow the new one: its masterauth is not the password there.")};
    return {id, Verdict::Ok, ActionText::tr("The old primary can log in to the new one.")};
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

// ---- the plan ----

/// All that a plan is made from.
struct FailoverPlan {
    PlanContext context;
    RedisInfo primary;
    Member candidate;
    std::vector<Member> others;
};

std::optional<ListedReplica> chosenReplica(const RedisInfo &info, const QString &wanted)
{
    const std::vector<ListedReplica> all = info.replicas();
    const auto byName = std::ranges::find(all, wanted, addressOf);
    if (!wanted.isEmpty())
        return byName == all.end() ? std::nullopt : std::optional(*byName);
    const auto furthest = std::ranges::max_element(
        all, {}, [](const ListedReplica &one) { return std::pair(one.state == u"online", one.offset); });
    return furthest == all.end() ? std::nullopt : std::optional(*furthest);
}

QString words(const RedisCommand &command)
{
    QStringList text;
    for (const QByteArray &word : command.words)
        text << QString::fromUtf8(word);
    return text.join(u' ');
}

RedisCommand failoverCommand(const ActionPlan &plan, const ListedReplica &to)
{
    return RedisCommand::of("FAILOVER", "TO", to.host, to.port, "TIMEOUT", qint64(timeoutOf(plan).count()));
}

RedisCommand followCommand(const ListedReplica &primary)
{
    return RedisCommand::of("REPLICAOF", primary.host, primary.port);
}

std::vector<RedisCommand> disconnectCommands()
{
    return {RedisCommand::of("CLIENT", "KILL", "TYPE", "normal"), RedisCommand::of("CLIENT", "KILL", "TYPE", "pubsub")};
}

bool hasFile(const RedisInfo &info)
{
    return !info.text("config_file").isEmpty();
}

void planStatements(ActionPlan &plan, const FailoverPlan &look)
{
    const RedisCommand rewrite = RedisCommand::of("CONFIG", "REWRITE");
    plan.statements = {{words(failoverCommand(plan, look.candidate.listed)), {}}};
    for (const Member &other : look.others) {
        if (isWanted(plan, "repoint"_L1) && !other.target.isEmpty())
            plan.statements.push_back({words(followCommand(look.candidate.listed)), {}, other.target});
    }
    if (isWanted(plan, "disconnect"_L1)) {
        for (const RedisCommand &command : disconnectCommands())
            plan.statements.push_back({words(command), {}});
    }
    if (!isWanted(plan, "persist"_L1))
        return;
    if (hasFile(look.primary))
        plan.statements.push_back({words(rewrite), {}});
    if (hasFile(look.candidate.info))
        plan.statements.push_back({words(rewrite), {}, look.candidate.target});
    for (const Member &other : look.others) {
        if (isWanted(plan, "repoint"_L1) && !other.target.isEmpty() && hasFile(other.info))
            plan.statements.push_back({words(rewrite), {}, other.target});
    }
}

void describeFailover(ActionPlan &plan, const FailoverPlan &look)
{
    const QString candidate = addressOf(look.candidate.listed);
    plan.request.arguments.insert(kCandidate, candidate); // from here on this one
    plan.subjects = {{u"server"_s, plan.target.name}, {u"server"_s, candidate}};
    plan.title =
        ActionText::tr("Make %1 the primary instead of %2")
            .arg(look.candidate.target.isEmpty() ? plainLine(candidate) : look.candidate.target, plan.target.name);
    planStatements(plan, look);
    plan.consequence =
        ActionText::tr("Writes of %1 are held up until the replica has them all, for %2 s at most; none is lost. "
                       "Then the old primary refuses writes (READONLY): its clients have to connect to the new one.")
            .arg(counted(look.primary.number("connected_clients").value_or(0), ActionText::tr("1 client"),
                         ActionText::tr("%1 clients")))
            .arg(timeoutOf(plan).count() / 1000);
    plan.undo = ActionText::tr("The same again the other way, from the new primary.");
    plan.alternative = ActionText::tr("Have clients and DNS ready to be pointed at the new primary before.");
    plan.validFor = std::chrono::seconds(60);
    if (plan.target.environment == Environment::Production)
        plan.token = candidate;
}

QStringList withoutFiles(const FailoverPlan &look)
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

QCoro::Task<std::vector<Preflight>> checkMembers(FailoverPlan look, std::stop_token stop)
{
    std::vector<Preflight> checks{checkListed(look.primary, look.candidate),
                                  checkCandidate(look.primary, look.candidate)};
    const auto server =
        co_await openMember(look.context.fleet, look.candidate.listed, look.primary.text("master_replid"),
                            actingName(look.context.draft.id), stop);
    if (server) {
        const Settings ours = co_await readSettings(look.context.server.redis(), stop);
        const Settings theirs = co_await readSettings(server->redis(), stop);
        checks.push_back(checkSettings(ours, theirs));
        checks.push_back(checkPasswords(ours, theirs));
    }
    QStringList unreachable;
    for (const Member &other : look.others) {
        if (other.target.isEmpty())
            unreachable << plainLine(addressOf(other.listed));
    }
    if (isWanted(look.context.draft, "repoint"_L1))
        checks.push_back(checkOthers(unreachable));
    if (isWanted(look.context.draft, "persist"_L1))
        checks.push_back(checkFiles(withoutFiles(look)));
    co_return checks;
}

QCoro::Task<Result<ActionPlan>> planFailover(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = context.draft;
    plan.severity = Severity::Disruptive;
    plan.title = ActionText::tr("Fail %1 over").arg(plan.target.name);
    const RedisPtr link = context.server.redis();
    const Result<RedisInfo> info = co_await readRedisInfo(link, stop);
    if (!info)
        co_return std::unexpected(info.error());
    plan.preflights.push_back(checkPrimaryRole(*info));
    plan.preflights.push_back(checkVersion(context.server.facts));
    plan.preflights.push_back(checkCluster(*info));
    if (hasFailed(plan.preflights))
        co_return plan;
    plan.preflights.push_back(co_await checkSentinel(link, stop));
    const QString wanted = plan.request.arguments.value(kCandidate).toString();
    const auto replica = chosenReplica(*info, wanted);
    if (!replica) {
        plan.preflights.push_back({u"candidate.online"_s, Verdict::Failed,
                                   wanted.isEmpty()
                                       ? ActionText::tr("No replica is connected: nobody could take over.")
                                       : ActionText::tr("No replica is connected as %1.").arg(plainLine(wanted))});
        co_return plan;
    }
    plan.preflights.push_back(co_await checkPermission(link, *replica, stop));
    const QString replicationId = info->text("master_replid");
    FailoverPlan look{std::move(context), *info, {}, {}};
    look.candidate = co_await lookAtMember(look.context.fleet, *replica, replicationId, actingName(plan.id), stop);
    for (const ListedReplica &other : info->replicas()) {
        if (addressOf(other) != addressOf(*replica))
            look.others.push_back(
                co_await lookAtMember(look.context.fleet, other, replicationId, actingName(plan.id), stop));
    }
    for (Preflight &check : co_await checkMembers(look, stop))
        plan.preflights.push_back(std::move(check));
    describeFailover(plan, look);
    co_return plan;
}

Recheck recheckFailover(const ActionPlan &confirmed, const ActionPlan &again)
{
    Recheck verdict =
        recheckBy({}, {"candidate.settings"_L1, "config.file"_L1, "replicas.others"_L1}, confirmed, again);
    if (verdict.verdict == Recheck::Verdict::Same && confirmed.statements != again.statements)
        return {Recheck::Verdict::Changed, ActionText::tr("Other replicas are connected than when the plan was made.")};
    return verdict;
}

// ---- carrying it out ----

class FailoverRun final : public ActionRun
{
public:
    explicit FailoverRun(ActionPlan plan)
        : ActionRun(std::move(plan)), m_candidate(m_plan.request.arguments.value(kCandidate).toString())
    {
    }

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    QCoro::Task<void> watch(ActingContext context, RedisPtr candidate);
    QCoro::Task<void> follow(ActingContext context, RedisPtr candidate);
    QCoro::Task<void> carryOut(RedisPtr link, PlannedStatement statement, std::stop_token stop);
    QCoro::Task<bool> look(RedisPtr old, RedisPtr candidate, std::stop_token stop);
    [[nodiscard]] bool hasOldGivenWay() const;
    [[nodiscard]] bool hasTakenOver() const { return hasOldGivenWay() && m_isCandidatePrimary.value_or(true); }
    [[nodiscard]] bool isAttached() const { return m_old && m_old->text("master_link_status") == u"up"; }
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    QString m_candidate; ///< host:port
    std::optional<RedisInfo> m_old;
    std::optional<bool> m_isCandidatePrimary; ///< empty: nobody could ask it
    QStringList m_left;                       ///< what could not be done after it
};

QCoro::Task<void> FailoverRun::send(ActingContext context)
{
    const RedisPtr link = context.server.redis();
    const auto [host, port] = hostAndPort(m_candidate);
    const Result<RedisInfo> before = co_await readRedisInfo(link, context.stop);
    // Opened before: who took over must be seen without a login.
    const std::optional<ReadyServer> candidate =
        before ? co_await openMember(context.fleet, {.host = host, .port = port}, before->text("master_replid"),
                                     actingName(m_plan.id), context.stop)
               : std::nullopt;
    if (!candidate) {
        m_evidence.error =
            Error{ErrorKind::Network, ActionText::tr("The new primary could not be reached."), {}, {}, {}};
        m_evidence.hasLooked = true; // nothing was sent
        co_return;
    }
    const Result<RedisReply> answer = co_await link->query(failoverCommand(m_plan, {.host = host, .port = port}),
                                                           QDeadlineTimer(kLookTimeout), context.stop);
    if (!answer) {
        m_evidence.error = answer.error();
        m_evidence.isAnswerLost = !link->isOpen();
        co_return;
    }
    co_await watch(context, candidate->redis());
    if (hasTakenOver())
        co_await follow(context, candidate->redis());
}

QCoro::Task<bool> FailoverRun::look(RedisPtr old, RedisPtr candidate, std::stop_token stop)
{
    Result<RedisInfo> there = co_await readRedisInfo(old, stop);
    if (!there)
        co_return false;
    m_old = std::move(*there);
    m_isCandidatePrimary.reset();
    if (candidate) {
        const Result<RedisInfo> here = co_await readRedisInfo(candidate, stop);
        if (here)
            m_isCandidatePrimary = here->isPrimary();
    }
    co_return true;
}

/// Until the roles have changed, or the server has given up.
QCoro::Task<void> FailoverRun::watch(ActingContext context, RedisPtr candidate)
{
    const QDeadlineTimer deadline(timeoutOf(m_plan) + kBeyondTimeout);
    while (!deadline.hasExpired()) {
        if (!co_await look(context.server.redis(), candidate, context.stop))
            co_return;
        const QString state = m_old->text("master_failover_state");
        if (hasTakenOver() || (m_old->isPrimary() && state == u"no-failover"))
            co_return;
        context.tell({.planId = m_plan.id, .phase = state});
        // Later than that, taking it back could leave two primaries.
        if (context.cancel.stop_requested() && !m_evidence.isCancelled && state == u"waiting-for-sync") {
            m_evidence.isCancelled = true;
            co_await context.server.redis()->query(RedisCommand::of("FAILOVER", "ABORT"), QDeadlineTimer(kLookTimeout),
                                                   context.stop);
        }
        if (co_await sleepFor(kLookAtRoles, context.stop) == WaitEnd::Stopped)
            co_return;
    }
}

QCoro::Task<void> FailoverRun::carryOut(RedisPtr link, PlannedStatement statement, std::stop_token stop)
{
    RedisCommand command;
    const QStringList words = statement.sql.split(u' ');
    for (const QString &word : words)
        command.words.push_back(word.toUtf8());
    const Result<RedisReply> done = co_await link->query(std::move(command), QDeadlineTimer(kLookTimeout), stop);
    if (!done)
        m_left << ActionText::tr("%1 on %2: %3")
                      .arg(statement.sql, statement.server.isEmpty() ? m_plan.target.name : statement.server,
                           done.error().detail.isEmpty() ? done.error().text : done.error().detail);
}

/// The rest of the plan, each on its server: the roles have changed, so that nothing of it is in vain when another fails.
QCoro::Task<void> FailoverRun::follow(ActingContext context, RedisPtr candidate)
{
    for (std::size_t i = 1; i < m_plan.statements.size(); ++i) {
        const PlannedStatement statement = m_plan.statements[i];
        context.tell({.planId = m_plan.id,
                      .phase = statement.sql,
                      .done = std::int64_t(i),
                      .total = std::int64_t(m_plan.statements.size()),
                      .unit = ActionText::tr("commands")});
        if (statement.server.isEmpty()) {
            co_await carryOut(context.server.redis(), statement, context.stop);
        } else if (statement.server == candidate->options().target) {
            co_await carryOut(candidate, statement, context.stop);
        } else {
            const Target *target = findTarget(*context.fleet, statement.server);
            const Result<ReadyServer> server =
                target ? co_await readyServer(context.fleet->lend, *target, actingName(m_plan.id), context.stop)
                       : fail(ErrorKind::Config, ActionText::tr("it is not in the fleet"));
            if (server)
                co_await carryOut(server->redis(), statement, context.stop);
            else
                m_left << ActionText::tr("%1 on %2: %3").arg(statement.sql, statement.server, server.error().text);
        }
    }
}

QCoro::Task<void> FailoverRun::verify(ActingContext context)
{
    if (m_evidence.hasLooked)
        co_return;
    const auto [host, port] = hostAndPort(m_candidate);
    const Result<RedisInfo> old = co_await readRedisInfo(context.server.redis(), context.stop);
    if (!old)
        co_return;
    const std::optional<ReadyServer> candidate = co_await openMember(
        context.fleet, {.host = host, .port = port}, old->text("master_replid"), actingName(m_plan.id), context.stop);
    const QDeadlineTimer deadline(kAttachTime);
    do {
        m_evidence.hasLooked =
            co_await look(context.server.redis(), candidate ? candidate->redis() : nullptr, context.stop);
        if (!m_evidence.hasLooked || !hasOldGivenWay() || isAttached())
            co_return;
    } while (!deadline.hasExpired() && co_await sleepFor(kLookAtRoles, context.stop) == WaitEnd::Timeout);
}

bool FailoverRun::hasOldGivenWay() const
{
    return m_old && !m_old->isPrimary()
           && m_candidate == u"%1:%2"_s.arg(m_old->text("master_host"), m_old->text("master_port"));
}

Outcome FailoverRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return Outcome::FailedClean;
    if (!m_old)
        return Outcome::Unknown;
    if (hasTakenOver())
        return !isAttached()      ? Outcome::SentUnverified
               : m_left.isEmpty() ? Outcome::DoneVerified
                                  : Outcome::FailedPartial;
    if (m_old->text("master_failover_state") != u"no-failover")
        return Outcome::SentUnverified;
    if (hasOldGivenWay() || m_isCandidatePrimary == true)
        return Outcome::FailedPartial; // the two do not agree on who is the primary
    return m_evidence.isCancelled || m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::NoOp;
}

QString FailoverRun::summary(Outcome outcome) const
{
    const QString candidate = plainLine(m_candidate);
    const QString &old = m_plan.target.name;
    switch (outcome) {
    case Outcome::DoneVerified:
        return ActionText::tr("%1 is the primary, and %2 follows it; no write was lost.").arg(candidate, old);
    case Outcome::SentUnverified:
        return hasTakenOver()
                   ? ActionText::tr("%1 is the primary, but %2 does not follow it yet.").arg(candidate, old)
                   : ActionText::tr("The failover is still under way: %1.").arg(m_old->text("master_failover_state"));
    case Outcome::NoOp:
        return ActionText::tr(
                   "The replica did not catch up within %1 s: the server gave up, and %2 is the primary as before.")
            .arg(timeoutOf(m_plan).count() / 1000)
            .arg(old);
    case Outcome::FailedClean:
        return m_evidence.error && !m_evidence.isAnswerLost
                   ? m_evidence.error->text
                   : ActionText::tr("It was taken back: %1 is the primary as before.").arg(old);
    case Outcome::FailedPartial:
        return hasTakenOver() ? ActionText::tr("%1 is the primary, and not all that had to follow was done: %2")
                                    .arg(candidate, m_left.join(u"; "_s))
                              : ActionText::tr("%1 and %2 do not agree on who is the primary.").arg(candidate, old);
    case Outcome::Unknown:
        return ActionText::tr(
            "The server's answer was lost, and nobody could look since: who is the primary is not known.");
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult FailoverRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    result.isRunning = seen == Outcome::SentUnverified;
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    if (seen == Outcome::DoneVerified)
        result.next =
            isWanted(m_plan, "disconnect"_L1)
                ? ActionText::tr("Point applications and DNS at %1.").arg(plainLine(m_candidate))
                : ActionText::tr("Point applications and DNS at %1. Clients that stay connected to the old primary "
                                 "get READONLY until they connect again.")
                      .arg(plainLine(m_candidate));
    else if (seen == Outcome::NoOp)
        result.next = ActionText::tr("Look why the replica lags, or allow more time.");
    else if (seen == Outcome::SentUnverified && !hasTakenOver())
        result.next =
            ActionText::tr("Look again. If it stays so: see in the log of %1 why it cannot follow, and take it "
                           "back there by FAILOVER ABORT, unless the new one is the primary already.")
                .arg(m_plan.target.name);
    else if (seen == Outcome::FailedPartial)
        result.next = ActionText::tr("Do the rest by hand, server by server.");
    return result;
}

ActionWords failoverWords(const ActionPlan &plan)
{
    return {ActionText::tr("Make it the primary"), ActionText::tr("Keep %1").arg(plan.target.name),
            ActionText::tr("Type %1:")};
}

} // namespace

ActionType redisFailoverAction()
{
    return {.id = "redis.failover"_L1,
            .kind = ServerKind::Redis,
            .title = [] { return ActionText::tr("Make a replica the primary…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "A planned failover without loss, on servers that neither Sentinel nor Cluster "
                        "keeps (Redis 6.2+, Valkey).");
                },
            .arguments = failoverArguments,
            .offeredOn = kCandidate,
            .plan = planFailover,
            .recheck = recheckFailover,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<FailoverRun>(std::move(plan));
            },
            .words = failoverWords,
            .isLong = true};
}

} // namespace lockmaster
