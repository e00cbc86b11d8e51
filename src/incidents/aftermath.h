// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is over: troubles of each target that came to an end, until somebody has taken note. One thread.
#pragma once

#include <QHash>
#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "incidents/notetimeline.h"

namespace lockmaster {

/// Findings of one id on one target that followed each other: the roots of a blockade, one after the other.
struct Episode {
    QString target;
    WallTime from{};
    WallTime over{};
    Finding worst;

    bool operator==(const Episode &) const = default;
};

class Aftermath
{
public:
    static constexpr std::chrono::seconds kLeast{10};    ///< what was shorter is not worth a word
    static constexpr std::chrono::hours kRemembered{12}; ///< after its end
    static constexpr std::size_t kMostEntries = 500;     ///< of a target: more are one long trouble

    /// In the order of time.
    void see(const QString &target, const SeenMoment &moment);
    /// The worst that is over, what caused others before those, then the one that ended last; nothing: none is, or it was dismissed, or it goes on under
    /// another key.
    [[nodiscard]] std::optional<Episode> over(const QString &target) const;
    /// What has ended by now need not be told any more.
    void dismiss(const QString &target);
    /// The worst that was not seen to end, for while the target is not seen; nothing: there is none.
    [[nodiscard]] std::optional<NoteEntry> lastKnown(const QString &target) const;

private:
    QHash<QString, TimelineJoiner> m_joiners;
    QHash<QString, WallTime> m_dismissed; ///< up to when
};

/// "Over since 23:12:02, lasted 5 m 12 s; you ended 155, 157, 159. At its worst: 41 sessions wait behind …". `deeds` are those
/// of the target; of them those count that were sent while it lasted.
QString overWords(const Episode &episode, const std::vector<Deed> &deeds);

/// "Last seen at 23:12:02: 41 sessions wait behind …"
QString lastKnownWords(const NoteEntry &entry);

} // namespace lockmaster
