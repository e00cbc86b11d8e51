// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of a PgBouncer.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct PgBouncerIdentity;
struct PgBouncerPool;
struct PgBouncerDatabase;
struct PgBouncerStats;
struct PgBouncerSocket;
struct PgBouncerSockets;
struct PgBouncerSetting;
struct PgBouncerState;

const ValueType &typeOf(const PgBouncerIdentity *);
const ValueType &typeOf(const PgBouncerPool *);
const ValueType &typeOf(const PgBouncerDatabase *);
const ValueType &typeOf(const PgBouncerStats *);
const ValueType &typeOf(const PgBouncerSocket *);
const ValueType &typeOf(const PgBouncerSockets *);
const ValueType &typeOf(const PgBouncerSetting *);
const ValueType &typeOf(const PgBouncerState *);

} // namespace lockmaster
