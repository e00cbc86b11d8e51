// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster: the window.
#pragma once

#include <QStringList>

class QCommandLineParser;

namespace lockmaster {

class MainWindow;

int runWindow(const QStringList &arguments);

/// --target NAME, --page ID: what the window shows first.
void addPlaceOptions(QCommandLineParser &parser);
void showPlace(MainWindow &window, const QCommandLineParser &parser);

} // namespace lockmaster
