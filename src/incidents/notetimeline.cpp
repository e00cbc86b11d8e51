// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/notetimeline.h"

#include <QJsonValue>

#include <algorithm>
#include <array>
#include <utility>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// How many it concerns, by the first of these keys that the evidence has; see the files of the rules.
double concerned(const Finding &finding)
{
    static constexpr std::array kCounts{"victims"_L1, "waiting"_L1, "count"_L1, "used"_L1, "bytes"_L1};
    for (const QLatin1StringView key : kCounts) {
        if (const QJsonValue value = finding.evidence.value(key); value.isDouble())
            return value.toDouble();
    }
    return 0;
}

bool isBlind(const LinkState &link)
{
    return !isLive(link) && (link.phase != LinkPhase::Connecting || link.error);
}

/// The same finding, or blindness again.
bool isSame(const NoteEntry::What &left, const NoteEntry::What &right)
{
    const auto *finding = std::get_if<Finding>(&left);
    const auto *other = std::get_if<Finding>(&right);
    if (finding && other)
        return finding->key == other->key && finding->id == other->id;
    return std::holds_alternative<LinkState>(left) && std::holds_alternative<LinkState>(right);
}

} // namespace

bool isWorse(const Finding &finding, const Finding &than)
{
    if (finding.severity != than.severity)
        return finding.severity > than.severity;
    return concerned(finding) >= concerned(than);
}

/// The newest entry that this continues; null when it begins anew.
NoteEntry *TimelineJoiner::openEntry(const NoteEntry::What &what, WallTime at)
{
    const auto found = std::ranges::find_if(m_entries.rbegin(), m_entries.rend(),
                                            [&](const NoteEntry &entry) { return isSame(entry.what, what); });
    const bool isOpen = found != m_entries.rend() && (!found->over || at - *found->over <= kBridged);
    return isOpen ? &*found : nullptr;
}

void TimelineJoiner::seeFinding(const Finding &finding, WallTime at)
{
    NoteEntry *known = openEntry(finding, at);
    if (!known) {
        const bool isDated = finding.since != WallTime{} && finding.since < at;
        m_entries.push_back({m_target, isDated ? finding.since : at, at, {}, finding});
        return;
    }
    known->lastSeen = at;
    known->over.reset();
    if (isWorse(finding, std::get<Finding>(known->what)))
        known->what = finding;
}

void TimelineJoiner::seeLink(const SeenMoment &moment)
{
    if (!isBlind(moment.link))
        return;
    if (NoteEntry *known = openEntry(moment.link, moment.at)) {
        known->lastSeen = moment.at;
        known->over.reset();
        if (moment.link.error)
            known->what = moment.link;
        return;
    }
    m_entries.push_back({m_target, moment.at, moment.at, {}, moment.link});
}

/// Of a moment in which the target was seen.
void TimelineJoiner::endUnseen(WallTime at)
{
    for (NoteEntry &entry : m_entries) {
        if (entry.lasts() && !entry.over && entry.lastSeen < at)
            entry.over = at;
    }
}

void TimelineJoiner::forgetBefore(WallTime time)
{
    std::erase_if(m_entries, [time](const NoteEntry &entry) {
        return entry.lasts() ? entry.over && *entry.over < time : entry.at < time;
    });
}

void TimelineJoiner::forgetBeyond(std::size_t most)
{
    std::size_t surplus = m_entries.size() > most ? m_entries.size() - most : 0;
    if (surplus == 0)
        return;
    std::vector<NoteEntry> kept;
    for (NoteEntry &entry : m_entries) {
        const bool isPast = !entry.lasts() || entry.over.has_value();
        if (isPast && surplus > 0)
            --surplus;
        else
            kept.push_back(std::move(entry));
    }
    m_entries = std::move(kept);
}

void TimelineJoiner::see(const SeenMoment &moment)
{
    seeLink(moment);
    for (const ServerEvent &event : moment.events) {
        if (event.kind != EventKind::SightLost && event.kind != EventKind::SightRegained)
            m_entries.push_back({m_target, event.at, event.at, {}, event});
    }
    for (const Finding &finding : moment.findings) {
        if (finding.severity != FindingSeverity::Info && !finding.id.startsWith("target."_L1))
            seeFinding(finding, moment.at);
    }
    if (isLive(moment.link) && moment.hasData)
        endUnseen(moment.at);
}

} // namespace lockmaster
