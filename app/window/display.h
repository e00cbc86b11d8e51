// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether there is a display to show a window on: Qt ends the process where there is none.
#pragma once

#include <optional>
#include <span>

namespace lockmaster {

/// Before the application is made. Without a display it is made offscreen, so that help, mistakes on the command line and
/// files that cannot be read are told there too.
void chooseDisplay(std::span<char *const> arguments, bool isPicture);

[[nodiscard]] bool isDisplayThere();

/// What the program ends with when a window should be shown and there is nothing to show it on; says so.
std::optional<int> complainWithoutDisplay();

} // namespace lockmaster
