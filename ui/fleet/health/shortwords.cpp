// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/health/shortwords.h"

#include "base/format.h"
#include "base/text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>
#include <array>
#include <chrono>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct ShortWords {
    Q_DECLARE_TR_FUNCTIONS(ShortWords)
};

using All = const std::vector<Finding> &;

double number(All findings, QLatin1StringView key)
{
    return findings.front().evidence[key].toDouble();
}

QString text(All findings, QLatin1StringView key)
{
    return plainLine(findings.front().evidence[key].toString());
}

QString blocked(All findings)
{
    int victims = 0;
    for (const Finding &finding : findings)
        victims += finding.id == u"pg.lock.blocked" ? finding.evidence[u"victims"].toInt() : 0;
    return ShortWords::tr("%1 blocked").arg(victims);
}

QString full(All findings)
{
    const double usable = number(findings, "usable"_L1);
    return usable > 0 ? ShortWords::tr("%1 full").arg(formatPercent(number(findings, "used"_L1) / usable)) : QString();
}

QString seconds(All findings, QLatin1StringView key)
{
    return formatDuration(std::chrono::milliseconds(qint64(number(findings, key) * 1000)));
}

QString waiting(All findings)
{
    const auto count = qint64(number(findings, "waiting"_L1));
    const QString longest = seconds(findings, "longest_wait_seconds"_L1);
    return count == 1 ? ShortWords::tr("1 client waits, %1").arg(longest)
                      : ShortWords::tr("%1 clients wait, %2").arg(formatCount(count), longest);
}

QString saturated(All findings)
{
    return text(findings, "scope"_L1) == u"clients" ? ShortWords::tr("client slots run out")
                                                    : ShortWords::tr("a pool is full");
}

QString idle(All findings)
{
    return ShortWords::tr("%1 idle in transaction, %2")
        .arg(formatCount(qint64(number(findings, "count"_L1))), seconds(findings, "oldest_seconds"_L1));
}

QString longQueries(All findings)
{
    return ShortWords::tr("%1 long, %2")
        .arg(formatCount(qint64(number(findings, "count"_L1))), seconds(findings, "longest_seconds"_L1));
}

QString memory(All findings)
{
    return ShortWords::tr("memory %1 full").arg(formatPercent(number(findings, "ratio"_L1)));
}

QString clients(All findings)
{
    if (number(findings, "rejected_per_second"_L1) > 0)
        return ShortWords::tr("clients are refused");
    const double ratio = number(findings, "ratio"_L1);
    return ratio > 0 ? ShortWords::tr("%1 of maxclients").arg(formatPercent(ratio))
                     : ShortWords::tr("no client slot left");
}

QString loading(All findings)
{
    const QJsonValue loaded = findings.front().evidence["loaded_ratio"_L1];
    return loaded.isDouble() ? ShortWords::tr("loading, %1 read").arg(formatPercent(loaded.toDouble())) : QString();
}

QString link(All findings)
{
    return findings.front().evidence["is_syncing"_L1].toBool() ? ShortWords::tr("copies all data anew")
                                                               : ShortWords::tr("no link to its primary");
}

QString cluster(All findings)
{
    qint64 uncovered = 0;
    for (const QJsonValue &range : findings.front().evidence["uncovered"_L1].toArray())
        uncovered += range[1].toInteger() - range[0].toInteger() + 1;
    if (uncovered > 0)
        return ShortWords::tr("slots not served: %1").arg(formatCount(uncovered));
    const qsizetype failing = findings.front().evidence["nodes"_L1].toArray().size();
    return failing > 0 ? ShortWords::tr("nodes failing: %1").arg(failing) : QString();
}

struct Words {
    QLatin1StringView id;
    QString (*make)(All findings); ///< empty: the whole sentence
};

constexpr std::array kWords{
    Words{"pg.lock.blocked"_L1, blocked},
    Words{"pg.connections.exhausted"_L1, full},
    Words{"pg.transaction.idle"_L1, idle},
    Words{"pg.query.long"_L1, longQueries},
    Words{"pg.replication.two_primaries"_L1, [](All) { return ShortWords::tr("two primaries"); }},
    Words{"pool.waiting"_L1, waiting},
    Words{"pool.saturated"_L1, saturated},
    Words{"pool.paused"_L1, [](All) { return ShortWords::tr("paused or disabled"); }},
    Words{"target.starting"_L1, loading},
    Words{"redis.blocked"_L1, [](All) { return ShortWords::tr("a script holds it"); }},
    Words{"redis.memory"_L1, memory},
    Words{"redis.clients"_L1, clients},
    Words{"redis.evicting"_L1,
          [](All all) { return ShortWords::tr("evicts %1").arg(formatRate(number(all, "per_second"_L1))); }},
    Words{"redis.hit_rate"_L1,
          [](All all) { return ShortWords::tr("hit rate %1").arg(formatPercent(number(all, "ratio"_L1))); }},
    Words{"redis.persistence"_L1, [](All) { return ShortWords::tr("saving fails"); }},
    Words{"redis.replication.link"_L1, link},
    Words{"redis.cluster.down"_L1, cluster},
    Words{"redis.sentinel.primary_down"_L1,
          [](All all) { return ShortWords::tr("%1 is down").arg(text(all, "primary"_L1)); }},
    Words{"redis.sentinel.quorum"_L1,
          [](All all) { return ShortWords::tr("no quorum for %1").arg(text(all, "primary"_L1)); }},
    Words{"redis.sentinel.dissent"_L1,
          [](All all) { return ShortWords::tr("%1: Sentinels differ").arg(text(all, "primary"_L1)); }},
    Words{"redis.sentinel.tilt"_L1, [](All) { return ShortWords::tr("in TILT mode"); }},
};

} // namespace

QString shortly(const std::vector<Finding> &findings)
{
    const auto known = std::ranges::find(kWords, findings.front().id, &Words::id);
    const QString words = known == kWords.end() ? QString() : known->make(findings);
    return words.isEmpty() ? findings.front().summary : words;
}

QString watchText(const SentinelState &state)
{
    if (state.primaries.empty())
        return ShortWords::tr("watches no primary");
    const auto has = [&](std::optional<bool> quorum) {
        return std::ranges::contains(state.primaries, quorum, &SentinelPrimary::hasQuorum);
    };
    const QString quorum = has(false)          ? ShortWords::tr("no quorum")
                           : has(std::nullopt) ? ShortWords::tr("quorum not known")
                                               : ShortWords::tr("quorum reachable");
    return ShortWords::tr("%n primaries", nullptr, int(state.primaries.size())) + QStringLiteral(" · ") + quorum;
}

QString peersText(const SentinelState &state)
{
    if (state.primaries.empty())
        return {};
    qsizetype replicas = 0, goodReplicas = 0, sentinels = 0, goodSentinels = 0;
    for (const SentinelPrimary &primary : state.primaries) {
        replicas += std::ssize(primary.replicas);
        goodReplicas += goodPeers(primary.replicas);
        sentinels += 1 + std::ssize(primary.sentinels);
        goodSentinels += 1 + goodPeers(primary.sentinels);
    }
    return ShortWords::tr("%1 of %2 replicas, %3 of %4 Sentinels up")
        .arg(goodReplicas)
        .arg(replicas)
        .arg(goodSentinels)
        .arg(sentinels);
}

} // namespace lockmaster
