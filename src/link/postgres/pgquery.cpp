// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/pgquery.h"

#include <QDateTime>
#include <QTimeZone>

namespace lockmaster {

PgParam PgParam::of(ServerTime value)
{
    const auto micros = value.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(micros);
    const QDateTime whole = QDateTime::fromSecsSinceEpoch(seconds.count(), QTimeZone::UTC);
    return {whole.toString(u"yyyy-MM-dd HH:mm:ss").toLatin1() + '.'
            + QByteArray::number((micros - seconds).count()).rightJustified(6, '0') + "+00"};
}

} // namespace lockmaster
