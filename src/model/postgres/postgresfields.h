// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of a PostgreSQL server.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct ServerIdentity;
struct ServerSettings;
struct DatabaseCounters;
struct Headroom;
struct IdleGroup;
struct PostgresState;

const ValueType &typeOf(const ServerIdentity *);
const ValueType &typeOf(const ServerSettings *);
const ValueType &typeOf(const DatabaseCounters *);
const ValueType &typeOf(const Headroom *);
const ValueType &typeOf(const IdleGroup *);
const ValueType &typeOf(const PostgresState *);

} // namespace lockmaster
