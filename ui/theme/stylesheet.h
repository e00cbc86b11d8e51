// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The style sheet of the application, from style.qss with the tokens put in.
#pragma once

#include "ui/theme/tokens.h"

namespace lockmaster {

QString styleSheetOf(const Tokens &tokens);

} // namespace lockmaster
