// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/health/targethealth.h"

#include "base/format.h"
#include "diagnosis/thresholds.h"
#include "ui/common/notices/linkwords.h"
#include "ui/common/notices/targetstate.h"
#include "ui/fleet/health/shortwords.h"

#include <QCoreApplication>
#include <limits>

namespace lockmaster {

namespace {

constexpr int kFreshPeriods = 3;
constexpr std::chrono::milliseconds kSlack{500};

struct HealthText {
    Q_DECLARE_TR_FUNCTIONS(Shell)
};

QString linkTrouble(const LinkState &link)
{
    if (link.phase == LinkPhase::Connecting)
        return HealthText::tr("connecting");
    return link.error ? errorWords(link.error->kind) : HealthText::tr("no answer");
}

/// Of what, too: which limit is the nearest changes.
QString saturationWords(const ServerData &data)
{
    const auto saturation = lockmaster::saturation(data);
    if (!saturation)
        return {};
    const QString numbers = saturationText(data);
    switch (saturation->of) {
    case Saturation::Of::Connections: return HealthText::tr("%1 connections").arg(numbers);
    case Saturation::Of::Clients: return HealthText::tr("%1 clients").arg(numbers);
    case Saturation::Of::Servers: return HealthText::tr("pool %1").arg(numbers);
    case Saturation::Of::Memory: return HealthText::tr("%1 memory").arg(numbers);
    }
    return numbers;
}

/// That nothing is seen to be wrong proves less where this login is not told all.
QString withHidden(const QString &number, const Snapshot &snapshot)
{
    if (snapshot.hidden.empty())
        return number;
    return number.isEmpty() ? HealthText::tr("its numbers are hidden") : HealthText::tr("%1 · some hidden").arg(number);
}

/// While nothing is wrong: how full it is, or what it watches.
QString quietNumber(const Snapshot &snapshot)
{
    return withHidden(snapshot.sentinel ? watchText(*snapshot.sentinel) : saturationWords(snapshot), snapshot);
}

QString shortNumber(const Snapshot &snapshot)
{
    const QString number = saturationText(snapshot);
    return number.isEmpty() ? QString() : withHidden(number, snapshot);
}

QString saturationAmount(const Saturation &saturation, double amount)
{
    return saturation.of == Saturation::Of::Memory ? formatBytes(std::int64_t(amount))
                                                   : formatCount(std::int64_t(amount));
}

} // namespace

int severityRank(StateRole state)
{
    switch (state) {
    case StateRole::Critical: return 4;
    case StateRole::Blind: return 3;
    case StateRole::Warning: return 2;
    case StateRole::Unknown: return 1;
    case StateRole::Ok: return 0;
    }
    return 0;
}

QString roleWord(const QString &role)
{
    if (role == u"primary")
        return HealthText::tr("primary");
    if (role == u"standby")
        return HealthText::tr("standby");
    return role == u"replica" ? HealthText::tr("replica") : role;
}

QString saturationText(const ServerData &data)
{
    const auto saturation = lockmaster::saturation(data);
    if (!saturation)
        return {};
    return QStringLiteral("%1 / %2").arg(saturationAmount(*saturation, saturation->used),
                                         saturationAmount(*saturation, saturation->limit));
}

StateRole saturationState(const ServerData &data, const Saturation &saturation)
{
    const Thresholds thresholds;
    const auto judge = [&](double warning, double critical) {
        const double share = saturation.share();
        return share >= critical ? StateRole::Critical : share >= warning ? StateRole::Warning : StateRole::Ok;
    };
    switch (saturation.of) {
    case Saturation::Of::Connections: return judge(thresholds.connectionsWarning, thresholds.connectionsCritical);
    case Saturation::Of::Clients:
        return data.redis ? judge(thresholds.redisClientsWarning, thresholds.redisClientsCritical)
                          : judge(thresholds.poolClientsWarning, thresholds.poolClientsCritical);
    case Saturation::Of::Servers: return judge(thresholds.poolSaturated, std::numeric_limits<double>::infinity());
    case Saturation::Of::Memory: return judge(thresholds.redisMemoryWarning, 1);
    }
    return StateRole::Ok;
}

TargetHealth targetHealth(const Snapshot *snapshot, const std::vector<Finding> &findings)
{
    if (!snapshot)
        return {StateRole::Unknown, {}, HealthText::tr("not asked yet"), severityRank(StateRole::Unknown) * 10'000};
    TargetHealth health{targetState(snapshot->link, findings), {}, {}, 0};
    if (isLive(snapshot->link)) {
        const bool isQuiet = health.state == StateRole::Ok || health.state == StateRole::Unknown;
        health.role = roleWord(glanceAt(*snapshot).role);
        health.number = isQuiet ? quietNumber(*snapshot) : shortly(findings);
        health.shortNumber = isQuiet ? shortNumber(*snapshot) : QString();
        health.badness = isQuiet ? 0 : int(findings.size());
    } else { // what it was is not what it is: a primary may be one no more
        health.number = linkTrouble(snapshot->link);
    }
    health.badness += severityRank(health.state) * 10'000;
    return health;
}

QString dataAge(const Snapshot &snapshot, SteadyTime now)
{
    const auto age = std::chrono::floor<std::chrono::seconds>(now - snapshot.dataTaken.steady);
    return formatWholeSeconds(age);
}

bool isFresh(const Snapshot &snapshot, SteadyTime now)
{
    return snapshot.hasData() && isLive(snapshot.link)
           && now - snapshot.dataTaken.steady <= kFreshPeriods * snapshot.interval + kSlack;
}

} // namespace lockmaster
