// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart draws. Names are our own words, never a server's: Qt Charts would take them for rich text.
#pragma once

#include <QColor>
#include <QString>
#include <functional>
#include <vector>

#include "ui/charts/chartscale.h"

namespace lockmaster {

struct Snapshot;

struct ChartLine {
    enum class Kind {
        Line,
        Layer,     ///< stands on the layer before it
        Threshold, ///< thin, with its name at it
    };
    QString series; ///< Sample::series
    QString name;   ///< for people
    QColor color;
    Kind kind = Kind::Line;
    bool isOptional = false; ///< not every server has it: without a point in the span the legend leaves it out
};

struct ChartSpec {
    QString id;    ///< stable, for tests and accessibility tools
    QString title; ///< with its unit
    QString about; ///< what it shows and where it comes from, for the tool tip
    ChartUnit unit = ChartUnit::Count;
    std::vector<ChartLine> lines;
    /// Why it has no data, as far as a snapshot tells: a sentence, or nothing.
    std::function<QString(const Snapshot &)> whyEmpty = {};
};

/// Points of a series of the target shown, of the span shown at least.
using SeriesSource = std::function<std::vector<SeriesPoint>(const QString &series)>;

/// A line with no point for longer than this has no value under the cross-hair.
inline constexpr std::chrono::seconds kValueReach{15};

} // namespace lockmaster
