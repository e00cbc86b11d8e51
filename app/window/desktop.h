// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One fleet on screen: engine, moments, window and actions put together. GUI thread. The engine connects while the
// window is being made; what it finds is shown as soon as the event loop runs.
#pragma once

#include <memory>

#include "enginethread.h"
#include "watch/momentbus.h"
#include "ui/shell/mainwindow.h"

namespace lockmaster {

class ActionDesk;

class Desktop
{
public:
    explicit Desktop(const ChosenFleet &chosen);
    ~Desktop();

    [[nodiscard]] MomentBus &bus() { return m_bus; }
    [[nodiscard]] MainWindow &window() { return *m_window; }

private:
    void connectParts();

    MomentBus m_bus;
    EngineThread m_engine;
    std::unique_ptr<MainWindow> m_window; ///< goes first
    ActionDesk *m_desk = nullptr;         ///< the window's child
};

} // namespace lockmaster
