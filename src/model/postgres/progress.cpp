// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/progress.h"

#include <algorithm>

namespace lockmaster {

QString workKindName(WorkKind kind)
{
    switch (kind) {
    case WorkKind::Vacuum: return QStringLiteral("vacuum");
    case WorkKind::Analyze: return QStringLiteral("analyze");
    case WorkKind::CreateIndex: return QStringLiteral("create index");
    case WorkKind::Cluster: return QStringLiteral("cluster");
    case WorkKind::Copy: return QStringLiteral("copy");
    case WorkKind::BaseBackup: break;
    }
    return QStringLiteral("base backup");
}

QString workUnitName(WorkUnit unit)
{
    switch (unit) {
    case WorkUnit::None: return QStringLiteral("none");
    case WorkUnit::Blocks: return QStringLiteral("blocks");
    case WorkUnit::Rows: return QStringLiteral("rows");
    case WorkUnit::Bytes: return QStringLiteral("bytes");
    case WorkUnit::Indexes: return QStringLiteral("indexes");
    case WorkUnit::Tables: return QStringLiteral("tables");
    case WorkUnit::Sessions: break;
    }
    return QStringLiteral("sessions");
}

std::optional<double> CommandProgress::share() const
{
    if (!done || !total || *total <= 0)
        return {};
    return std::clamp(double(*done) / double(*total), 0.0, 1.0);
}

std::optional<std::chrono::microseconds> CommandProgress::timeLeft() const
{
    if (!done || !total || !perSecond || *perSecond <= 0)
        return {};
    constexpr double kForecast = 1e9; // seconds: beyond that it is none
    const double seconds = std::max(0.0, double(*total) - double(*done)) / *perSecond;
    if (seconds > kForecast)
        return {};
    return std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6));
}

const CommandProgress *WorkInProgress::find(int pid) const
{
    const auto found = std::ranges::find(commands, pid, &CommandProgress::pid);
    return found == commands.end() ? nullptr : &*found;
}

} // namespace lockmaster
