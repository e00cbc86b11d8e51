// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.hidden: this login may not see everything, so a quiet page proves little. Evidence: hidden [] (each with the
// GRANT or the ACL rule that mends it), user (null of a Sentinel).
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

#include "diagnosis/diagnosistext.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"

namespace lockmaster {
namespace {

QJsonValue userOf(const Snapshot &snapshot)
{
    if (snapshot.postgres)
        return snapshot.postgres->identity.user;
    return snapshot.redis ? QJsonValue(snapshot.redis->identity.user) : QJsonValue();
}

// Of several commands one rule for all: who mends it wants one line.
QString summaryOf(const Snapshot &snapshot)
{
    const RefusedCommands refused = snapshot.redis ? snapshot.redis->refused : RefusedCommands();
    const auto byRule = std::ranges::count_if(refused, [](const RefusedCommand &one) { return !one.rule.isEmpty(); });
    if (byRule < 2)
        return snapshot.hidden.front();
    return DiagnosisText::tr("The user %1 is not allowed to run %2 commands. To allow them: %3")
        .arg(refused.front().user)
        .arg(byRule)
        .arg(allowAll(refused));
}

Findings findHidden(const Snapshot &snapshot, const Thresholds &)
{
    if (snapshot.hidden.empty())
        return {};
    QJsonArray hidden;
    for (const QString &what : snapshot.hidden)
        hidden.append(what);
    const QJsonObject evidence{{QStringLiteral("hidden"), hidden}, {QStringLiteral("user"), userOf(snapshot)}};
    return {{QStringLiteral("target.hidden"), FindingSeverity::Info, {}, summaryOf(snapshot), evidence, {}, {}}};
}

} // namespace

constinit const Rule rules::postgresHidden{
    .id = QLatin1StringView("target.hidden"), .input = RuleInput::PostgreSql, .find = findHidden};

constinit const Rule rules::redisHidden{
    .id = QLatin1StringView("target.hidden"), .input = RuleInput::Redis, .find = findHidden};

constinit const Rule rules::sentinelHidden{
    .id = QLatin1StringView("target.hidden"), .input = RuleInput::Sentinel, .find = findHidden};

} // namespace lockmaster
