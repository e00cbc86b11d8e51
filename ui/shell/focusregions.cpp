// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focusregions.h"

#include <QWidget>
#include <algorithm>
#include <iterator>

namespace lockmaster {
namespace {

constexpr int kSameRow = 10; ///< controls of one row differ by this much in height

bool isStop(const QWidget &widget, const QWidget &window)
{
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && widget.isVisible() && widget.isEnabled()
           && !widget.focusProxy() && widget.window() == &window;
}

QPoint placeOf(const QWidget *stop)
{
    return stop->mapTo(stop->window(), QPoint());
}

void sortByRows(std::vector<QWidget *> &stops)
{
    std::ranges::stable_sort(stops, {}, [](const QWidget *stop) { return placeOf(stop).y(); });
    for (auto row = stops.begin(); row != stops.end();) {
        const int bottom = placeOf(*row).y() + kSameRow;
        const auto next =
            std::find_if(row, stops.end(), [bottom](const QWidget *stop) { return placeOf(stop).y() > bottom; });
        std::ranges::stable_sort(row, next, {}, [](const QWidget *stop) { return placeOf(stop).x(); });
        row = next;
    }
}

} // namespace

std::vector<QWidget *> stopsIn(const FocusRegion &region)
{
    std::vector<QWidget *> stops;
    for (QWidget *part : region) {
        QList<QWidget *> all = part->findChildren<QWidget *>();
        all.prepend(part);
        std::ranges::copy_if(all, std::back_inserter(stops),
                             [part](const QWidget *each) { return isStop(*each, *part->window()); });
    }
    sortByRows(stops);
    return stops;
}

QWidget *stopBeside(const std::vector<FocusRegion> &regions, const QWidget *stop, bool forward)
{
    std::vector<QWidget *> all;
    for (const FocusRegion &region : regions)
        std::ranges::copy(stopsIn(region), std::back_inserter(all));
    const auto found = std::ranges::find_if(all, [stop](const QWidget *each) { return each == stop; });
    if (found == all.end())
        return nullptr;
    const auto count = std::ssize(all);
    return all[std::size_t((found - all.begin() + (forward ? 1 : -1) + count) % count)];
}

int regionOf(const std::vector<FocusRegion> &regions, const QWidget *widget)
{
    const auto holds = [widget](const QWidget *part) { return part == widget || part->isAncestorOf(widget); };
    const auto found =
        std::ranges::find_if(regions, [&](const FocusRegion &region) { return std::ranges::any_of(region, holds); });
    return found == regions.end() ? -1 : int(found - regions.begin());
}

} // namespace lockmaster
