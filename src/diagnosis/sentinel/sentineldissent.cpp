// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.sentinel.dissent: Sentinels that know each other name different primaries for one group, so that their clients
// write to different servers. During a failover that lasts a moment. Evidence: primary (the group), address (as this
// Sentinel says), others [{target, address}]. One finding for each Sentinel of the group.
#include "diagnosis/evidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

#include "base/redisword.h"
#include "base/text.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "model/fleet/sameserver.h"
#include "model/redis/sentinel.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool speaks(const SnapshotPtr &snapshot)
{
    return snapshot && snapshot->sentinel && isLiveNow(*snapshot);
}

bool knows(const SentinelPrimary &group, const Snapshot &other)
{
    return std::ranges::any_of(group.sentinels, [&](const SentinelPeer &peer) {
        return isSameServer({peer.address, peer.runId}, nullptr, &other);
    });
}

/// What `other` says of the same group when it says something else; null when it does not, or is of other Sentinels.
const SentinelPrimary *dissenting(const SentinelPrimary &group, const Snapshot &here, const Snapshot &other)
{
    const auto &all = other.sentinel->primaries;
    const auto same = std::ranges::find(all, group.name, &SentinelPrimary::name);
    const bool differs = same != all.end() && same->server.address != group.server.address;
    return differs && (knows(group, other) || knows(*same, here)) ? &*same : nullptr;
}

Finding findingOf(const Snapshot &here, const SentinelPrimary &group, const QJsonArray &others)
{
    return {u"redis.sentinel.dissent"_s,
            FindingSeverity::Critical,
            here.target,
            {{u"primary"_s, group.name}, {u"address"_s, group.server.address}, {u"others"_s, others}},
            {copyLine(u"SENTINEL GET-MASTER-ADDR-BY-NAME "_s + redisWord(group.name))},
            {},
            {SubjectKind::SentinelGroup, {}, group.name}};
}

Findings findSentinelDissent(const FleetMoment &moment)
{
    const Snapshots &newest = moment.newest;
    Findings all;
    for (const SnapshotPtr &here : newest) {
        for (const SentinelPrimary &group : speaks(here) ? here->sentinel->primaries : std::vector<SentinelPrimary>()) {
            QJsonArray others;
            for (const SnapshotPtr &other : newest) {
                const SentinelPrimary *same = speaks(other) ? dissenting(group, *here, *other) : nullptr;
                if (same)
                    others.append(QJsonObject{{u"target"_s, other->target}, {u"address"_s, same->server.address}});
            }
            if (!others.isEmpty())
                all.push_back(findingOf(*here, group, others));
        }
    }
    return all;
}

QString dissentSentence(const Finding &finding)
{
    const QJsonValue other = finding.evidence[u"others"][0];
    return DiagnosisText::tr("The Sentinels name different primaries of %1: %2 here, %3 at %4.")
        .arg(evidenceText(finding, "primary"_L1), evidenceText(finding, "address"_L1),
             plainLine(other[u"address"].toString()), plainLine(other[u"target"].toString()));
}

QString dissentShortly(const Findings &findings)
{
    return DiagnosisText::tr("%1: Sentinels differ").arg(evidenceText(findings.front(), "primary"_L1));
}

} // namespace

constinit const Rule rules::sentinelDissent{.id = QLatin1StringView("redis.sentinel.dissent"),
                                            .input = RuleInput::Fleet,
                                            .findBetween = findSentinelDissent,
                                            .sentence = dissentSentence,
                                            .shortly = dissentShortly};

} // namespace lockmaster
