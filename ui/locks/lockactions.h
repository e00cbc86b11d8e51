// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What may be asked for on the selected row of the lock tree besides what every session is offered. Pure functions.
#pragma once

#include "ui/common/offers/sessionoffers.h"

namespace lockmaster {

/// The sessions that have to end for everybody behind the root of `key` to go on at once: "End these 3: 40 go on at once…".
/// No text when one is enough, or when no few are.
OfferedAction offerEndAll(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context);

} // namespace lockmaster
