// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/topologywords.h"

#include "base/format.h"
#include "ui/replication/replicationtext.h"

namespace lockmaster {

QString nodeName(const TopologyNode &node)
{
    return node.name.isEmpty() ? ReplicationText::tr("pid %1").arg(node.pid) : node.name;
}

QString nodeRoleText(const TopologyNode &node)
{
    switch (node.role) {
    case NodeRole::Primary: return ReplicationText::tr("primary");
    case NodeRole::Standby: return ReplicationText::tr("standby");
    case NodeRole::PausedStandby: return ReplicationText::tr("standby, replay paused");
    case NodeRole::UnlinkedStandby: return ReplicationText::tr("standby without a primary");
    case NodeRole::Outside: return ReplicationText::tr("not in the fleet");
    case NodeRole::HiddenReceiver:
    case NodeRole::Receiver: return ReplicationText::tr("receives WAL");
    case NodeRole::Subscriber: return ReplicationText::tr("subscriber");
    case NodeRole::BaseBackup: return ReplicationText::tr("base backup");
    case NodeRole::Promoted: return ReplicationText::tr("now a primary");
    case NodeRole::Missing: return ReplicationText::tr("not seen");
    }
    return {};
}

QString nodeLinkText(const TopologyNode &node)
{
    if (node.isLinkHidden)
        return ReplicationText::tr("link hidden");
    if (node.isMissing)
        return ReplicationText::tr("its slot is not used");
    if (!node.streamState.isEmpty())
        return QStringLiteral("%1 · %2").arg(node.streamState, node.syncState);
    return node.timeline != 0 ? ReplicationText::tr("timeline %1").arg(node.timeline) : QString();
}

QString lagWords(const TopologyNode &node)
{
    if (node.isLagHidden)
        return ReplicationText::tr("lag hidden");
    const Lag &lag = node.lag;
    if (!lag.bytes)
        return unknownValue();
    if (lag.bytes == 0)
        return lag.time ? ReplicationText::tr("in step") : ReplicationText::tr("replayed all it received");
    return lag.time ? ReplicationText::tr("%1 · %2 behind").arg(formatBytes(*lag.bytes), formatDuration(*lag.time))
                    : ReplicationText::tr("%1 behind").arg(formatBytes(*lag.bytes));
}

QString nodeText(const TopologyNode &node)
{
    QStringList parts{nodeName(node), nodeRoleText(node), nodeLinkText(node)};
    if (node.isMissing)
        parts << ReplicationText::tr("its slot keeps %1").arg(formatBytes(node.lag.bytes.value_or(0)));
    else if (node.parent >= 0)
        parts << lagWords(node);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace lockmaster
