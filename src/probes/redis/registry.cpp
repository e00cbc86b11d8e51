// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/clients/clientsprobe.h"
#include "probes/redis/cluster/clusterprobe.h"
#include "probes/redis/commandsprobe.h"
#include "probes/redis/draft/redisdraft.h"
#include "probes/redis/info/infoprobe.h"
#include "probes/redis/memoryprobe.h"
#include "probes/redis/scriptprobe.h"
#include "probes/redis/sentinel/sentinelinfoprobe.h"
#include "probes/redis/sentinel/sentinelpeersprobe.h"
#include "probes/redis/sentinel/sentinelprimariesprobe.h"
#include "probes/redis/settingsprobe.h"
#include "probes/redis/slowlog/largelogsprobe.h"
#include "probes/redis/slowlog/slowloglengthprobe.h"
#include "probes/redis/slowlog/slowlogprobe.h"
#include "probes/redis/timeprobe.h"

namespace lockmaster {

RespProbes redisProbes(RedisDraft &draft)
{
    RespProbes probes;
    probes.push_back(std::make_unique<RedisInfoProbe>(draft)); // first: the others rely on its clock
    probes.push_back(std::make_unique<RedisSettingsProbe>(draft));
    probes.push_back(std::make_unique<RedisSlowLogLengthProbe>(draft));
    probes.push_back(std::make_unique<RedisSlowLogProbe>(draft));
    probes.push_back(std::make_unique<RedisCommandsProbe>(draft));
    probes.push_back(std::make_unique<RedisClientsProbe>(draft));
    probes.push_back(std::make_unique<RedisMemoryProbe>(draft));
    probes.push_back(std::make_unique<RedisTimeProbe>(draft));
    probes.push_back(std::make_unique<RedisScriptProbe>(draft));
    probes.push_back(std::make_unique<RedisClusterProbe>(draft));
    probes.push_back(std::make_unique<RedisLargeLogsProbe>(draft));
    return probes;
}

RespProbes sentinelProbes(SentinelDraft &draft)
{
    RespProbes probes;
    probes.push_back(std::make_unique<SentinelInfoProbe>(draft));
    probes.push_back(std::make_unique<SentinelPrimariesProbe>(draft));
    probes.push_back(std::make_unique<SentinelPeersProbe>(draft));
    return probes;
}

} // namespace lockmaster
