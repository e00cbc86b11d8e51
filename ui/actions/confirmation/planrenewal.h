// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long the plan on screen is good, when it is to be made again without being asked for, and when no more: each plan
// costs the server a connection and the journal a line.
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"

namespace lockmaster {

struct ActionPlan;

class PlanRenewal
{
public:
    /// A person has asked for this plan.
    void begin(const ActionPlan &plan, WallTime now);
    /// It was made again; until when that goes on stays as it is.
    void renew(const ActionPlan &plan);
    void setAsked() { m_isAsked = true; } ///< a new plan is being made
    void stop();                          ///< no other plan is made any more

    [[nodiscard]] bool isAsked() const { return m_isAsked; }
    [[nodiscard]] bool isDue(WallTime now) const;
    [[nodiscard]] bool isExpired(WallTime now) const;
    [[nodiscard]] std::chrono::seconds remaining(WallTime now) const;

private:
    WallTime m_madeAt{};
    std::chrono::seconds m_validFor{};
    std::optional<WallTime> m_until;
    bool m_isAsked = false;
};

} // namespace lockmaster
