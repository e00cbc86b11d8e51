// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A finding as lines of text.
#pragma once

#include "model/finding.h"

namespace lockmaster {

/// The finding, and for each recommended action the command line that plans it.
void printFinding(const Finding &finding);

/// "lockmaster act postgres.session.terminate orders-primary pid=8123 backend_start=…", quoted for a shell.
QString actCommandLine(const RecommendedAction &action, const QString &target);

} // namespace lockmaster
