// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/redis/sentinelmetrics.h"

#include "model/redis/sentinel.h"
#include "model/series.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

std::vector<Sample> SentinelMetrics::samples(const ServerData &data, SteadyTime)
{
    const SentinelState &state = *data.sentinel;
    std::vector<Sample> samples{{u"redis_sentinel_masters"_s, double(state.primaries.size())},
                                {u"redis_sentinel_tilt"_s, state.isTilted ? 1.0 : 0.0}};
    for (const SentinelPrimary &primary : state.primaries) {
        const SeriesLabels labels{{u"master_name"_s, primary.name}};
        const auto add = [&](const QString &metric, double value) {
            samples.push_back({seriesText(metric, labels), value});
        };
        add(u"redis_sentinel_master_ok_slaves"_s, goodPeers(primary.replicas));
        add(u"redis_sentinel_master_ok_sentinels"_s, 1 + goodPeers(primary.sentinels)); // this one too
        add(u"redis_sentinel_master_last_ok_ping_reply_seconds"_s,
            std::chrono::duration<double>(primary.server.lastOkPing).count());
        if (primary.hasQuorum)
            add(u"redis_sentinel_master_ckquorum_status"_s, *primary.hasQuorum ? 1 : 0);
    }
    return samples;
}

} // namespace lockmaster
