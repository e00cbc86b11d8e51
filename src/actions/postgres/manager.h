// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether something else keeps this cluster (Patroni, a provider, …): what is changed behind its back it changes again.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

inline constexpr QLatin1StringView kUnmanaged{"server.unmanaged"}; ///< the check

/// Its name; empty: none that is known.
QCoro::Task<Result<QString>> readManager(std::shared_ptr<PgLink> link, std::stop_token stop);

/// `what` completes "Patroni keeps this cluster: …".
Preflight checkUnmanaged(const QString &manager, const QString &what);

} // namespace lockmaster
