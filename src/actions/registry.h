// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All actions this program knows.
#pragma once

#include <QStringView>

#include "actions/plan/actiontype.h"

namespace lockmaster {

/// Null when there is no such action.
const ActionType *findAction(QStringView id);

} // namespace lockmaster
