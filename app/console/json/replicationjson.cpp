// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replicationjson.h"

#include <QJsonObject>

#include "jsonvalues.h"
#include "model/postgres/replicationfields.h"
#include "model/postgres/replicationlag.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonObject stageJson(std::optional<Lsn> position, const Lag &lag)
{
    return {{u"lsn"_s, position ? QJsonValue(lsnText(*position)) : QJsonValue()},
            {u"lag_bytes"_s, numberOrNull(lag.bytes)},
            {u"lag_seconds"_s, secondsOrNull(lag.time)}};
}

QJsonObject senderJson(const PostgresState &state, const WalSender &sender)
{
    const auto lag = [&](LagStage stage) { return senderLag(*state.replication, sender, stage, state.serverNow); };
    QJsonObject json = jsonOf(sender);
    json.insert(u"sent"_s, stageJson(sender.sent, lag(LagStage::Sent)));
    json.insert(u"written"_s, stageJson(sender.written, lag(LagStage::Written)));
    json.insert(u"flushed"_s, stageJson(sender.flushed, lag(LagStage::Flushed)));
    json.insert(u"replayed"_s, stageJson(sender.replayed, lag(LagStage::Replayed)));
    return json;
}

/// What only a standby has; taken out of the rest.
QJsonValue standbyJson(QJsonObject &rest, const PostgresState &state)
{
    QJsonObject json;
    for (const QString &name : {u"replayed_lsn"_s, u"replayed_commit"_s, u"is_replay_paused"_s, u"apply_delay"_s})
        json.insert(name, rest.take(name));
    if (!state.replication->inRecovery)
        return {};
    const Lag lag = standbyLag(*state.replication, state.serverNow);
    json.insert(u"lag_bytes"_s, numberOrNull(lag.bytes));
    json.insert(u"lag_seconds"_s, secondsOrNull(lag.time));
    return json;
}

QJsonValue receiverJson(const std::optional<WalReceiver> &receiver)
{
    if (!receiver)
        return {};
    QJsonObject json = jsonOf(*receiver);
    json.insert(u"latest_end"_s, json.take(u"latest_end_at"_s));
    return json;
}

QJsonValue archiverJson(const std::optional<Archiver> &archiver)
{
    if (!archiver)
        return {};
    QJsonObject json = jsonOf(*archiver);
    json.insert(u"is_failing"_s, archiver->isFailing());
    return json;
}

} // namespace

QJsonValue replicationJson(const PostgresState &state)
{
    if (!state.replication)
        return {};
    const Replication &here = *state.replication;
    QJsonObject conflicts;
    for (const auto &[cause, count] : here.conflicts)
        conflicts.insert(cause, qint64(count));
    QJsonObject json = jsonOf(here);
    json.insert(u"standby"_s, standbyJson(json, state));
    json.insert(u"senders"_s, jsonArray(here.senders, [&](const WalSender &one) { return senderJson(state, one); }));
    json.insert(u"receiver"_s, receiverJson(here.receiver));
    json.insert(u"archiver"_s, archiverJson(here.archiver));
    json.insert(u"conflicts"_s, conflicts);
    return json;
}

} // namespace lockmaster
