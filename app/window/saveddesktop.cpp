// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saveddesktop.h"

#include <algorithm>
#include <iterator>

namespace lockmaster {
namespace {

Fleet fleetOf(const SavedMoments &saved)
{
    Fleet fleet;
    std::ranges::transform(saved.moments, std::back_inserter(fleet.targets), &SavedMoment::target);
    return fleet;
}

} // namespace

SavedDesktop::SavedDesktop(SavedMoments saved) : m_bus(fleetOf(saved)), m_window(std::make_unique<MainWindow>(m_bus))
{
    m_bus.showSaved(std::move(saved));
}

} // namespace lockmaster
