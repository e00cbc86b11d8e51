// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a file of saved moments: no engine, no connection, no action.
#pragma once

#include <memory>

#include "model/savedmoment.h"
#include "ui/shell/mainwindow.h"
#include "watch/momentbus.h"

namespace lockmaster {

class SavedDesktop
{
public:
    explicit SavedDesktop(SavedMoments saved);

    [[nodiscard]] MomentBus &bus() { return m_bus; }
    [[nodiscard]] MainWindow &window() { return *m_window; }

private:
    MomentBus m_bus;
    std::unique_ptr<MainWindow> m_window; ///< goes first
};

} // namespace lockmaster
