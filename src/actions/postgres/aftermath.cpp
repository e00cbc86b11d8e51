// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/aftermath.h"

#include <algorithm>
#include <map>

#include "actions/plan/actiontext.h"
#include "actions/plan/sessionreader.h"
#include "base/text.h"
#include "link/waits.h"
#include "model/postgres/lockforest.h"

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kForALock{250};

/// The pid of the root that most of these stand behind; 0 when there is none, or it is a prepared transaction.
int commonRoot(const LockForest &forest, const std::vector<int> &pids)
{
    std::map<int, int> behind;
    for (const int pid : pids) {
        if (const int root = forest.rootOf(pid); root >= 0)
            ++behind[forest.nodes[static_cast<std::size_t>(root)].pid];
    }
    const auto most = std::ranges::max_element(behind, {}, [](const auto &one) { return one.second; });
    return most == behind.end() ? 0 : most->first;
}

QString nowBehind(const Session &session)
{
    const QString name = session.application.isEmpty() ? session.user : session.application;
    return ActionText::tr(", now behind session %1 (%2, %3)")
        .arg(QString::number(session.key.pid), elided(plainLine(name), 40), sessionStateName(session.state));
}

} // namespace

QCoro::Task<Result<Aftermath>> lookAtWaiters(std::shared_ptr<PgLink> link, std::vector<int> waiters,
                                             std::stop_token stop)
{
    Aftermath aftermath{.waited = waiters.size()};
    co_await sleepFor(kForALock, stop);
    const auto waits = co_await readWaits(link, stop);
    if (!waits)
        co_return std::unexpected(waits.error());
    std::erase_if(waiters, [&](int pid) { return !std::ranges::contains(*waits, pid, &LockWait::pid); });
    aftermath.still = waiters.size();
    const int root = commonRoot(lockForest(*waits, ServerTime{}), waiters);
    if (root == 0)
        co_return aftermath;
    auto seen = co_await readSession(link, root, stop);
    if (seen && *seen && !(*seen)->isHidden)
        aftermath.inFront = std::move((*seen)->session);
    co_return aftermath;
}

QString aftermathText(const Aftermath &aftermath)
{
    if (aftermath.waited == 0)
        return {};
    if (aftermath.still == 0)
        return aftermath.waited == 1
                   ? ActionText::tr("The session that waited behind it no longer waits.")
                   : ActionText::tr("The %1 that waited behind it no longer wait.").arg(aftermath.waited);
    const QString inFront = aftermath.inFront ? nowBehind(*aftermath.inFront) : QString();
    return aftermath.still == 1
               ? ActionText::tr("1 of the %1 that waited behind it still waits%2.")
                     .arg(QString::number(aftermath.waited), inFront)
               : ActionText::tr("%1 of the %2 that waited behind it still wait%3.")
                     .arg(QString::number(aftermath.still), QString::number(aftermath.waited), inFront);
}

} // namespace lockmaster
