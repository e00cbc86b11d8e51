// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of commands in progress, and of checkpoints.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct VacuumWork;
struct CommandProgress;
struct WorkInProgress;
struct RecentCheckpoints;
struct Checkpoints;

const ValueType &typeOf(const VacuumWork *);
const ValueType &typeOf(const CommandProgress *);
const ValueType &typeOf(const WorkInProgress *);
const ValueType &typeOf(const RecentCheckpoints *);
const ValueType &typeOf(const Checkpoints *);

} // namespace lockmaster
