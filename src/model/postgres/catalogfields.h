// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of fields of a database's tables, indexes and sequences.
#pragma once

#include "model/fields/valuetype.h"

namespace lockmaster {

struct TableSpace;
struct TableUse;
struct TableUpkeep;
struct CatalogTable;
struct CatalogIndex;
struct CatalogSequence;
struct Catalog;

const ValueType &typeOf(const TableSpace *);
const ValueType &typeOf(const TableUse *);
const ValueType &typeOf(const TableUpkeep *);
const ValueType &typeOf(const CatalogTable *);
const ValueType &typeOf(const CatalogIndex *);
const ValueType &typeOf(const CatalogSequence *);
const ValueType &typeOf(const Catalog *);

} // namespace lockmaster
