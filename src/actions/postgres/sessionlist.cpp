// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/sessionlist.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"
#include "actions/postgres/sessionplan.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>
#include <set>

namespace lockmaster {
namespace {

/// More at once is Destructive, and a reconnect storm.
constexpr std::size_t kManySessions = 20;

Preflight checkExcluded(const Sorted &sorted, const ServerFacts &facts)
{
    QStringList parts;
    if (sorted.managed > 0)
        parts << ActionText::tr("%1 of cluster managers, backups or exporters").arg(sorted.managed);
    if (sorted.superusers > 0)
        parts << ActionText::tr("%1 of superusers").arg(sorted.superusers);
    if (sorted.own > 0)
        parts << ActionText::tr("%1 of Lockmaster").arg(sorted.own);
    if (sorted.notAllowed > 0)
        parts << ActionText::tr("%1 that role %2 may not signal").arg(sorted.notAllowed).arg(plainLine(facts.ownUser));
    return {preflight::kFilterExcluded, Verdict::Ok,
            parts.isEmpty() ? ActionText::tr("Nothing had to be left out; replication and autovacuum never match.")
                            : ActionText::tr("Left out: %1.").arg(parts.join(QStringLiteral(", ")))};
}

Preflight checkShare(const Sorted &sorted, const ServerFacts &facts)
{
    const double share =
        facts.maxConnections > 0 ? static_cast<double>(sorted.victims.size()) / facts.maxConnections : 0.0;
    const QString text = ActionText::tr("%1 of the %2 connections this server allows (%3).")
                             .arg(sorted.victims.size())
                             .arg(facts.maxConnections)
                             .arg(formatPercent(share));
    if (share < 0.25)
        return {preflight::kFilterShare, Verdict::Ok, text};
    return {preflight::kFilterShare, Verdict::Warning,
            text + u' ' + ActionText::tr("Their clients may all come back at once.")};
}

Preflight checkWriters(const std::vector<Session> &victims)
{
    const auto writers = std::ranges::count_if(victims, [](const Session &one) { return one.backendXid.has_value(); });
    if (writers == 0)
        return {preflight::kWritten, Verdict::Ok, ActionText::tr("None of them has written in an open transaction.")};
    return {preflight::kWritten, Verdict::Warning,
            ActionText::tr("%1 of them have written in an open transaction: that work is rolled back and lost.")
                .arg(writers)};
}

Preflight checkSyncWaits(const std::vector<Session> &victims)
{
    const auto waiting = std::ranges::find(victims, QStringLiteral("SyncRep"), &Session::waitEvent);
    Preflight check = checkSyncWait(waiting == victims.end() ? Session{} : *waiting);
    if (check.verdict == Verdict::Ok)
        check.detail = ActionText::tr("None of them waits for a synchronous standby.");
    return check;
}

void decideHowToConfirm(ActionPlan &plan)
{
    const bool isMany = plan.subjects.size() > kManySessions;
    plan.severity = isMany ? Severity::Destructive : Severity::Disruptive;
    plan.allRequiredTicks = isMany;
    if (plan.target.environment == Environment::Production)
        plan.token = isMany ? plan.target.name : QString::number(plan.subjects.size());
}

QString titleFor(const ActionPlan &plan)
{
    return plan.subjects.size() == 1
               ? ActionText::tr("End 1 session on %1").arg(plan.target.name)
               : ActionText::tr("End %1 sessions on %2").arg(plan.subjects.size()).arg(plan.target.name);
}

QString consequenceOf(const ActionPlan &plan)
{
    QString text = ActionText::tr("Their clients are cut off, open transactions are rolled back.");
    if (plan.subjects.size() > kSessionsPerStatement)
        text +=
            u' ' + ActionText::tr("They go in batches of %1 with a pause of one second.").arg(kSessionsPerStatement);
    return text;
}

std::vector<PlannedStatement> statementsFor(const std::vector<Session> &victims, QLatin1StringView sql,
                                            QStringList (*parametersOf)(const std::vector<Session> &),
                                            const QStringList &further)
{
    std::vector<PlannedStatement> statements;
    for (std::size_t first = 0; first < victims.size(); first += kSessionsPerStatement) {
        const auto begin = victims.begin() + static_cast<std::ptrdiff_t>(first);
        const std::vector<Session> batch(
            begin, begin + static_cast<std::ptrdiff_t>(std::min(kSessionsPerStatement, victims.size() - first)));
        statements.push_back({actionSql(sql), parametersOf(batch) + further});
    }
    return statements;
}

} // namespace

Sorted sortOut(const std::vector<SeenSession> &candidates, const ServerFacts &facts)
{
    Sorted sorted;
    for (const SeenSession &seen : candidates) {
        if (isOwnName(seen.session.application))
            ++sorted.own;
        else if (isManagedName(seen.session.application))
            ++sorted.managed;
        else if (seen.roleIsSuperuser)
            ++sorted.superusers;
        else if (checkPrivilege(seen, facts).verdict == Verdict::Failed)
            ++sorted.notAllowed;
        else
            sorted.victims.push_back(seen.session);
    }
    return sorted;
}

std::vector<Preflight> checkList(const Sorted &sorted, const ServerFacts &facts)
{
    return {checkExcluded(sorted, facts), checkShare(sorted, facts), checkWriters(sorted.victims),
            checkSyncWaits(sorted.victims)};
}

LockRelease releaseByEnding(const std::vector<LockWait> &waits, const std::vector<Session> &victims)
{
    std::set<int> pids;
    for (const Session &victim : victims)
        pids.insert(victim.key.pid);
    return releaseBy(waits, pids);
}

void describeList(ActionPlan &plan, QLatin1StringView sql, QStringList (*parametersOf)(const std::vector<Session> &),
                  const QStringList &further, const LockRelease &release)
{
    plan.statements = statementsFor(sessionsOf(plan), sql, parametersOf, further);
    plan.title = titleFor(plan);
    countFreed(release, plan);
    plan.consequence = withRelease(consequenceOf(plan), release);
    plan.undo = ActionText::tr("None. Pools connect again by themselves; other clients have to.");
    decideHowToConfirm(plan);
}

ActionWords wordsOfList(const ActionPlan &plan)
{
    const bool isOne = plan.subjects.size() == 1;
    return {isOne ? ActionText::tr("End session %1").arg(plan.subjects.front().name)
                  : ActionText::tr("End %1 sessions").arg(plan.subjects.size()),
            isOne ? ActionText::tr("Keep it") : ActionText::tr("Keep them"),
            isOne ? ActionText::tr("Type %1 to end it:") : ActionText::tr("Type %1 to end them:")};
}

} // namespace lockmaster
