// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-7: changes one setting of PgBouncer at run time. It lasts until the next RELOAD or restart; the value from before is in
// plan and journal, and takes it back.
#include "actions/pgbouncer/commandrun.h"
#include "actions/pgbouncer/settingplan.h"
#include "actions/pgbouncer/settingrules.h"
#include "actions/plan/actiontext.h"
#include "base/text.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments settingArguments()
{
    return {{.name = u"setting"_s,
             .title = ActionText::tr("Setting"),
             .help = ActionText::tr("Its name, as SHOW CONFIG tells it: default_pool_size, query_wait_timeout, …."),
             .isRequired = true,
             .longest = 60},
            {.name = u"value"_s,
             .title = ActionText::tr("New value"),
             .help = ActionText::tr("In force until the next RELOAD or restart of PgBouncer; times are in seconds."),
             .isRequired = true,
             .longest = 60}};
}

QString settingObjection(const QJsonObject &arguments)
{
    const SettingRule *rule = settingRule(arguments.value("setting"_L1).toString());
    return rule ? valueObjection(*rule, arguments.value("value"_L1).toString()) : QString();
}

class SettingRun final : public CommandRun
{
public:
    using CommandRun::CommandRun;

protected:
    QCoro::Task<Result<void>> look(LinkPtr link, std::stop_token stop) override
    {
        const Result<ConsoleSettings> settings = co_await readConsoleSettings(std::move(link), std::move(stop));
        if (!settings)
            co_return std::unexpected(settings.error());
        const auto found = settings->find(settingIn(m_plan));
        m_now = found == settings->end() ? QString() : found->second.value;
        co_return Result<void>();
    }
    [[nodiscard]] bool isDone() const override { return isSameValue(m_now, valueIn(m_plan)); }
    [[nodiscard]] QString summary(Outcome outcome) const override
    {
        const QString name = plainLine(settingIn(m_plan));
        switch (outcome) {
        case Outcome::DoneVerified:
            return ActionText::tr("%1 is %2 now, until the next RELOAD or restart.").arg(name, plainLine(m_now));
        case Outcome::SentUnverified:
            return ActionText::tr("PgBouncer accepted it, and %1 is %2.").arg(name, plainLine(m_now));
        case Outcome::FailedClean:
            return refusal().isEmpty() ? ActionText::tr("The connection was lost before PgBouncer did it: %1 is %2.")
                                             .arg(name, plainLine(m_now))
                                       : refusal();
        case Outcome::Unknown:
            return ActionText::tr("PgBouncer's answer was lost, and nobody could look since: what %1 is, is not known.")
                .arg(name);
        default: return {};
        }
    }
    void complete(ActionResult &result) const override
    {
        if (result.outcome != Outcome::DoneVerified || m_plan.undoStatements.empty())
            return;
        result.next = ActionText::tr("To keep it, write it into pgbouncer.ini. To take it back: %1.")
                          .arg(m_plan.undoStatements.front().sql);
        result.offer = m_plan.undoRequest;
    }

private:
    QString m_now; ///< what it is; empty also when this version has no such setting
};

ActionWords settingWords(const ActionPlan &plan)
{
    const QString name = plainLine(settingIn(plan));
    const QString value = plainLine(valueIn(plan));
    return {value.isEmpty() ? ActionText::tr("Set %1").arg(name) : ActionText::tr("Set %1 to %2").arg(name, value),
            ActionText::tr("Keep it as it is"), ActionText::tr("Type %1 to set it:")};
}

} // namespace

ActionType setPoolerSettingAction()
{
    return {.id = "pgbouncer.setting.set"_L1,
            .kind = ServerKind::PgBouncer,
            .title = [] { return ActionText::tr("Change a setting until the next reload…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "SET: pool sizes, limits, timeouts and what is logged, at run time. Lost at the "
                        "next RELOAD or restart. The pool_size of one database can only be changed in "
                        "the file.");
                },
            .arguments = settingArguments,
            .objection = settingObjection,
            .offeredOn = "setting"_L1,
            .plan = planSetting,
            .recheck = recheckSetting,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<SettingRun>(std::move(plan));
            },
            .words = settingWords};
}

} // namespace lockmaster
