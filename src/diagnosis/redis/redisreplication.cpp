// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.replication.link: a replica has lost its primary, or is given everything anew. Evidence: primary, down_seconds,
// is_syncing, sync_bytes_left, serves_stale_data (null: not known).
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "base/hostport.h"
#include "base/text.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findRedisReplication(const Snapshot &snapshot, const Thresholds &)
{
    const RedisState &state = *snapshot.redis;
    const RedisReplication &replication = state.replication;
    if (replication.isLinkUp != false)
        return {};
    const QString primary = hostPortText(plainLine(replication.primaryHost), replication.primaryPort);
    const auto setting = state.settings.find(u"replica-serve-stale-data"_s);
    const bool isStrict = setting != state.settings.end() && setting->second == u"no";
    const QJsonObject evidence{
        {u"primary"_s, primary},
        {u"down_seconds"_s, secondsJson(replication.linkDownFor)},
        {u"is_syncing"_s, replication.isSyncing},
        {u"sync_bytes_left"_s,
         replication.syncBytesLeft ? QJsonValue(qint64(*replication.syncBytesLeft)) : QJsonValue()},
        {u"serves_stale_data"_s, setting == state.settings.end() ? QJsonValue() : QJsonValue(!isStrict)}};
    const auto severity = replication.isSyncing ? FindingSeverity::Warning : FindingSeverity::Critical;
    return {{u"redis.replication.link"_s, severity, {}, evidence, {copyLine(u"INFO replication"_s)}, {}}};
}

QString syncText(const QString &primary, const QJsonValue &left)
{
    return left.isDouble() ? DiagnosisText::tr("Copies all data again from %1, %2 to go.")
                                 .arg(primary, formatBytes(left.toInteger()))
                           : DiagnosisText::tr("Copies all data again from %1.").arg(primary);
}

QString linkSentence(const Finding &finding)
{
    const QString primary = finding.evidence[u"primary"].toString();
    if (finding.evidence[u"is_syncing"].toBool())
        return syncText(primary, finding.evidence[u"sync_bytes_left"]);
    const auto down = durationOf(finding.evidence[u"down_seconds"]);
    const QString text =
        down ? DiagnosisText::tr("Has had no link to its primary %1 for %2").arg(primary, formatWholeSeconds(*down))
             : DiagnosisText::tr("Has no link to its primary %1").arg(primary);
    return finding.evidence[u"serves_stale_data"].toBool(true)
               ? DiagnosisText::tr("%1: its data is getting old.").arg(text)
               : DiagnosisText::tr("%1, and serves no data.").arg(text);
}

QString linkShortly(const Findings &findings)
{
    return findings.front().evidence["is_syncing"_L1].toBool() ? DiagnosisText::tr("copies all data again")
                                                               : DiagnosisText::tr("no link to its primary");
}

/// That the link is down may be the doing of whatever keeps this replica from its primary.
Subjects cutOffReplica(const Finding &finding, const Snapshot &, const FleetMoment &)
{
    return {finding.subject};
}

} // namespace

constinit const Rule rules::redisReplication{.id = QLatin1StringView("redis.replication.link"),
                                             .input = RuleInput::Redis,
                                             .find = findRedisReplication,
                                             .sentence = linkSentence,
                                             .page = QLatin1StringView("replication"),
                                             .shortly = linkShortly,
                                             .standsBehind = cutOffReplica};

} // namespace lockmaster
