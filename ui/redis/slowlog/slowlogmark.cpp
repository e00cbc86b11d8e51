// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/slowlog/slowlogmark.h"

#include <algorithm>

namespace lockmaster {

SlowLogMark markNow(const std::vector<RedisSlowEntry> &entries, ServerTime now)
{
    return {now, entries.empty() ? -1 : std::ranges::max(entries, {}, &RedisSlowEntry::id).id};
}

SlowLogView since(const std::vector<RedisSlowEntry> &entries, const std::optional<SlowLogMark> &mark)
{
    SlowLogView view;
    if (!mark || entries.empty()) {
        view.entries = entries;
        return view;
    }
    const auto [oldest, newest] = std::ranges::minmax(entries, {}, &RedisSlowEntry::id);
    const bool hasRestarted = newest.id < mark->newest;
    const auto isAfter = [&](const RedisSlowEntry &entry) {
        return hasRestarted ? entry.at >= mark->at : entry.id > mark->newest;
    };
    std::ranges::copy_if(entries, std::back_inserter(view.entries), isAfter);
    if (!hasRestarted && mark->newest >= 0)
        view.lost = std::max<std::int64_t>(oldest.id - mark->newest - 1, 0);
    return view;
}

} // namespace lockmaster
