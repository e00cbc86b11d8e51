// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/indexfaults.h"

#include <QRegularExpression>
#include <algorithm>

namespace lockmaster {
namespace {

bool hasSameColumns(const CatalogIndex &left, const CatalogIndex &right)
{
    return left.columns == right.columns && left.keyColumns == right.keyColumns && left.classes == right.classes;
}

/// Of two that serve the same, this one stays: it does what the other does not, or is the older.
bool outlives(const CatalogIndex &one, const CatalogIndex &other)
{
    const auto worth = [](const CatalogIndex &index) {
        return std::tuple(!canBeDropped(index), index.isUnique, index.scans > 0, -std::int64_t(index.oid));
    };
    return worth(one) > worth(other);
}

/// "1 0 3/1978 0 0/…": of each key column one part.
bool beginsWith(const QString &classes, const QString &start, int keyColumns)
{
    const auto parts = [](const QString &all, int group) { return all.section(u'/', group, group).split(u' '); };
    for (int group = 0; group < 3; ++group) {
        if (parts(classes, group).first(std::min<qsizetype>(keyColumns, parts(classes, group).size()))
            != parts(start, group).first(std::min<qsizetype>(keyColumns, parts(start, group).size())))
            return false;
    }
    return true;
}

IndexFault faultAlone(const CatalogIndex &index)
{
    if (!index.isValid && index.isBeingBuilt.value_or(true))
        return IndexFault::Building;
    if (isLeftover(index))
        return IndexFault::Leftover;
    if (!index.isValid)
        return IndexFault::Invalid;
    return IndexFault::None;
}

IndexState stateAmong(const CatalogIndex &index, const std::vector<const CatalogIndex *> &siblings)
{
    IndexState state{&index, faultAlone(index), nullptr};
    if (state.fault != IndexFault::None)
        return state;
    for (const CatalogIndex *other : siblings) {
        if (other == &index || !isServedBy(index, *other))
            continue;
        const bool isSame = hasSameColumns(index, *other);
        if (isSame && outlives(index, *other))
            continue;
        state.fault = isSame ? IndexFault::Duplicate : IndexFault::Prefix;
        state.instead = other;
        if (isSame)
            return state;
    }
    if (state.fault == IndexFault::None && index.scans == 0 && index.bytes >= kUnusedFrom && canBeDropped(index)
        && !index.isUnique)
        state.fault = IndexFault::Unused;
    return state;
}

} // namespace

bool canBeDropped(const CatalogIndex &index)
{
    return !index.backsConstraint && !index.isPrimary && !index.isReplicaIdentity && !index.isOfPartition;
}

bool isLeftover(const CatalogIndex &index)
{
    static const QRegularExpression kLeft(QStringLiteral("_cc(new|old)\\d*$"));
    return !index.isValid && kLeft.match(index.name).hasMatch();
}

bool isServedBy(const CatalogIndex &index, const CatalogIndex &wider)
{
    if (index.tableOid != wider.tableOid || !wider.isValid || index.method != wider.method
        || index.predicate != wider.predicate)
        return false;
    if (!canBeDropped(index) || (index.isUnique && !(wider.isUnique && hasSameColumns(index, wider))))
        return false;
    if (hasSameColumns(index, wider))
        return index.expressions == wider.expressions;
    const bool isOrdered = index.method == u"btree";
    const bool isPlain = index.expressions.isEmpty() && wider.expressions.isEmpty();
    if (!isOrdered || !isPlain || index.columns.size() != std::size_t(index.keyColumns)
        || wider.keyColumns <= index.keyColumns)
        return false;
    return std::equal(index.columns.begin(), index.columns.end(), wider.columns.begin())
           && beginsWith(wider.classes, index.classes, index.keyColumns);
}

std::vector<IndexState> indexStates(const Catalog &catalog)
{
    std::vector<const CatalogIndex *> byTable;
    for (const CatalogIndex &index : catalog.indexes)
        byTable.push_back(&index);
    const auto tableOf = [](const CatalogIndex *index) { return index->tableOid; };
    std::ranges::sort(byTable, {}, tableOf);
    std::vector<IndexState> states;
    for (const CatalogIndex &index : catalog.indexes) {
        const auto siblings = std::ranges::equal_range(byTable, index.tableOid, {}, tableOf);
        states.push_back(stateAmong(index, {siblings.begin(), siblings.end()}));
    }
    return states;
}

} // namespace lockmaster
