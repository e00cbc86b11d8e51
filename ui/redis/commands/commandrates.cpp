// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/commands/commandrates.h"

#include "base/told.h"

#include <algorithm>

namespace lockmaster {
namespace {

using Seconds = std::chrono::duration<double>;

double refused(const RedisCommandStat &stat)
{
    return double(stat.rejected.value_or(0)) + double(stat.failed.value_or(0));
}

CommandRate rateOf(const RedisCommandStat &now, const RedisCommandStat *before, double seconds)
{
    CommandRate rate{.stat = now};
    const std::int64_t calls = saturatingDifference(now.calls, before ? before->calls : 0);
    const double time = Seconds(now.time - (before ? before->time : std::chrono::microseconds())).count();
    if (seconds <= 0 || calls < 0 || time < 0)
        return rate; // no window, or the statistics were reset in it
    rate.callsPerSecond = double(calls) / seconds;
    rate.busyShare = time / seconds;
    if (calls > 0)
        rate.meanSeconds = time / double(calls);
    if (now.rejected || now.failed)
        rate.refusedPerSecond = std::max(0.0, (refused(now) - (before ? refused(*before) : 0)) / seconds);
    return rate;
}

/// The oldest state of the window whose value of `taken` lies before that of `state`; null when there is none.
template <class Taken>
const RedisState *baseline(const std::deque<SnapshotPtr> &kept, const Snapshot &shown, Taken taken)
{
    const RedisState &state = *shown.redis;
    const std::optional<ServerTime> now = taken(state);
    const RedisState *found = nullptr;
    for (auto each = kept.rbegin(); now && each != kept.rend(); ++each) {
        const RedisState *before = (*each)->redis.get();
        if ((*each)->sequence >= shown.sequence || !before || !taken(*before))
            continue;
        if (before->identity.runId != state.identity.runId || *now - *taken(*before) > kCommandWindow)
            break;
        if (*taken(*before) < *now)
            found = before;
    }
    return found;
}

std::vector<ErrorRate> errorRates(const RedisState &state, const RedisState *before)
{
    std::vector<ErrorRate> rates;
    const double seconds = before ? Seconds(state.serverNow - before->serverNow).count() : 0;
    for (const auto &[code, count] : state.errors) {
        ErrorRate rate{code, count, {}};
        if (seconds > 0) {
            const auto known = before->errors.find(code);
            const auto more = saturatingDifference(count, known == before->errors.end() ? 0 : known->second);
            if (more >= 0)
                rate.perSecond = double(more) / seconds;
        }
        rates.push_back(std::move(rate));
    }
    return rates;
}

} // namespace

CommandWindow commandWindow(const std::deque<SnapshotPtr> &kept, const Snapshot &shown)
{
    CommandWindow window;
    const RedisState &state = *shown.redis;
    const auto commandsTaken = [](const RedisState &each) { return each.commandsTaken; };
    const RedisState *before = baseline(kept, shown, commandsTaken);
    if (before)
        window.length = *state.commandsTaken - *before->commandsTaken;
    QHash<QString, const RedisCommandStat *> known;
    if (before) {
        for (const RedisCommandStat &stat : before->commands)
            known.insert(stat.command, &stat);
    }
    const double seconds = window.length ? Seconds(*window.length).count() : 0;
    for (const RedisCommandStat &stat : state.commands)
        window.commands.push_back(rateOf(stat, known.value(stat.command), seconds));
    const auto infoTaken = [](const RedisState &each) {
        return each.info.isEmpty() ? std::nullopt : std::optional(each.serverNow);
    };
    window.errors = errorRates(state, baseline(kept, shown, infoTaken));
    return window;
}

} // namespace lockmaster
