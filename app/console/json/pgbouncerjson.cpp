// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pgbouncerjson.h"

#include "jsonvalues.h"
#include "model/pgbouncer/pgbouncerfields.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonObject poolJson(const PgBouncerState &state, const PgBouncerPool &pool)
{
    const auto size = poolSize(state, pool);
    QJsonObject json = jsonOf(pool);
    json.insert(u"pool_size"_s, numberOrNull(size));
    json.insert(u"saturation"_s, size ? QJsonValue(saturation(pool, size)) : QJsonValue());
    return json;
}

/// A list and when it was asked for, beside each other.
void spread(QJsonObject &json, const QString &name)
{
    const QJsonValue sockets = json.take(name);
    json.insert(name, sockets.isObject() ? sockets[u"all"_s] : QJsonValue());
    json.insert(name + u"_taken"_s, sockets.isObject() ? sockets[u"taken"_s] : QJsonValue());
}

} // namespace

QJsonObject pgBouncerJson(const PgBouncerState &state, Texts texts)
{
    QJsonObject json = jsonOf(state, texts);
    QJsonObject values;
    const QJsonObject settings = json[u"settings"_s].toObject();
    for (auto setting = settings.begin(); setting != settings.end(); ++setting)
        values.insert(setting.key(), setting.value()[u"value"_s]);
    json.insert(u"settings"_s, values);
    json.insert(u"pools"_s, jsonArray(state.pools, [&](const PgBouncerPool &pool) { return poolJson(state, pool); }));
    spread(json, u"clients"_s);
    spread(json, u"servers"_s);
    return json;
}

} // namespace lockmaster
