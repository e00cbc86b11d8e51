// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A note as one file of HTML that needs nothing else: no script, no link, no picture from anywhere; readable on paper. Pure.
#pragma once

#include "codec/texts.h"
#include "incidents/incidentnote.h"
#include "incidents/notedocument.h"

namespace lockmaster {

enum class NoteCharts {
    Svg,
    Images, ///< <img src="chart:0">, …, in the order of noteDrawings(), for a reader that knows no SVG and is given them
};

QString noteHtml(const IncidentNote &note, Texts texts = Texts::Masked, NoteCharts charts = NoteCharts::Svg);

std::vector<NoteDrawing> noteDrawings(const IncidentNote &note);

/// Of a chart, as SVG and pictures have it, in pixels.
inline constexpr int kNoteChartWidth = 680;
inline constexpr int kNoteChartHeight = 96;

} // namespace lockmaster
