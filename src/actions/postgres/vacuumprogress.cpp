// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/vacuumprogress.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"

namespace lockmaster::vacuum {
namespace {

using namespace Qt::StringLiterals;

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

} // namespace

QCoro::Task<Result<State>> readState(std::shared_ptr<PgLink> link, QString planId, std::stop_token stop)
{
    const Result<PgRows> rows = co_await link->query(
        actionQuery("vacuum_progress"_L1, {PgParam::of(actingName(planId))}), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    State state{rows->count() > 0, {}};
    if (state.isRunning)
        state.progress = progressIn(*rows);
    state.progress.planId = planId;
    co_return state;
}

} // namespace lockmaster::vacuum
