// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/aftermath.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/format.h"
#include "diagnosis/diagnosis.h"
#include "incidents/incidenttext.h"
#include "incidents/notewords.h"

namespace lockmaster {
namespace {

struct Chain {
    Episode episode;
    bool isOver = true;
};

/// Findings follow each other when one begins before the other has been gone for long.
bool follows(const NoteEntry &entry, const Chain &chain)
{
    return entry.finding() && entry.finding()->id == chain.episode.worst.id
           && entry.at <= chain.episode.over + TimelineJoiner::kBridged;
}

void append(Chain &chain, const NoteEntry &entry)
{
    chain.isOver = chain.isOver && entry.over;
    chain.episode.over = std::max(chain.episode.over, entry.over.value_or(entry.lastSeen));
    if (isWorse(*entry.finding(), chain.episode.worst))
        chain.episode.worst = *entry.finding();
}

std::vector<Chain> chainsOf(std::vector<NoteEntry> entries)
{
    std::ranges::stable_sort(entries, {}, &NoteEntry::at);
    std::vector<Chain> chains;
    for (const NoteEntry &entry : entries) {
        if (!entry.finding())
            continue;
        const auto before = std::ranges::find_if(chains, [&](const Chain &chain) { return follows(entry, chain); });
        if (before != chains.end())
            append(*before, entry);
        else
            chains.push_back({{entry.target, entry.at, entry.over.value_or(entry.lastSeen), *entry.finding()},
                              entry.over.has_value()});
    }
    return chains;
}

} // namespace

void Aftermath::see(const QString &target, const SeenMoment &moment)
{
    auto joiner = m_joiners.find(target);
    if (joiner == m_joiners.end())
        joiner = m_joiners.insert(target, TimelineJoiner(target));
    joiner->see(moment);
    joiner->forgetBefore(moment.at - kRemembered);
    joiner->forgetBeyond(kMostEntries);
}

std::optional<Episode> Aftermath::over(const QString &target) const
{
    const auto joiner = m_joiners.constFind(target);
    if (joiner == m_joiners.constEnd())
        return {};
    std::vector<Chain> chains = chainsOf(joiner->entries());
    const WallTime dismissed = m_dismissed.value(target);
    std::erase_if(chains, [dismissed](const Chain &chain) {
        const Episode &episode = chain.episode;
        return !chain.isOver || episode.over - episode.from < kLeast || episode.over <= dismissed;
    });
    const auto rank = [](const Chain &chain) {
        const Episode &episode = chain.episode;
        const bool isRoot = episode.worst.causedBy.key.isEmpty();
        return std::tuple(episode.worst.severity, isRoot, episode.over, episode.over - episode.from);
    };
    const auto worst = std::ranges::max_element(chains, {}, rank);
    return worst == chains.end() ? std::nullopt : std::optional(worst->episode);
}

void Aftermath::dismiss(const QString &target)
{
    const auto joiner = m_joiners.constFind(target);
    if (joiner == m_joiners.constEnd())
        return;
    WallTime last{};
    for (const NoteEntry &entry : joiner->entries())
        last = std::max(last, entry.over.value_or(WallTime{}));
    m_dismissed.insert(target, last);
}

std::optional<NoteEntry> Aftermath::lastKnown(const QString &target) const
{
    const auto joiner = m_joiners.constFind(target);
    if (joiner == m_joiners.constEnd())
        return {};
    std::vector<NoteEntry> open;
    std::ranges::copy_if(joiner->entries(), std::back_inserter(open),
                         [](const NoteEntry &entry) { return entry.finding() && !entry.over; });
    const auto worst =
        std::ranges::max_element(open, {}, [](const NoteEntry &entry) { return entry.finding()->severity; });
    return worst == open.end() ? std::nullopt : std::optional(*worst);
}

QString overWords(const Episode &episode, const std::vector<Deed> &deeds)
{
    std::vector<Deed> meanwhile;
    std::ranges::copy_if(deeds, std::back_inserter(meanwhile), [&](const Deed &deed) {
        return episode.from <= deed.at.wall && deed.at.wall <= episode.over + TimelineJoiner::kBridged;
    });
    const QString done = deedsWords(meanwhile);
    const QString since = formatTimeOfDay(episode.over);
    const QString duration = formatWholeSeconds(episode.over - episode.from);
    const QString what = done.isEmpty() ? IncidentText::tr("Over since %1, lasted %2.").arg(since, duration)
                                        : IncidentText::tr("Over since %1, lasted %2; %3.").arg(since, duration, done);
    return what + u' ' + IncidentText::tr("At its worst: %1").arg(sentenceOf(episode.worst));
}

QString lastKnownWords(const NoteEntry &entry)
{
    return IncidentText::tr("Last seen at %1: %2").arg(formatTimeOfDay(entry.lastSeen), entryWords(entry));
}

} // namespace lockmaster
