// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-1: holds the clients of a database, or of all, back. PAUSE answers when every server connection is free; until then a
// second console connection watches, and takes it back by RESUME when that lasts too long. A pending PAUSE never answers
// after that (pgbouncer #715), and the pause outlives the connection that asked for it.
#include "actions/pgbouncer/console.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/results.h"
#include "base/format.h"
#include "base/text.h"
#include "link/underway.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kLookAtPause{100};
constexpr QLatin1StringView kDatabaseSame{"database.same"};
constexpr QLatin1StringView kDatabaseRunning{"database.running"};

Arguments pauseArguments()
{
    return {{.name = u"database"_s,
             .title = ActionText::tr("Database"),
             .help = ActionText::tr("As PgBouncer names it; empty: all of them.")},
            {.name = u"timeout"_s,
             .type = ArgumentType::Number,
             .title = ActionText::tr("Wait at most (seconds)"),
             .help = ActionText::tr("For transactions that run; after that it is taken back and nobody is held up."),
             .standard = 5,
             .least = 1,
             .most = 60},
            {.name = u"window"_s,
             .type = ArgumentType::Number,
             .title = ActionText::tr("Planned pause (seconds)"),
             .help = ActionText::tr("How long you mean to keep it paused. Clients that wait longer than "
                                    "query_wait_timeout are cut off."),
             .standard = 30,
             .least = 1,
             .most = 86400}};
}

bool isPausedAt(const ConsoleState &state, const QString &database)
{
    const ConsoleDatabase *one = state.find(database);
    return database.isEmpty() ? state.isPaused.value_or(false) : (one && one->isPaused);
}

Preflight checkDatabase(const ConsoleState &state, const QString &database)
{
    const ConsoleDatabase *one = state.find(database);
    if (!database.isEmpty() && !one)
        return {kDatabaseSame, Verdict::Failed,
                ActionText::tr("PgBouncer has no database %1 (now).").arg(plainLine(database))};
    if (one && one->isDisabled)
        return {kDatabaseSame, Verdict::Failed,
                ActionText::tr("The database is disabled: clients are refused anyway.")};
    return {kDatabaseSame, Verdict::Ok,
            database.isEmpty() ? counted(qint64(state.databases.size()), ActionText::tr("1 database."),
                                         ActionText::tr("%1 databases."))
                               : ActionText::tr("PgBouncer has this database.")};
}

Preflight checkNotPaused(const ConsoleState &state, const QString &database)
{
    if (isPausedAt(state, database) || state.isPaused.value_or(false))
        return {kDatabaseRunning, Verdict::Failed, ActionText::tr("It is paused already.")};
    return {kDatabaseRunning, Verdict::Ok, ActionText::tr("It is not paused.")};
}

/// In session mode a server connection is free when its client leaves, so that PAUSE would wait for all of them to leave.
Preflight checkMode(const ConsoleState &state, const QString &database)
{
    const auto isSession = [&](const ConsolePool &pool) {
        return (database.isEmpty() || pool.database == database) && pool.mode == u"session"
               && pool.clientsActive + pool.clientsWaiting > 0;
    };
    const auto found = std::ranges::find_if(state.pools, isSession);
    if (found != state.pools.end())
        return {u"pool.mode"_s, Verdict::Failed,
                ActionText::tr("%1 is pooled by session: PAUSE would wait until every client has left.")
                    .arg(plainLine(found->database))};
    return {u"pool.mode"_s, Verdict::Ok, ActionText::tr("Connections are free between transactions.")};
}

QString transactionsText(int count)
{
    return counted(count, ActionText::tr("1 transaction"), ActionText::tr("%1 transactions"));
}

Preflight checkBusy(const ConsoleState &state, const QString &database, std::chrono::seconds patience, WallTime now)
{
    QStringList pids;
    std::chrono::microseconds oldest{};
    for (const ConsoleServer &server : state.servers) {
        if ((!database.isEmpty() && server.database != database) || !server.state.startsWith(u"active"))
            continue;
        pids << QString::number(server.pid);
        oldest = std::max(oldest, ageAt(now, server.requested).value_or(std::chrono::microseconds::zero()));
    }
    if (pids.isEmpty())
        return {u"pool.busy"_s, Verdict::Ok, ActionText::tr("No transaction runs now.")};
    const QString text =
        ActionText::tr("%1 at work (backends %2), the longest since its last query for %3.")
            .arg(transactionsText(int(pids.size())), elided(pids.join(u", "_s), 60), formatDuration(oldest));
    if (oldest < patience)
        return {u"pool.busy"_s, Verdict::Ok, text};
    return {u"pool.busy"_s, Verdict::Warning,
            text + u' ' + ActionText::tr("If it lasts, the pause is taken back after %1 s.").arg(patience.count())};
}

Preflight checkWindow(const ConsoleState &state, qint64 window)
{
    std::optional<double> limit;
    QString name;
    for (const QString &setting : {u"query_wait_timeout"_s, u"query_timeout"_s}) {
        const auto seconds = state.seconds(setting);
        if (seconds && (!limit || *seconds < *limit)) {
            limit = seconds;
            name = setting;
        }
    }
    if (!limit)
        return {u"pause.window"_s, Verdict::Ok, ActionText::tr("Clients that wait are never cut off.")};
    if (double(window) < *limit / 2)
        return {u"pause.window"_s, Verdict::Ok,
                ActionText::tr("Clients may wait %1 s (%2), twice the planned pause and more.").arg(*limit).arg(name)};
    return {
        u"pause.window"_s, Verdict::Failed,
        ActionText::tr("Clients that wait are cut off after %1 s (%2): a pause of %3 s is not less than half of it.")
            .arg(*limit)
            .arg(name)
            .arg(window)};
}

Preflight checkAlone(const ConsoleState &state)
{
    const auto reuse = state.settings.find(u"so_reuseport"_s);
    if (state.hasPeers || (reuse != state.settings.end() && reuse->second == u"1"))
        return {u"pooler.alone"_s, Verdict::Warning,
                ActionText::tr("Other PgBouncer processes serve the same port: each has to be paused by itself.")};
    return {u"pooler.alone"_s, Verdict::Ok, ActionText::tr("No other process of PgBouncer serves this port.")};
}

Preflight checkLogins(const ConsoleState &state, const QString &database)
{
    const auto setting = [&](const QString &name) {
        const auto found = state.settings.find(name);
        return found == state.settings.end() ? QString() : found->second;
    };
    const QString asked = setting(u"auth_dbname"_s);
    if (!setting(u"auth_user"_s).isEmpty() && (database.isEmpty() || asked.isEmpty() || asked == database))
        return {u"auth.query"_s, Verdict::Warning,
                ActionText::tr("Passwords are looked up in the database (auth_query): new logins wait too.")};
    return {u"auth.query"_s, Verdict::Ok, ActionText::tr("Logins do not need the paused database.")};
}

void describePause(ActionPlan &plan, const ConsoleState &state)
{
    const QString database = databaseIn(plan);
    const QString name = database.isEmpty() ? plan.target.name : database;
    plan.subjects = {database.isEmpty() ? ActionSubject{u"server"_s, name} : ActionSubject{u"database"_s, name}};
    plan.statements = {{consoleCommand(u"PAUSE"_s, database), {}}};
    plan.consequence =
        ActionText::tr("%1 at work and %2 waiting: from now on all wait, without an error, until it is resumed.")
            .arg(clientsText(state.sum(database, &ConsolePool::clientsActive)),
                 QString::number(state.sum(database, &ConsolePool::clientsWaiting)));
    plan.undo = ActionText::tr("%1; on PgBouncer's console. The pause stays when this console is gone.")
                    .arg(consoleCommand(u"RESUME"_s, database));
    plan.alternative =
        ActionText::tr("RECONNECT, when only what stands behind the server's address has changed: clients "
                       "are then not held up.");
    plan.validFor = std::chrono::seconds(60);
    if (plan.target.environment == Environment::Production)
        plan.token = name;
}

QCoro::Task<Result<ActionPlan>> planPause(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString database = databaseIn(plan);
    plan.severity = Severity::Disruptive;
    plan.title = database.isEmpty() ? ActionText::tr("Pause all databases of %1").arg(plan.target.name)
                                    : ActionText::tr("Pause %1 on %2").arg(plainLine(database), plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(context.server.postgres(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    const std::chrono::seconds patience{plan.request.arguments.value("timeout"_L1).toInteger()};
    const qint64 window = plan.request.arguments.value("window"_L1).toInteger();
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkDatabase(*state, database));
    plan.preflights.push_back(checkNotPaused(*state, database));
    plan.preflights.push_back(checkMode(*state, database));
    plan.preflights.push_back(checkBusy(*state, database, patience, plan.madeAt));
    plan.preflights.push_back(checkWindow(*state, window));
    plan.preflights.push_back(checkAlone(*state));
    plan.preflights.push_back(checkLogins(*state, database));
    describePause(plan, *state);
    co_return plan;
}

Recheck recheckPause(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({kDatabaseSame, kDatabaseRunning}, {}, confirmed, again);
}

class PauseRun final : public ActionRun
{
public:
    explicit PauseRun(ActionPlan plan) : ActionRun(std::move(plan)), m_database(databaseIn(m_plan)) {}

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    using Answer = Result<PgRows>;
    QCoro::Task<void> watch(ActingContext context, std::shared_ptr<PgLink> control, Underway<Answer> *pause);
    QCoro::Task<void> takeBack(ActingContext context, std::shared_ptr<PgLink> control);
    void takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen);
    [[nodiscard]] bool isHeld() const { return m_state && isPausedAt(*m_state, m_database); }
    [[nodiscard]] bool isFree() const { return m_state && m_state->connections(m_database) == 0; }
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;

    QString m_database;
    std::optional<ConsoleState> m_state;
    bool m_isTakenBack = false;
    bool m_isResumed = false; ///< by somebody else, while it was pending
    bool m_wasHeld = false;
    int m_stillBusy = 0; ///< when it was taken back
};

QCoro::Task<void> PauseRun::send(ActingContext context)
{
    // Opened before: taking it back must not need a login.
    const Result<ReadyServer> control =
        co_await readyServer(context.fleet->lend, m_plan.target, actingName(m_plan.id) + u"/watch"_s, context.stop);
    if (!control) {
        m_evidence.error = control.error();
        m_evidence.hasLooked = true; // nothing was sent
        co_return;
    }
    const auto link = context.server.postgres();
    Underway<Answer> pause;
    pause.begin(
        link->command(m_plan.statements.front().sql.toUtf8(), QDeadlineTimer(QDeadlineTimer::Forever), pause.token()));
    co_await watch(context, control->postgres(), &pause);
    takeAnswer(pause.answer(), link->isOpen());
}

QCoro::Task<void> PauseRun::watch(ActingContext context, std::shared_ptr<PgLink> control, Underway<Answer> *pause)
{
    const QDeadlineTimer limit{std::chrono::seconds(m_plan.request.arguments.value("timeout"_L1).toInteger(5))};
    while (co_await pause->answered(QDeadlineTimer(kLookAtPause), context.stop) == WaitEnd::Timeout) {
        if (context.cancel.stop_requested() || limit.hasExpired()) {
            m_evidence.isCancelled = context.cancel.stop_requested();
            co_await takeBack(context, control);
            co_return;
        }
        const Result<ConsoleState> state = co_await readConsole(control, context.stop);
        if (!state)
            continue;
        // Before 1.19 a pause of all is not told, and so neither is its end.
        m_isResumed = m_wasHeld && !isPausedAt(*state, m_database);
        m_wasHeld = isPausedAt(*state, m_database);
        if (m_isResumed)
            co_return; // PAUSE would never answer
        m_stillBusy = state->sum(m_database, &ConsolePool::serversActive);
        ActionProgress progress{.planId = m_plan.id, .phase = ActionText::tr("waiting for transactions to end")};
        progress.done = 0;
        progress.total = m_stillBusy;
        progress.unit = ActionText::tr("transactions");
        context.tell(progress);
    }
}

/// RESUME first: when it has answered, the pause is gone, though PAUSE itself never answers any more.
QCoro::Task<void> PauseRun::takeBack(ActingContext context, std::shared_ptr<PgLink> control)
{
    m_isTakenBack = true;
    const Result<PgRows> resumed = co_await control->command(consoleCommand(u"RESUME"_s, m_database).toUtf8(),
                                                             QDeadlineTimer(kLookTimeout), context.stop);
    if (!resumed && !resumed.error().detail.contains(u"not paused"))
        m_evidence.error = resumed.error();
}

void PauseRun::takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen)
{
    if (m_isTakenBack || m_isResumed) {
        m_evidence.isAnswerLost = m_evidence.error.has_value(); // whether RESUME was done
        return;
    }
    if (answer && !*answer)
        m_evidence.error = answer->error();
    m_evidence.isAnswerLost = !answer || (!*answer && !isRefusedByServer(answer->error(), isConnectionOpen));
}

QCoro::Task<void> PauseRun::verify(ActingContext context)
{
    if (m_evidence.hasLooked)
        co_return;
    auto link = context.server.postgres();
    std::optional<ReadyServer> fresh;
    if (m_isTakenBack || m_isResumed || !link->isOpen()) { // its connection still waits for PAUSE
        context.server.lent.link.close();
        Result<ReadyServer> again =
            co_await readyServer(context.fleet->lend, m_plan.target, actingName(m_plan.id), context.stop);
        if (!again)
            co_return;
        fresh = std::move(*again);
        link = fresh->postgres();
    }
    Result<ConsoleState> state = co_await readConsole(link, context.stop);
    m_evidence.hasLooked = state.has_value();
    if (state)
        m_state = std::move(*state);
}

Outcome PauseRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (m_isTakenBack || m_isResumed)
        return isHeld() ? Outcome::FailedPartial : Outcome::FailedClean;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return m_evidence.error->detail.contains(u"already") ? Outcome::NoOp : Outcome::FailedClean;
    // Before 1.19 a pause of all shows by its effect alone.
    const bool isUntold = m_database.isEmpty() && m_state && !m_state->isPaused;
    if (isHeld() || (isUntold && !m_evidence.isAnswerLost))
        return isFree() ? Outcome::DoneVerified : Outcome::SentUnverified;
    if (isUntold)
        return Outcome::Unknown;
    return m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::SentUnverified;
}

QString PauseRun::summary(Outcome outcome) const
{
    const QString name = m_plan.subjects.empty() ? QString() : plainLine(m_plan.subjects.front().name);
    switch (outcome) {
    case Outcome::DoneVerified: return ActionText::tr("%1 is paused, and no server connection is left.").arg(name);
    case Outcome::SentUnverified:
        return isHeld()
                   ? ActionText::tr("%1 holds its clients back and still waits for %2.")
                         .arg(name, counted(m_state->connections(m_database), ActionText::tr("1 server connection"),
                                            ActionText::tr("%1 server connections")))
                   : ActionText::tr("PgBouncer said that %1 is paused, and it is not any more: somebody resumed it.")
                         .arg(name);
    case Outcome::NoOp: return ActionText::tr("%1 was paused already.").arg(name);
    case Outcome::FailedPartial:
        return ActionText::tr(
                   "%1 could not be paused in time, and the pause could not be taken back: its clients wait.")
            .arg(name);
    case Outcome::FailedClean:
        if (m_isResumed)
            return ActionText::tr("Somebody resumed %1 while it waited for transactions to end.").arg(name);
        if (m_isTakenBack)
            return (m_evidence.isCancelled ? ActionText::tr("It was cancelled, and %1 goes on. (%2 at work.)")
                                           : ActionText::tr("%2 did not end in time: %1 goes on."))
                .arg(name, transactionsText(m_stillBusy));
        return m_evidence.error ? m_evidence.error->text : ActionText::tr("%1 is not paused.").arg(name);
    case Outcome::Unknown:
        return ActionText::tr(
                   "PgBouncer's answer was lost, and nobody could look since: whether %1 is paused is not known.")
            .arg(name);
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult PauseRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    result.isRunning = seen == Outcome::SentUnverified && isHeld();
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    const QString resume = consoleCommand(u"RESUME"_s, m_database);
    if (seen == Outcome::DoneVerified)
        result.next = ActionText::tr("Resume it by %1 at the latest: %2. Nobody else does.")
                          .arg(formatTimeOfDay(
                                   now + std::chrono::seconds(m_plan.request.arguments.value("window"_L1).toInteger())),
                               resume);
    else if (seen == Outcome::FailedPartial || result.isRunning || seen == Outcome::Unknown)
        result.next = ActionText::tr("Look again. To let the clients go on: %1.").arg(resume);
    else if (seen == Outcome::FailedClean && m_isTakenBack && !m_evidence.isCancelled)
        result.next = ActionText::tr("Find and end the transactions that last, or allow more time.");
    return result;
}

ActionWords pauseWords(const ActionPlan &plan)
{
    const QString database = plainLine(databaseIn(plan));
    return {database.isEmpty() ? ActionText::tr("Pause all") : ActionText::tr("Pause %1").arg(database),
            ActionText::tr("Let it run"), ActionText::tr("Type %1 to pause it:")};
}

} // namespace

ActionType pauseDatabaseAction()
{
    return {.id = "pgbouncer.pause"_L1,
            .kind = ServerKind::PgBouncer,
            .title = [] { return ActionText::tr("Pause a database…"); },
            .help =
                [] {
                    return ActionText::tr("Holds the clients of a database back, without errors, until it is resumed. "
                                          "Taken back by itself when transactions do not end in time.");
                },
            .arguments = pauseArguments,
            .offeredOn = "database"_L1,
            .plan = planPause,
            .recheck = recheckPause,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<PauseRun>(std::move(plan));
            },
            .words = pauseWords,
            .isLong = true};
}

} // namespace lockmaster
