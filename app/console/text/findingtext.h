// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A finding as lines of text.
#pragma once

#include "app/fleetchoice.h"
#include "model/action.h"
#include "model/finding.h"

namespace lockmaster {

/// The finding, and for each recommended action the command line that plans it, or what else there is to copy.
void printFinding(const Finding &finding, const FleetOrigin &origin);

/// "lockmaster act postgres.session.terminate orders-primary pid=8123 backend_start=…" with all arguments of the action,
/// quoted for a shell; the target is named so that it is found again: by its URL, or in the fleet file of --fleet.
QString actCommandLine(const RecommendedAction &action, const QString &target, const FleetOrigin &origin);
QString actCommandLine(const ActionRequest &request, const FleetOrigin &origin);

} // namespace lockmaster
