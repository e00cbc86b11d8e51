// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.hidden: this login may not see everything, so a quiet page proves little. Evidence: hidden [] (each with the
// GRANT or the ACL rule that mends it), user (null of a Sentinel).
#include "diagnosis/rules.h"

#include <QJsonArray>

#include "model/redis.h"

namespace lockmaster {
namespace {

QJsonValue userOf(const Snapshot &snapshot)
{
    if (snapshot.postgres)
        return snapshot.postgres->identity.user;
    return snapshot.redis ? QJsonValue(snapshot.redis->identity.user) : QJsonValue();
}

} // namespace

Findings findHidden(const Snapshot &snapshot, const Thresholds &)
{
    if (snapshot.hidden.empty())
        return {};
    QJsonArray hidden;
    for (const QString &what : snapshot.hidden)
        hidden.append(what);
    const QJsonObject evidence{{QStringLiteral("hidden"), hidden},
                               {QStringLiteral("user"), userOf(snapshot)}};
    return {{QStringLiteral("target.hidden"), FindingSeverity::Info, {}, snapshot.hidden.front(), evidence, {}, {}}};
}

} // namespace lockmaster
