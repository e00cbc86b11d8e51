// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/linklender.h"

#include "link/postgres/pglink.h"
#include "link/redis/redislink.h"

namespace lockmaster {

bool ServerLink::isOpen() const
{
    return (postgres && postgres->isOpen()) || (redis && redis->isOpen());
}

void ServerLink::close() const
{
    if (postgres)
        postgres->close();
    if (redis)
        redis->close();
}

} // namespace lockmaster
