// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The colour of a number is that of the finding about it: a page, the fleet and the command line judge alike.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/snapshot.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

class FindingStates
{
public:
    explicit FindingStates(const Snapshot &snapshot);

    /// Of the worst finding with this id; Ok when there is none, or none worth a colour.
    [[nodiscard]] StateRole of(QStringView findingId) const;

private:
    std::vector<Finding> m_findings; ///< worst first
};

} // namespace lockmaster
