// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A state's shape in its colour, for what takes icons: tabs, buttons, menus. Follows the theme.
#pragma once

#include <QIcon>

#include "ui/theme/tokens.h"

namespace lockmaster {

QIcon stateIcon(HealthState state);

} // namespace lockmaster
