// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A note's entries and its headline in words. Texts may hold what servers said: whoever writes them makes them plain.
#pragma once

#include "incidents/incidentnote.h"

namespace lockmaster {

/// "■ critical", "▲ warning", "⊘ not seen", "event", "done here"
QString entryKindWords(const NoteEntry &entry);

/// One sentence: what was wrong at its worst, what happened, what was done and with what outcome.
QString entryWords(const NoteEntry &entry);

/// "5 m 12 s", "still so after 5 m 12 s"; empty of what does not last.
QString durationWords(const NoteEntry &entry);

/// "orders-primary: 41 sessions wait behind … Since 03:07:51, over at 03:12:02 (4 m 11 s)." Or that nothing was wrong.
QString headlineOf(const IncidentNote &note);

/// "done and confirmed", "refused by the console", …
QString outcomeWords(Outcome outcome);

/// "12 sessions waited behind it; 10 went on, 2 still wait."; empty when nobody waited.
QString waiterWords(const Deed &deed);

/// "End a session (postgres.session.terminate, pid 8123)", or the line to copy.
QString recommendedWords(const RecommendedAction &action);

/// What has been done to whom, for one line: "you ended 155, 157, 159; done: Vacuum orders"; of what was sent alone.
QString deedsWords(const std::vector<Deed> &deeds);

} // namespace lockmaster
