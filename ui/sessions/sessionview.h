// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which sessions the page shows and how they are grouped: a preset, or what the person has set. Plain values.
#pragma once

#include <QString>
#include <chrono>
#include <set>
#include <vector>

#include "ui/sessions/sessionrow.h"

namespace lockmaster {

enum class SessionGrouping { None, Application, User, Client, State, Database, ApplicationAndState };

struct SessionView {
    std::set<SessionState> states; ///< empty: all
    bool onlyWaiting = false;      ///< for a lock
    bool onlyBlocking = false;
    Age minimumQueryAge;
    Age minimumStateAge;
    bool hideIdle = false;
    bool hideBackground = true;
    SessionGrouping grouping = SessionGrouping::None;

    bool operator==(const SessionView &) const = default;
};

bool accepts(const SessionView &view, const SessionRow &row);

struct SessionPreset {
    QString id;    ///< stable: command line, palette, runbooks
    QString title; ///< translated
    QString toolTip;
    SessionView view;
    QString sortColumn; ///< what it puts first, descending
};

/// In the order of the menu; the first shows all.
std::vector<SessionPreset> sessionPresets();

/// Translated names of the groupings, in order.
QString groupingTitle(SessionGrouping grouping);
inline constexpr int kGroupings = 7;

} // namespace lockmaster
