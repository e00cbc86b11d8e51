// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/slotspans.h"

#include <QStringList>
#include <algorithm>
#include <array>

#include "model/countsum.h"

namespace lockmaster {
namespace {

/// What of it there can be; empty (the last before the first) when nothing.
std::pair<int, int> withinSlots(const std::pair<int, int> &range)
{
    return {std::clamp(range.first, 0, kClusterSlots), std::clamp(range.second, -1, kClusterSlots - 1)};
}

} // namespace

std::vector<const RedisClusterNode *> slotOwners(const RedisCluster &cluster)
{
    std::vector<const RedisClusterNode *> owners;
    for (const RedisClusterNode &node : cluster.nodes) {
        if (node.role == RedisRole::Primary && !node.slotRanges.empty())
            owners.push_back(&node);
    }
    std::ranges::stable_sort(owners, {}, [](const RedisClusterNode *node) { return node->slotRanges.front().first; });
    return owners;
}

std::vector<SlotSpan> slotSpans(const RedisCluster &cluster)
{
    std::vector<int> ownerOf(kClusterSlots, -1);
    const auto owners = slotOwners(cluster);
    int left = kClusterSlots; // ranges: of a moment that was read from a file anything may be there
    for (std::size_t owner = 0; owner < owners.size(); ++owner) {
        for (const std::pair<int, int> &range : owners[owner]->slotRanges) {
            if (left-- <= 0)
                break;
            const auto [first, last] = withinSlots(range);
            for (int slot = first; slot <= last; ++slot)
                ownerOf[std::size_t(slot)] = int(owner);
        }
    }
    std::vector<SlotSpan> spans;
    for (int slot = 0; slot < kClusterSlots; ++slot) {
        if (spans.empty() || spans.back().owner != ownerOf[std::size_t(slot)])
            spans.push_back({slot, slot, ownerOf[std::size_t(slot)]});
        spans.back().last = slot;
    }
    return spans;
}

int slotCount(const RedisClusterNode &node)
{
    int count = 0;
    for (const std::pair<int, int> &range : node.slotRanges) {
        const auto [first, last] = withinSlots(range);
        count = sumOfCounts(count, std::max(last - first + 1, 0));
    }
    return count;
}

int uncoveredSlots(const RedisCluster &cluster)
{
    const auto owners = slotOwners(cluster);
    int count = 0;
    for (const SlotSpan &span : slotSpans(cluster))
        count += span.owner < 0 || owners[std::size_t(span.owner)]->isFailing ? span.last - span.first + 1 : 0;
    return count;
}

QString slotWords(const RedisClusterNode &node)
{
    constexpr std::size_t kMost = 6;
    QStringList words;
    for (std::size_t i = 0; i < node.slotRanges.size() && i < kMost; ++i) {
        const auto &[first, last] = node.slotRanges[i];
        words << (first == last ? QString::number(first) : QStringLiteral("%1–%2").arg(first).arg(last));
    }
    if (node.slotRanges.size() > kMost)
        words << QStringLiteral("…");
    return words.join(QStringLiteral(", "));
}

} // namespace lockmaster
