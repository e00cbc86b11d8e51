// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.replication.login: a replica has no link, and its primary, another target, refuses logins meanwhile: its password
// there may be wrong, or somebody else's is. It counts as the cause of the link that is down where they are refused as
// often as a replica tries; else it is an information. About the replica. Evidence: primary (the target), address,
// failed_logins_per_second.
#include "base/hostport.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include <algorithm>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/fleet/sameserver.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool standsAt(const Snapshot &snapshot, const Fleet &fleet, const QString &place)
{
    const auto target = std::ranges::find(fleet.targets, snapshot.target, &Target::name);
    return isSameServer({place}, target == fleet.targets.end() ? nullptr : &*target, &snapshot);
}

constexpr double kAsAReplicaTries = 0.3; // a second

/// A replica tries about once a second: between two samples there may be none.
double failedLogins(const Snapshot &primary)
{
    double rate = 0;
    for (const QString &series : {u"redis_errors_total{err=\"WRONGPASS\"}"_s, u"redis_errors_total{err=\"NOAUTH\"}"_s})
        rate += std::max(sampleOf(primary, QString(u"rate("_s + series + u')')).value_or(0),
                         minuteRateOf(primary, series).value_or(0));
    return rate;
}

bool lacksItsPrimary(const SnapshotPtr &snapshot)
{
    return snapshot && snapshot->redis && isLiveNow(*snapshot) && snapshot->redis->replication.isLinkUp == false
           && !snapshot->redis->replication.isSyncing;
}

Findings findReplicaLogin(const FleetMoment &moment)
{
    Findings all;
    for (const SnapshotPtr &replica : moment.newest) {
        if (!lacksItsPrimary(replica))
            continue;
        const RedisReplication &replication = replica->redis->replication;
        const QString place = hostPortText(replication.primaryHost, replication.primaryPort);
        const auto primary = std::ranges::find_if(moment.newest, [&](const SnapshotPtr &one) {
            return one && one->redis && isLiveNow(*one) && standsAt(*one, moment.fleet, place);
        });
        const double rate = primary == moment.newest.end() ? 0 : failedLogins(**primary);
        if (rate > 0)
            all.push_back({u"redis.replication.login"_s,
                           rate >= kAsAReplicaTries ? FindingSeverity::Warning : FindingSeverity::Info,
                           replica->target,
                           QJsonObject{{u"primary"_s, (*primary)->target},
                                       {u"address"_s, place},
                                       {u"failed_logins_per_second"_s, rate}},
                           {copyLine(u"CONFIG GET masteruser"_s)},
                           {}});
    }
    return all;
}

QString replicaLoginSentence(const Finding &finding)
{
    return DiagnosisText::tr("Its primary %1 refuses logins (%2): masterauth or masteruser of this replica may not be "
                             "what the primary wants.")
        .arg(evidenceName(finding, "primary"_L1), formatRate(evidenceNumber(finding, "failed_logins_per_second"_L1)));
}

QString replicaLoginShortly(const Findings &)
{
    return DiagnosisText::tr("its primary may refuse its login");
}

Subjects replicaItself(const Finding &finding, const Snapshot &)
{
    return finding.severity == FindingSeverity::Info ? Subjects() : Subjects{finding.subject};
}

} // namespace

constinit const Rule rules::redisReplicaLogin{.id = QLatin1StringView("redis.replication.login"),
                                              .input = RuleInput::Fleet,
                                              .findBetween = findReplicaLogin,
                                              .sentence = replicaLoginSentence,
                                              .page = QLatin1StringView("replication"),
                                              .shortly = replicaLoginShortly,
                                              .holdsUp = replicaItself};

} // namespace lockmaster
