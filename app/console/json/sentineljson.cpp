// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sentineljson.h"

#include "jsonvalues.h"
#include "model/redis/sentinelfields.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonObject peerJson(const SentinelPeer &peer)
{
    QJsonObject json = jsonOf(peer);
    json.insert(u"down"_s, peer.isDown());
    return json;
}

QJsonObject primaryJson(const SentinelPrimary &primary)
{
    QJsonObject json = jsonOf(primary);
    json.insert(u"server"_s, peerJson(primary.server));
    json.insert(u"replicas"_s, jsonArray(primary.replicas, peerJson));
    json.insert(u"sentinels"_s, jsonArray(primary.sentinels, peerJson));
    return json;
}

} // namespace

QJsonObject sentinelJson(const SentinelState &state, Texts texts)
{
    QJsonObject json = jsonOf(state, texts);
    QJsonObject identity{{u"product"_s, state.isValkey ? u"Valkey"_s : u"Redis"_s}};
    for (const QString &name : {u"version"_s, u"version_number"_s, u"run_id"_s, u"started"_s})
        identity.insert(name, json.take(name));
    json.remove(u"is_valkey"_s);
    json.insert(u"identity"_s, identity);
    json.insert(u"primaries"_s, jsonArray(state.primaries, primaryJson));
    return json;
}

} // namespace lockmaster
