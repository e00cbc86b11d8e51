// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the lines of a note's chart run, for whoever draws them: SVG, pictures, characters. Pure.
#pragma once

#include <QPointF>
#include <QSizeF>
#include <QString>
#include <optional>
#include <vector>

#include "incidents/notedocument.h"

namespace lockmaster {

/// Of a chart in a note, in pixels: as wide as a page.
inline constexpr int kNoteChartWidth = 620;
inline constexpr int kNoteChartHeight = 96;

struct ChartRange {
    double most = 0; ///< and 0 at least
    double last = 0;
};

/// Nothing: there is no point within the note's time.
std::optional<ChartRange> chartRange(const NoteDrawing &drawing);

/// From 0 at the bottom to the largest value at the top; a gap ends a line and the next one begins behind it.
std::vector<std::vector<QPointF>> chartLines(const NoteDrawing &drawing, QSizeF size);

/// 0 at the note's beginning, `width` at its end.
double chartPlace(const NoteDrawing &drawing, WallTime at, double width);

/// "▁▁▃█▇▁": the largest value of each column; a space is a gap.
QString sparkText(const NoteDrawing &drawing, int columns);

/// "03:07:00 to 03:13:00; dashed: what was done from this console": the axis of time, below the lines.
QString chartTimes(const NoteDrawing &drawing);

/// "Sessions that wait for a lock on orders-primary: at most 41, 0 at the end"
QString chartWords(const NoteDrawing &drawing);

} // namespace lockmaster
