// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sentineljson.h"

#include "jsonvalues.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonObject peerJson(const SentinelPeer &peer)
{
    return {{u"address"_s, peer.address},
            {u"flags"_s, QJsonArray::fromStringList(peer.flags)},
            {u"down"_s, peer.isDown()},
            {u"link_up"_s, peer.isLinkUp ? QJsonValue(*peer.isLinkUp) : QJsonValue()},
            {u"last_ok_ping_seconds"_s, secondsOrNull(peer.lastOkPing)},
            {u"run_id"_s, peer.runId},
            {u"priority"_s, peer.priority ? QJsonValue(*peer.priority) : QJsonValue()},
            {u"offset"_s, peer.offset ? QJsonValue(qint64(*peer.offset)) : QJsonValue()},
            {u"leader"_s, peer.leader}};
}

QJsonObject primaryJson(const SentinelPrimary &primary)
{
    return {{u"name"_s, primary.name},
            {u"quorum"_s, primary.quorum},
            {u"epoch"_s, qint64(primary.epoch)},
            {u"down_after_ms"_s, qint64(primary.downAfter.count())},
            {u"failover_timeout_ms"_s, qint64(primary.failoverTimeout.count())},
            {u"parallel_syncs"_s, primary.parallelSyncs},
            {u"failover_state"_s, primary.failoverState},
            {u"has_quorum"_s, primary.hasQuorum ? QJsonValue(*primary.hasQuorum) : QJsonValue()},
            {u"quorum_words"_s, primary.quorumText},
            {u"server"_s, peerJson(primary.server)},
            {u"replicas"_s, jsonArray(primary.replicas, peerJson)},
            {u"sentinels"_s, jsonArray(primary.sentinels, peerJson)}};
}

} // namespace

void insertSentinel(QJsonObject &json, const SentinelState &state)
{
    json.insert(u"server_now"_s, isoOrNull(state.serverNow));
    json.insert(u"identity"_s, QJsonObject{{u"product"_s, state.isValkey ? u"Valkey"_s : u"Redis"_s},
                                           {u"version"_s, state.version},
                                           {u"version_number"_s, state.versionNumber},
                                           {u"run_id"_s, state.runId},
                                           {u"started"_s, isoOrNull(state.started)}});
    json.insert(u"tilted"_s, state.isTilted);
    json.insert(u"tilted_seconds"_s, secondsOrNull(state.tiltedFor));
    json.insert(u"running_scripts"_s, state.runningScripts);
    json.insert(u"primaries"_s, jsonArray(state.primaries, primaryJson));
}

} // namespace lockmaster
