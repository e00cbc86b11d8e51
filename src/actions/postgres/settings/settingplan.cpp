// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/settings/settingplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/row.h"
#include "actions/postgres/manager.h"
#include "actions/postgres/settings/settingchecks.h"
#include "actions/postgres/settings/settingdanger.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::setting {
namespace {

using namespace Qt::StringLiterals;

/// One change with all that was read for it.
struct Weighed {
    Change change;
    Standing standing;
    QString statement;
    QString undo;
};

struct Draft {
    PlanContext context;
    Place place;
    PlaceFacts facts;
    std::vector<Peer> peers;
    std::vector<Weighed> weighed;
    std::vector<Preflight> checks;

    [[nodiscard]] std::shared_ptr<PgLink> link() const { return context.server.postgres(); }
    [[nodiscard]] const ServerFacts &server() const { return context.server.facts; }
};

/// Of several settings a check stands there once, as the worst of them says.
void add(std::vector<Preflight> &checks, Preflight check)
{
    const auto same = std::ranges::find(checks, check.id, &Preflight::id);
    if (same == checks.end())
        checks.push_back(std::move(check));
    else if (check.verdict > same->verdict)
        *same = std::move(check);
}

QString prefixOf(const Draft &draft)
{
    switch (draft.place.scope) {
    case Scope::Role: return u"ALTER ROLE "_s + draft.facts.quotedRole;
    case Scope::Database: return u"ALTER DATABASE "_s + draft.facts.quotedDatabase;
    case Scope::RoleInDatabase:
        return u"ALTER ROLE %1 IN DATABASE %2"_s.arg(draft.facts.quotedRole, draft.facts.quotedDatabase);
    case Scope::System: break;
    }
    return u"ALTER SYSTEM"_s;
}

/// `quoted` empty: reset.
QString statementOf(const Draft &draft, const Standing &standing, const QString &quoted)
{
    return quoted.isEmpty() ? u"%1 RESET %2"_s.arg(prefixOf(draft), standing.quotedName)
                            : prefixOf(draft) + u" SET "_s + standing.quotedName + u" = "_s + quoted;
}

QCoro::Task<Result<QString>> quotedOrNone(std::shared_ptr<PgLink> link, Kind kind, std::optional<QString> value,
                                          std::stop_token stop)
{
    if (!value)
        co_return QString();
    co_return co_await quotedValue(link, std::move(kind), *value, stop);
}

QCoro::Task<Result<bool>> mayAlterSystem(const Draft *draft, QString setting, std::stop_token stop)
{
    if (draft->place.scope != Scope::System || draft->server().isSuperuser || draft->server().versionNumber < 150000)
        co_return false;
    const Result<PgRows> rows = co_await ask(draft->link(), "setting_right"_L1, {PgParam::of(setting)}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return Row{*rows}.boolean("may");
}

/// Libraries that are in the folder of the server; only a superuser may look there.
QCoro::Task<Result<QStringList>> missingLibraries(std::shared_ptr<PgLink> link, QStringList libraries,
                                                  std::stop_token stop)
{
    const Result<PgRows> rows = co_await ask(link, "missing_libraries"_L1, {PgParam::of(libraries.join(u'\n'))}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    QStringList missing;
    for (int row = 0; row < rows->count(); ++row)
        missing << Row{*rows, row}.text("name");
    co_return missing;
}

QCoro::Task<Result<void>> weighLibraries(Draft *draft, Weighed one, std::stop_token stop)
{
    if (one.standing.kind.name != u"shared_preload_libraries" || !one.change.value)
        co_return Result<void>();
    const Libraries libraries = changedLibraries(one.standing.inEffect, *one.change.value);
    Result<QStringList> missing = QStringList();
    if (draft->server().isSuperuser && !libraries.added.isEmpty())
        missing = co_await missingLibraries(draft->link(), libraries.added, stop);
    if (!missing)
        co_return std::unexpected(missing.error());
    add(draft->checks, checkLibraries(libraries, *missing, draft->server().isSuperuser));
    co_return Result<void>();
}

/// The server's own word on the value. What ALTER SYSTEM may write is another right than what this session may set.
QCoro::Task<Result<std::optional<Error>>> tryChange(const Draft *draft, Weighed one, std::stop_token stop)
{
    if (!one.change.value)
        co_return std::optional<Error>();
    Result<std::optional<Error>> tried = co_await tryValue(draft->link(), one.standing, *one.change.value, stop);
    if (tried && *tried && (*tried)->kind == ErrorKind::Privilege && draft->place.scope == Scope::System)
        co_return std::optional<Error>();
    co_return tried;
}

QCoro::Task<Result<void>> writeStatements(const Draft *draft, Weighed *one, std::stop_token stop)
{
    const Result<QString> now = co_await quotedOrNone(draft->link(), one->standing.kind, one->change.value, stop);
    const Result<QString> before =
        now ? co_await quotedOrNone(draft->link(), one->standing.kind, one->standing.kept, stop) : now;
    if (!before)
        co_return std::unexpected(before.error());
    const bool isHidden = isSecret(one->change.setting) && one->standing.kept;
    one->statement = statementOf(*draft, one->standing, *now);
    one->undo = isHidden ? QString() : statementOf(*draft, one->standing, *before);
    co_return Result<void>();
}

/// Whether it is a setting, and one that this role may change to that; empty when not.
QCoro::Task<Result<std::optional<Weighed>>> readChange(Draft *draft, Change change, std::stop_token stop)
{
    const Result<std::optional<Standing>> read =
        co_await readStanding(draft->link(), draft->place, draft->facts.seesFiles, change.setting, stop);
    if (!read)
        co_return std::unexpected(read.error());
    add(draft->checks, checkKnown(change.setting, *read, draft->place));
    if (hasFailed(draft->checks))
        co_return std::optional<Weighed>();
    change.setting = (*read)->kind.name;
    const Result<bool> may = co_await mayAlterSystem(draft, change.setting, stop);
    if (!may)
        co_return std::unexpected(may.error());
    add(draft->checks, checkRight(draft->place, draft->facts, draft->server(), change.setting, *may));
    add(draft->checks, checkDanger(change, draft->place.scope)); // before the server is asked to take it
    co_return hasFailed(draft->checks) ? std::nullopt : std::optional(Weighed{change, **read, {}, {}});
}

/// Keeps the change in the draft when there is something to change.
QCoro::Task<Result<void>> weigh(Draft *draft, Change change, bool isOneOfSeveral, std::stop_token stop)
{
    Result<std::optional<Weighed>> one = co_await readChange(draft, change, stop);
    if (!one)
        co_return std::unexpected(one.error());
    if (!*one)
        co_return Result<void>();
    Weighed &weighed = **one;
    const Preflight differs = checkDiffers(weighed.change, weighed.standing, draft->place);
    if (isOneOfSeveral && differs.verdict == Verdict::Failed)
        co_return Result<void>();
    const Result<std::optional<Error>> tried = co_await tryChange(draft, weighed, stop);
    if (!tried)
        co_return std::unexpected(tried.error());
    add(draft->checks, checkValue(weighed.change, weighed.standing, *tried));
    add(draft->checks, differs);
    add(draft->checks, checkOverridden(weighed.standing, draft->place));
    if (draft->place.scope == Scope::System)
        add(draft->checks, checkStandbys(weighed.change, weighed.standing, draft->peers, draft->server().isInRecovery));
    if (const Result<void> done = co_await weighLibraries(draft, weighed, stop); !done)
        co_return done;
    if (const Result<void> done = co_await writeStatements(draft, &weighed, stop); !done)
        co_return done;
    draft->weighed.push_back(std::move(weighed));
    co_return Result<void>();
}

QString changeText(const Weighed &one)
{
    const QString before = elided(plainLine(one.standing.shown), 80);
    return one.change.value ? ActionText::tr("%1 becomes %2 (in effect here now: %3).")
                                  .arg(one.change.setting, elided(plainLine(*one.change.value), 80), before)
                            : ActionText::tr("%1 is reset (in effect here now: %2).").arg(one.change.setting, before);
}

QString effectText(const Draft &draft)
{
    const QString sessions = counted(draft.facts.sessions, ActionText::tr("1 session"), ActionText::tr("%1 sessions"));
    if (draft.place.scope != Scope::System)
        return ActionText::tr("It is so for sessions of %1 that begin from then on; %2 of now keep what they have.")
            .arg(placeText(draft.place), sessions);
    const Standing &standing = draft.weighed.front().standing;
    if (standing.needsRestart())
        return ActionText::tr("It has no effect until the server is restarted.");
    if (standing.context.endsWith(u"backend"))
        return ActionText::tr("It is so for sessions that begin after the reload.");
    return ActionText::tr("It is in effect at once, also in %1 of now, unless they have set it themselves.")
        .arg(sessions);
}

QString undoText(const ActionPlan &plan)
{
    if (plan.undoStatements.empty())
        return ActionText::tr("None from here: what it was may hold a password, and is not written down.");
    return ActionText::tr("Put it back by: %1").arg(linesOf(plan.undoStatements));
}

void describe(ActionPlan &plan, const Draft &draft)
{
    const bool isSystem = draft.place.scope == Scope::System;
    QStringList texts;
    bool canUndo = true;
    for (const Weighed &one : draft.weighed) {
        plan.subjects.push_back({kSetting, one.change.setting});
        plan.statements.push_back({one.statement, {}});
        plan.undoStatements.push_back({one.undo, {}});
        canUndo = canUndo && !one.undo.isEmpty();
        texts << changeText(one);
        if (isDestructive(one.change))
            plan.severity = Severity::Destructive;
        else if (isSystem && one.standing.needsRestart())
            plan.severity = std::max(plan.severity, Severity::Disruptive);
    }
    const PlannedStatement reload{u"SELECT pg_catalog.pg_reload_conf()"_s, {}};
    if (isSystem)
        plan.statements.push_back(reload);
    if (isSystem && canUndo)
        plan.undoStatements.push_back(reload);
    if (!canUndo)
        plan.undoStatements.clear();
    texts << effectText(draft);
    plan.consequence = texts.join(u' ');
    plan.undo = undoText(plan);
    plan.alternative = isSystem ? ActionText::tr("For one role or database alone: scope=role or scope=database.")
                                : ActionText::tr("For one session alone: SET, in that session.");
    plan.allRequiredTicks = plan.severity == Severity::Destructive;
    if (plan.target.environment == Environment::Production && plan.severity != Severity::Reversible)
        plan.token = plan.severity == Severity::Destructive ? plan.target.name : plan.subjects.front().name;
}

QCoro::Task<Result<void>> checkAround(Draft *draft, std::stop_token stop)
{
    Result<PlaceFacts> facts = co_await readPlace(draft->link(), draft->place, stop);
    const Result<QString> manager = facts ? co_await readManager(draft->link(), stop) : std::unexpected(facts.error());
    if (!manager)
        co_return std::unexpected(manager.error());
    draft->facts = std::move(*facts);
    add(draft->checks, checkPlace(draft->place, draft->facts, draft->server().isInRecovery));
    if (draft->place.scope != Scope::System)
        co_return Result<void>();
    add(draft->checks,
        checkUnmanaged(*manager, ActionText::tr("it writes the configuration itself, and hides or undoes "
                                                "what is set here. Set it there.")));
    add(draft->checks, checkReload(draft->facts, draft->server()));
    co_return Result<void>();
}

} // namespace

QCoro::Task<Result<ActionPlan>> planChanges(PlanContext context, std::vector<Change> changes, std::stop_token stop)
{
    Draft draft{.context = context, .place = placeIn(context.draft.request.arguments)};
    ActionPlan plan = context.draft;
    plan.severity = Severity::Reversible;
    plan.validFor = std::chrono::seconds(60);
    if (const Result<void> around = co_await checkAround(&draft, stop); !around)
        co_return std::unexpected(around.error());
    const bool asksPeers =
        std::ranges::any_of(changes, [](const Change &one) { return standbyLimits().contains(one.setting); });
    if (asksPeers && draft.place.scope == Scope::System)
        draft.peers = co_await lookAtPeers(context, stop);
    for (const Change &change : changes) {
        if (hasFailed(draft.checks))
            break;
        if (const Result<void> done = co_await weigh(&draft, change, changes.size() > 1, stop); !done)
            co_return std::unexpected(done.error());
    }
    if (draft.weighed.empty() && !hasFailed(draft.checks))
        add(draft.checks,
            {kDiffers, Verdict::Failed, ActionText::tr("All of it is so for %1 already.").arg(placeText(draft.place))});
    plan.preflights.insert(plan.preflights.end(), draft.checks.begin(), draft.checks.end());
    if (!draft.weighed.empty())
        describe(plan, draft);
    co_return plan;
}

QString linesOf(const std::vector<PlannedStatement> &statements)
{
    QStringList lines;
    for (const PlannedStatement &statement : statements)
        lines << statement.sql;
    return lines.join(u"; "_s);
}

Recheck recheckChanges(const ActionPlan &confirmed, const ActionPlan &again)
{
    const Recheck recheck = recheckBy({kDiffers}, {kOverridden, kDanger, kStandbys}, confirmed, again);
    if (recheck.verdict != Recheck::Verdict::Same)
        return recheck;
    if (confirmed.statements != again.statements || confirmed.undoStatements != again.undoStatements)
        return {Recheck::Verdict::Changed, ActionText::tr("Somebody has changed it since the plan.")};
    return {};
}

} // namespace lockmaster::setting
