// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.hidden: this login may not see everything, so a quiet page proves little. Evidence: hidden [] (each with the
// GRANT or the ACL rule that mends it, in the words of the probe or the link), user (null of a Sentinel), and of Redis
// refused [{command, user, rule}].
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

#include "diagnosis/diagnosistext.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonValue userOf(const Snapshot &snapshot)
{
    if (snapshot.postgres)
        return snapshot.postgres->identity.user;
    return snapshot.redis ? QJsonValue(snapshot.redis->identity.user) : QJsonValue();
}

QJsonArray refusedJson(const RefusedCommands &refused)
{
    QJsonArray json;
    for (const RefusedCommand &one : refused)
        json.append(QJsonObject{{u"command"_s, one.command}, {u"user"_s, one.user}, {u"rule"_s, one.rule}});
    return json;
}

RefusedCommands refusedOf(const Finding &finding)
{
    RefusedCommands refused;
    const QJsonArray list = finding.evidence[u"refused"].toArray();
    for (const QJsonValue &one : list)
        refused.push_back({one[u"command"].toString(), one[u"user"].toString(), one[u"rule"].toString(), {}});
    return refused;
}

Findings findHidden(const Snapshot &snapshot, const Thresholds &)
{
    if (snapshot.hidden.empty())
        return {};
    QJsonArray hidden;
    for (const QString &what : snapshot.hidden)
        hidden.append(what);
    QJsonObject evidence{{u"hidden"_s, hidden}, {u"user"_s, userOf(snapshot)}};
    if (snapshot.redis)
        evidence.insert(u"refused"_s, refusedJson(snapshot.redis->refused));
    return {{u"target.hidden"_s, FindingSeverity::Info, {}, evidence, {}, {}}};
}

// Of several commands one rule for all: who mends it wants one line.
QString hiddenSentence(const Finding &finding)
{
    const RefusedCommands refused = refusedOf(finding);
    const auto byRule = std::ranges::count_if(refused, [](const RefusedCommand &one) { return !one.rule.isEmpty(); });
    if (byRule < 2)
        return finding.evidence[u"hidden"][0].toString();
    return DiagnosisText::tr("The user %1 is not allowed to run %2 commands. To allow them: %3")
        .arg(refused.front().user, QString::number(byRule), allowAll(refused));
}

} // namespace

constinit const Rule rules::postgresHidden{.id = QLatin1StringView("target.hidden"),
                                           .input = RuleInput::PostgreSql,
                                           .find = findHidden,
                                           .sentence = hiddenSentence};

constinit const Rule rules::redisHidden{.id = QLatin1StringView("target.hidden"),
                                        .input = RuleInput::Redis,
                                        .find = findHidden,
                                        .sentence = hiddenSentence};

constinit const Rule rules::sentinelHidden{.id = QLatin1StringView("target.hidden"),
                                           .input = RuleInput::Sentinel,
                                           .find = findHidden,
                                           .sentence = hiddenSentence};

} // namespace lockmaster
