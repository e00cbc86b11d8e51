// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of replication and of wraparound.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct WalSender;
struct WalReceiver;
struct ReplicationSlot;
struct Archiver;
struct Replication;
struct DatabaseAge;
struct Wraparound;

const ValueType &typeOf(const WalSender *);
const ValueType &typeOf(const WalReceiver *);
const ValueType &typeOf(const ReplicationSlot *);
const ValueType &typeOf(const Archiver *);
const ValueType &typeOf(const Replication *);
const ValueType &typeOf(const DatabaseAge *);
const ValueType &typeOf(const Wraparound *);

} // namespace lockmaster
