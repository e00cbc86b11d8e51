// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where things of one user lie.
#pragma once

#include <QString>

namespace lockmaster {

/// ~/.config/lockmaster/fleet.yaml, or where XDG_CONFIG_HOME says.
QString defaultFleetFile();

/// ~/.local/share/lockmaster/journal, or where XDG_DATA_HOME says.
QString journalFolder();

} // namespace lockmaster
