// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findings/findingtour.h"

#include "ui/shell/findings/findingline.h"
#include "watch/momentbus.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace lockmaster {
namespace {

void addPlacesOf(const QString &target, const MomentBus &bus, std::vector<FindingPlace> &places)
{
    const SnapshotPtr snapshot = bus.shown(target);
    if (bus.health(target).state == HealthState::Blind)
        places.push_back({target, {}, HealthState::Blind});
    if (!snapshot || !hasHeadlines(*snapshot))
        return;
    for (const Finding &finding : bus.findingsOf(target))
        if (isHeadline(finding))
            places.push_back({target, finding.key, stateOfSeverity(finding.severity), finding.causedBy.id.isEmpty()});
}

} // namespace

std::vector<FindingPlace> findingPlaces(const MomentBus &bus)
{
    std::vector<FindingPlace> places;
    for (const Target &target : bus.fleet().targets)
        addPlacesOf(target.name, bus, places);
    std::ranges::stable_sort(places, std::greater(), [&bus](const FindingPlace &place) {
        return std::tuple(severityRank(place.state), place.isRoot, bus.health(place.target).badness);
    });
    return places;
}

std::optional<FindingPlace> findingPlaceFrom(const std::vector<FindingPlace> &places, const QString &target,
                                             const QString &key, int by)
{
    if (places.empty())
        return std::nullopt;
    const auto shown = std::ranges::find_if(
        places, [&](const FindingPlace &place) { return place.target == target && place.key == key; });
    const auto count = std::ssize(places);
    const auto now = shown != places.end() ? shown - places.begin() : by > 0 ? count - 1 : 0;
    return places[std::size_t((now + by + count) % count)];
}

} // namespace lockmaster
