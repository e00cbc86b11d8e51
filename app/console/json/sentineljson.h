// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a snapshot of a Sentinel tells, as JSON; stable, what is not known is null.
//
//   server_now, identity {product, version, version_number, run_id, started}, tilted, tilted_seconds, running_scripts
//   primaries [{name, quorum, epoch, down_after_ms, failover_timeout_ms, parallel_syncs, failover_state, has_quorum,
//               quorum_words, server {…}, replicas [{…}], sentinels [{…}]}], each server as
//   {address, flags [text], down, link_up, last_ok_ping_seconds, run_id, priority, offset, leader}
#pragma once

#include <QJsonObject>

#include "codec/texts.h"
#include "model/redis/sentinel.h"

namespace lockmaster {

QJsonObject sentinelJson(const SentinelState &state, Texts texts);

} // namespace lockmaster
