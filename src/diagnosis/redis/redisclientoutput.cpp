// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.client.output: a client, a subscriber for one, does not read what it is sent: the server keeps it in memory.
// Evidence: largest (bytes for one client, lately), clients_memory (buffers of all clients), clients [{id, address, name,
// user, subscriptions, command, idle_seconds, output_memory}] most first. Without a list nobody is accused: a large answer
// on its way looks the same, which is why the client must have stood still, too.
// Replicas are not meant: their buffers are redis.memory's.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>
#include <chrono>
#include <iterator>
#include <vector>

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "model/action.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostReaders = 10;
constexpr std::chrono::seconds kStandsStill{2};

std::vector<RedisClient> slowReaders(const std::vector<RedisClient> &clients, std::int64_t atLeast)
{
    std::vector<RedisClient> slow;
    std::ranges::copy_if(clients, std::back_inserter(slow), [&](const RedisClient &client) {
        return client.outputMemory >= atLeast && client.idle >= kStandsStill && !client.flags.contains(u'S');
    });
    std::ranges::stable_sort(slow, std::ranges::greater{}, &RedisClient::outputMemory);
    return slow;
}

QJsonArray readersJson(const std::vector<RedisClient> &slow)
{
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(slow.size(), kMostReaders); ++i)
        json.append(QJsonObject{{u"id"_s, qint64(slow[i].id)},
                                {u"address"_s, slow[i].address},
                                {u"name"_s, slow[i].name},
                                {u"user"_s, slow[i].user},
                                {u"subscriptions"_s, slow[i].subscriptions},
                                {u"command"_s, slow[i].command},
                                {u"idle_seconds"_s, qint64(slow[i].idle.count())},
                                {u"output_memory"_s, qint64(slow[i].outputMemory)}});
    return json;
}

/// INFO tells that there was one lately, the list who.
Findings findClientOutput(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const RedisState &state = *snapshot.redis;
    const double largest = fieldOrZero(state, u"client_recent_max_output_buffer"_s);
    if (!state.clients || largest < double(thresholds.redisClientOutput))
        return {};
    const std::vector<RedisClient> slow = slowReaders(*state.clients, thresholds.redisClientOutput);
    if (slow.empty())
        return {};
    return {{u"redis.client.output"_s,
             FindingSeverity::Warning,
             {},
             QJsonObject{{u"largest"_s, largest},
                         {u"clients_memory"_s, fieldJson(state, u"mem_clients_normal"_s)},
                         {u"clients"_s, readersJson(slow)}},
             {{kRedisClientKill, {{u"clients"_s, u"%1@%2"_s.arg(slow.front().id).arg(slow.front().address)}}},
              copyLine(u"CLIENT KILL ID %1"_s.arg(slow.front().id))},
             {}}};
}

QString readerText(const QJsonValue &client)
{
    const QString name = nameText(client[u"name"]);
    const QString address = plainLine(client[u"address"].toString());
    const QString who = name.isEmpty() ? address : u"%1, %2"_s.arg(name, address);
    const QString id = QString::number(client[u"id"].toInteger());
    return client[u"subscriptions"].toInt() > 0 ? DiagnosisText::tr("Subscriber %1 (%2)").arg(id, who)
                                                : DiagnosisText::tr("Client %1 (%2)").arg(id, who);
}

QString outputSentence(const Finding &finding)
{
    const QJsonValue first = finding.evidence[u"clients"][0];
    if (!first.isObject())
        return DiagnosisText::tr("A client does not read what it is sent: %1 wait for it in the server's memory.")
            .arg(formatBytes(std::int64_t(evidenceNumber(finding, "largest"_L1))));
    return DiagnosisText::tr("%1 does not read what it is sent: %2 wait for it in the server's memory.")
        .arg(readerText(first), formatBytes(first[u"output_memory"].toInteger()));
}

QString outputShortly(const Findings &)
{
    return DiagnosisText::tr("a client does not read");
}

} // namespace

constinit const Rule rules::redisClientOutput{.id = QLatin1StringView("redis.client.output"),
                                              .input = RuleInput::Redis,
                                              .find = findClientOutput,
                                              .sentence = outputSentence,
                                              .page = QLatin1StringView("clients"),
                                              .shortly = outputShortly};

} // namespace lockmaster
