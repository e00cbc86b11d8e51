// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/cluster/clusternodes.h"

#include <QByteArray>

#include "base/hostport.h"
#include "link/resp/infotext.h"

namespace lockmaster {

namespace {

constexpr int kSlots = 16384;
enum Column { Id, Address, Flags, Primary, PingSent, PongReceived, Epoch, Link, FirstSlot };

// "10.0.0.1:6379@16379,cache1.example" and before 7.0 without the name; an unknown one is ":0@0".
QString addressOf(const QByteArray &text)
{
    const QByteArray place = text.first(std::max(text.indexOf('@'), qsizetype(0)));
    const qsizetype comma = text.indexOf(',');
    const QByteArray host = place.first(std::max(place.lastIndexOf(':'), qsizetype(0)));
    const QByteArray port = place.sliced(place.lastIndexOf(':') + 1);
    const QByteArray name = comma < 0 ? QByteArray() : text.sliced(comma + 1).split(',').front();
    const QString shown = infoString(host.isEmpty() ? name : host);
    return hostPortText(shown, infoString(port));
}

// "0-5460", "7"; "[93-<-…]" is a slot that moves.
void addSlots(const QByteArray &text, std::vector<std::pair<int, int>> &ranges)
{
    const qsizetype dash = text.indexOf('-');
    bool isFirst = false;
    bool isLast = false;
    const int first = text.first(dash < 0 ? text.size() : dash).toInt(&isFirst);
    const int last = text.sliced(dash + 1).toInt(&isLast);
    if (isFirst && isLast && first >= 0 && first <= last && last < kSlots && ranges.size() < kSlots)
        ranges.emplace_back(first, last);
}

std::optional<RedisClusterNode> readNode(const QByteArray &line)
{
    const QList<QByteArray> cells = line.split(' ');
    if (cells.size() <= Link)
        return {};
    const QList<QByteArray> flags = cells[Flags].split(',');
    RedisClusterNode node;
    node.id = infoString(cells[Id]);
    node.address = addressOf(cells[Address]);
    node.role = flags.contains("master")                               ? RedisRole::Primary
                : flags.contains("slave") || flags.contains("replica") ? RedisRole::Replica
                                                                       : RedisRole::Unknown;
    node.primaryId = cells[Primary] == "-" ? QString() : infoString(cells[Primary]);
    node.isMyself = flags.contains("myself");
    node.isFailing = flags.contains("fail");
    node.isSuspect = flags.contains("fail?");
    node.isLinked = cells[Link] == "connected";
    node.epoch = cells[Epoch].toLongLong();
    for (const QByteArray &range : cells.sliced(FirstSlot))
        addSlots(range, node.slotRanges);
    return node;
}

} // namespace

std::vector<RedisClusterNode> readClusterNodes(QByteArrayView text)
{
    std::vector<RedisClusterNode> nodes;
    while (!text.isEmpty() && nodes.size() < kMostNodes) {
        const qsizetype end = text.indexOf('\n');
        if (auto node = readNode(text.first(end < 0 ? text.size() : end).trimmed().toByteArray()))
            nodes.push_back(std::move(*node));
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
    return nodes;
}

} // namespace lockmaster
