// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Joins what was seen of one target, moment by moment, to what lasted from when to when.
#pragma once

#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

#include "incidents/incidentnote.h"

namespace lockmaster {

/// Of two findings of one key the one whose evidence tells more: the graver, then the one that concerns more.
bool isWorse(const Finding &finding, const Finding &than);

class TimelineJoiner
{
public:
    /// What is gone for no longer than this was not over.
    static constexpr std::chrono::seconds kBridged{10};

    explicit TimelineJoiner(QString target) : m_target(std::move(target)) {}

    /// In the order of time. A moment in which the target was not seen ends no finding: nobody knows.
    void see(const SeenMoment &moment);
    /// What was over by then, and events of before.
    void forgetBefore(WallTime time);
    /// Where there are more entries, the oldest of what is over and of events.
    void forgetBeyond(std::size_t most);
    /// In the order in which they were first seen.
    [[nodiscard]] const std::vector<NoteEntry> &entries() const { return m_entries; }

private:
    void seeFinding(const Finding &finding, WallTime at);
    void seeLink(const SeenMoment &moment);
    NoteEntry *openEntry(const NoteEntry::What &what, WallTime at);
    void endUnseen(WallTime at);

    QString m_target;
    std::vector<NoteEntry> m_entries;
};

} // namespace lockmaster
