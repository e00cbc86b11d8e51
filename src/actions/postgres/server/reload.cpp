// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-11: lets the server read its configuration files again. Its answer says only that it was told to: with an error in a
// file it takes some of it or none. The files are looked at before and after.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/row.h"
#include "actions/plan/steprun.h"
#include "actions/postgres/settings/settinglook.h"
#include "base/format.h"
#include "base/redact.h"
#include "base/text.h"

namespace lockmaster::reload {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kState{"reload_state"};
constexpr QLatin1StringView kFiles{"reload.files"};
constexpr QLatin1StringView kRules{"reload.rules"};
constexpr QLatin1StringView kVisible{"reload.visible"};
constexpr qsizetype kLongest = 300; ///< of a list in a sentence

/// What the configuration files hold that is not in effect.
struct Files {
    bool areSeen = false;
    QStringList errors;
    QStringList changes;
    QStringList restart;
    bool areRulesSeen = false;
    QStringList rules; ///< of pg_hba.conf, that are not understood
};

QString listed(const QStringList &parts)
{
    return elided(parts.join(u", "_s), kLongest);
}

QString errorText(const Row &row, const QString &why)
{
    const QString file = row.text("sourcefile").section(u'/', -1);
    const QString what = row.isNull("name") ? QString() : u" (%1)"_s.arg(plainLine(row.text("name")));
    return u"%1:%2%3: %4"_s.arg(plainLine(file)).arg(row.integer("sourceline")).arg(what, redact(plainLine(why)));
}

void takeFile(const Row &row, Files &files)
{
    const QString what = row.text("what");
    const setting::Kind kind = setting::kindIn(row);
    const QString name = plainLine(kind.name);
    // A value that keeps the server from starting again looks like any other that waits for a restart.
    const QString wrong = what == u"restart" ? setting::objectionTo(row.text("written"), kind) : QString();
    if (what == u"error")
        files.errors << errorText(row, row.text("error"));
    else if (!wrong.isEmpty())
        files.errors << errorText(row, wrong);
    else if (what == u"restart")
        files.restart << name;
    else if (what == u"gone" || !setting::isSameValue(row.text("written"), row.text("reset_val"), kind))
        files.changes << name;
}

QCoro::Task<Result<Files>> readFiles(std::shared_ptr<PgLink> link, bool seesFiles, bool seesRules, std::stop_token stop)
{
    Files files{.areSeen = seesFiles, .areRulesSeen = seesRules};
    if (seesFiles) {
        const Result<PgRows> rows = co_await ask(link, "reload_files"_L1, {}, stop);
        if (!rows)
            co_return std::unexpected(rows.error());
        for (int row = 0; row < rows->count(); ++row)
            takeFile({*rows, row}, files);
    }
    if (seesRules) {
        const Result<PgRows> rows = co_await ask(link, "reload_rules"_L1, {}, stop);
        if (!rows)
            co_return std::unexpected(rows.error());
        for (int number = 0; number < rows->count(); ++number) {
            const Row row{*rows, number};
            files.rules << u"pg_hba.conf:%1: %2"_s.arg(row.integer("line")).arg(plainLine(row.text("error")));
        }
    }
    co_return files;
}

Preflight checkRight(const Row &state, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (state.boolean("may"))
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may do it.").arg(role)};
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not do it.").arg(role) + u' '
                + ActionText::tr("As a superuser: %1")
                      .arg(u"GRANT EXECUTE ON FUNCTION pg_catalog.pg_reload_conf() TO %1"_s.arg(role))};
}

Preflight checkVisible(const Files &files, const ServerFacts &facts)
{
    if (files.areSeen && files.areRulesSeen)
        return {kVisible, Verdict::Ok, ActionText::tr("The files were read as they are now.")};
    return {
        kVisible, Verdict::Warning,
        ActionText::tr("Whether there is an error in the files this role cannot see. As a superuser: GRANT SELECT ON "
                       "pg_file_settings, pg_hba_file_rules TO %1; GRANT EXECUTE ON FUNCTION "
                       "pg_show_all_file_settings(), pg_hba_file_rules() TO %1")
            .arg(plainLine(facts.ownUser))};
}

Preflight checkFiles(const Files &files)
{
    if (files.errors.isEmpty())
        return {kFiles, Verdict::Ok,
                files.areSeen ? ActionText::tr("No error is in the configuration files.")
                              : ActionText::tr("Errors in the configuration files cannot be seen.")};
    return {kFiles, Verdict::Failed,
            ActionText::tr("The server would take these files in part or not at all: %1. Mend that first.")
                .arg(listed(files.errors))};
}

Preflight checkRules(const Files &files)
{
    if (files.rules.isEmpty())
        return {kRules, Verdict::Ok,
                files.areRulesSeen ? ActionText::tr("No error is in pg_hba.conf.")
                                   : ActionText::tr("Errors in pg_hba.conf cannot be seen.")};
    return {kRules, Verdict::Warning,
            ActionText::tr("The server keeps all of its old rules for who may log in: %1.").arg(listed(files.rules))};
}

QString consequenceOf(const Files &files)
{
    QStringList parts;
    if (!files.areSeen)
        parts << ActionText::tr("Reads the configuration files; what has changed in them this role cannot see.");
    else
        parts << (files.changes.isEmpty()
                      ? ActionText::tr("Reads the configuration files; no setting in them has changed.")
                      : ActionText::tr("These settings change: %1.").arg(listed(files.changes)));
    if (!files.restart.isEmpty())
        parts << ActionText::tr("Only a restart changes: %1.").arg(listed(files.restart));
    parts << ActionText::tr("Nobody is disconnected; new logins follow pg_hba.conf as it is now.");
    return parts.join(u' ');
}

struct Look {
    PgRows state;
    Files files;
};

QCoro::Task<Result<Look>> lookAround(std::shared_ptr<PgLink> link, ServerTime since, std::stop_token stop)
{
    const Result<PgRows> state = co_await ask(link, kState, {PgParam::of(since)}, stop);
    if (!state)
        co_return std::unexpected(state.error());
    const Row row{*state};
    Result<Files> files = co_await readFiles(link, row.boolean("sees_files"), row.boolean("sees_rules"), stop);
    if (!files)
        co_return std::unexpected(files.error());
    co_return Look{*state, std::move(*files)};
}

QCoro::Task<Result<ActionPlan>> planReload(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const ServerFacts &facts = context.server.facts;
    const Result<Look> look = co_await lookAround(context.server.postgres(), facts.serverNow, stop);
    if (!look)
        co_return std::unexpected(look.error());
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Reload the configuration of %1").arg(plan.target.name);
    plan.preflights = {checkRight(Row{look->state}, facts), checkVisible(look->files, facts), checkFiles(look->files),
                       checkRules(look->files)};
    plan.allRequiredTicks = !look->files.rules.isEmpty();
    plan.subjects = {{u"server"_s, plan.target.name}};
    plan.statements = {{u"SELECT pg_catalog.pg_reload_conf()"_s, {}}};
    plan.consequence = consequenceOf(look->files);
    plan.undo = ActionText::tr("Put the files back as they were, and reload again.");
    plan.alternative =
        ActionText::tr("Change one setting from here: postgres.setting.set, which tells what it was before.");
    plan.validFor = std::chrono::seconds(60);
    co_return plan;
}

Recheck recheckReload(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({}, {kRules}, confirmed, again);
}

class ReloadRun final : public StepRun
{
public:
    using StepRun::StepRun;

private:
    QCoro::Task<Result<Sight>> look(ReadyServer server, std::stop_token stop) override;
};

QCoro::Task<Result<Sight>> ReloadRun::look(ReadyServer server, std::stop_token stop)
{
    const Result<Look> look = co_await lookAround(server.postgres(), startedAt(), stop);
    if (!look)
        co_return std::unexpected(look.error());
    const Row state{look->state};
    const auto loaded = state.time("loaded");
    const QString at = loaded ? formatTimeOfDay(*loaded) : unknownValue();
    if (!state.boolean("is_newer"))
        co_return Sight{Sight::Effect::None, ActionText::tr("The configuration is still the one read at %1.").arg(at)};
    QStringList parts{ActionText::tr("The server has read its files at %1.").arg(at)};
    const QStringList wrong = look->files.errors + look->files.rules;
    if (!wrong.isEmpty())
        parts << ActionText::tr("Not taken: %1.").arg(listed(wrong));
    if (!state.isNull("pending"))
        parts << ActionText::tr("Waiting for a restart: %1.").arg(elided(plainLine(state.text("pending")), kLongest));
    co_return Sight{Sight::Effect::Whole, parts.join(u' ')};
}

ActionWords reloadWords(const ActionPlan &)
{
    return {ActionText::tr("Reload the configuration"), ActionText::tr("Leave it"),
            ActionText::tr("Type %1 to reload it:")};
}

} // namespace
} // namespace lockmaster::reload

namespace lockmaster {

ActionType reloadAction()
{
    return {.id = QLatin1StringView("postgres.reload"),
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Reload the configuration…"); },
            .help =
                [] {
                    return ActionText::tr("Lets the server read its configuration files again, after a look for errors "
                                          "in them, and says what a restart still has to change.");
                },
            .arguments = [] { return Arguments(); },
            .offeredOn = kOnServer,
            .plan = reload::planReload,
            .recheck = reload::recheckReload,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<reload::ReloadRun>(std::move(plan));
            },
            .words = reload::reloadWords};
}

} // namespace lockmaster
