// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lockmaster {

/// How a thing is: a target, a limit, a number.
enum class HealthState {
    Ok,
    Warning,
    Critical,
    Unknown, ///< nothing was asked yet, or a part is hidden
    Blind,   ///< it does not answer: what it was is not what it is
};

} // namespace lockmaster
