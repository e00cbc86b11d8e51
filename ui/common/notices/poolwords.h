// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A pool of a PgBouncer in a word, the same on every page.
#pragma once

#include <QString>

namespace lockmaster {

struct PgBouncerPool;

/// "paused", "disabled", "waiting", "full", "ok". `fill`: busy server connections as a share of pool_size;
/// `isPaused`: its database or all of PgBouncer is.
QString poolStateWord(const PgBouncerPool &pool, double fill, bool isPaused, bool isDisabled);

} // namespace lockmaster
