// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What may be asked for on the selected row of the lock tree, and why not. Pure functions.
#pragma once

#include "model/action.h"
#include "model/snapshot.h"

namespace lockmaster {

struct OfferedAction {
    QString text;   ///< the button's words, with its object: "End session 8123…"
    QString reason; ///< why it cannot be asked for now; empty when it can
    ActionRequest request;

    [[nodiscard]] bool isOffered() const { return reason.isEmpty(); }
};

/// What a page knows besides the snapshot.
struct OfferContext {
    const Target *target = nullptr; ///< null when the fleet no longer has it
    bool isLive = true;             ///< false: the window shows a moment of the past
    bool isSaved = false;           ///< of a file: there is no server
};

OfferedAction offerEndSession(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context);
/// The sessions that have to end for everybody behind the root of `key` to go on at once: "End these 3: 40 go on at once…".
/// No text when one is enough, or when no few are.
OfferedAction offerEndAll(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context);
OfferedAction offerCancelQuery(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context);

} // namespace lockmaster
