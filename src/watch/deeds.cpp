// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/deeds.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lockmaster {

void Deeds::add(Deed deed)
{
    const auto known = std::ranges::find(m_all, deed.plan.id, [](const Deed &one) { return one.plan.id; });
    if (known != m_all.end()) {
        known->result = std::move(deed.result);
        return;
    }
    m_all.push_back(std::move(deed));
    if (m_all.size() > kMost)
        m_all.pop_front();
}

std::vector<Deed> Deeds::of(const QString &target) const
{
    std::vector<Deed> deeds;
    std::ranges::copy_if(m_all, std::back_inserter(deeds), [&](const Deed &deed) { return deed.target() == target; });
    return deeds;
}

bool wasSent(const Deed &deed)
{
    switch (deed.result.outcome) {
    case Outcome::DoneVerified:
    case Outcome::SentUnverified:
    case Outcome::FailedPartial:
    case Outcome::Unknown: return true;
    case Outcome::NoOp:
    case Outcome::RefusedByConsole:
    case Outcome::FailedClean: break;
    }
    return false;
}

} // namespace lockmaster
