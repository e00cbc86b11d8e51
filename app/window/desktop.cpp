// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop.h"

#include "actions/actionservice.h"
#include "ui/actions/actiondesk.h"
#include "ui/actions/confirmation/poolbehind.h"
#include "ui/shell/targetview.h"

namespace lockmaster {

Desktop::Desktop(const ChosenFleet &chosen) : m_bus(chosen.fleet), m_engine(chosen)
{
    QObject::connect(&m_engine.engine(), &Engine::observed, &m_bus, &MomentBus::take);
    m_engine.start();
    m_window = std::make_unique<MainWindow>(m_bus);
    m_desk = new ActionDesk(chosen.fleet.targets, m_engine.actions(), m_window.get());
    m_desk->setBehind([this](const ActionPlan &plan) { return poolBehind(plan, m_bus); });
    connectParts();
}

Desktop::~Desktop() = default;

void Desktop::connectParts()
{
    Engine &engine = m_engine.engine();
    MainWindow *window = m_window.get();
    QObject::connect(window, &MainWindow::retryRequested, &engine, &Engine::retryNow);
    QObject::connect(window, &MainWindow::refreshRequested, &engine, &Engine::refreshNow);
    QObject::connect(window, &MainWindow::intervalRequested, &engine, &Engine::setInterval);
    QObject::connect(window, &MainWindow::probesWanted, &engine, &Engine::want);
    window->targetView().wantProbes(); // the window has shown its first page before anybody listened
    QObject::connect(window, &MainWindow::actionRequested, m_desk, &ActionDesk::request);
    QObject::connect(m_desk, &ActionDesk::acted, &engine, &Engine::refreshNow);
    QObject::connect(m_desk, &ActionDesk::acted, &m_bus,
                     [bus = &m_bus](const QString &, const ActionPlan &plan, const ActionResult &result) {
                         bus->keepDeed({systemClock().now(), plan, result});
                     });
    QMetaObject::invokeMethod(&m_engine.actions(), &ActionService::findUnfinished); // somebody listens now
}

} // namespace lockmaster
