// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-5: vacuums, analyzes or freezes one table. Long: it runs on a connection of its own without a statement timeout, a
// second connection tells how far it is and takes it back, and when the console ends meanwhile the server goes on with it.
#include "actions/plan/actiontext.h"
#include "actions/plan/actiontype.h"
#include "actions/plan/preflights.h"
#include "actions/plan/results.h"
#include "actions/plan/statements.h"
#include "base/format.h"
#include "base/text.h"
#include "link/underway.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kLookAtProgress{500};
constexpr std::chrono::seconds kStatisticsTime{5}; ///< until the server has written down what it did
constexpr std::chrono::seconds kCancelTime{30};
constexpr QLatin1StringView kTable{"table"};
constexpr QLatin1StringView kTableSame{"table.same"};

enum class VacuumMode { Vacuum, VacuumAnalyze, Analyze, Freeze };

VacuumMode modeOf(const ActionPlan &plan)
{
    const QString mode = plan.request.arguments.value("mode"_L1).toString();
    return mode == u"analyze"          ? VacuumMode::Analyze
           : mode == u"vacuum_analyze" ? VacuumMode::VacuumAnalyze
           : mode == u"freeze"         ? VacuumMode::Freeze
                                       : VacuumMode::Vacuum;
}

Arguments vacuumArguments()
{
    return {
        {.name = kTable,
         .title = ActionText::tr("Table"),
         .help = ActionText::tr("Its name, with the schema: sales.orders. In the database of this target."),
         .isRequired = true},
        {.name = u"mode"_s,
         .type = ArgumentType::Choice,
         .title = ActionText::tr("What to do"),
         .help = ActionText::tr("vacuum frees the room of dead rows, analyze renews the planner's statistics, freeze "
                                "also marks old rows as visible for good."),
         .standard = u"vacuum"_s,
         .choices = {u"vacuum"_s, u"vacuum_analyze"_s, u"analyze"_s, u"freeze"_s}},
        {.name = u"truncate"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Give room at the end back"),
         .help = ActionText::tr("Shortens the file when its end is empty. That takes the table's exclusive lock for a "
                                "moment, also on standbys."),
         .standard = false},
        {.name = u"parallel"_s,
         .type = ArgumentType::Number,
         .title = ActionText::tr("Parallel workers"),
         .help = ActionText::tr("For its indexes, at most; without it the server chooses. 0: none."),
         .most = 1024},
        {.name = u"limit_minutes"_s,
         .type = ArgumentType::Number,
         .title = ActionText::tr("Give up after (minutes)"),
         .help = ActionText::tr("It is then cancelled, which is safe at any time."),
         .standard = 60,
         .least = 1,
         .most = 2880}};
}

/// A table as it is before.
struct Table {
    qint64 oid = 0;
    QString name; ///< quoted, with its schema
    QString kind;
    qint64 bytes = 0;
    qint64 indexes = 0;
    qint64 live = 0;
    qint64 dead = 0;
    bool isOwner = false;
    std::optional<qint64> xidAge;
    QString costDelay;
    qint64 standbys = 0;
};

Table tableIn(const PgRows &rows, int row)
{
    const auto number = [&](const char *name) { return rows.integer(row, rows.column(name)); };
    Table table;
    table.oid = number("oid");
    table.name = rows.text(row, rows.column("name"));
    table.kind = rows.text(row, rows.column("kind"));
    table.bytes = number("bytes");
    table.indexes = number("indexes");
    table.live = number("live_rows");
    table.dead = number("dead_rows");
    table.isOwner = rows.boolean(row, rows.column("is_owner"));
    if (!rows.isNull(row, rows.column("xid_age")))
        table.xidAge = number("xid_age");
    table.costDelay = rows.text(row, rows.column("cost_delay"));
    table.standbys = number("standbys");
    return table;
}

Preflight checkTable(const QString &asked, const PgRows &rows)
{
    if (rows.count() == 0)
        return {kTableSame, Verdict::Failed,
                ActionText::tr("There is no table %1 in this database.").arg(plainLine(asked))};
    if (rows.count() > 1)
        return {kTableSame, Verdict::Failed,
                ActionText::tr("Several tables are called %1: name the schema too, for example %2.")
                    .arg(plainLine(asked), plainLine(rows.text(0, rows.column("name"))))};
    const QString kind = rows.text(0, rows.column("kind"));
    if (kind != u"r" && kind != u"m" && kind != u"p" && kind != u"t")
        return {kTableSame, Verdict::Failed,
                ActionText::tr("%1 is neither a table nor a materialized view.").arg(plainLine(asked))};
    return {kTableSame, Verdict::Ok,
            ActionText::tr("%1 is there, read just now.").arg(plainLine(rows.text(0, rows.column("name"))))};
}

Preflight checkPrimary(const ServerFacts &facts)
{
    if (facts.isInRecovery)
        return {u"server.primary"_s, Verdict::Failed,
                ActionText::tr("This is a standby: it gets the work of a vacuum from its primary.")};
    return {u"server.primary"_s, Verdict::Ok, ActionText::tr("The server takes writes.")};
}

Preflight checkRight(const Table &table, bool mayMaintain, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (table.isOwner || mayMaintain)
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may vacuum it.").arg(role)};
    const QString hint =
        facts.versionNumber >= 170000
            ? ActionText::tr("As its owner: GRANT MAINTAIN ON %1 TO %2").arg(plainLine(table.name), role)
            : ActionText::tr("Before PostgreSQL 17 only its owner, the database's or a superuser may.");
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not vacuum it.").arg(role) + u' ' + hint};
}

/// Another vacuum of the table, and locks that this one would wait for.
std::vector<Preflight> checksOfBusy(const PgRows &rows, ServerTime now)
{
    Preflight running{u"table.vacuumed"_s, Verdict::Ok, ActionText::tr("Nobody vacuums it now.")};
    Preflight locked{u"table.locked"_s, Verdict::Ok,
                     ActionText::tr("Nobody has a lock on it that a vacuum waits for.")};
    for (int row = rows.count() - 1; row >= 0; --row) {
        const qint64 pid = rows.integer(row, rows.column("pid"));
        const bool isAutovacuum = rows.text(row, rows.column("backend_type")) == u"autovacuum worker";
        const auto age = ageAt(now, rows.time(row, rows.column("since")));
        const QString since = age ? formatDuration(*age) : unknownValue();
        if (rows.text(row, rows.column("what")) == u"lock")
            locked = {
                locked.id, Verdict::Warning,
                ActionText::tr("Session %1 has locked it for %2. The vacuum waits 3 s for that lock and then gives up.")
                    .arg(pid)
                    .arg(since)};
        else if (isAutovacuum && !rows.boolean(row, rows.column("is_wraparound")))
            running = {running.id, Verdict::Warning,
                       ActionText::tr("Autovacuum (%1) is at it since %2 and gives way to this.").arg(pid).arg(since)};
        else
            running = {running.id, Verdict::Failed,
                       isAutovacuum
                           ? ActionText::tr("Autovacuum (%1) vacuums it to prevent wraparound; that does not give way.")
                                 .arg(pid)
                           : ActionText::tr("Session %1 vacuums it already.").arg(pid)};
    }
    return {running, locked};
}

QString holderText(const PgRows &rows)
{
    const QString holder = rows.text(0, rows.column("holder"));
    const QString id = plainLine(rows.text(0, rows.column("id")));
    if (holder == u"prepared")
        return ActionText::tr("prepared transaction %1").arg(id);
    if (holder == u"slot")
        return ActionText::tr("replication slot %1").arg(id);
    if (holder == u"standby")
        return ActionText::tr("standby %1, by its feedback,").arg(id);
    return ActionText::tr("session %1").arg(id);
}

/// PF-XMIN: dead rows that somebody may still see stay.
Preflight checkHorizon(const PgRows &rows, ServerTime now)
{
    constexpr std::chrono::seconds kLong{60};
    constexpr qint64 kManyTransactions = 100'000;
    const Preflight fine{u"xmin"_s, Verdict::Ok, ActionText::tr("Nothing old keeps dead rows from being removed.")};
    if (rows.count() == 0)
        return fine;
    const qint64 transactions = rows.integer(0, rows.column("xid_age"));
    const auto age = ageAt(now, rows.time(0, rows.column("since")));
    if (age.value_or(std::chrono::microseconds::zero()) < kLong && transactions < kManyTransactions)
        return fine;
    return {u"xmin"_s, Verdict::Warning,
            ActionText::tr("Rows that died in the last %1 transactions stay: %2 may still see them. End that first.")
                .arg(formatCount(transactions), holderText(rows))};
}

QString statementFor(const QJsonObject &arguments, VacuumMode mode, const QString &table)
{
    if (mode == VacuumMode::Analyze)
        return u"ANALYZE (VERBOSE) "_s + table;
    QStringList options{u"VERBOSE"_s};
    if (mode == VacuumMode::VacuumAnalyze)
        options << u"ANALYZE"_s;
    if (mode == VacuumMode::Freeze)
        options << u"FREEZE"_s;
    options << u"SKIP_LOCKED false"_s;
    if (arguments.contains("parallel"_L1))
        options << u"PARALLEL %1"_s.arg(arguments.value("parallel"_L1).toInteger());
    options << (arguments.value("truncate"_L1).toBool() ? u"TRUNCATE true"_s : u"TRUNCATE false"_s);
    return u"VACUUM (%1) %2"_s.arg(options.join(u", "_s), table);
}

QString consequenceOf(const Table &table, const ActionPlan &plan)
{
    QStringList parts{ActionText::tr("Reads %1 with %2 (%3 live rows, %4 dead).")
                          .arg(formatBytes(table.bytes),
                               counted(table.indexes, ActionText::tr("1 index"), ActionText::tr("%1 indexes")),
                               formatCount(table.live), formatCount(table.dead)),
                      table.costDelay == u"0"
                          ? ActionText::tr("At full speed: vacuum_cost_delay is 0.")
                          : ActionText::tr("Slowed by vacuum_cost_delay = %1.").arg(table.costDelay)};
    if (modeOf(plan) != VacuumMode::Analyze) {
        parts << ActionText::tr("Reading and writing go on; changes of its definition and of its indexes wait.");
        if (table.standbys > 0)
            parts << ActionText::tr("On %1, queries that still need the removed rows may be cancelled.")
                         .arg(counted(table.standbys, ActionText::tr("1 standby"), ActionText::tr("%1 standbys")));
        if (plan.request.arguments.value("truncate"_L1).toBool())
            parts << ActionText::tr("Shortening its file locks everybody out for a moment.");
    }
    return parts.join(u' ');
}

void describe(ActionPlan &plan, const Table &table)
{
    const VacuumMode mode = modeOf(plan);
    plan.subjects = {{u"table"_s, table.name}};
    plan.statements = {{statementFor(plan.request.arguments, mode, table.name), {}}};
    plan.consequence = consequenceOf(table, plan);
    plan.undo = ActionText::tr("Cancel it at any time: what is cleaned stays clean, the rest is as it was.");
    plan.alternative = ActionText::tr("Autovacuum comes by itself once %1 rows are dead, unless it is set otherwise.")
                           .arg(formatCount(50 + table.live / 5));
    plan.validFor = std::chrono::seconds(60);
}

QString titleOf(const ActionPlan &plan, const QString &table)
{
    const QString name = plainLine(table);
    switch (modeOf(plan)) {
    case VacuumMode::Analyze: return ActionText::tr("Analyze %1 on %2").arg(name, plan.target.name);
    case VacuumMode::Freeze: return ActionText::tr("Vacuum and freeze %1 on %2").arg(name, plan.target.name);
    case VacuumMode::VacuumAnalyze: return ActionText::tr("Vacuum and analyze %1 on %2").arg(name, plan.target.name);
    case VacuumMode::Vacuum: break;
    }
    return ActionText::tr("Vacuum %1 on %2").arg(name, plan.target.name);
}

/// Empty: the server has no such privilege yet.
QCoro::Task<Result<bool>> mayMaintain(ReadyServer server, qint64 oid, std::stop_token stop)
{
    if (server.facts.versionNumber < 170000)
        co_return false;
    const Result<PgRows> rows = co_await server.postgres()->query(actionQuery("vacuum_right"_L1, {PgParam::of(oid)}),
                                                                  QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return rows->boolean(0, 0);
}

/// The checks that need more than the table's own row.
QCoro::Task<Result<std::vector<Preflight>>> checkAround(ReadyServer server, Table table, std::stop_token stop)
{
    const Result<bool> may = co_await mayMaintain(server, table.oid, stop);
    if (!may)
        co_return std::unexpected(may.error());
    const Result<PgRows> busy = co_await server.postgres()->query(
        actionQuery("vacuum_busy"_L1, {PgParam::of(table.oid)}), QDeadlineTimer(kLookTimeout), stop);
    if (!busy)
        co_return std::unexpected(busy.error());
    const Result<PgRows> holder =
        co_await server.postgres()->query(actionQuery("xmin_holder"_L1), QDeadlineTimer(kLookTimeout), stop);
    if (!holder)
        co_return std::unexpected(holder.error());
    std::vector<Preflight> checks{checkRight(table, *may, server.facts)};
    for (Preflight &check : checksOfBusy(*busy, server.facts.serverNow))
        checks.push_back(std::move(check));
    checks.push_back(checkHorizon(*holder, server.facts.serverNow));
    co_return checks;
}

QCoro::Task<Result<ActionPlan>> planVacuum(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString asked = plan.request.arguments.value(kTable).toString();
    plan.severity = Severity::Reversible;
    plan.title = titleOf(plan, asked);
    plan.preflights.push_back(checkPrimary(context.server.facts));
    const Result<PgRows> rows = co_await context.server.postgres()->query(
        actionQuery("vacuum_table"_L1, {PgParam::of(asked)}), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    plan.preflights.push_back(checkTable(asked, *rows));
    if (hasFailed(plan.preflights))
        co_return plan;
    const Table table = tableIn(*rows, 0);
    Result<std::vector<Preflight>> more = co_await checkAround(context.server, table, stop);
    if (!more)
        co_return std::unexpected(more.error());
    std::ranges::move(*more, std::back_inserter(plan.preflights));
    plan.request.arguments.insert(kTable, table.name); // from here on this one, also when another of that name comes
    plan.title = titleOf(plan, table.name);
    describe(plan, table);
    co_return plan;
}

Recheck recheckVacuum(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({kTableSame}, {}, confirmed, again);
}

/// How far it is, by the server's views.
struct VacuumState {
    bool isRunning = false;
    ActionProgress progress;
};

std::optional<qint64> optionalNumber(const PgRows &rows, const char *name)
{
    const int column = rows.column(name);
    return rows.isNull(0, column) ? std::nullopt : std::optional<qint64>(rows.integer(0, column));
}

void takeCount(ActionProgress &progress, std::optional<qint64> done, std::optional<qint64> total, const QString &unit)
{
    if (!total || *total == 0)
        return;
    progress.done = done.value_or(0);
    progress.total = total;
    progress.unit = unit;
}

ActionProgress progressIn(const PgRows &rows)
{
    ActionProgress progress;
    const QString phase = rows.text(0, rows.column("phase"));
    const QString analyzing = rows.text(0, rows.column("analyze_phase"));
    if (rows.text(0, rows.column("wait_event_type")) == u"Lock")
        progress.phase = ActionText::tr("waiting for a lock");
    else if (!analyzing.isEmpty())
        progress.phase = analyzing;
    else
        progress.phase = phase.isEmpty() ? ActionText::tr("starting") : phase;
    const auto blocks = optionalNumber(rows, "heap_blks_total");
    if (!analyzing.isEmpty())
        takeCount(progress, optionalNumber(rows, "sample_blks_scanned"), optionalNumber(rows, "sample_blks_total"),
                  ActionText::tr("blocks"));
    else if (phase == u"vacuuming heap")
        takeCount(progress, optionalNumber(rows, "heap_blks_vacuumed"), blocks, ActionText::tr("blocks"));
    else if (phase.contains(u"index"))
        takeCount(progress, optionalNumber(rows, "indexes_processed"), optionalNumber(rows, "indexes_total"),
                  ActionText::tr("indexes"));
    else if (!phase.isEmpty())
        takeCount(progress, optionalNumber(rows, "heap_blks_scanned"), blocks, ActionText::tr("blocks"));
    return progress;
}

QCoro::Task<Result<VacuumState>> readState(std::shared_ptr<PgLink> link, QString planId, std::stop_token stop)
{
    const Result<PgRows> rows = co_await link->query(
        actionQuery("vacuum_progress"_L1, {PgParam::of(actingName(planId))}), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    VacuumState state{rows->count() > 0, {}};
    if (state.isRunning)
        state.progress = progressIn(*rows);
    state.progress.planId = planId;
    co_return state;
}

class VacuumRun final : public ActionRun
{
public:
    using ActionRun::ActionRun;

    QCoro::Task<void> send(ActingContext context) override;
    QCoro::Task<void> verify(ActingContext context) override;
    [[nodiscard]] ActionResult conclude(WallTime now) const override;

private:
    using Answer = Result<PgRows>;
    QCoro::Task<void> watch(ActingContext context, ReadyServer control, Underway<Answer> *vacuum);
    QCoro::Task<void> tellProgress(ActingContext context, ReadyServer control);
    void takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen);
    [[nodiscard]] bool isSeen() const;
    [[nodiscard]] bool wasSkipped() const;
    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] QString summary(Outcome outcome) const;
    [[nodiscard]] QString failureText() const;

    std::optional<ServerTime> m_startedAt;
    bool m_isOverTime = false;
    ActionProgress m_last;
    SteadyTime m_lastAt{};
    qint64 m_tables = 0;
    qint64 m_vacuumed = 0;
    qint64 m_analyzed = 0;
    qint64 m_dead = 0;
    bool m_isRunning = false;
};

QCoro::Task<void> VacuumRun::send(ActingContext context)
{
    m_startedAt = context.server.facts.serverNow;
    const auto link = context.server.postgres();
    // Opened before: cancelling must not need a login.
    const Result<ReadyServer> control =
        co_await readyServer(context.fleet->lend, m_plan.target, actingName(m_plan.id) + u"/watch"_s, context.stop);
    SessionSettings settings = actingSettings(actingName(m_plan.id));
    settings.statementTimeout = u"0"_s;
    const Result<void> set =
        !control ? std::unexpected(control.error())
        : control->lent.shared
            ? fail(ErrorKind::Full, ActionText::tr("The server has no connection left to watch it by."))
            : co_await applySettings(link, settings, context.stop);
    if (!set) {
        m_evidence.error = set.error();
        m_evidence.hasLooked = true; // nothing was sent
        co_return;
    }
    Underway<Answer> vacuum;
    vacuum.begin(
        link->query(toQuery(m_plan.statements.front()), QDeadlineTimer(QDeadlineTimer::Forever), vacuum.token()));
    co_await watch(context, *control, &vacuum);
    takeAnswer(vacuum.answer(), link->isOpen());
}

QCoro::Task<void> VacuumRun::watch(ActingContext context, ReadyServer control, Underway<Answer> *vacuum)
{
    const qint64 minutes = m_plan.request.arguments.value("limit_minutes"_L1).toInteger(60);
    const QDeadlineTimer limit{std::chrono::minutes(minutes)};
    std::optional<QDeadlineTimer> cancelled;
    while (co_await vacuum->answered(QDeadlineTimer(kLookAtProgress), context.stop) == WaitEnd::Timeout) {
        if (cancelled && cancelled->hasExpired())
            co_return; // it does not react: nobody knows how long it goes on
        const bool isWanted = context.cancel.stop_requested() || limit.hasExpired();
        if (isWanted && !cancelled) {
            cancelled = QDeadlineTimer(kCancelTime);
            m_isOverTime = !context.cancel.stop_requested();
            m_evidence.isCancelled = true;
            co_await control.postgres()->query(actionQuery("vacuum_cancel"_L1, {PgParam::of(actingName(m_plan.id))}),
                                               QDeadlineTimer(kLookTimeout), context.stop);
        }
        co_await tellProgress(context, control);
    }
}

QCoro::Task<void> VacuumRun::tellProgress(ActingContext context, ReadyServer control)
{
    if (!control.lent.link.isOpen())
        co_return;
    Result<VacuumState> state = co_await readState(control.postgres(), m_plan.id, context.stop);
    if (!state || !state->isRunning)
        co_return;
    ActionProgress &now = state->progress;
    const SteadyTime at = systemClock().steadyNow();
    if (now.phase == m_last.phase && now.done && m_last.done && *now.done >= *m_last.done && at > m_lastAt)
        now.perSecond = double(*now.done - *m_last.done) / inSeconds(at - m_lastAt);
    m_last = now;
    m_lastAt = at;
    context.tell(now);
}

void VacuumRun::takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen)
{
    if (answer && *answer) {
        m_evidence.messages << (*answer)->notices();
        return;
    }
    if (answer)
        m_evidence.error = answer->error();
    m_evidence.isAnswerLost = !answer || !isConnectionOpen || answer->error().sqlState.isEmpty();
}

QCoro::Task<void> VacuumRun::verify(ActingContext context)
{
    if (m_evidence.hasLooked)
        co_return;
    const auto link = context.server.postgres();
    const ServerTime since = m_startedAt.value_or(m_plan.serverNow.value_or(m_plan.madeAt));
    const QString table = m_plan.subjects.empty() ? QString() : m_plan.subjects.front().name;
    const QDeadlineTimer deadline(kStatisticsTime);
    do {
        const Result<VacuumState> state = co_await readState(link, m_plan.id, context.stop);
        const Result<PgRows> rows =
            !state ? std::unexpected(state.error())
                   : co_await link->query(actionQuery("vacuum_seen"_L1, {PgParam::of(table), PgParam::of(since)}),
                                          QDeadlineTimer(kLookTimeout), context.stop);
        m_evidence.hasLooked = rows.has_value();
        if (!rows)
            co_return;
        m_isRunning = state->isRunning;
        m_last = state->progress;
        m_tables = rows->integer(0, rows->column("tables"));
        m_vacuumed = rows->integer(0, rows->column("vacuumed"));
        m_analyzed = rows->integer(0, rows->column("analyzed"));
        m_dead = rows->integer(0, rows->column("dead_rows"));
        if (m_isRunning || isSeen() || wasSkipped() || (m_evidence.error && !m_evidence.isAnswerLost))
            co_return;
    } while (co_await sleepFor(std::chrono::milliseconds(250), context.stop) == WaitEnd::Timeout
             && !deadline.hasExpired());
}

bool VacuumRun::isSeen() const
{
    const VacuumMode mode = modeOf(m_plan);
    const bool isVacuumed = mode == VacuumMode::Analyze || m_vacuumed >= m_tables;
    const bool isAnalyzed =
        (mode != VacuumMode::Analyze && mode != VacuumMode::VacuumAnalyze) || m_analyzed >= m_tables;
    return m_tables > 0 && isVacuumed && isAnalyzed;
}

/// The server says success, and warns that it left something out.
bool VacuumRun::wasSkipped() const
{
    return std::ranges::any_of(m_evidence.messages, [](const QString &line) { return line.startsWith(u"WARNING"); });
}

Outcome VacuumRun::outcome() const
{
    const bool isPartlyDone = m_vacuumed > 0 || m_analyzed > 0;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return isPartlyDone ? Outcome::FailedPartial : Outcome::FailedClean;
    if (!m_evidence.hasLooked || (m_evidence.serverRestarted && !isSeen()))
        return Outcome::Unknown;
    if (m_isRunning)
        return Outcome::SentUnverified;
    if (wasSkipped())
        return isPartlyDone ? Outcome::FailedPartial : Outcome::NoOp;
    if (isSeen())
        return Outcome::DoneVerified;
    if (m_evidence.isAnswerLost)
        return isPartlyDone ? Outcome::FailedPartial : Outcome::FailedClean;
    return Outcome::SentUnverified;
}

QString VacuumRun::failureText() const
{
    if (m_isOverTime)
        return ActionText::tr("It took longer than its limit and was cancelled.");
    if (m_evidence.isCancelled)
        return ActionText::tr("It was cancelled.");
    if (m_evidence.isAnswerLost)
        return ActionText::tr("The connection was lost, and the server does not run it any more.");
    if (m_evidence.error && m_evidence.error->sqlState == u"55P03")
        return ActionText::tr("Somebody kept a lock on it: the vacuum gave up after 3 s.");
    return m_evidence.error ? m_evidence.error->text : ActionText::tr("The server left parts of it out.");
}

QString VacuumRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified:
        return modeOf(m_plan) == VacuumMode::Analyze
                   ? ActionText::tr("Analyzed, seen in the server's statistics.")
                   : ActionText::tr("Vacuumed, seen in the server's statistics; %1 dead rows are left.")
                         .arg(formatCount(m_dead));
    case Outcome::SentUnverified:
        return m_isRunning ? ActionText::tr("It still runs on the server (%1).").arg(plainLine(m_last.phase))
                           : ActionText::tr("The server says that it is done, but its statistics do not show it.");
    case Outcome::NoOp: return ActionText::tr("The server left the table out, and says success all the same.");
    case Outcome::FailedPartial:
        return failureText() + u' '
               + ActionText::tr("Of %1, %2 vacuumed and %3 analyzed.")
                     .arg(counted(m_tables, ActionText::tr("1 table"), ActionText::tr("%1 tables")))
                     .arg(m_vacuumed)
                     .arg(m_analyzed);
    case Outcome::FailedClean:
        return failureText() + u' ' + ActionText::tr("The table can be used as before; what was cleaned stays clean.");
    case Outcome::Unknown:
        return m_evidence.serverRestarted
                   ? ActionText::tr("The server restarted meanwhile, and its statistics do not tell what was done.")
                   : ActionText::tr(
                         "The connection was lost, and nobody could look since: the server may still be at it.");
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult VacuumRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    result.isRunning = seen == Outcome::SentUnverified && m_isRunning;
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    if (result.isRunning)
        result.next =
            ActionText::tr("Look again later. To stop it, cancel the query of the session that calls itself %1.")
                .arg(actingName(m_plan.id));
    return result;
}

ActionWords vacuumWords(const ActionPlan &plan)
{
    return {modeOf(plan) == VacuumMode::Analyze ? ActionText::tr("Analyze the table")
                                                : ActionText::tr("Vacuum the table"),
            ActionText::tr("Leave it"), ActionText::tr("Type %1 to begin:")};
}

} // namespace

ActionType vacuumTableAction()
{
    return {.id = "postgres.table.vacuum"_L1,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Vacuum a table…"); },
            .help =
                [] {
                    return ActionText::tr("Vacuums, analyzes or freezes one table, tells how far it is, and can be "
                                          "cancelled at any time.");
                },
            .arguments = vacuumArguments,
            .offeredOn = kTable,
            .plan = planVacuum,
            .recheck = recheckVacuum,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<VacuumRun>(std::move(plan));
            },
            .words = vacuumWords,
            .isLong = true};
}

} // namespace lockmaster
