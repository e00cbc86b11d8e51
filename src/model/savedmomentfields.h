// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of saved moments.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct SavedMoment;
struct SavedMoments;

const ValueType &typeOf(const SavedMoment *);
const ValueType &typeOf(const SavedMoments *);

} // namespace lockmaster
