// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sets counters back to nothing: those of a database, or what pg_stat_statements holds of it. What is lost is written to a
// file of this machine first; without that nothing is sent.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/row.h"
#include "actions/plan/statements.h"
#include "actions/plan/steprun.h"
#include "base/format.h"
#include "base/redact.h"
#include "base/text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lockmaster::statistics {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kWhat{"what"};
constexpr QLatin1StringView kState{"statistics_state"};
constexpr QLatin1StringView kThere{"statistics.there"};
constexpr QLatin1StringView kVacuum{"statistics.autovacuum"};
constexpr std::chrono::seconds kReadTime{30};

bool isOfStatements(const ActionPlan &plan)
{
    return plan.request.arguments.value(kWhat).toString() == u"statements";
}

Arguments statisticsArguments()
{
    return {
        {.name = kWhat,
         .type = ArgumentType::Choice,
         .title = ActionText::tr("Counters of"),
         .help = ActionText::tr("database: this target's database, its tables, indexes and functions; statements: what "
                                "pg_stat_statements holds of this database."),
         .isRequired = true,
         .choices = {u"database"_s, u"statements"_s}}};
}

/// What is counted now.
struct State {
    QString database;
    std::optional<ServerTime> since;
    bool isNewer = false;
    bool mayDatabase = false;
    bool mayStatements = false;
    bool hasReset = false;
    qint64 tablesDue = 0;
    QString schema; ///< of pg_stat_statements; empty: the database has none
    std::optional<qint64> entries;
    qint64 calls = 0;
    std::optional<ServerTime> statementsSince;
    QString trouble; ///< why its view cannot be read
};

QCoro::Task<Result<PgRows>> askIn(std::shared_ptr<PgLink> link, QLatin1StringView question, QString schema,
                                  std::stop_token stop)
{
    const PgQuery query{actionSql(question).replace(u"%1"_s, schema).toUtf8(), {}, {}};
    co_return co_await link->query(query, QDeadlineTimer(kReadTime), stop);
}

QCoro::Task<Result<State>> readState(std::shared_ptr<PgLink> link, ServerTime since, std::stop_token stop)
{
    const Result<PgRows> rows = co_await ask(link, kState, {PgParam::of(since)}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    const Row row{*rows};
    State state{.database = row.text("name"),
                .since = row.time("stats_reset"),
                .isNewer = row.boolean("is_newer"),
                .mayDatabase = row.boolean("may_database"),
                .mayStatements = row.boolean("may_statements"),
                .hasReset = row.boolean("has_reset"),
                .tablesDue = row.integer("tables_due"),
                .schema = row.text("schema")};
    if (state.schema.isEmpty())
        co_return state;
    const Result<PgRows> statements = co_await askIn(link, "statements_state"_L1, state.schema, stop);
    if (!statements && !link->isOpen())
        co_return std::unexpected(statements.error());
    if (!statements) {
        state.trouble = statements.error().detail;
        co_return state;
    }
    const Row counted{*statements};
    state.entries = counted.integer("entries");
    state.calls = counted.integer("calls");
    state.statementsSince = counted.time("since");
    co_return state;
}

Preflight checkThere(const State &state, bool ofStatements)
{
    if (!ofStatements)
        return {kThere, Verdict::Ok,
                state.since ? ActionText::tr("Counted since %1.").arg(formatMoment(*state.since))
                            : ActionText::tr("Counted since the statistics were made.")};
    if (state.schema.isEmpty())
        return {kThere, Verdict::Failed,
                ActionText::tr(
                    "Database %1 has no pg_stat_statements: CREATE EXTENSION pg_stat_statements there, or give a "
                    "target of a database that has it.")
                    .arg(plainLine(state.database))};
    if (!state.entries)
        return {kThere, Verdict::Failed,
                ActionText::tr("pg_stat_statements cannot be read: %1").arg(plainLine(state.trouble))};
    if (!state.hasReset)
        return {
            kThere, Verdict::Failed,
            ActionText::tr("It is too old to be reset for one database (ALTER EXTENSION pg_stat_statements UPDATE), or "
                           "somebody has put a function of the same name beside it.")};
    return {kThere, Verdict::Ok,
            ActionText::tr("%1 statements of database %2 with %3 calls.")
                .arg(formatCount(*state.entries), plainLine(state.database), formatCount(state.calls))};
}

Preflight checkRight(const State &state, bool ofStatements, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (ofStatements ? state.mayStatements : state.mayDatabase)
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may do it.").arg(role)};
    const QString function =
        ofStatements ? state.schema + u".pg_stat_statements_reset"_s : u"pg_catalog.pg_stat_reset()"_s;
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not do it.").arg(role) + u' '
                + ActionText::tr("As a superuser: %1")
                      .arg(u"GRANT EXECUTE ON FUNCTION %1 TO %2"_s.arg(plainLine(function), role))};
}

Preflight checkVacuum(const State &state, bool ofStatements)
{
    if (ofStatements || state.tablesDue == 0)
        return {kVacuum, Verdict::Ok, ActionText::tr("Autovacuum loses nothing by it.")};
    return {
        kVacuum, Verdict::Warning,
        ActionText::tr("Autovacuum forgets what is due: %1 have dead or changed rows that it has counted. ANALYZE the "
                       "database afterwards.")
            .arg(counted(state.tablesDue, ActionText::tr("1 table"), ActionText::tr("%1 tables")))};
}

void describe(ActionPlan &plan, const State &state)
{
    const bool ofStatements = isOfStatements(plan);
    plan.subjects = {{ofStatements ? u"statements"_s : u"database"_s, state.database}};
    plan.statements = {{ofStatements ? actionSql("statements_reset"_L1).replace(u"%1"_s, state.schema)
                                     : u"SELECT pg_catalog.pg_stat_reset()"_s,
                        {}}};
    plan.consequence =
        (ofStatements ? ActionText::tr("Calls, times and blocks of the statements of this database are counted anew.")
                      : ActionText::tr("Counters of this database, its tables, indexes and functions begin anew; which "
                                       "indexes are used is not known again for a while."))
        + u' ' + ActionText::tr("What they are now is written to a file beside the action journal first.");
    plan.undo = ActionText::tr("None on the server. What was counted is in the file that the result names.");
    plan.alternative =
        ActionText::tr("Take the difference between two moments: every page and the history do that, and "
                       "nothing is lost.");
    if (plan.target.environment == Environment::Production)
        plan.token = plan.target.name;
}

QCoro::Task<Result<ActionPlan>> planReset(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const ServerFacts &facts = context.server.facts;
    const bool ofStatements = isOfStatements(plan);
    const Result<State> state = co_await readState(context.server.postgres(), facts.serverNow, stop);
    if (!state)
        co_return std::unexpected(state.error());
    plan.severity = Severity::Disruptive;
    plan.title = (ofStatements ? ActionText::tr("Reset pg_stat_statements of database %1 on %2")
                               : ActionText::tr("Reset the counters of database %1 on %2"))
                     .arg(plainLine(state->database), plan.target.name);
    plan.validFor = std::chrono::seconds(60);
    plan.preflights = {checkThere(*state, ofStatements)};
    if (hasFailed(plan.preflights))
        co_return plan;
    plan.preflights.push_back(checkRight(*state, ofStatements, facts));
    plan.preflights.push_back(checkVacuum(*state, ofStatements));
    describe(plan, *state);
    co_return plan;
}

Recheck recheckReset(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({kThere}, {kVacuum}, confirmed, again);
}

class ResetRun final : public StepRun
{
public:
    using StepRun::StepRun;

private:
    QCoro::Task<Result<void>> prepare(ActingContext context) override;
    QCoro::Task<Result<Sight>> look(ReadyServer server, std::stop_token stop) override;
    [[nodiscard]] QByteArray document(const PgRows &rows) const;
    [[nodiscard]] bool isSeen(const State &state) const;

    std::optional<qint64> m_callsBefore;
    QString m_keptIn;
};

QByteArray ResetRun::document(const PgRows &rows) const
{
    QJsonArray list;
    for (int row = 0; row < rows.count(); ++row) {
        QJsonObject line = QJsonDocument::fromJson(Row{rows, row}.text("line").toUtf8()).object();
        if (line.contains("query"_L1)) // those that are not normalised may hold a password
            line["query"_L1] = redact(maskLiterals(line["query"_L1].toString()));
        list.append(line);
    }
    return QJsonDocument(QJsonObject{{u"plan"_s, m_plan.id},
                                     {u"action"_s, m_plan.request.action},
                                     {u"target"_s, m_plan.target.name},
                                     {u"server"_s, m_plan.serverIdentity},
                                     {u"taken"_s, formatIso(startedAt())},
                                     {u"rows"_s, list}})
        .toJson(QJsonDocument::Compact);
}

QCoro::Task<Result<void>> ResetRun::prepare(ActingContext context)
{
    const auto link = context.server.postgres();
    const Result<State> state = co_await readState(link, startedAt(), context.stop);
    if (!state)
        co_return std::unexpected(state.error());
    const Result<PgRows> rows = co_await askIn(
        link, isOfStatements(m_plan) ? "statements_kept"_L1 : "statistics_kept"_L1, state->schema, context.stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    m_callsBefore = state->calls;
    const Result<QString> kept = co_await context.preserve(document(*rows));
    if (!kept)
        co_return std::unexpected(kept.error());
    m_keptIn = *kept;
    co_return Result<void>();
}

bool ResetRun::isSeen(const State &state) const
{
    if (!isOfStatements(m_plan))
        return state.isNewer;
    if (state.entries == 0)
        return true;
    return state.statementsSince ? *state.statementsSince >= startedAt()
                                 : m_callsBefore && state.calls < *m_callsBefore;
}

QCoro::Task<Result<Sight>> ResetRun::look(ReadyServer server, std::stop_token stop)
{
    const Result<State> state = co_await readState(server.postgres(), startedAt(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    const QString file = m_keptIn.isEmpty() ? QString() : ActionText::tr("What they were is in %1.").arg(m_keptIn);
    if (isSeen(*state))
        co_return Sight{Sight::Effect::Whole,
                        (ActionText::tr("Counted anew, seen on the server.") + u' ' + file).trimmed(),
                        isOfStatements(m_plan) || state->tablesDue == 0
                            ? QString()
                            : ActionText::tr("ANALYZE the database, so that autovacuum knows again what is due.")};
    Sight sight{Sight::Effect::None, ActionText::tr("The counters have not begun anew.")};
    sight.mayCome = isOfStatements(m_plan) && !state->statementsSince && !m_callsBefore; // it cannot be told
    co_return sight;
}

ActionWords statisticsWords(const ActionPlan &)
{
    return {ActionText::tr("Reset the counters"), ActionText::tr("Keep them"),
            ActionText::tr("Type %1 to reset them:")};
}

} // namespace
} // namespace lockmaster::statistics

namespace lockmaster {

ActionType resetStatisticsAction()
{
    return {.id = QLatin1StringView("postgres.statistics.reset"),
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Reset statistics…"); },
            .help =
                [] {
                    return ActionText::tr("Counters of this database, or of its statements (pg_stat_statements), begin "
                                          "anew. What they are is written to a file first.");
                },
            .arguments = statistics::statisticsArguments,
            .offeredOn = kOnServer,
            .plan = statistics::planReset,
            .recheck = statistics::recheckReset,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<statistics::ResetRun>(std::move(plan));
            },
            .words = statistics::statisticsWords};
}

} // namespace lockmaster
