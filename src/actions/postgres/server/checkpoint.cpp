// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-10: writes all changed pages to disk now. Long: the statement waits for the checkpointer, which goes on when nobody
// waits any more. On a standby it is a restartpoint, and only when a checkpoint of the primary was replayed since the last.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/row.h"
#include "actions/plan/statements.h"
#include "actions/plan/steprun.h"
#include "base/format.h"
#include "base/text.h"
#include "link/underway.h"

namespace lockmaster::checkpoint {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kState{"checkpoint_state"};
constexpr std::chrono::seconds kYoung{30};
constexpr std::chrono::minutes kLongestWait{60};
constexpr std::chrono::milliseconds kLookForCancel{250};

struct State {
    std::optional<ServerTime> at;
    QString redo;
    qint64 walBytes = 0;
    QString interval;
    bool may = false;
    bool backupWaits = false;
    QString buffercache; ///< its schema; empty: not there, or not for this role
    std::optional<qint64> dirtyBytes;
    qint64 bufferBytes = 0;
};

State stateIn(const Row &row)
{
    return {row.time("checkpoint_time"),
            row.text("redo_lsn"),
            row.integer("wal_bytes"),
            row.text("checkpoint_timeout"),
            row.boolean("may"),
            row.boolean("backup_waits"),
            row.text("buffercache"),
            {},
            0};
}

QCoro::Task<Result<State>> readState(std::shared_ptr<PgLink> link, ServerTime since, std::stop_token stop)
{
    const Result<PgRows> rows = co_await ask(link, kState, {PgParam::of(since)}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    State state = stateIn(Row{*rows});
    if (state.buffercache.isEmpty())
        co_return state;
    const PgQuery query{actionSql("buffers_dirty"_L1).arg(state.buffercache).toUtf8(), {}, {}};
    const Result<PgRows> buffers = co_await link->query(query, QDeadlineTimer(kLookTimeout), stop);
    if (!buffers)
        co_return link->isOpen() ? Result<State>(state) : std::unexpected(buffers.error());
    state.dirtyBytes = Row{*buffers}.integer("dirty_bytes");
    state.bufferBytes = Row{*buffers}.integer("all_bytes");
    co_return state;
}

Preflight checkRight(const State &state, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (facts.isSuperuser || state.may)
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may make a checkpoint.").arg(role)};
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not make a checkpoint.").arg(role) + u' '
                + (facts.versionNumber >= 150000 ? ActionText::tr("As a superuser: GRANT pg_checkpoint TO %1").arg(role)
                                                 : ActionText::tr("Before PostgreSQL 15 only a superuser may."))};
}

Preflight checkAge(const State &state, ServerTime now)
{
    const auto age = ageAt(now, state.at);
    if (!age)
        return {u"checkpoint.age"_s, Verdict::Warning, ActionText::tr("When the last one was is not known.")};
    const QString text = ActionText::tr("The last one began %1 ago.").arg(formatDuration(*age));
    if (*age >= kYoung)
        return {u"checkpoint.age"_s, Verdict::Ok, text};
    return {u"checkpoint.age"_s, Verdict::Warning,
            text + u' '
                + ActionText::tr("Each page that changes after a checkpoint is written to the WAL whole once.")};
}

Preflight checkBackup(const State &state)
{
    if (state.backupWaits)
        return {u"checkpoint.backup"_s, Verdict::Warning,
                ActionText::tr("A base backup waits for a checkpoint, which then goes at full speed too.")};
    return {u"checkpoint.backup"_s, Verdict::Ok, ActionText::tr("No base backup waits for a checkpoint.")};
}

QString consequenceOf(const State &state)
{
    const QString dirty =
        state.dirtyBytes
            ? ActionText::tr("Writes what is changed in memory to disk at full speed: %1 of %2 of shared buffers.")
                  .arg(formatBytes(*state.dirtyBytes), formatBytes(state.bufferBytes))
            : ActionText::tr("Writes what is changed in memory to disk at full speed. How much that is only the "
                             "extension pg_buffercache tells (PostgreSQL 16 and later).");
    return dirty + u' ' + ActionText::tr("%1 of WAL were written since the last one.").arg(formatBytes(state.walBytes))
           + u' ' + ActionText::tr("Queries go on, slower while the disk is busy.");
}

QCoro::Task<Result<ActionPlan>> planCheckpoint(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const ServerFacts &facts = context.server.facts;
    const Result<State> state = co_await readState(context.server.postgres(), facts.serverNow, stop);
    if (!state)
        co_return std::unexpected(state.error());
    plan.severity = Severity::Reversible;
    plan.title = facts.isInRecovery ? ActionText::tr("Restartpoint of %1 now").arg(plan.target.name)
                                    : ActionText::tr("Checkpoint of %1 now").arg(plan.target.name);
    plan.preflights = {checkRight(*state, facts), checkAge(*state, facts.serverNow), checkBackup(*state)};
    plan.subjects = {{u"server"_s, plan.target.name}};
    plan.statements = {{u"CHECKPOINT"_s, {}}};
    plan.consequence = consequenceOf(*state);
    plan.undo = ActionText::tr("None is needed. Who stops waiting for it does not stop the checkpoint.");
    plan.alternative =
        ActionText::tr("Wait: the next one comes by itself, within checkpoint_timeout = %1.").arg(state->interval);
    plan.validFor = std::chrono::seconds(60);
    co_return plan;
}

Recheck recheckCheckpoint(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({}, {}, confirmed, again);
}

class CheckpointRun final : public StepRun
{
public:
    using StepRun::StepRun;

private:
    QCoro::Task<Result<void>> prepare(ActingContext context) override;
    QCoro::Task<Result<PgRows>> sendOne(ActingContext context, PlannedStatement statement) override;
    QCoro::Task<Result<Sight>> look(ReadyServer server, std::stop_token stop) override;
    [[nodiscard]] std::chrono::seconds lookingTime() const override { return std::chrono::seconds(2); }

    QString m_redoBefore;
};

QCoro::Task<Result<void>> CheckpointRun::prepare(ActingContext context)
{
    const Result<State> before = co_await readState(context.server.postgres(), startedAt(), context.stop);
    if (!before)
        co_return std::unexpected(before.error());
    m_redoBefore = before->redo;
    SessionSettings settings = actingSettings(actingName(m_plan.id));
    settings.statementTimeout = u"0"_s;
    co_return co_await applySettings(context.server.postgres(), settings, context.stop);
}

QCoro::Task<Result<PgRows>> CheckpointRun::sendOne(ActingContext context, PlannedStatement statement)
{
    const auto link = context.server.postgres();
    Underway<Result<PgRows>> call;
    call.begin(link->query(toQuery(statement), QDeadlineTimer(kLongestWait), call.token()));
    while (co_await call.answered(QDeadlineTimer(kLookForCancel), context.stop) == WaitEnd::Timeout) {
        if (context.cancel.stop_requested())
            break;
    }
    if (call.answer())
        co_return *call.answer();
    m_evidence.isCancelled = true;
    co_return fail(ErrorKind::Cancelled, ActionText::tr("Nobody waits for it any more"));
}

QCoro::Task<Result<Sight>> CheckpointRun::look(ReadyServer server, std::stop_token stop)
{
    const Result<PgRows> rows = co_await ask(server.postgres(), kState, {PgParam::of(startedAt())}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    const Row row{*rows};
    const State state = stateIn(row);
    const bool isNewer = m_redoBefore.isEmpty() ? row.boolean("is_newer") : state.redo != m_redoBefore;
    const QString at = state.at ? formatTimeOfDay(*state.at) : unknownValue();
    if (isNewer)
        co_return Sight{Sight::Effect::Whole,
                        ActionText::tr("It is done: the last checkpoint now begins at %1, %2.").arg(at, state.redo)};
    Sight sight{Sight::Effect::None, ActionText::tr("The last checkpoint is still the one of %1.").arg(at)};
    sight.mayCome = true;
    if (server.facts.isInRecovery) {
        sight.effect = Sight::Effect::Needless;
        sight.next = ActionText::tr("A standby makes none when it has replayed no checkpoint of its primary since the "
                                    "last. Make one on the primary first.");
    }
    co_return sight;
}

ActionWords checkpointWords(const ActionPlan &)
{
    return {ActionText::tr("Checkpoint now"), ActionText::tr("Leave it"), ActionText::tr("Type %1 to begin:")};
}

} // namespace
} // namespace lockmaster::checkpoint

namespace lockmaster {

ActionType checkpointAction()
{
    return {.id = QLatin1StringView("postgres.checkpoint"),
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Checkpoint…"); },
            .help =
                [] {
                    return ActionText::tr("Writes all changed pages to disk now, as before a planned restart, and says "
                                          "how much that is where the server tells.");
                },
            .arguments = [] { return Arguments(); },
            .offeredOn = kOnServer,
            .plan = checkpoint::planCheckpoint,
            .recheck = checkpoint::recheckCheckpoint,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<checkpoint::CheckpointRun>(std::move(plan));
            },
            .words = checkpoint::checkpointWords,
            .isLong = true};
}

} // namespace lockmaster
