// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress/progresstiles.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/checkpoints.h"
#include "model/postgres/postgres.h"
#include "model/postgres/progress.h"
#include "ui/charts/whyempty.h"
#include "ui/progress/progresstext.h"
#include "ui/progress/progresswords.h"
#include "ui/progress/xminrow.h"
#include "watch/health.h"

#include <algorithm>
#include <cmath>

namespace lockmaster {

namespace {

TileText numberTile(const char *id, const QString &title, const QString &value, const QString &note,
                    HealthState state = HealthState::Ok)
{
    return {QString::fromLatin1(id), title, value, note, state};
}

TileText unreadTile(const char *id, const QString &title)
{
    return numberTile(id, title, unknownValue(), ProgressText::tr("not read yet"), HealthState::Unknown);
}

TileText workTile(const Snapshot &snapshot)
{
    const QString title = ProgressText::tr("Running now");
    const auto work = snapshot.postgres ? snapshot.postgres->work : nullptr;
    if (!work)
        return unreadTile("running", title);
    if (work->commands.empty())
        return numberTile("running", title, QStringLiteral("0"), ProgressText::tr("no long command"));
    const CommandProgress &first = work->commands.front();
    return numberTile("running", title, formatCount(std::ssize(work->commands)),
                      QStringLiteral("%1 %2").arg(first.command, objectWords(first)));
}

TileText horizonTile(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = ProgressText::tr("Vacuum held back");
    if (!snapshot.postgres || !snapshot.postgres->nextTransaction)
        return unreadTile("horizon", title);
    const std::vector<XminHolder> holders = xminHolders(*snapshot.postgres);
    const auto oldest = std::ranges::find(holders, false, &XminHolder::keepsCatalogs);
    if (oldest == holders.end())
        return numberTile("horizon", title, QStringLiteral("0"), ProgressText::tr("by nobody"));
    const QString who = xminHolderWords(*oldest, findSession(*snapshot.postgres, oldest->session).get());
    return numberTile("horizon", title, formatCount(oldest->age), ProgressText::tr("transactions, %1").arg(who),
                      stateOf(findings, u"pg.vacuum.horizon"));
}

TileText checkpointTile(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = ProgressText::tr("Checkpoints by WAL");
    const auto all = snapshot.postgres ? snapshot.postgres->checkpoints : nullptr;
    if (!all)
        return unreadTile("checkpoints", title);
    const RecentCheckpoints &recent = all->recent;
    if (recent.span.count() == 0)
        return numberTile("checkpoints", title, unknownValue(), ProgressText::tr("a count needs two readings"),
                          HealthState::Unknown);
    return numberTile(
        "checkpoints", title,
        ProgressText::tr("%1 of %2").arg(formatCount(recent.requested), formatCount(recent.requested + recent.timed)),
        ProgressText::tr("in %1; max_wal_size %2").arg(formatDuration(recent.span), formatBytes(all->maxWalSize)),
        stateOf(findings, u"pg.checkpoint.pressure"));
}

TileText spillTile(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = ProgressText::tr("Temporary files");
    const double rate = sampleValue(snapshot, u"sum(rate(pg_stat_database_temp_bytes))");
    if (std::isnan(rate))
        return numberTile("spill", title, unknownValue(), ProgressText::tr("a rate needs two samples"),
                          HealthState::Unknown);
    const auto &values = snapshot.postgres->settings.values;
    const auto memory = values.find(QStringLiteral("work_mem"));
    return numberTile("spill", title, ProgressText::tr("%1/s").arg(formatBytes(std::int64_t(rate))),
                      memory == values.end() ? ProgressText::tr("written by sorts and hashes")
                                             : ProgressText::tr("work_mem %1").arg(plainLine(memory->second)),
                      stateOf(findings, u"pg.temp.spill"));
}

ChartSpec oneLine(const char *id, const QString &title, const QString &about, ChartUnit unit, ChartLine line)
{
    return {QString::fromLatin1(id), title, about, unit, {std::move(line)}};
}

} // namespace

std::vector<TileText> progressTiles(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    return {workTile(snapshot), horizonTile(snapshot, findings), checkpointTile(snapshot, findings),
            spillTile(snapshot, findings)};
}

std::vector<ChartSpec> progressCharts()
{
    ChartSpec longest =
        oneLine("longest", ProgressText::tr("Longest transaction"),
                ProgressText::tr("Age of the oldest open transaction."), ChartUnit::Duration,
                {QStringLiteral("lockmaster_oldest_transaction_seconds"), ProgressText::tr("age"), chartColor(3)});
    longest.whyEmpty = whySessionsAreMissing;
    return {
        oneLine(
            "horizon", ProgressText::tr("Vacuum held back, transactions"),
            ProgressText::tr("Begun since the oldest snapshot that somebody still holds: what died in them stays."),
            ChartUnit::Count,
            {QStringLiteral("max(lockmaster_xmin_age_transactions)"), ProgressText::tr("transactions"), chartColor(1)}),
        longest,
        oneLine(
            "spill", ProgressText::tr("Temporary files, bytes per second"),
            ProgressText::tr(
                "Written by sorts and hashes that do not fit into work_mem, of all databases. The server counts a file "
                "when it is done with it."),
            ChartUnit::ByteRate,
            {QStringLiteral("sum(rate(pg_stat_database_temp_bytes))"), ProgressText::tr("written"), chartColor(0)})};
}

} // namespace lockmaster
