// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/postgres/endinglines.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QString quotedText(QString text)
{
    return u'\'' + text.replace(u'\'', "''"_L1) + u'\'';
}

} // namespace

QString rollbackPreparedLine(const QString &globalId)
{
    return u"ROLLBACK PREPARED %1;"_s.arg(quotedText(globalId));
}

QString dropSlotLine(const QString &slot)
{
    return u"SELECT pg_drop_replication_slot(%1);"_s.arg(quotedText(slot));
}

QString standbyQueriesLine()
{
    return u"SELECT pid, usename, application_name, age(backend_xmin), query FROM pg_stat_activity "
           "WHERE backend_xmin IS NOT NULL ORDER BY age(backend_xmin) DESC LIMIT 5;"_s;
}

QString lookAtSessionLine(int pid)
{
    return u"SELECT pid, backend_type, wait_event, age(backend_xmin), query FROM pg_stat_activity WHERE pid = %1;"_s
        .arg(pid);
}

} // namespace lockmaster
