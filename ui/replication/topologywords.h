// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the drawing of a system says of each server. Pure functions.
#pragma once

#include <QString>

#include "watch/topology.h"

namespace lockmaster {

/// "orders-standby1", "pid 8123"
QString nodeName(const TopologyNode &node);
/// "primary", "standby", "not seen"
QString nodeRoleText(const TopologyNode &node);
/// How it streams: "streaming · sync"; of a primary its timeline; empty: from nobody
QString nodeLinkText(const TopologyNode &node);
/// "2.3 MB · 4.2 s behind", "in step", "lag hidden", or the dash.
QString lagWords(const TopologyNode &node);
/// All of it on one line, for screen readers and tool tips.
QString nodeText(const TopologyNode &node);

} // namespace lockmaster
