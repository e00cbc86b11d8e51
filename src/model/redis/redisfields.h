// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of a Redis or Valkey server.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct RedisIdentity;
struct RedisClient;
struct RedisSlowEntry;
struct RedisCommandStat;
struct RedisKeyspace;
struct RedisReplica;
struct RedisReplication;
struct RedisClusterNode;
struct RedisCluster;
struct RedisScript;
struct RedisState;
struct RefusedCommand;

const ValueType &typeOf(const RedisIdentity *);
const ValueType &typeOf(const RedisClient *);
const ValueType &typeOf(const RedisSlowEntry *);
const ValueType &typeOf(const RedisCommandStat *);
const ValueType &typeOf(const RedisKeyspace *);
const ValueType &typeOf(const RedisReplica *);
const ValueType &typeOf(const RedisReplication *);
const ValueType &typeOf(const RedisClusterNode *);
const ValueType &typeOf(const RedisCluster *);
const ValueType &typeOf(const RedisScript *);
const ValueType &typeOf(const RedisState *);
const ValueType &typeOf(const RefusedCommand *);

} // namespace lockmaster
