// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/targethealth.h"

#include "base/format.h"
#include "ui/common/linkwords.h"
#include "ui/locks/lockrows.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kFreshPeriods = 3;
constexpr std::chrono::milliseconds kSlack{500};

QString tr(const char *text)
{
    return QCoreApplication::translate("Shell", text);
}

int rank(StateRole state)
{
    switch (state) {
    case StateRole::Critical:
        return 4;
    case StateRole::Blind:
        return 3;
    case StateRole::Warning:
        return 2;
    case StateRole::Unknown:
        return 1;
    case StateRole::Ok:
        return 0;
    }
    return 0;
}

TargetHealth seen(const PostgresState &state)
{
    TargetHealth health{StateRole::Ok, state.identity.inRecovery ? tr("standby") : tr("primary"), {}, 0};
    const Blocked blocked = blockedSessions(state.forest);
    const double share = fillShare(state.headroom);
    const bool isLong = blocked.longest >= kLongWait;
    if (blocked.sessions > 0 && (isLong || share < kFillCritical)) {
        health.state = isLong ? StateRole::Critical : StateRole::Warning;
        health.number = tr("%1 blocked").arg(blocked.sessions);
        health.badness = blocked.sessions;
    } else if (share >= kFillWarning) {
        health.state = share >= kFillCritical ? StateRole::Critical : StateRole::Warning;
        health.number = tr("%1 full").arg(formatPercent(share));
        health.badness = int(share * 100);
    } else if (state.headroom.usable > 0) {
        health.number = QStringLiteral("%1 / %2").arg(state.headroom.used).arg(state.headroom.usable);
    }
    return health;
}

} // namespace

double fillShare(const Headroom &headroom)
{
    return headroom.usable > 0 ? double(headroom.used) / headroom.usable : 0;
}

Blocked blockedSessions(const LockForest &forest)
{
    Blocked blocked;
    for (const LockNode &node : forest.nodes) {
        blocked.sessions += node.parent >= 0 ? 1 : 0;
        blocked.longest = std::max(blocked.longest, node.waited);
    }
    return blocked;
}

TargetHealth targetHealth(const Snapshot *snapshot)
{
    if (!snapshot)
        return {StateRole::Unknown, {}, tr("not asked yet"), rank(StateRole::Unknown) * 10'000};
    TargetHealth health = snapshot->postgres ? seen(*snapshot->postgres) : TargetHealth();
    if (!isLive(snapshot->link)) {
        const bool isConnecting = snapshot->link.phase == LinkPhase::Connecting;
        health.state = isConnecting ? StateRole::Unknown : StateRole::Blind;
        health.number = isConnecting           ? tr("connecting")
                        : snapshot->link.error ? errorWords(snapshot->link.error->kind)
                                               : tr("no answer");
    }
    health.badness += rank(health.state) * 10'000;
    return health;
}

QString dataAge(const Snapshot &snapshot, SteadyTime now)
{
    const auto age = std::chrono::floor<std::chrono::seconds>(now - snapshot.dataTaken.steady);
    return age < std::chrono::seconds(1) ? tr("< 1 s") : formatDuration(age);
}

bool isFresh(const Snapshot &snapshot, SteadyTime now)
{
    return snapshot.postgres && isLive(snapshot.link) &&
           now - snapshot.dataTaken.steady <= kFreshPeriods * snapshot.interval + kSlack;
}

} // namespace lockmaster
