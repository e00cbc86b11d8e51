// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/planrenewal.h"

#include "model/action.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kRenewedBeforeItsEnd{5};
constexpr std::chrono::minutes kRenewedFor{10};

} // namespace

void PlanRenewal::begin(const ActionPlan &plan, WallTime now)
{
    renew(plan);
    m_until = now + kRenewedFor;
}

void PlanRenewal::renew(const ActionPlan &plan)
{
    m_madeAt = plan.madeAt;
    m_validFor = plan.validFor;
    m_isAsked = false;
}

void PlanRenewal::stop()
{
    m_until.reset();
    m_isAsked = false;
}

bool PlanRenewal::isDue(WallTime now) const
{
    const bool isNearItsEnd = isExpired(now) || remaining(now) <= kRenewedBeforeItsEnd;
    return isNearItsEnd && !m_isAsked && m_until && now < *m_until;
}

bool PlanRenewal::isExpired(WallTime now) const
{
    return now < m_madeAt || now - m_madeAt > m_validFor;
}

std::chrono::seconds PlanRenewal::remaining(WallTime now) const
{
    return std::chrono::ceil<std::chrono::seconds>(m_validFor - (now - m_madeAt));
}

} // namespace lockmaster
