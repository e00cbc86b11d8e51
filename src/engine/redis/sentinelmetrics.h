// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers out of what a Sentinel said.
#pragma once

#include "engine/source/source.h"

namespace lockmaster {

class SentinelMetrics final : public Metrics
{
public:
    std::vector<Sample> samples(const ServerData &data, SteadyTime at) override;
};

} // namespace lockmaster
