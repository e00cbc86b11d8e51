// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An incident as a value: what was wrong with some targets during a span of time, what happened to them, what was done
// from this console, and the numbers to draw. Pure; any thread. What writes it down is in notemarkdown.h and notehtml.h.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "model/event.h"
#include "model/finding.h"
#include "model/linkstate.h"
#include "model/target.h"
#include "watch/deeds.h"
#include "watch/seriespoint.h"

namespace lockmaster {

/// Of one observation what a note needs: much less than a snapshot.
struct SeenMoment {
    WallTime at{};
    LinkState link;
    bool hasData = false;          ///< measured now or before
    std::vector<Finding> findings; ///< with those between targets, worst first
    std::vector<ServerEvent> events;

    bool operator==(const SeenMoment &) const = default;
};

struct NoteChart {
    QString target;
    QString series;                  ///< Sample::series
    std::vector<SeriesPoint> points; ///< oldest first; NaN is a gap
};

struct NoteEntry {
    /// LinkState: the console could not see the target.
    using What = std::variant<Finding, ServerEvent, Deed, LinkState>;

    QString target;
    WallTime at{};                ///< when it began, as far as the server tells; or when it happened
    WallTime lastSeen{};          ///< of what lasts; else `at`
    std::optional<WallTime> over; ///< of what lasts: when it was first seen to be gone; empty: it was not
    What what;                    ///< of a finding the evidence of when it was worst

    [[nodiscard]] const Finding *finding() const { return std::get_if<Finding>(&what); }
    [[nodiscard]] bool lasts() const
    {
        return std::holds_alternative<Finding>(what) || std::holds_alternative<LinkState>(what);
    }
    bool operator==(const NoteEntry &) const = default;
};

/// All that is known of one target.
struct WatchedTarget {
    Target target;
    QString server;                  ///< "PostgreSQL 17.2, primary"; empty: it never told
    std::vector<SeenMoment> moments; ///< oldest first
    std::vector<Deed> deeds;         ///< oldest first; Deed::at.wall is on the same clock as the moments
    std::vector<NoteChart> charts;
    std::vector<NoteEntry> joined{}; ///< what moments that are not kept were joined to, see TimelineJoiner
};

struct NoteTarget {
    QString name;
    QString server;
    QString place; ///< endpoint()
    Environment environment = Environment::Production;

    bool operator==(const NoteTarget &) const = default;
};

struct NoteMaker {
    QString program; ///< "lockmaster 0.1.0"
    QString person;  ///< "maria@laptop"
    WallTime at{};

    bool operator==(const NoteMaker &) const = default;
};

struct IncidentNote {
    std::vector<NoteTarget> targets; ///< those asked for first, then those that causes are on
    WallTime from{};
    WallTime to{};
    std::vector<NoteEntry> timeline; ///< by `at`
    std::vector<NoteChart> charts;
    NoteMaker maker;
};

/// Of the moments between `from` and `to`. Findings are joined by their keys; those that are only to be known
/// (FindingSeverity::Info) are left out, and so are those that say that the target is not seen: an entry of its own does.
IncidentNote incidentNote(const std::vector<WatchedTarget> &watched, WallTime from, WallTime to, NoteMaker maker = {});

/// The entry that the headline is about: the worst, and of the worst a cause before what it causes, and the longest. Null:
/// nothing was wrong.
const NoteEntry *mainEntry(const IncidentNote &note);

/// How long it was so, up to the end of the note.
std::chrono::microseconds lasted(const NoteEntry &entry);

} // namespace lockmaster
