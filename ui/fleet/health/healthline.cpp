// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/health/healthline.h"

#include "base/format.h"
#include "diagnosis/diagnosis.h"
#include "ui/common/notices/linkwords.h"
#include "ui/fleet/health/sentinelwords.h"
#include "watch/momentbus.h"

#include <QCoreApplication>

namespace lockmaster {

namespace {

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
QString limitLine(const ServerData &data)
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
    return withHidden(snapshot.sentinel ? watchText(*snapshot.sentinel) : limitLine(snapshot), snapshot);
}

QString shortNumber(const Snapshot &snapshot)
{
    const QString number = saturationText(snapshot);
    return number.isEmpty() ? QString() : withHidden(number, snapshot);
}

QString limitWord(Saturation::Of of)
{
    switch (of) {
    case Saturation::Of::Connections: return HealthText::tr("connections");
    case Saturation::Of::Clients: return HealthText::tr("clients");
    case Saturation::Of::Servers: return HealthText::tr("server connections");
    case Saturation::Of::Memory: return HealthText::tr("memory");
    }
    return {};
}

QString saturationAmount(const Saturation &saturation, double amount)
{
    return saturation.of == Saturation::Of::Memory ? formatBytes(std::int64_t(amount))
                                                   : formatCount(std::int64_t(amount));
}

} // namespace

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

QString saturationWords(const ServerData &data)
{
    const auto saturation = lockmaster::saturation(data);
    return saturation ? saturationText(data) + u' ' + limitWord(saturation->of) : QString();
}

HealthLine healthLine(const Snapshot *snapshot, const std::vector<Finding> &findings)
{
    HealthLine line{targetHealth(snapshot, findings), {}, {}};
    if (!snapshot) {
        line.number = HealthText::tr("not asked yet");
    } else if (isLive(snapshot->link)) {
        line.role = roleWord(serverSummary(*snapshot).role);
        line.number = line.isQuiet() ? quietNumber(*snapshot) : shortly(findings);
        line.shortNumber = line.isQuiet() ? shortNumber(*snapshot) : QString();
    } else { // what it was is not what it is: a primary may be one no more
        line.number = linkTrouble(snapshot->link);
    }
    return line;
}

HealthLine healthLine(const MomentBus &bus, const QString &target)
{
    return healthLine(bus.shown(target).get(), bus.findingsOf(target));
}

QString dataAge(const Snapshot &snapshot, SteadyTime now)
{
    const auto age = std::chrono::floor<std::chrono::seconds>(now - snapshot.dataTaken.steady);
    return formatWholeSeconds(age);
}

} // namespace lockmaster
