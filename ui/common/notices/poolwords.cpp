// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/poolwords.h"

#include "model/pgbouncer/pgbouncer.h"
#include "watch/poolhealth.h"

#include <QCoreApplication>

namespace lockmaster {

namespace {

struct PoolWords {
    Q_DECLARE_TR_FUNCTIONS(PoolWords)
};

} // namespace

QString poolStateWord(const PgBouncerPool &pool, double fill, bool isPaused, bool isDisabled)
{
    if (isPaused)
        return PoolWords::tr("paused");
    if (isDisabled)
        return PoolWords::tr("disabled");
    if (pool.clientsWaiting > 0)
        return PoolWords::tr("waiting");
    return poolFillHealth(fill) == HealthState::Ok ? PoolWords::tr("ok") : PoolWords::tr("full");
}

} // namespace lockmaster
