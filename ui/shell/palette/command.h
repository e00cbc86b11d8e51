// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Something that can be done by name: in the palette, on the help sheet, by a key.
#pragma once

#include <QKeySequence>
#include <QString>
#include <functional>
#include <vector>

namespace lockmaster {

struct Command {
    QString text;                   ///< "Go to Locks"
    QString group;                  ///< heading on the help sheet: "Pages"
    QList<QKeySequence> keys = {};  ///< the first one is shown
    std::function<void()> run = {}; ///< empty: only told of (keys of a page)
    QString reason = {};            ///< why it cannot be done now; empty when it can
    bool hasObject = true;          ///< false: nothing is selected that it could be done to; only its key is told
    bool isStep = false;            ///< goes on while its key is held down; others are done once
};

/// Further commands for what was typed.
using CommandSearch = std::function<std::vector<Command>(const QString &typed)>;

} // namespace lockmaster
