// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of a snapshot and of what all kinds of server have.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct Error;
struct LinkState;
struct ServerEvent;
struct Sample;
struct ProbeCost;
struct ServerData;
struct Snapshot;

const ValueType &typeOf(const Error *);
const ValueType &typeOf(const LinkState *);
const ValueType &typeOf(const ServerEvent *);
const ValueType &typeOf(const Sample *);
const ValueType &typeOf(const ProbeCost *);
const ValueType &typeOf(const ServerData *);
const ValueType &typeOf(const Snapshot *);

} // namespace lockmaster
