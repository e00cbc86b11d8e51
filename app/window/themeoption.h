// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// --theme dark|light|system
#pragma once

class QCommandLineParser;

namespace lockmaster {

void addThemeOption(QCommandLineParser &parser);

/// False when the option's value is none of its words.
bool isThemeKnown(const QCommandLineParser &parser);

/// To be called once the window has put back its own choice.
void applyTheme(const QCommandLineParser &parser);

} // namespace lockmaster
