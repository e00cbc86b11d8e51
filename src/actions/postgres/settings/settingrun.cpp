// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/settings/settingrun.h"

#include "actions/plan/actiontext.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::setting {
namespace {

using namespace Qt::StringLiterals;
using Effect = Sight::Effect;

/// What is kept: for a role or a database that is all there is to see.
bool isKeptAsWanted(const Change &change, const Standing &standing)
{
    if (!change.value)
        return !standing.kept;
    return standing.kept && isSameValue(*change.value, *standing.kept, standing.kind);
}

Effect effectOnServer(const Change &change, const Standing &standing)
{
    const bool isKept = !standing.isKeptKnown || isKeptAsWanted(change, standing);
    const bool isWaiting = standing.needsRestart() && standing.isPendingRestart;
    const bool isLoaded = change.value ? isSameValue(*change.value, standing.inEffect, standing.kind)
                                             || (standing.isKeptKnown && standing.isOverriddenHere())
                                       : !standing.isFromAlterSystem();
    if (isKept && (isLoaded || isWaiting))
        return Effect::Whole;
    return isKept && standing.isKeptKnown ? Effect::Partly : Effect::None;
}

QString serverText(const Change &change, const Standing &standing, Effect effect)
{
    const QString &name = standing.kind.name;
    const QString shown = elided(plainLine(standing.shown), 80);
    if (effect == Effect::Partly)
        return ActionText::tr("It is written, and the server has not read it: %1 is still %2 here.").arg(name, shown);
    if (effect == Effect::None)
        return ActionText::tr("%1 is %2 here, as before.").arg(name, shown);
    if (standing.isPendingRestart)
        return ActionText::tr("It is written; %1 stays %2 until the server is restarted.").arg(name, shown);
    if (change.value && !standing.overriddenBy.isEmpty())
        return ActionText::tr("It is written and read; others have a nearer %1: %2.")
            .arg(name, elided(standing.overriddenBy, 120));
    return change.value ? ActionText::tr("%1 is now %2.").arg(name, elided(plainLine(*change.value), 80))
                        : ActionText::tr("%1 is not set by ALTER SYSTEM any more; it is %2 here.").arg(name, shown);
}

QString placeSight(const Change &change, const Standing &standing, const Place &place)
{
    const QString &name = standing.kind.name;
    if (!standing.kept)
        return ActionText::tr("%1 has no %2 of its own.").arg(placeText(place), name);
    return isKeptAsWanted(change, standing) ? ActionText::tr("%1 has %2 = %3, for sessions that begin from now on.")
                                                  .arg(placeText(place), name, elided(plainLine(*standing.kept), 80))
                                            : ActionText::tr("%1 still has %2 = %3.")
                                                  .arg(placeText(place), name, elided(plainLine(*standing.kept), 80));
}

QString capitalized(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// Of several changes: whole when all are.
Sight together(const std::vector<Sight> &sights)
{
    QStringList texts;
    for (const Sight &sight : sights)
        texts << sight.text;
    const auto whole = std::ranges::count(sights, Effect::Whole, &Sight::effect);
    const bool isAll = whole == std::ssize(sights);
    const bool isNone = std::ranges::all_of(sights, [](const Sight &one) { return one.effect == Effect::None; });
    return {isAll ? Effect::Whole : isNone ? Effect::None : Effect::Partly, texts.join(u' ')};
}

} // namespace

Sight sightOf(const Change &change, const Standing &standing, const Place &place)
{
    if (place.scope == Scope::System) {
        const Effect effect = effectOnServer(change, standing);
        return {effect, serverText(change, standing, effect)};
    }
    return {isKeptAsWanted(change, standing) ? Effect::Whole : Effect::None,
            capitalized(placeSight(change, standing, place))};
}

QCoro::Task<Result<Sight>> SettingRun::look(ReadyServer server, std::stop_token stop)
{
    const Place place = placeIn(m_plan.request.arguments);
    const Result<PlaceFacts> facts = co_await readPlace(server.postgres(), place, stop);
    if (!facts)
        co_return std::unexpected(facts.error());
    std::vector<Sight> sights;
    for (const Change &change : m_changesOf(m_plan.request.arguments, server.facts.versionNumber)) {
        const Result<std::optional<Standing>> standing =
            co_await readStanding(server.postgres(), place, facts->seesFiles, change.setting, stop);
        if (!standing)
            co_return std::unexpected(standing.error());
        if (*standing)
            sights.push_back(sightOf(change, **standing, place));
    }
    Sight sight = together(sights);
    if (place.scope == Scope::System && sight.effect == Sight::Effect::Partly)
        sight.next =
            ActionText::tr("Reload the configuration, or put it back by: %1").arg(linesOf(m_plan.undoStatements));
    co_return sight;
}

QString SettingRun::residue() const
{
    if (placeIn(m_plan.request.arguments).scope != Scope::System)
        return {};
    return ActionText::tr(
        "postgresql.auto.conf has it, and the server has not read it. It comes into effect at the next "
        "reload or restart, whoever makes it.");
}

} // namespace lockmaster::setting
