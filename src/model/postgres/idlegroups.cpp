// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/idlegroups.h"

#include <algorithm>
#include <tuple>

namespace lockmaster {

std::vector<IdleGroup> idleGroups(const PostgresState &state)
{
    using Who = std::tuple<QString, QString, QString>;
    std::map<Who, IdleGroup> groups;
    std::map<Who, std::chrono::microseconds> sums;
    for (const SessionPtr &session : state.sessions) {
        if (!isClientBackend(*session))
            continue;
        const Who who{session->application, session->user, session->client};
        IdleGroup &group = groups[who];
        ++group.sessions;
        if (session->state != SessionState::Idle)
            continue;
        const auto age = ageAt(state.serverNow, session->stateChange).value_or(std::chrono::microseconds::zero());
        ++group.idle;
        group.idleLong += age >= kLongIdle ? 1 : 0;
        group.oldest = std::max(group.oldest, age);
        sums[who] += age;
    }
    std::vector<IdleGroup> found;
    for (auto &[who, group] : groups) {
        if (group.idle == 0)
            continue;
        std::tie(group.application, group.user, group.client) = who;
        group.average = sums[who] / group.idle;
        found.push_back(std::move(group));
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &IdleGroup::idle);
    return found;
}

} // namespace lockmaster
