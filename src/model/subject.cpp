// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/subject.h"

#include "base/told.h"

namespace lockmaster {

QString subjectKindName(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Target: return QStringLiteral("target");
    case SubjectKind::Session: return QStringLiteral("session");
    case SubjectKind::PreparedTransaction: return QStringLiteral("prepared_transaction");
    case SubjectKind::Application: return QStringLiteral("application");
    case SubjectKind::Database: return QStringLiteral("database");
    case SubjectKind::Pool: return QStringLiteral("pool");
    case SubjectKind::Standby: return QStringLiteral("standby");
    case SubjectKind::Slot: return QStringLiteral("slot");
    case SubjectKind::SentinelGroup: return QStringLiteral("sentinel_group");
    case SubjectKind::Table: return QStringLiteral("table");
    case SubjectKind::Index: return QStringLiteral("index");
    case SubjectKind::Sequence: return QStringLiteral("sequence");
    }
    return QStringLiteral("target");
}

QString subjectKey(const Subject &subject)
{
    return subject.kind == SubjectKind::Target
               ? subject.target
               : QStringLiteral("%1/%2:%3").arg(subject.target, subjectKindName(subject.kind), subject.name);
}

QString itemOf(const SessionKey &key)
{
    return QStringLiteral("%1/%2").arg(key.pid).arg(key.backendStart.time_since_epoch().count());
}

SessionKey sessionOfItem(const QString &item)
{
    return {item.section(u'/', 0, 0).toInt(),
            ServerTime(told<std::chrono::microseconds>(item.section(u'/', 1, 1).toLongLong()))};
}

} // namespace lockmaster
