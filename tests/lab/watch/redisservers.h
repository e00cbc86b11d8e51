// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a lab's servers of Redis, for rows of tests.
#pragma once

#include <QMetaType>

#include "lab/lab.h"

namespace lockmaster::redisservers {

using Server = RedisServer &(*)(Lab &lab);

inline RedisServer &primary(Lab &lab)
{
    return lab.redisPrimary();
}
inline RedisServer &replica(Lab &lab)
{
    return lab.redisReplica();
}
inline RedisServer &valkey(Lab &lab)
{
    return lab.valkey();
}
inline RedisServer &node(Lab &lab)
{
    return lab.cluster().node(1);
}
inline RedisServer &sentinel(Lab &lab)
{
    return lab.sentinel(1);
}

} // namespace lockmaster::redisservers

Q_DECLARE_METATYPE(lockmaster::redisservers::Server)
