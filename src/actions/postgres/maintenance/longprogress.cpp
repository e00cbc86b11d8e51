// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/longprogress.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"

namespace lockmaster::maintenance {
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

ActionProgress vacuumProgress(const PgRows &rows)
{
    ActionProgress progress;
    progress.phase = rows.text(0, rows.column("phase"));
    const auto blocks = optionalNumber(rows, "heap_blks_total");
    if (progress.phase == u"vacuuming heap")
        takeCount(progress, optionalNumber(rows, "heap_blks_vacuumed"), blocks, ActionText::tr("blocks"));
    else if (progress.phase.contains(u"index"))
        takeCount(progress, optionalNumber(rows, "indexes_processed"), optionalNumber(rows, "indexes_total"),
                  ActionText::tr("indexes"));
    else
        takeCount(progress, optionalNumber(rows, "heap_blks_scanned"), blocks, ActionText::tr("blocks"));
    return progress;
}

ActionProgress analyzeProgress(const PgRows &rows)
{
    ActionProgress progress;
    progress.phase = rows.text(0, rows.column("analyze_phase"));
    takeCount(progress, optionalNumber(rows, "sample_blks_scanned"), optionalNumber(rows, "sample_blks_total"),
              ActionText::tr("blocks"));
    return progress;
}

ActionProgress rewriteProgress(const PgRows &rows)
{
    ActionProgress progress;
    progress.phase = rows.text(0, rows.column("rewrite_phase"));
    takeCount(progress, optionalNumber(rows, "rewrite_done"), optionalNumber(rows, "rewrite_total"),
              ActionText::tr("blocks"));
    return progress;
}

ActionProgress indexProgress(const PgRows &rows)
{
    ActionProgress progress;
    progress.phase = rows.text(0, rows.column("index_phase"));
    const qint64 locker = optionalNumber(rows, "current_locker_pid").value_or(0);
    if (progress.phase.startsWith(u"waiting") && locker > 0)
        progress.phase += ActionText::tr(": session %1").arg(locker);
    if (progress.phase.startsWith(u"waiting"))
        takeCount(progress, optionalNumber(rows, "lockers_done"), optionalNumber(rows, "lockers_total"),
                  ActionText::tr("transactions"));
    else if (optionalNumber(rows, "blocks_total").value_or(0) > 0)
        takeCount(progress, optionalNumber(rows, "blocks_done"), optionalNumber(rows, "blocks_total"),
                  ActionText::tr("blocks"));
    else
        takeCount(progress, optionalNumber(rows, "tuples_done"), optionalNumber(rows, "tuples_total"),
                  ActionText::tr("rows"));
    return progress;
}

ActionProgress progressIn(const PgRows &rows)
{
    const auto has = [&](const char *name) { return !rows.isNull(0, rows.column(name)); };
    // An analyze after a vacuum, the indexes of a rewrite: the later one is what goes on.
    ActionProgress progress = has("index_phase")     ? indexProgress(rows)
                              : has("analyze_phase") ? analyzeProgress(rows)
                              : has("rewrite_phase") ? rewriteProgress(rows)
                                                     : vacuumProgress(rows);
    if (rows.text(0, rows.column("wait_event_type")) == u"Lock" && !has("index_phase"))
        progress.phase = ActionText::tr("waiting for a lock");
    if (progress.phase.isEmpty())
        progress.phase = ActionText::tr("starting");
    return progress;
}

} // namespace

QCoro::Task<Result<LongState>> readLongState(std::shared_ptr<PgLink> link, QString planId, std::stop_token stop)
{
    const Result<PgRows> rows = co_await link->query(actionQuery("long_progress"_L1, {PgParam::of(actingName(planId))}),
                                                     QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    LongState state{rows->count() > 0, {}};
    if (state.isRunning)
        state.progress = progressIn(*rows);
    state.progress.planId = planId;
    co_return state;
}

} // namespace lockmaster::maintenance
