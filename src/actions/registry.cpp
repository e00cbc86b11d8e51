// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/registry.h"

#include "actions/postgres/cancelquery.h"
#include "actions/postgres/terminatefiltered.h"
#include "actions/postgres/terminateroot.h"
#include "actions/postgres/terminatesession.h"

#include <algorithm>
#include <array>

namespace lockmaster {

const ActionType *findAction(QStringView id)
{
    static const std::array kActions{cancelQueryAction(), terminateSessionAction(), terminateFilteredAction(),
                                     terminateRootAction()};
    const auto found = std::ranges::find_if(kActions, [&](const ActionType &action) { return action.id == id; });
    return found == kActions.end() ? nullptr : &*found;
}

} // namespace lockmaster
