// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of a Sentinel.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct SentinelPeer;
struct SentinelPrimary;
struct SentinelState;

const ValueType &typeOf(const SentinelPeer *);
const ValueType &typeOf(const SentinelPrimary *);
const ValueType &typeOf(const SentinelState *);

} // namespace lockmaster
