// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exposition/exposition.h"
#include "model/redis/sentinel.h"
#include "model/series.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

// As INFO of a Sentinel names it.
QString statusOf(const SentinelPrimary &primary)
{
    const QStringList &flags = primary.server.flags;
    return flags.contains(u"o_down") ? u"odown"_s : flags.contains(u"s_down") ? u"sdown"_s : u"ok"_s;
}

void exposePrimary(const SentinelPrimary &primary, std::vector<Sample> &to)
{
    const SeriesLabels labels{{u"master_name"_s, primary.name}, {u"master_address"_s, primary.server.address}};
    const auto add = [&](const char *metric, double value, SeriesLabels of) {
        to.push_back({seriesText(u"redis_sentinel_master_"_s + QLatin1StringView(metric), of), value});
    };
    SeriesLabels ofStatus = labels;
    ofStatus.emplace_back(u"master_status"_s, statusOf(primary));
    add("status", statusOf(primary) == u"ok" ? 1 : 0, ofStatus);
    add("slaves", double(primary.replicas.size()), labels);
    add("ok_slaves", goodPeers(primary.replicas), labels);
    add("sentinels", 1 + double(primary.sentinels.size()), labels); // and the one that was asked
    add("ok_sentinels", 1 + goodPeers(primary.sentinels), labels);
    if (primary.hasQuorum)
        add("ckquorum_status", *primary.hasQuorum ? 1 : 0, {labels.front(), {u"message"_s, primary.quorumText}});
    add("setting_ckquorum", primary.quorum, labels);
    add("setting_failover_timeout", double(primary.failoverTimeout.count()), labels);
    add("setting_parallel_syncs", primary.parallelSyncs, labels);
    add("setting_down_after_milliseconds", double(primary.downAfter.count()), labels);
    add("config_epoch", double(primary.epoch), labels);
    add("last_ok_ping_reply_seconds", std::chrono::duration<double>(primary.server.lastOkPing).count(), labels);
}

} // namespace

std::vector<Sample> exposed(const SentinelState &state)
{
    std::vector<Sample> to{{u"redis_sentinel_masters"_s, double(state.primaries.size())},
                           {u"redis_sentinel_tilt"_s, state.isTilted ? 1.0 : 0.0},
                           {u"redis_sentinel_running_scripts"_s, double(state.runningScripts)}};
    for (const QString &field : {u"sentinel_scripts_queue_length"_s, u"sentinel_simulate_failure_flags"_s}) {
        bool isNumber = false;
        const double value = state.info.value(field).toDouble(&isNumber);
        if (isNumber)
            to.push_back({u"redis_"_s + field, value});
    }
    for (const SentinelPrimary &primary : state.primaries)
        exposePrimary(primary, to);
    return to;
}

} // namespace lockmaster
