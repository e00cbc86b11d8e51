// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Logging categories. Messages are redacted by the message handler that app installs; one line per change of state.
#pragma once

#include <QLoggingCategory>

namespace lockmaster {

Q_DECLARE_LOGGING_CATEGORY(lcBase)
Q_DECLARE_LOGGING_CATEGORY(lcLink)
Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcActions)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

/// Passes every log line through redact() and prints it to standard error. Called once by main().
void installRedactingLog();

} // namespace lockmaster
