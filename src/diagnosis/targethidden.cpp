// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.hidden: this login may not see everything, so a quiet page proves little. Evidence: hidden [] (each with the
// GRANT or the ACL rule that mends it, in the words of the probe or the link), user (null of a Sentinel), and of Redis
// and Sentinel refused [{command, user, rule}] in the same order; an empty rule: the server has no such command.
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

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
    const RefusedCommands refused = snapshot.redis      ? snapshot.redis->refused
                                    : snapshot.sentinel ? snapshot.sentinel->refused
                                                        : RefusedCommands();
    if (snapshot.redis || snapshot.sentinel)
        evidence.insert(u"refused"_s, refusedJson(refused));
    Finding finding{u"target.hidden"_s, FindingSeverity::Info, {}, evidence, {}, {}};
    if (const QString rules = allowAll(refused); !rules.isEmpty())
        finding.recommended.push_back(copyLine(rules));
    return {finding};
}

/// Commands that the server does not have, each by its first word, which is what can be renamed.
QStringList missingCommands(const RefusedCommands &refused)
{
    QStringList missing;
    for (const RefusedCommand &one : refused) {
        const QString word = one.command.section(u' ', 0, 0);
        if (one.rule.isEmpty() && !missing.contains(word))
            missing << word;
    }
    return missing;
}

// Of several commands one rule for all: who mends it wants one line. It comes last, for it is a line to copy.
QString forbiddenText(const RefusedCommands &refused, const QJsonValue &hidden)
{
    const auto isForbidden = [](const RefusedCommand &one) { return !one.rule.isEmpty(); };
    const auto first = std::ranges::find_if(refused, isForbidden);
    const auto count = std::ranges::count_if(refused, isForbidden);
    if (count < 2)
        return count == 0 ? QString() : hidden[first - refused.begin()].toString();
    return DiagnosisText::tr("The user %1 is not allowed to run %2 commands. To allow them: %3")
        .arg(first->user, QString::number(count), allowAll(refused));
}

QString hiddenSentence(const Finding &finding)
{
    const RefusedCommands refused = refusedOf(finding);
    const QStringList missing = missingCommands(refused);
    const bool isBlind = std::ranges::contains(refused, u"INFO"_s, &RefusedCommand::command);
    const QJsonValue hidden = finding.evidence[u"hidden"];
    if (refused.size() < 2 && !isBlind)
        return hidden[0].toString();
    QStringList parts;
    if (isBlind)
        parts << DiagnosisText::tr("Without INFO nothing can be told of this server.");
    if (!missing.isEmpty())
        parts << DiagnosisText::tr("Renamed or disabled: %1.").arg(missing.join(u", "_s));
    if (const QString forbidden = forbiddenText(refused, hidden); !forbidden.isEmpty())
        parts << forbidden;
    return parts.join(u' ');
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
