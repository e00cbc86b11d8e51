// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-14: a standby stops replaying, or goes on. Resuming one that stopped because its limits are below its primary's shuts
// it down: that is looked for first.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/row.h"
#include "actions/plan/steprun.h"
#include "actions/postgres/manager.h"
#include "actions/postgres/peers.h"
#include "base/format.h"
#include "base/text.h"

namespace lockmaster::replay {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kReplay{"replay.state"};
constexpr QLatin1StringView kLimits{"standby.limits"};
constexpr QLatin1StringView kCommits{"sync_commits"};
constexpr QLatin1StringView kStandby{"server.standby"};
constexpr QLatin1StringView kPause{"postgres.replay.pause"};
constexpr QLatin1StringView kResume{"postgres.replay.resume"};

bool isPause(const ActionPlan &plan)
{
    return plan.request.action == kPause;
}

QLatin1StringView stateQuery(const ServerFacts &facts)
{
    return facts.versionNumber >= 140000 ? "replay_state_14"_L1 : "replay_state_13"_L1;
}

Preflight checkStandby(const ServerFacts &facts)
{
    if (facts.isInRecovery)
        return {kStandby, Verdict::Ok, ActionText::tr("This is a standby.")};
    return {kStandby, Verdict::Failed, ActionText::tr("This server takes writes: it replays nothing.")};
}

Preflight checkState(const Row &state, bool wantsPause)
{
    const QString word = state.text("state");
    const bool isPaused = word != u"not paused";
    if (isPaused == wantsPause)
        return {kReplay, Verdict::Failed,
                wantsPause ? ActionText::tr("Replay is paused already.") : ActionText::tr("Replay is not paused.")};
    const QString received =
        ActionText::tr("%1 received and not replayed yet.").arg(formatBytes(state.integer("unreplayed_bytes")));
    return {kReplay, Verdict::Ok,
            (wantsPause ? ActionText::tr("It replays.") : ActionText::tr("Replay is paused.")) + u' ' + received};
}

Preflight checkRight(const Row &state, bool wantsPause, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (state.boolean(wantsPause ? "may_pause" : "may_resume"))
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may do it.").arg(role)};
    const QString function = wantsPause ? u"pg_wal_replay_pause()"_s : u"pg_wal_replay_resume()"_s;
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not do it.").arg(role) + u' '
                + ActionText::tr("As a superuser, on the primary: %1")
                      .arg(u"GRANT EXECUTE ON FUNCTION pg_catalog.%1 TO %2"_s.arg(function, role))};
}

/// PF-SYNC: with remote_apply the primary's clients wait until this standby has replayed.
Preflight checkCommits(const std::vector<Peer> &peers)
{
    const Peer *primary = primaryAmong(peers);
    if (!primary)
        return {
            kCommits, Verdict::Warning,
            ActionText::tr("Whether commits wait for this standby is not known: its primary is not seen in its group "
                           "of the fleet.")};
    const Row row{primary->settings};
    if (row.text("synchronous_standbys").isEmpty() || row.text("synchronous_commit") != u"remote_apply")
        return {kCommits, Verdict::Ok, ActionText::tr("No commit waits for what a standby replays.")};
    return {kCommits, Verdict::Warning,
            ActionText::tr("On %1 commits wait until standbys have replayed them (synchronous_commit = remote_apply): "
                           "they may hang until this one goes on.")
                .arg(plainLine(primary->target))};
}

Preflight checkLimits(const std::vector<Peer> &peers, const PgRows &own)
{
    const Peer *primary = primaryAmong(peers);
    if (!primary)
        return {kLimits, Verdict::Warning,
                ActionText::tr("Whether this standby's limits are at least its primary's is not known: the primary is "
                               "not seen in its group of the fleet. With lower ones the server shuts down.")};
    QStringList low;
    for (const QString &name : standbyLimits()) {
        const QByteArray column = name.toLatin1();
        const qint64 here = Row{own}.integer(column.constData());
        const qint64 there = Row{primary->settings}.integer(column.constData());
        if (here < there)
            low << ActionText::tr("%1 is %2 here and %3 there").arg(name).arg(here).arg(there);
    }
    if (low.isEmpty())
        return {kLimits, Verdict::Ok,
                ActionText::tr("Its limits are at least those of its primary %1.").arg(plainLine(primary->target))};
    return {kLimits, Verdict::Failed,
            ActionText::tr("It would shut down: %1. Raise that here and restart the standby instead.")
                .arg(low.join(u", "_s))};
}

/// A server that has stopped at its recovery target ends the recovery when it is resumed.
Preflight checkTarget(const Row &state)
{
    if (!state.boolean("has_target"))
        return {u"replay.target"_s, Verdict::Ok, ActionText::tr("No recovery target is set: it goes on as a standby.")};
    return {
        u"replay.target"_s, Verdict::Failed,
        ActionText::tr("A recovery target is set. Once it is reached, resuming ends the recovery and the server takes "
                       "writes: that is a promotion, which is decided as one.")};
}

Preflight warnOfManager(const QString &manager)
{
    Preflight check = checkUnmanaged(manager, ActionText::tr("it may take a standby that does not replay for a broken "
                                                             "one, or promote it with old data."));
    if (check.verdict == Verdict::Failed)
        check.verdict = Verdict::Warning;
    return check;
}

void describe(ActionPlan &plan, const Row &state)
{
    const bool pauses = isPause(plan);
    plan.subjects = {{u"server"_s, plan.target.name}};
    plan.statements = {
        {pauses ? u"SELECT pg_catalog.pg_wal_replay_pause()"_s : u"SELECT pg_catalog.pg_wal_replay_resume()"_s, {}}};
    if (!pauses) {
        plan.consequence = ActionText::tr("It replays %1 that it has received; queries that still need what is "
                                          "overwritten may be cancelled.")
                               .arg(formatBytes(state.integer("unreplayed_bytes")));
        plan.undo = ActionText::tr("Pause it again; what is replayed stays.");
        plan.alternative = ActionText::tr("Keep it paused while its data is still needed as it is.");
        return;
    }
    plan.consequence = ActionText::tr("Its data stays as it is now, and its readers see it age. WAL goes on coming and "
                                      "stays on its disk until it is resumed; how much room is left there the server "
                                      "does not tell.");
    if (state.boolean("sends_feedback"))
        plan.consequence += u' '
                            + ActionText::tr("Its primary keeps the dead rows that its open queries may see "
                                             "(hot_standby_feedback).");
    plan.undo = ActionText::tr("Resume replay. A promotion ends the pause too.");
    plan.undoStatements = {{u"SELECT pg_catalog.pg_wal_replay_resume()"_s, {}}};
    plan.alternative = ActionText::tr("For a delay that ends by itself: recovery_min_apply_delay.");
}

QCoro::Task<Result<ActionPlan>> planReplay(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = context.draft;
    const ServerFacts facts = context.server.facts;
    const auto link = context.server.postgres();
    const bool pauses = isPause(plan);
    plan.severity = pauses ? Severity::Disruptive : Severity::Reversible;
    plan.title = pauses ? ActionText::tr("Pause replay on %1").arg(plan.target.name)
                        : ActionText::tr("Resume replay on %1").arg(plan.target.name);
    plan.validFor = std::chrono::seconds(60);
    plan.preflights = {checkStandby(facts)};
    if (hasFailed(plan.preflights))
        co_return plan;
    const Result<PgRows> state = co_await ask(link, stateQuery(facts), {}, stop);
    const Result<PgRows> own =
        state ? co_await ask(link, "peer_settings"_L1, {}, stop) : std::unexpected(state.error());
    const Result<QString> manager = own ? co_await readManager(link, stop) : std::unexpected(own.error());
    if (!manager)
        co_return std::unexpected(manager.error());
    plan.preflights.push_back(checkState(Row{*state}, pauses));
    plan.preflights.push_back(checkRight(Row{*state}, pauses, facts));
    if (hasFailed(plan.preflights))
        co_return plan;
    const std::vector<Peer> peers = co_await lookAtPeers(context, stop);
    plan.preflights.push_back(pauses ? checkCommits(peers) : checkLimits(peers, *own));
    plan.preflights.push_back(pauses ? warnOfManager(*manager) : checkTarget(Row{*state}));
    describe(plan, Row{*state});
    if (pauses && plan.target.environment == Environment::Production)
        plan.token = plan.target.name;
    co_return plan;
}

Recheck recheckReplay(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({kReplay}, {kCommits, kLimits}, confirmed, again);
}

class ReplayRun final : public StepRun
{
public:
    using StepRun::StepRun;

private:
    QCoro::Task<Result<Sight>> look(ReadyServer server, std::stop_token stop) override;
};

QCoro::Task<Result<Sight>> ReplayRun::look(ReadyServer server, std::stop_token stop)
{
    const Result<PgRows> rows = co_await ask(server.postgres(), stateQuery(server.facts), {}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    const Row row{*rows};
    const QString state = row.text("state");
    const QString received = formatBytes(row.integer("unreplayed_bytes"));
    const auto replayed = row.time("replayed");
    const QString as = replayed ? formatMoment(*replayed) : unknownValue();
    if (state == u"pause requested")
        co_return Sight{Sight::Effect::Partly, ActionText::tr("The pause is asked for; it still replays."), {}, true};
    const bool isPaused = state == u"paused";
    const QString text =
        isPaused ? ActionText::tr("Replay is paused. The last transaction it has was committed at %1.").arg(as)
                 : ActionText::tr("It replays; %1 left.").arg(received);
    co_return Sight{isPaused == isPause(m_plan) ? Sight::Effect::Whole : Sight::Effect::None, text,
                    isPaused ? ActionText::tr("Resume it when it has served: its disk fills with WAL.") : QString()};
}

ActionWords replayWords(const ActionPlan &plan)
{
    return isPause(plan) ? ActionWords{ActionText::tr("Pause replay"), ActionText::tr("Let it replay"),
                                       ActionText::tr("Type %1 to pause it:")}
                         : ActionWords{ActionText::tr("Resume replay"), ActionText::tr("Keep it paused"),
                                       ActionText::tr("Type %1 to resume it:")};
}

ActionType replayAction(QLatin1StringView id, QString (*title)(), QString (*help)())
{
    return {.id = id,
            .kind = ServerKind::PostgreSql,
            .title = title,
            .help = help,
            .arguments = [] { return Arguments(); },
            .offeredOn = kOnServer,
            .plan = planReplay,
            .recheck = recheckReplay,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<ReplayRun>(std::move(plan));
            },
            .words = replayWords};
}

} // namespace
} // namespace lockmaster::replay

namespace lockmaster {

ActionType pauseReplayAction()
{
    return replay::replayAction(
        replay::kPause, [] { return ActionText::tr("Pause replay of a standby…"); },
        [] { return ActionText::tr("A standby keeps its data as it is now, until replay is resumed."); });
}

ActionType resumeReplayAction()
{
    return replay::replayAction(
        replay::kResume, [] { return ActionText::tr("Resume replay of a standby…"); },
        [] { return ActionText::tr("A standby whose replay is paused goes on, if it would not shut down by that."); });
}

} // namespace lockmaster
