// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/page.h"

#include "watch/momentbus.h"

#include <QElapsedTimer>
#include <QTimer>
#include <utility>

namespace lockmaster {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFrame{16};

} // namespace

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
