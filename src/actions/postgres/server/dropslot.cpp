// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-13: drops a replication slot that nobody uses. The statement itself tests that it is still unused, and that nobody has
// used it since the plan: its restart_lsn would have moved.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/row.h"
#include "actions/plan/statements.h"
#include "actions/plan/steprun.h"
#include "actions/postgres/manager.h"
#include "actions/postgres/peers.h"
#include "base/format.h"
#include "base/text.h"

namespace lockmaster::slot {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kSlot{"slot"};
constexpr QLatin1StringView kThere{"slot.there"};
constexpr QLatin1StringView kUnused{"slot.unused"};
constexpr QLatin1StringView kIdle{"slot.idle"};
constexpr QLatin1StringView kDatabase{"slot.database"};
constexpr QLatin1StringView kUsers{"slot.users"};
constexpr std::chrono::minutes kLately{10};

Arguments slotArguments()
{
    return {{.name = kSlot,
             .title = ActionText::tr("Slot"),
             .help = ActionText::tr("Its name, as in pg_replication_slots."),
             .isRequired = true,
             .longest = 63}};
}

QLatin1StringView stateQuery(const ServerFacts &facts)
{
    return facts.versionNumber >= 170000 ? "slot_state_17"_L1 : "slot_state_13"_L1;
}

Preflight checkThere(const QString &name, const PgRows &rows)
{
    if (rows.count() == 0)
        return {kThere, Verdict::Failed, ActionText::tr("There is no slot %1.").arg(plainLine(name))};
    const Row row{rows};
    if (row.boolean("is_copy"))
        return {
            kThere, Verdict::Failed,
            ActionText::tr("It is this standby's copy of a slot of its primary: it goes when that one is dropped.")};
    return {kThere, Verdict::Ok, ActionText::tr("It is there, read just now.")};
}

Preflight checkUnused(const Row &row)
{
    if (row.boolean("active"))
        return {kUnused, Verdict::Failed,
                ActionText::tr("It is in use: process %1 streams from it.").arg(row.integer("active_pid"))};
    return {kUnused, Verdict::Ok, ActionText::tr("Nobody streams from it now.")};
}

Preflight checkIdle(const Row &row, const ServerFacts &facts)
{
    if (facts.versionNumber < 170000)
        return {kIdle, Verdict::Warning,
                ActionText::tr("Since when nobody uses it the server does not tell before PostgreSQL 17.")};
    const auto since = row.time("inactive_since");
    const auto age = ageAt(facts.serverNow, since);
    if (!age)
        return {kIdle, Verdict::Warning, ActionText::tr("Since when nobody uses it is not known.")};
    const QString text = ActionText::tr("Last used %1 ago, at %2.").arg(formatDuration(*age), formatMoment(*since));
    if (*age < kLately)
        return {kIdle, Verdict::Warning, text + u' ' + ActionText::tr("Its user may only be restarting.")};
    return {kIdle, Verdict::Ok, text};
}

Preflight checkDatabase(const Row &row)
{
    const QString database = row.text("database");
    if (!row.boolean("is_logical") || database == row.text("own_database"))
        return {kDatabase, Verdict::Ok, ActionText::tr("It can be dropped from this database.")};
    return {kDatabase, Verdict::Failed,
            ActionText::tr("It is a logical slot of database %1, and only from there it is dropped: give a target of "
                           "that database.")
                .arg(plainLine(database))};
}

Preflight checkRight(const Row &row, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (row.boolean("may"))
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may drop slots.").arg(role)};
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not drop slots. As a superuser: ALTER ROLE %1 REPLICATION. That also lets it "
                           "read all WAL, and so all data.")
                .arg(role)};
}

Preflight checkUsers(const QString &slot, const std::vector<Peer> &peers)
{
    QStringList users;
    for (const Peer &peer : peers) {
        if (peer.isStandby && Row{peer.settings}.text("slot") == slot)
            users << plainLine(peer.target);
    }
    if (users.isEmpty())
        return {kUsers, Verdict::Ok,
                ActionText::tr("No standby that answers in this group of the fleet streams from it. One that is down "
                               "cannot be asked.")};
    return {kUsers, Verdict::Warning,
            ActionText::tr("%1 is set to stream from it (primary_slot_name), and cannot without it.")
                .arg(users.join(u", "_s))};
}

QString keptText(const Row &row)
{
    QStringList parts;
    if (row.text("wal_status") == u"lost")
        parts << ActionText::tr("WAL that its user needs is gone already: it has to be made anew anyway.");
    else if (!row.isNull("kept_bytes"))
        parts << ActionText::tr("It keeps %1 of WAL (%2), which the next checkpoint can remove.")
                     .arg(formatBytes(row.integer("kept_bytes")), plainLine(row.text("wal_status")));
    else
        parts << ActionText::tr("It keeps no WAL.");
    if (row.integer("xmin_age") > 0)
        parts << ActionText::tr("It keeps dead rows of the last %1 transactions from being removed.")
                     .arg(formatCount(row.integer("xmin_age")));
    return parts.join(u' ');
}

void describe(ActionPlan &plan, const Row &row)
{
    const QString name = row.text("name");
    plan.subjects = {{kSlot, name}};
    plan.statements = {
        {actionSql("drop_slot"_L1), {name, row.isNull("restart_lsn") ? QString() : row.text("restart_lsn")}}};
    plan.consequence =
        keptText(row) + u' '
        + (row.boolean("is_logical")
               ? ActionText::tr("Its subscriber cannot go on: it has to copy its tables again.")
               : ActionText::tr("A standby that used it cannot go on once that WAL is removed, unless the archive has "
                                "it: it has to be made anew from a base backup."));
    plan.undo = ActionText::tr("None. A new slot of that name begins now: it does not bring back what was kept.");
    plan.alternative = ActionText::tr("Set max_slot_wal_keep_size: it bounds what all slots keep, and the user of this "
                                      "one may come back in time.");
    plan.severity = Severity::Destructive;
    plan.allRequiredTicks = true;
    plan.token = name;
}

QCoro::Task<Result<ActionPlan>> planDrop(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = context.draft;
    const ServerFacts facts = context.server.facts;
    const auto link = context.server.postgres();
    const QString name = plan.request.arguments.value(kSlot).toString();
    plan.severity = Severity::Destructive;
    plan.title = ActionText::tr("Drop replication slot %1 on %2").arg(plainLine(name), plan.target.name);
    plan.validFor = std::chrono::seconds(60);
    const Result<PgRows> rows = co_await ask(link, stateQuery(facts), {PgParam::of(name)}, stop);
    const Result<QString> manager = rows ? co_await readManager(link, stop) : std::unexpected(rows.error());
    if (!manager)
        co_return std::unexpected(manager.error());
    plan.preflights = {checkThere(name, *rows)};
    if (hasFailed(plan.preflights))
        co_return plan;
    const Row row{*rows};
    for (Preflight check :
         {checkUnused(row), checkDatabase(row), checkRight(row, facts),
          checkUnmanaged(*manager, ActionText::tr("it makes and drops slots by itself. Do it there."))})
        plan.preflights.push_back(std::move(check));
    if (hasFailed(plan.preflights))
        co_return plan;
    plan.preflights.push_back(checkIdle(row, facts));
    plan.preflights.push_back(checkUsers(name, co_await lookAtPeers(context, stop)));
    describe(plan, row);
    co_return plan;
}

Recheck recheckDrop(const ActionPlan &confirmed, const ActionPlan &again)
{
    const Recheck recheck = recheckBy({kThere}, {kUsers, kIdle}, confirmed, again);
    if (recheck.verdict == Recheck::Verdict::Same && confirmed.statements != again.statements)
        return {Recheck::Verdict::Changed, ActionText::tr("Somebody has used the slot since the plan.")};
    return recheck;
}

class DropRun final : public StepRun
{
public:
    using StepRun::StepRun;

private:
    QCoro::Task<Result<Sight>> look(ReadyServer server, std::stop_token stop) override;
    [[nodiscard]] QString spared(const PgRows &answer) const override
    {
        return answer.count() > 0
                   ? QString()
                   : ActionText::tr("The slot was gone, in use, or had moved on since the plan; nothing was dropped.");
    }
    [[nodiscard]] QString name() const { return m_plan.request.arguments.value(kSlot).toString(); }
};

QCoro::Task<Result<Sight>> DropRun::look(ReadyServer server, std::stop_token stop)
{
    const Result<PgRows> rows = co_await ask(server.postgres(), stateQuery(server.facts), {PgParam::of(name())}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    if (rows->count() == 0)
        co_return Sight{Sight::Effect::Whole,
                        ActionText::tr("Slot %1 is gone: the console looked again.").arg(plainLine(name())),
                        ActionText::tr("What it kept goes at the next checkpoint.")};
    co_return Sight{Sight::Effect::None, ActionText::tr("Slot %1 is still there.").arg(plainLine(name()))};
}

ActionWords slotWords(const ActionPlan &plan)
{
    const QString name = plainLine(plan.request.arguments.value(kSlot).toString());
    return {ActionText::tr("Drop slot %1").arg(name), ActionText::tr("Keep it"), ActionText::tr("Type %1 to drop it:")};
}

} // namespace
} // namespace lockmaster::slot

namespace lockmaster {

ActionType dropSlotAction()
{
    return {.id = QLatin1StringView("postgres.slot.drop"),
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Drop a replication slot…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Drops a slot that nobody uses, so that WAL and dead rows it keeps can go. Who "
                        "used it cannot go on from where it was.");
                },
            .arguments = slot::slotArguments,
            .offeredOn = slot::kSlot,
            .plan = slot::planDrop,
            .recheck = slot::recheckDrop,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<slot::DropRun>(std::move(plan));
            },
            .words = slot::slotWords};
}

} // namespace lockmaster
