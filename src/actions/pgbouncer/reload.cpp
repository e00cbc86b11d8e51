// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-6: has PgBouncer read its file again. What was SET since is gone; versions before 1.25 say RELOAD whatever is wrong
// with the file. So what changed is compared: settings and databases before and after.
#include "actions/pgbouncer/commandrun.h"
#include "actions/pgbouncer/consolechecks.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kTellsErrors = 12500;
constexpr int kKeepsTls = 12400;

Preflight checkTls(const ConsoleState &state, int version)
{
    const QString mode = state.setting(u"server_tls_sslmode"_s);
    if (version < kKeepsTls && !mode.isEmpty() && mode != u"disable")
        return {
            u"reload.tls"_s, Verdict::Warning,
            ActionText::tr("Before 1.24, RELOAD makes every server connection with TLS anew, as soon as it is free.")};
    return {u"reload.tls"_s, Verdict::Ok, ActionText::tr("Server connections stay, where their address stays.")};
}

Preflight checkErrorsTold(int version)
{
    if (version < kTellsErrors)
        return {
            u"reload.errors"_s, Verdict::Warning,
            ActionText::tr("Before 1.25, PgBouncer says RELOAD even when its file has errors: only its log tells.")};
    return {u"reload.errors"_s, Verdict::Ok, ActionText::tr("PgBouncer says so when its file has errors.")};
}

QCoro::Task<Result<ActionPlan>> planReload(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const int version = context.server.facts.versionNumber;
    plan.severity = Severity::Disruptive;
    plan.title = ActionText::tr("Have %1 read its file again").arg(plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(context.server.postgres(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkAlone(*state));
    plan.preflights.push_back(checkErrorsTold(version));
    plan.preflights.push_back(checkTls(*state, version));
    plan.subjects = {{u"server"_s, plan.target.name}};
    plan.statements = {{u"RELOAD"_s, {}}};
    plan.consequence = ActionText::tr("Settings and databases become as pgbouncer.ini says, which cannot be read from "
                                      "here. What was SET since it was last read is lost. Connections to a database "
                                      "whose address has changed are made anew.");
    plan.undo =
        ActionText::tr("None: put the file as it was and reload again. The result names each value from before.");
    plan.alternative = ActionText::tr("SET, for a single setting that need not last.");
    plan.validFor = std::chrono::seconds(60);
    if (plan.target.environment == Environment::Production)
        plan.token = plan.target.name;
    co_return plan;
}

Recheck recheckReload(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({}, {}, confirmed, again);
}

/// All that RELOAD may change, each under a name that people know.
using Configuration = std::map<QString, QString>;

Configuration configurationOf(const ConsoleState &state)
{
    Configuration all;
    for (const auto &[name, setting] : state.settings)
        all[name] = setting.value;
    for (const ConsoleDatabase &one : state.databases)
        all[ActionText::tr("database %1").arg(one.name)] =
            u"%1:%2 pool_size=%3"_s.arg(one.host, QString::number(one.port), QString::number(one.poolSize));
    return all;
}

/// "default_pool_size 20 → 10"
QStringList changesOf(const Configuration &before, const Configuration &after)
{
    QStringList changes;
    const QString none = ActionText::tr("none");
    const auto valueIn = [&none](const Configuration &all, const QString &name) {
        const auto found = all.find(name);
        return found == all.end() ? none : plainLine(found->second);
    };
    Configuration names = before;
    names.insert(after.begin(), after.end());
    for (const auto &[name, value] : names) {
        if (valueIn(before, name) != valueIn(after, name))
            changes << u"%1 %2 → %3"_s.arg(plainLine(name), valueIn(before, name), valueIn(after, name));
    }
    return changes;
}

class ReloadRun final : public CommandRun
{
public:
    using CommandRun::CommandRun;

protected:
    QCoro::Task<Result<void>> lookBefore(LinkPtr link, std::stop_token stop) override
    {
        return read(std::move(link), &m_before, std::move(stop));
    }
    QCoro::Task<Result<void>> look(LinkPtr link, std::stop_token stop) override
    {
        return read(std::move(link), &m_after, std::move(stop));
    }
    [[nodiscard]] bool isDone() const override { return true; } // one look tells what there is to see
    [[nodiscard]] Outcome outcome() const override;
    [[nodiscard]] QString summary(Outcome outcome) const override;
    void complete(ActionResult &result) const override
    {
        if (result.outcome == Outcome::SentUnverified)
            result.next = ActionText::tr("Look into PgBouncer's log: it names each error of the file.");
    }

private:
    QCoro::Task<Result<void>> read(LinkPtr link, std::optional<Configuration> *into, std::stop_token stop)
    {
        const Result<ConsoleState> state = co_await readWholeConsole(std::move(link), std::move(stop));
        if (!state)
            co_return std::unexpected(state.error());
        *into = configurationOf(*state);
        co_return Result<void>();
    }
    [[nodiscard]] QStringList changes() const
    {
        return m_before && m_after ? changesOf(*m_before, *m_after) : QStringList();
    }
    [[nodiscard]] QString changesText() const
    {
        const QStringList all = changes();
        return counted(all.size(), ActionText::tr("1 value changed: "), ActionText::tr("%1 values changed: "))
               + elided(all.join(u"; "_s), 400);
    }
    [[nodiscard]] bool tellsErrors() const { return versionNumberIn(m_plan.serverIdentity) >= kTellsErrors; }

    std::optional<Configuration> m_before; ///< empty: another console sent it
    std::optional<Configuration> m_after;
};

Outcome ReloadRun::outcome() const
{
    const Outcome usual = CommandRun::outcome();
    const bool hasChanged = !changes().isEmpty();
    if (usual == Outcome::FailedClean && hasChanged) // what came before the error in the file is in force
        return Outcome::FailedPartial;
    if (usual != Outcome::DoneVerified || hasChanged)
        return usual;
    if (isAssumed())
        return Outcome::SentUnverified; // nothing will ever tell
    return m_evidence.isAnswerLost ? Outcome::Unknown : tellsErrors() ? Outcome::DoneVerified : Outcome::SentUnverified;
}

QString ReloadRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified:
        return changes().isEmpty()
                   ? ActionText::tr("The file was read without an error; nothing is different from before.")
                   : ActionText::tr("The file was read. %1").arg(changesText());
    case Outcome::SentUnverified:
        return isAssumed() ? ActionText::tr("Whether PgBouncer has read its file cannot be seen afterwards. To reload "
                                            "once more does no harm.")
                           : ActionText::tr("PgBouncer says RELOAD, as this version always does, and nothing is "
                                            "different from before.");
    case Outcome::FailedPartial:
        return ActionText::tr("%1 Part of the file is in force. %2").arg(refusal(), changesText());
    case Outcome::FailedClean: return refusal();
    case Outcome::Unknown:
        return m_evidence.hasLooked
                   ? ActionText::tr("PgBouncer's answer was lost, and nothing is different from before: whether it has "
                                    "read its file is not known.")
                   : ActionText::tr("PgBouncer's answer was lost, and nobody could look since: whether it has read its "
                                    "file is not known.");
    default: return {};
    }
}

ActionWords reloadWords(const ActionPlan &)
{
    return {ActionText::tr("Reload"), ActionText::tr("Leave it as it is"), ActionText::tr("Type %1 to reload it:")};
}

} // namespace

ActionType reloadPoolerAction()
{
    return {.id = "pgbouncer.reload"_L1,
            .kind = ServerKind::PgBouncer,
            .title = [] { return ActionText::tr("Reload PgBouncer's file…"); },
            .help =
                [] {
                    return ActionText::tr("RELOAD: PgBouncer reads pgbouncer.ini again. Values that were SET since are "
                                          "lost; the result names what has changed.");
                },
            .arguments = [] { return Arguments(); },
            .offeredOn = "server"_L1,
            .plan = planReload,
            .recheck = recheckReload,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<ReloadRun>(std::move(plan));
            },
            .words = reloadWords};
}

} // namespace lockmaster
