// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/cards/fleetcard.h"

#include "base/format.h"
#include "base/text.h"
#include "metrics/sampleof.h"
#include "ui/common/notices/linkwords.h"
#include "ui/fleet/health/sentinelwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {
namespace {

struct FleetText {
    Q_DECLARE_TR_FUNCTIONS(Fleet)
};

QString factsOf(const Target &target, const Snapshot *snapshot)
{
    const ServerSummary summary = snapshot ? serverSummary(*snapshot) : ServerSummary();
    const QString product = summary.product.isEmpty()
                                ? QString(recordOf(target.kind).product)
                                : summary.product + u' ' + plainLine(summary.version.section(u' ', 0, 0));
    QStringList parts{product, snapshot && isLive(snapshot->link) ? roleWord(summary.role) : QString(),
                      environmentWord(target.environment)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString rateOf(const Target &target, const Snapshot &snapshot)
{
    if (snapshot.sentinel)
        return peersText(*snapshot.sentinel);
    const QString series = recordOf(target.kind).workSeries;
    const auto work = series.isEmpty() ? std::nullopt : sampleOf(snapshot, series);
    if (!work)
        return {};
    const QString rate = formatRate(*work);
    return target.kind == ServerKind::Redis       ? FleetText::tr("commands %1").arg(rate)
           : target.kind == ServerKind::PgBouncer ? FleetText::tr("queries %1").arg(rate)
                                                  : FleetText::tr("commits %1").arg(rate);
}

QStringList notesOf(const Snapshot &snapshot)
{
    if (isLive(snapshot.link))
        return QStringList(snapshot.hidden.begin(), snapshot.hidden.end());
    if (snapshot.link.phase == LinkPhase::Connecting)
        return {};
    const LinkWords words = linkWords(snapshot.link, snapshot.taken.wall);
    const QString cause =
        words.serverWords.isEmpty() && snapshot.link.error ? snapshot.link.error->text : words.serverWords;
    QStringList notes{FleetText::tr("since %1").arg(formatTimeOfDay(snapshot.link.since)), cause, words.next};
    notes.removeAll(QString());
    return notes;
}

} // namespace

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Production: return FleetText::tr("production");
    case Environment::Staging: return FleetText::tr("staging");
    case Environment::Development: return FleetText::tr("development");
    }
    return {};
}

FleetCard fleetCard(const Target &target, const Snapshot *snapshot, const HealthLine &health, SteadyTime now)
{
    FleetCard card{.target = target.name,
                   .group = target.group,
                   .environment = target.environment,
                   .facts = factsOf(target, snapshot),
                   .health = health,
                   .age = unknownValue(),
                   .share = {},
                   .shareState = HealthState::Ok,
                   .shareText = {},
                   .rateText = {},
                   .notes = snapshot ? notesOf(*snapshot) : QStringList()};
    if (!snapshot || !snapshot->hasData())
        return card;
    card.age = dataAge(*snapshot, now);
    if (!isLive(snapshot->link))
        return card;
    if (const auto full = saturation(*snapshot)) {
        card.share = full->share();
        card.shareState = saturationState(*snapshot, *full);
        card.shareText = saturationWords(*snapshot);
    }
    card.rateText = rateOf(target, *snapshot);
    return card;
}

} // namespace lockmaster
