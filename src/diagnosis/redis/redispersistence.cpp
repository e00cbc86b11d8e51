// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.persistence: what was written last to disk failed; then writes may be refused (MISCONF). Evidence: snapshot_failed,
// append_failed, rewrite_failed, refuses_writes (null: not known), changes_unsaved, last_save.
#include "diagnosis/redis/redisevidence.h"
#include "base/told.h"
#include "diagnosis/rules.h"

#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool hasFailed(const RedisState &state, const QString &field)
{
    return state.info.value(field) == u"err";
}

// Snapshots that nobody asked for do not stop writes.
QJsonValue refusesWrites(const RedisState &state, bool appendFailed)
{
    if (appendFailed)
        return true;
    const auto stops = state.settings.find(u"stop-writes-on-bgsave-error"_s);
    const auto save = state.settings.find(u"save"_s);
    if (stops == state.settings.end() || save == state.settings.end())
        return {};
    return stops->second == u"yes" && !save->second.isEmpty() && state.identity.role == RedisRole::Primary;
}

/// Once the disk is well again. That writes are taken although they cannot be kept is the last resort.
std::vector<RecommendedAction> savingLines(bool rewriteFailed, bool snapshotFailed, bool refusesForSnapshot)
{
    std::vector<RecommendedAction> lines;
    if (snapshotFailed)
        lines.push_back(copyLine(u"BGSAVE"_s));
    if (rewriteFailed)
        lines.push_back(copyLine(u"BGREWRITEAOF"_s));
    if (refusesForSnapshot)
        lines.push_back(copyLine(u"CONFIG SET stop-writes-on-bgsave-error no"_s));
    return lines;
}

Findings findRedisPersistence(const Snapshot &snapshot, const Thresholds &)
{
    const RedisState &state = *snapshot.redis;
    const bool snapshotFailed = hasFailed(state, u"rdb_last_bgsave_status"_s);
    const bool appendFailed = hasFailed(state, u"aof_last_write_status"_s);
    const bool rewriteFailed = hasFailed(state, u"aof_last_bgrewrite_status"_s);
    if (!snapshotFailed && !appendFailed && !rewriteFailed)
        return {};
    const QJsonValue refuses = refusesWrites(state, appendFailed);
    const auto saved = state.integer(u"rdb_last_save_time"_s).transform([](std::int64_t seconds) {
        return ServerTime(told<std::chrono::seconds>(seconds));
    });
    const QJsonObject evidence{{u"snapshot_failed"_s, snapshotFailed},
                               {u"append_failed"_s, appendFailed},
                               {u"rewrite_failed"_s, rewriteFailed},
                               {u"refuses_writes"_s, refuses},
                               {u"changes_unsaved"_s, fieldJson(state, u"rdb_changes_since_last_save"_s)},
                               {u"last_save"_s, timeJson(saved)}};
    const auto severity = refuses.toBool() ? FindingSeverity::Critical : FindingSeverity::Warning;
    return {{u"redis.persistence"_s,
             severity,
             {},
             evidence,
             savingLines(rewriteFailed, snapshotFailed, refuses.toBool() && !appendFailed),
             {}}};
}

QString persistenceSentence(const Finding &finding)
{
    const QString what = finding.evidence[u"append_failed"].toBool()
                             ? DiagnosisText::tr("Writing the append-only file failed")
                         : finding.evidence[u"snapshot_failed"].toBool()
                             ? DiagnosisText::tr("The last snapshot to disk failed")
                             : DiagnosisText::tr("The last rewrite of the append-only file failed");
    return finding.evidence[u"refuses_writes"].toBool()
               ? DiagnosisText::tr("%1: writes are refused (MISCONF).").arg(what)
               : what + u'.';
}

QString persistenceShortly(const Findings &)
{
    return DiagnosisText::tr("saving fails");
}

} // namespace

constinit const Rule rules::redisPersistence{.id = QLatin1StringView("redis.persistence"),
                                             .input = RuleInput::Redis,
                                             .find = findRedisPersistence,
                                             .sentence = persistenceSentence,
                                             .page = QLatin1StringView("persistence"),
                                             .shortly = persistenceShortly};

} // namespace lockmaster
