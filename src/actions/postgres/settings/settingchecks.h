// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is checked before a setting is changed.
#pragma once

#include "actions/postgres/peers.h"
#include "actions/postgres/settings/settinglook.h"

namespace lockmaster::setting {

inline constexpr QLatin1StringView kKnown{"setting.known"};
inline constexpr QLatin1StringView kDiffers{"setting.differs"};
inline constexpr QLatin1StringView kTaken{"setting.value"};
inline constexpr QLatin1StringView kOverridden{"setting.overridden"};
inline constexpr QLatin1StringView kStandbys{"standby.limits"};

Preflight checkPlace(const Place &place, const PlaceFacts &facts, bool isStandby);
/// `mayAlter`: of scope system, whether this role may write it without being a superuser.
Preflight checkRight(const Place &place, const PlaceFacts &facts, const ServerFacts &server, const QString &setting,
                     bool mayAlter);
Preflight checkReload(const PlaceFacts &facts, const ServerFacts &server);
Preflight checkKnown(const QString &asked, const std::optional<Standing> &standing, const Place &place);
/// Whether there is anything to change.
Preflight checkDiffers(const Change &change, const Standing &standing, const Place &place);
/// `error`: the server's own, when it has tried the value.
Preflight checkValue(const Change &change, const Standing &standing, const std::optional<Error> &error);
Preflight checkOverridden(const Standing &standing, const Place &place);
/// PF-PARAM: a standby with less than its primary stops replaying, or does not start.
Preflight checkStandbys(const Change &change, const Standing &standing, const std::vector<Peer> &peers, bool isStandby);

} // namespace lockmaster::setting
