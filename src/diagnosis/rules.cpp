// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/rules.h"

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

#define LOCKMASTER_RULE_PLACE(name) &rules::name,
constexpr std::array kRules{LOCKMASTER_RULES(LOCKMASTER_RULE_PLACE)};
#undef LOCKMASTER_RULE_PLACE

} // namespace

std::span<const Rule *const> allRules()
{
    return kRules;
}

RuleInput inputOf(const Snapshot &snapshot)
{
    if (!isLive(snapshot.link) || !isOfNow(snapshot))
        return RuleInput::Link;
    return snapshot.postgres    ? RuleInput::PostgreSql
           : snapshot.pgbouncer ? RuleInput::PgBouncer
           : snapshot.redis     ? RuleInput::Redis
                                : RuleInput::Sentinel;
}

const Rule *ruleOf(const QString &findingId)
{
    const auto found = std::ranges::find(kRules, findingId, &Rule::id);
    return found == kRules.end() ? nullptr : *found;
}

} // namespace lockmaster
