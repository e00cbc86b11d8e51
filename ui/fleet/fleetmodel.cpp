// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/fleetmodel.h"

#include "base/format.h"
#include "watch/health.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/statemark.h"

#include <algorithm>
#include <utility>

namespace lockmaster {

namespace {

bool isOldNow(const MomentBus &bus, const QString &target)
{
    const SnapshotPtr shown = bus.isLive() ? bus.shown(target) : nullptr;
    return shown && isOld(*shown, systemClock().steadyNow());
}

QString ageOf(const Snapshot *shown)
{
    return shown && shown->hasData() ? dataAge(*shown, systemClock().steadyNow()) : unknownValue();
}

/// A line is short: trouble needs all of it.
QString detail(const HealthLine &health, const QString &number)
{
    QStringList parts{health.isQuiet() ? health.role : QString(), number};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

FleetModel::FleetModel(MomentBus &bus, QObject *parent) : QAbstractListModel(parent), m_bus(bus)
{
    m_rows = arranged();
    connect(&bus, &MomentBus::shownChanged, this, &FleetModel::update);
    connect(&bus, &MomentBus::modeChanged, this, &FleetModel::refresh);
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
    for (Row &row : m_rows) {
        const SnapshotPtr shown = m_bus.shown(row.target);
        QString age = shown ? ageOf(shown.get()) : row.age;
        m_hasNews |= std::exchange(row.age, age) != age;
        const bool isOld = isOldNow(m_bus, row.target);
        m_hasNews |= std::exchange(row.isOld, isOld) != isOld;
    }
    if (std::exchange(m_hasNews, false))
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void FleetModel::refresh()
{
    for (const Target &target : m_bus.fleet().targets)
        update(target.name);
    refreshAges();
}

void FleetModel::update(const QString &target)
{
    const int row = rowOf(target);
    const Target *known = m_bus.target(target);
    if (row < 0 || !known)
        return;
    Row &shown = m_rows[std::size_t(row)];
    const Row before = std::exchange(shown, rowFor(*known));
    m_hasNews |= before.health != shown.health || before.age != shown.age || before.isOld != shown.isOld;
    if (before.health.state != shown.health.state)
        Q_EMIT dataChanged(index(row), index(row));
    if (m_worstFirst && before.health.badness != shown.health.badness)
        arrange();
}

FleetModel::Row FleetModel::rowFor(const Target &target) const
{
    return {target.name, target.name, healthLine(m_bus, target.name), ageOf(m_bus.shown(target.name).get()),
            isOldNow(m_bus, target.name)};
}

int FleetModel::oldOnes() const
{
    return int(std::ranges::count_if(m_bus.fleet().targets,
                                     [this](const Target &target) { return isOldNow(m_bus, target.name); }));
}

std::vector<FleetModel::Row> FleetModel::arranged() const
{
    std::vector<Row> rows;
    std::vector<QString> groups;
    for (const Target &target : m_bus.fleet().targets) {
        if (!target.name.contains(m_filter, Qt::CaseInsensitive)
            && !target.group.contains(m_filter, Qt::CaseInsensitive))
            continue;
        const auto known = std::ranges::find(groups, target.group);
        if (m_worstFirst || known != groups.end()) {
            const auto after = std::find_if(rows.rbegin(), rows.rend(), [&](const Row &row) {
                const Target *above = m_bus.target(row.target); // null: a heading
                return m_worstFirst || (above && above->group == target.group);
            });
            rows.insert(after.base(), rowFor(target));
            continue;
        }
        groups.push_back(target.group);
        if (!target.group.isEmpty())
            rows.push_back({{}, target.group, {}, {}, false});
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

QString FleetModel::spoken(const Row &row) const
{
    const QString text =
        QStringLiteral("%1, %2, %3 %4").arg(row.text, stateWord(row.health.state), row.health.role, row.health.number);
    return row.isOld ? text + QStringLiteral(", ") + tr("data of %1 ago").arg(row.age) : text;
}

QVariant FleetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const bool isHeading = row.target.isEmpty();
    switch (role) {
    case Qt::DisplayRole: return row.text;
    case IsHeadingRole: return isHeading;
    case HealthRole: // what is old is not known to be well
        return int(row.isOld && row.health.state == HealthState::Ok ? HealthState::Unknown : row.health.state);
    case AgeRole: return row.age;
    case TroublesRole: return isHeading || row.health.isQuiet() ? 0 : int(m_bus.findingsOf(row.target).size());
    case DetailRole: return detail(row.health, row.health.number);
    case ShortDetailRole:
        return detail(row.health, row.health.shortNumber.isEmpty() ? row.health.number : row.health.shortNumber);
    case Qt::AccessibleTextRole: return isHeading ? row.text : spoken(row);
    case Qt::ToolTipRole:
        return isHeading ? QString() : plainToolTip(spoken(row) + u'\n' + endpoint(*m_bus.target(row.target)));
    default: return {};
    }
}

Qt::ItemFlags FleetModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return targetAt(index.row()).isEmpty() ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace lockmaster

#include "moc_fleetmodel.cpp"
