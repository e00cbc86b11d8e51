// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/targethealth.h"

#include "base/format.h"
#include "model/glance.h"
#include "ui/common/linkwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kFreshPeriods = 3;
constexpr std::chrono::milliseconds kSlack{500};

QString tr(const char *text)
{
    return QCoreApplication::translate("Shell", text);
}

StateRole stateOf(const std::vector<Finding> &findings)
{
    if (findings.empty() || findings.front().severity == FindingSeverity::Info)
        return StateRole::Ok;
    return findings.front().severity == FindingSeverity::Critical ? StateRole::Critical : StateRole::Warning;
}

int victimsOf(const std::vector<Finding> &findings)
{
    int victims = 0;
    for (const Finding &finding : findings)
        victims += finding.id == u"pg.lock.blocked" ? finding.evidence[u"victims"].toInt() : 0;
    return victims;
}

/// The worst finding in two words; its whole sentence where there are none.
QString shortly(const std::vector<Finding> &findings)
{
    const Finding &worst = findings.front();
    const auto number = [&](const char *key) { return worst.evidence[QLatin1StringView(key)].toInt(); };
    if (worst.id == u"pg.lock.blocked")
        return tr("%1 blocked").arg(victimsOf(findings));
    if (worst.id == u"pg.connections.exhausted" && number("usable") > 0)
        return tr("%1 full").arg(formatPercent(double(number("used")) / number("usable")));
    return worst.summary;
}

QString linkTrouble(const LinkState &link)
{
    if (link.phase == LinkPhase::Connecting)
        return tr("connecting");
    return link.error ? errorWords(link.error->kind) : tr("no answer");
}

QString saturationAmount(const Saturation &saturation, double amount)
{
    return saturation.of == Saturation::Of::Memory ? formatBytes(std::int64_t(amount)) : formatCount(std::int64_t(amount));
}

} // namespace

int severityRank(StateRole state)
{
    switch (state) {
    case StateRole::Critical:
        return 4;
    case StateRole::Blind:
        return 3;
    case StateRole::Warning:
        return 2;
    case StateRole::Unknown:
        return 1;
    case StateRole::Ok:
        return 0;
    }
    return 0;
}

QString roleWord(const QString &role)
{
    if (role == u"primary")
        return tr("primary");
    if (role == u"standby")
        return tr("standby");
    return role == u"replica" ? tr("replica") : role;
}

QString saturationText(const ServerData &data)
{
    const auto saturation = lockmaster::saturation(data);
    if (!saturation)
        return {};
    return QStringLiteral("%1 / %2").arg(saturationAmount(*saturation, saturation->used),
                                         saturationAmount(*saturation, saturation->limit));
}

TargetHealth targetHealth(const Snapshot *snapshot, const std::vector<Finding> &findings)
{
    if (!snapshot)
        return {StateRole::Unknown, {}, tr("not asked yet"), severityRank(StateRole::Unknown) * 10'000};
    TargetHealth health{stateOf(findings), roleWord(glanceAt(*snapshot).role), {}, 0};
    if (isLive(snapshot->link)) {
        health.number = health.state == StateRole::Ok ? saturationText(*snapshot) : shortly(findings);
        health.badness = health.state == StateRole::Ok ? 0 : int(findings.size());
    } else {
        health.state = snapshot->link.phase == LinkPhase::Connecting ? StateRole::Unknown : StateRole::Blind;
        health.number = linkTrouble(snapshot->link);
    }
    health.badness += severityRank(health.state) * 10'000;
    return health;
}

QString dataAge(const Snapshot &snapshot, SteadyTime now)
{
    const auto age = std::chrono::floor<std::chrono::seconds>(now - snapshot.dataTaken.steady);
    return age < std::chrono::seconds(1) ? tr("< 1 s") : formatDuration(age);
}

bool isFresh(const Snapshot &snapshot, SteadyTime now)
{
    return snapshot.hasData() && isLive(snapshot.link) &&
           now - snapshot.dataTaken.steady <= kFreshPeriods * snapshot.interval + kSlack;
}

} // namespace lockmaster
