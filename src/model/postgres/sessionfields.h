// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of sessions and locks.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct SessionKey;
struct Session;
struct LockWait;
struct HeldLock;
struct PreparedTransaction;

const ValueType &typeOf(const SessionKey *);
const ValueType &typeOf(const Session *);
const ValueType &typeOf(const LockWait *);
const ValueType &typeOf(const HeldLock *);
const ValueType &typeOf(const PreparedTransaction *);

} // namespace lockmaster
