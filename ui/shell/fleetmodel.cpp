// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fleetmodel.h"

#include "base/format.h"
#include "ui/common/momentbus.h"
#include "ui/common/plaintooltip.h"
#include "ui/common/statemark.h"

#include <algorithm>

namespace lockmaster {

FleetModel::FleetModel(MomentBus &bus, QObject *parent) : QAbstractListModel(parent), m_bus(bus)
{
    m_rows = arranged();
    connect(&bus, &MomentBus::arrived, this, &FleetModel::update);
}

void FleetModel::setWorstFirst(bool worstFirst)
{
    m_worstFirst = worstFirst;
    arrange();
}

void FleetModel::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    arrange();
}

void FleetModel::refreshAges()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {AgeRole});
}

void FleetModel::update(const QString &target)
{
    const int row = rowOf(target);
    const Target *known = m_bus.target(target);
    if (row < 0 || !known)
        return;
    const TargetHealth before = std::exchange(m_rows[std::size_t(row)].health, rowFor(*known).health);
    Q_EMIT dataChanged(index(row), index(row));
    if (m_worstFirst && before.badness != m_rows[std::size_t(row)].health.badness)
        arrange();
}

FleetModel::Row FleetModel::rowFor(const Target &target) const
{
    const SnapshotPtr latest = m_bus.latest(target.name);
    return {target.name, target.name, targetHealth(latest.get())};
}

std::vector<FleetModel::Row> FleetModel::arranged() const
{
    std::vector<Row> rows;
    std::vector<QString> groups;
    for (const Target &target : m_bus.fleet().targets) {
        if (!target.name.contains(m_filter, Qt::CaseInsensitive) &&
            !target.group.contains(m_filter, Qt::CaseInsensitive))
            continue;
        const auto known = std::ranges::find(groups, target.group);
        if (m_worstFirst || known != groups.end()) {
            const auto after = std::find_if(rows.rbegin(), rows.rend(), [&](const Row &row) {
                return m_worstFirst || m_bus.target(row.target)->group == target.group;
            });
            rows.insert(after.base(), rowFor(target));
            continue;
        }
        groups.push_back(target.group);
        if (!target.group.isEmpty())
            rows.push_back({{}, target.group, {}});
        rows.push_back(rowFor(target));
    }
    if (m_worstFirst)
        std::ranges::stable_sort(rows, std::greater(), [](const Row &row) { return row.health.badness; });
    return rows;
}

/// Keeps the current row on its target.
void FleetModel::arrange()
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QStringList targets;
    for (const QModelIndex &index : before)
        targets << targetAt(index.row());
    m_rows = arranged();
    QModelIndexList after;
    for (const QString &target : targets)
        after << (target.isEmpty() || rowOf(target) < 0 ? QModelIndex() : index(rowOf(target)));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

QString FleetModel::targetAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[std::size_t(row)].target : QString();
}

int FleetModel::rowOf(const QString &target) const
{
    const auto found = std::ranges::find(m_rows, target, &Row::target);
    return found == m_rows.end() || target.isEmpty() ? -1 : int(found - m_rows.begin());
}

int FleetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString FleetModel::age(const Row &row) const
{
    const SnapshotPtr latest = m_bus.latest(row.target);
    if (!latest || !latest->postgres)
        return unknownValue();
    const auto age = systemClock().steadyNow() - latest->dataTaken.steady;
    using namespace std::chrono_literals;
    return age < 1s ? tr("< 1 s") : formatDuration(std::chrono::floor<std::chrono::seconds>(age));
}

QString FleetModel::spoken(const Row &row) const
{
    return QStringLiteral("%1, %2, %3 %4")
        .arg(row.text, stateWord(row.health.state), row.health.role, row.health.number);
}

QVariant FleetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const bool isHeading = row.target.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case IsHeadingRole:
        return isHeading;
    case StateRoleRole:
        return int(row.health.state);
    case AgeRole:
        return isHeading ? QString() : age(row);
    case DetailRole:
        return row.health.role.isEmpty() ? row.health.number
                                         : row.health.role + QStringLiteral(" · ") + row.health.number;
    case Qt::AccessibleTextRole:
        return isHeading ? row.text : spoken(row);
    case Qt::ToolTipRole:
        return isHeading ? QString() : plainToolTip(spoken(row) + u'\n' + endpoint(*m_bus.target(row.target)));
    default:
        return {};
    }
}

Qt::ItemFlags FleetModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return targetAt(index.row()).isEmpty() ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace lockmaster
