// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-7: builds an index while the table goes on being used. What fails leaves an invalid index: it is looked for, named,
// and never tried again over it.
#include "actions/plan/actiontext.h"
#include "actions/postgres/maintenance/indexplan.h"
#include "actions/postgres/maintenance/indexrun.h"
#include "actions/postgres/maintenance/table.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments indexArguments()
{
    return {
        maintenance::tableArgument(),
        {.name = u"columns"_s,
         .title = ActionText::tr("Columns or expressions"),
         .help = ActionText::tr("As in CREATE INDEX, separated by commas: customer, lower(mail) DESC. Functions and "
                                "operator classes outside pg_catalog with their schema."),
         .isRequired = true,
         .longest = 4000},
        {.name = u"unique"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Unique"),
         .help = ActionText::tr("No two rows may have the same keys."),
         .standard = false},
        {.name = u"method"_s,
         .type = ArgumentType::Choice,
         .title = ActionText::tr("Method"),
         .help = ActionText::tr("btree for order and equality; gin, gist and spgist for what is inside a value; brin "
                                "for large tables in their order; hash for equality alone."),
         .standard = u"btree"_s,
         .choices = {u"btree"_s, u"hash"_s, u"gin"_s, u"gist"_s, u"spgist"_s, u"brin"_s}},
        {.name = u"where"_s,
         .title = ActionText::tr("Only rows where"),
         .help = ActionText::tr("A condition, for a partial index: closed IS NULL."),
         .longest = 4000},
        {.name = u"include"_s,
         .title = ActionText::tr("With the columns"),
         .help = ActionText::tr("Further columns that queries read from the index alone."),
         .longest = 4000,
         .isRare = true},
        {.name = newindex::kName,
         .title = ActionText::tr("Name"),
         .help = ActionText::tr("Without quotes and schema; without it one is made of table and columns."),
         .longest = 63},
        maintenance::memoryArgument(),
        maintenance::limitArgument(720),
        maintenance::seenArgument()};
}

ActionWords indexWords(const ActionPlan &)
{
    return {ActionText::tr("Build the index"), ActionText::tr("Leave it"), ActionText::tr("Type %1 to begin:")};
}

} // namespace

ActionType createIndexAction()
{
    return {.id = "postgres.index.create"_L1,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("New index on a table…"); },
            .help =
                [] {
                    return ActionText::tr("Builds an index while the table goes on being used (CREATE INDEX "
                                          "CONCURRENTLY), and says what is left when it fails.");
                },
            .arguments = indexArguments,
            .offeredOn = maintenance::kTable,
            .plan = newindex::planIndex,
            .recheck = newindex::recheckIndex,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<newindex::IndexRun>(std::move(plan));
            },
            .words = indexWords,
            .isLong = true};
}

} // namespace lockmaster
