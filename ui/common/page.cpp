// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/page.h"

#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "watch/momentbus.h"

#include <QAbstractItemView>
#include <QAction>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QTimer>
#include <utility>

namespace lockmaster {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFrame{16};
constexpr auto kWhyNotNow = "whyNotNow";

/// Rows that can be walked with the keys, and are there to be seen.
bool isTable(const QAbstractItemView &view, const QWidget &page)
{
    const bool isStop = (view.focusPolicy() & Qt::TabFocus) != 0;
    return isStop && view.isVisibleTo(&page) && !qobject_cast<const QHeaderView *>(&view);
}

/// The visible one of this kind that has the keys, else the first; null when there is none.
template <typename Part>
Part *partWithKeys(const QWidget &page)
{
    Part *first = nullptr;
    const auto parts = page.findChildren<Part *>();
    for (Part *part : parts) {
        if (!part->isVisible())
            continue;
        if (part->hasFocus() || part->isAncestorOf(page.window()->focusWidget()))
            return part;
        first = first ? first : part;
    }
    return first;
}

} // namespace

void setWhyNotNow(QAction *action, const QString &reason)
{
    action->setProperty(kWhyNotNow, reason);
}

QString whyNotNow(const QAction &action)
{
    return action.property(kWhyNotNow).toString();
}

Page::Page(QString id, MomentBus &bus, QWidget *parent) : QWidget(parent), m_id(std::move(id)), m_bus(bus)
{
    // At once when the last time was long ago: what header and page show of a snapshot is laid out and painted together.
    connect(&bus, &MomentBus::shownChanged, this, [this, last = QElapsedTimer()](const QString &target) mutable {
        if (target != m_target || std::exchange(m_pending, true))
            return;
        const bool isEarly = last.isValid() && !last.hasExpired(kFrame.count());
        last.start();
        QTimer::singleShot(isEarly ? kFrame : 0ms, this, [this] { refresh(); });
    });
}

void Page::setTarget(const QString &target)
{
    if (target == m_target)
        return;
    m_target = target;
    targetChanged();
    refresh();
}

QString Page::badge(const Snapshot &) const
{
    return {};
}

void Page::selectSession(const SessionKey &) {}

void Page::selectItem(const QString &) {}

QWidget *Page::mainWidget() const
{
    QWidget *first = nullptr;
    const auto placeOf = [this](const QWidget *view) {
        const QPoint place = view->mapTo(this, QPoint());
        return std::pair(place.y(), place.x());
    };
    const auto views = findChildren<QAbstractItemView *>();
    for (QAbstractItemView *view : views) {
        if (isTable(*view, *this) && (!first || placeOf(view) < placeOf(first)))
            first = view;
    }
    return first;
}

bool Page::focusFilter()
{
    auto *frame = partWithKeys<TableFrame>(*this);
    auto *table = frame ? nullptr : partWithKeys<TableView>(*this);
    if (frame)
        frame->focusFilter();
    else if (table)
        table->showFilters();
    return frame || table;
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void Page::refresh()
{
    m_pending = false;
    if (!isVisible())
        return; // showEvent comes here again
    if (const SnapshotPtr snapshot = m_bus.shown(m_target))
        showSnapshot(*snapshot);
}

} // namespace lockmaster

#include "moc_page.cpp"
