// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/chartdrawing.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/format.h"
#include "incidents/incidenttext.h"
#include "incidents/noteseries.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

bool isDrawn(const NoteDrawing &drawing, const SeriesPoint &point)
{
    return std::isfinite(point.value) && drawing.from <= point.at && point.at <= drawing.to;
}

} // namespace

std::optional<ChartRange> chartRange(const NoteDrawing &drawing)
{
    std::optional<ChartRange> range;
    for (const SeriesPoint &point : drawing.chart.points) {
        if (isDrawn(drawing, point))
            range = ChartRange{std::max(range ? range->most : 0.0, point.value), point.value};
    }
    return range;
}

double chartPlace(const NoteDrawing &drawing, WallTime at, double width)
{
    const double all = inSeconds(drawing.to - drawing.from);
    return all > 0 ? std::clamp(inSeconds(at - drawing.from) / all, 0.0, 1.0) * width : 0;
}

std::vector<std::vector<QPointF>> chartLines(const NoteDrawing &drawing, QSizeF size)
{
    const std::optional<ChartRange> range = chartRange(drawing);
    const double top = range && range->most > 0 ? range->most : 1;
    std::vector<std::vector<QPointF>> lines;
    bool isOpen = false;
    for (const SeriesPoint &point : drawing.chart.points) {
        if (!isDrawn(drawing, point)) {
            isOpen = false;
            continue;
        }
        if (!isOpen)
            lines.emplace_back();
        isOpen = true;
        const double share = std::clamp(point.value / top, 0.0, 1.0);
        lines.back().emplace_back(chartPlace(drawing, point.at, size.width()), size.height() * (1 - share));
    }
    return lines;
}

QString sparkText(const NoteDrawing &drawing, int columns)
{
    static constexpr char16_t kLowest = u'\u2581'; // eight blocks, each an eighth higher
    const std::optional<ChartRange> range = chartRange(drawing);
    if (!range || columns < 1)
        return {};
    std::vector<double> highest(static_cast<std::size_t>(columns), kNoValue);
    for (const SeriesPoint &point : drawing.chart.points) {
        if (!isDrawn(drawing, point))
            continue;
        const auto column = static_cast<std::size_t>(chartPlace(drawing, point.at, columns - 1));
        highest[column] = std::fmax(highest[column], point.value);
    }
    QString text;
    for (const double value : highest) {
        const double share = range->most > 0 ? std::clamp(value / range->most, 0.0, 1.0) : 0;
        text += std::isnan(value) ? QChar(u' ') : QChar(char16_t(kLowest + int(std::lround(share * 7))));
    }
    return text;
}

QString chartTimes(const NoteDrawing &drawing)
{
    const QString span = IncidentText::tr("%1 to %2").arg(formatTimeOfDay(drawing.from), formatTimeOfDay(drawing.to));
    return drawing.deeds.empty() ? span : span + u"; "_s + IncidentText::tr("dashed: what was done from this console");
}

QString chartWords(const NoteDrawing &drawing)
{
    const QString title = IncidentText::tr("%1 on %2").arg(seriesTitle(drawing.chart.series), drawing.chart.target);
    const std::optional<ChartRange> range = chartRange(drawing);
    if (!range)
        return title;
    return IncidentText::tr("%1: at most %2, %3 at the end")
        .arg(title, seriesValue(drawing.chart.series, range->most), seriesValue(drawing.chart.series, range->last));
}

} // namespace lockmaster
