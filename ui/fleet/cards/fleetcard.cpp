// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/cards/fleetcard.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/common/notices/linkwords.h"
#include "ui/fleet/health/shortwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {
namespace {

struct FleetText {
    Q_DECLARE_TR_FUNCTIONS(Fleet)
};

QString factsOf(const Target &target, const Snapshot *latest)
{
    const ServerGlance glance = latest ? glanceAt(*latest) : ServerGlance();
    const QString product = glance.product.isEmpty()
                                ? kindWord(target.kind)
                                : glance.product + u' ' + plainLine(glance.version.section(u' ', 0, 0));
    QStringList parts{product, latest && isLive(latest->link) ? roleWord(glance.role) : QString(),
                      environmentWord(target.environment)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString limitWord(Saturation::Of of)
{
    switch (of) {
    case Saturation::Of::Connections: return FleetText::tr("connections");
    case Saturation::Of::Clients: return FleetText::tr("clients");
    case Saturation::Of::Servers: return FleetText::tr("server connections");
    case Saturation::Of::Memory: return FleetText::tr("memory");
    }
    return {};
}

QString rateOf(const Target &target, const Snapshot &latest)
{
    if (latest.sentinel)
        return peersText(*latest.sentinel);
    const auto sample = std::ranges::find(latest.samples, workSeries(target.kind), &Sample::series);
    if (sample == latest.samples.end())
        return {};
    const QString rate = formatRate(sample->value);
    return target.kind == ServerKind::Redis       ? FleetText::tr("commands %1").arg(rate)
           : target.kind == ServerKind::PgBouncer ? FleetText::tr("queries %1").arg(rate)
                                                  : FleetText::tr("commits %1").arg(rate);
}

QStringList notesOf(const Snapshot &latest)
{
    if (isLive(latest.link))
        return QStringList(latest.hidden.begin(), latest.hidden.end());
    if (latest.link.phase == LinkPhase::Connecting)
        return {};
    const LinkWords words = linkWords(latest.link, latest.taken.wall);
    const QString cause =
        words.serverWords.isEmpty() && latest.link.error ? latest.link.error->text : words.serverWords;
    QStringList notes{FleetText::tr("since %1").arg(formatTimeOfDay(latest.link.since)), cause, words.next};
    notes.removeAll(QString());
    return notes;
}

} // namespace

QString kindWord(ServerKind kind)
{
    switch (kind) {
    case ServerKind::PostgreSql: return QStringLiteral("PostgreSQL");
    case ServerKind::PgBouncer: return QStringLiteral("PgBouncer");
    case ServerKind::Redis: return QStringLiteral("Redis");
    case ServerKind::Sentinel: return QStringLiteral("Sentinel");
    }
    return {};
}

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Production: return FleetText::tr("production");
    case Environment::Staging: return FleetText::tr("staging");
    case Environment::Development: return FleetText::tr("development");
    }
    return {};
}

QString workSeries(ServerKind kind)
{
    switch (kind) {
    case ServerKind::PostgreSql: return QStringLiteral("rate(pg_stat_database_xact_commit)");
    case ServerKind::PgBouncer: return QStringLiteral("rate(pgbouncer_stats_queries_pooled_total)");
    case ServerKind::Redis: return QStringLiteral("rate(redis_commands_processed_total)");
    case ServerKind::Sentinel: break;
    }
    return {};
}

FleetCard fleetCard(const Target &target, const Snapshot *latest, const TargetHealth &health, SteadyTime now)
{
    FleetCard card{.target = target.name,
                   .group = target.group,
                   .environment = target.environment,
                   .facts = factsOf(target, latest),
                   .health = health,
                   .age = unknownValue(),
                   .share = {},
                   .shareState = StateRole::Ok,
                   .shareText = {},
                   .rateText = {},
                   .notes = latest ? notesOf(*latest) : QStringList()};
    if (!latest || !latest->hasData())
        return card;
    card.age = dataAge(*latest, now);
    if (!isLive(latest->link))
        return card;
    if (const auto full = saturation(*latest)) {
        card.share = full->share();
        card.shareState = saturationState(*latest, *full);
        card.shareText = saturationText(*latest) + u' ' + limitWord(full->of);
    }
    card.rateText = rateOf(target, *latest);
    return card;
}

} // namespace lockmaster
