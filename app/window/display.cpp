// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "display.h"

#include <QtEnvironmentVariables>
#include <algorithm>
#include <array>
#include <string_view>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/options.h"

namespace lockmaster {
namespace {

bool hasDisplay = true;

} // namespace

void chooseDisplay(std::span<char *const> arguments, bool isPicture)
{
    constexpr std::array kDisplays{"WAYLAND_DISPLAY", "DISPLAY"};
    constexpr std::array<std::string_view, 4> kOptions{"-platform", "--platform", "-display", "--display"};
    const bool isChosen = !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")
                          || std::ranges::any_of(arguments, [&](std::string_view argument) {
                                 return std::ranges::contains(kOptions, argument);
                             });
    hasDisplay =
        isChosen || std::ranges::any_of(kDisplays, [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
    if (!isChosen && (isPicture || !hasDisplay))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

bool isDisplayThere()
{
    return hasDisplay;
}

std::optional<int> complainWithoutDisplay()
{
    if (hasDisplay)
        return {};
    return complain(
        AppText::tr("There is no display to show the window on: neither DISPLAY nor WAYLAND_DISPLAY is set. "
                    "lockmaster check, snapshot and screenshot need none."),
        kExitUnavailable);
}

} // namespace lockmaster
