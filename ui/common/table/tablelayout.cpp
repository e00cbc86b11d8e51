// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table/tablelayout.h"

#include "ui/common/table/tableview.h"

#include <QScreen>
#include <QSettings>
#include <algorithm>

namespace lockmaster {
namespace {

QString groupOf(const QString &id)
{
    return QStringLiteral("tables/") + id;
}

int defaultWidth(const TableView &view, int column)
{
    return view.fontMetrics().averageCharWidth() * view.table().column(column).width + 2 * size::kInner;
}

void restoreColumn(TableView &view, QSettings &settings, int column)
{
    const TableColumn &described = view.table().column(column);
    settings.beginGroup(described.id);
    const int width = settings.value(QStringLiteral("width"), defaultWidth(view, column)).toInt();
    view.setColumnWidth(column, std::clamp(width, size::kRow, view.screen() ? view.screen()->size().width() : width));
    view.setColumnHidden(column, settings.value(QStringLiteral("hidden"), described.isHidden).toBool());
    view.fit().setInsists(column, settings.value(QStringLiteral("insists"), false).toBool());
    settings.endGroup();
}

/// Places from left to right, so that each move leaves those before it where they are.
void restoreOrder(TableView &view, QSettings &settings)
{
    std::vector<std::pair<int, int>> places;
    for (int column = 0; column < view.table().columnCount(); ++column) {
        const QString key = view.table().column(column).id + QStringLiteral("/place");
        places.emplace_back(settings.value(key, column).toInt(), column);
    }
    std::ranges::stable_sort(places);
    for (int place = 0; place < static_cast<int>(places.size()); ++place) {
        const int column = places[static_cast<std::size_t>(place)].second;
        view.horizontalHeader()->moveSection(view.horizontalHeader()->visualIndex(column), place);
    }
}

} // namespace

void restoreTableLayout(TableView &view, const QString &id)
{
    QSettings settings;
    settings.beginGroup(groupOf(id));
    for (int column = 0; column < view.table().columnCount(); ++column)
        restoreColumn(view, settings, column);
    restoreOrder(view, settings);
}

void saveTableLayout(const TableView &view, const QString &id)
{
    QSettings settings;
    settings.beginGroup(groupOf(id));
    for (int column = 0; column < view.table().columnCount(); ++column) {
        settings.beginGroup(view.table().column(column).id);
        if (!view.isColumnHidden(column))
            settings.setValue(QStringLiteral("width"), view.fit().chosenWidth(column));
        settings.setValue(QStringLiteral("hidden"), view.isColumnHidden(column) && !view.fit().hasYielded(column));
        settings.setValue(QStringLiteral("insists"), view.fit().insists(column));
        settings.setValue(QStringLiteral("place"), view.horizontalHeader()->visualIndex(column));
        settings.endGroup();
    }
}

void resetTableLayout(TableView &view, const QString &id)
{
    QSettings().remove(groupOf(id));
    restoreTableLayout(view, id);
    if (const auto [column, order] = view.defaultSort(); column >= 0)
        view.sortByColumn(column, order);
}

} // namespace lockmaster
