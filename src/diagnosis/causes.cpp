// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/causes.h"

#include "diagnosis/rules.h"

#include <QMap>
#include <QSet>
#include <algorithm>

namespace lockmaster {
namespace {

using Keys = QSet<QString>;

Keys keysOf(const Subjects &subjects)
{
    Keys keys;
    for (const Subject &subject : subjects)
        keys.insert(subjectKey(subject));
    return keys;
}

/// The one that found it: a full server is told by its link, too, in other evidence.
const Rule *finder(const FoundOn &one)
{
    const RuleInput input = inputOf(*one.snapshot);
    const auto found = std::ranges::find_if(allRules(), [&](const Rule *rule) {
        return rule->id == one.finding->id && (rule->input == input || rule->input == RuleInput::Fleet);
    });
    return found == allRules().end() ? nullptr : *found;
}

Keys heldUpBy(const FoundOn &one)
{
    const Rule *rule = finder(one);
    Keys keys = rule && rule->holdsUp ? keysOf(rule->holdsUp(*one.finding, *one.snapshot)) : Keys();
    if (one.finding->subject.kind != SubjectKind::Target)
        keys.insert(subjectKey(one.finding->subject));
    return keys;
}

/// What all findings hold up, worked out when somebody first asks: mostly nobody does.
class HeldUp
{
public:
    explicit HeldUp(std::span<const FoundOn> all) : m_all(all) {}

    const Keys &by(std::size_t place)
    {
        if (m_held.empty())
            std::ranges::transform(m_all, std::back_inserter(m_held), heldUpBy);
        return m_held[place];
    }

private:
    std::span<const FoundOn> m_all;
    std::vector<Keys> m_held;
};

struct Suspects {
    qsizetype held = 0; ///< by all findings of one rule together
    qsizetype most = 0; ///< by one of them
    const Finding *worst = nullptr;
};

FindingRef causeAmong(std::span<const FoundOn> all, std::size_t place, const Keys &behind, HeldUp &heldUp)
{
    QMap<QString, Suspects> byRule; // in order: of two that hold up as much it is always the same one
    for (std::size_t other = 0; other < all.size(); ++other) {
        if (all[other].finding->id == all[place].finding->id)
            continue;
        const Keys &held = heldUp.by(other);
        const auto common = std::ranges::count_if(behind, [&](const QString &key) { return held.contains(key); });
        Suspects &suspects = byRule[all[other].finding->id];
        suspects.held += common;
        if (common > suspects.most) {
            suspects.most = common;
            suspects.worst = all[other].finding;
        }
    }
    const auto most = std::ranges::max_element(byRule, {}, &Suspects::held);
    if (most == byRule.end() || !most->worst || most->held * 2 < behind.size())
        return {};
    return {most->worst->id, most->worst->target, most->worst->key};
}

} // namespace

std::vector<FindingRef> causesOf(std::span<const FoundOn> all, const FleetMoment &moment)
{
    HeldUp heldUp(all);
    std::vector<FindingRef> causes(all.size());
    for (std::size_t place = 0; place < all.size(); ++place) {
        const Rule *rule = finder(all[place]);
        if (!rule || !rule->standsBehind)
            continue;
        const Keys behind = keysOf(rule->standsBehind(*all[place].finding, *all[place].snapshot, moment));
        if (!behind.isEmpty())
            causes[place] = causeAmong(all, place, behind, heldUp);
    }
    return causes;
}

} // namespace lockmaster
