// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/page.h"

#include "ui/common/momentbus.h"

#include <QTimer>
#include <utility>

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kFrame{16};

} // namespace

Page::Page(QString id, MomentBus &bus, QWidget *parent) : QWidget(parent), m_id(std::move(id)), m_bus(bus)
{
    connect(&bus, &MomentBus::shownChanged, this, [this](const QString &target) {
        if (target != m_target || std::exchange(m_pending, true))
            return;
        QTimer::singleShot(kFrame, this, [this] { refresh(); });
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
