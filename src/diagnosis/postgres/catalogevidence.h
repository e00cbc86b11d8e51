// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What findings of tables, indexes and sequences share.
#pragma once

#include "diagnosis/rule.h"
#include "model/postgres/catalog.h"

namespace lockmaster {

/// The catalog of the database that the target names; null before it was read.
const Catalog *catalogOf(const Snapshot &snapshot);

/// The target of the snapshot is filled in by who asks the rule.
Subject tableSubject(const CatalogTable &table);
Subject indexSubject(const CatalogIndex &index);

/// Active sessions whose statement names the table, the longest first, as sessionJson(); at most three.
QJsonArray sessionsNaming(const PostgresState &state, const QString &table);

/// How long scans have been counted at least: since the counters were reset, else since the server began.
std::optional<std::chrono::microseconds> countedFor(const Catalog &catalog, const PostgresState &state);

/// Of so many, so many are told each as a finding of its own: the worst.
inline constexpr std::size_t kMostOfAKind = 5;

} // namespace lockmaster
