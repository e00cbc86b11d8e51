// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/slotspans.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <ranges>

#include "model/countsum.h"

namespace lockmaster {

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
    for (std::size_t owner = 0; owner < owners.size(); ++owner) {
        // Of a moment that was read from a file: anything may be there.
        for (const auto &[first, last] : owners[owner]->slotRanges | std::views::take(kClusterSlots)) {
            for (int slot = std::max(first, 0); slot <= std::min(last, kClusterSlots - 1); ++slot)
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
    for (const auto &[first, last] : node.slotRanges)
        count =
            sumOfCounts(count, std::clamp(last, 0, kClusterSlots - 1) - std::clamp(first, 0, kClusterSlots - 1) + 1);
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
