// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The table of fields of a target, without how to log in.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct Target;

const ValueType &typeOf(const Target *);

} // namespace lockmaster
