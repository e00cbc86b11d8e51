// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What may be asked for on a session that a page shows, and why not. Pure functions.
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

/// Why nothing at all can be done to this session; empty when something can.
QString whyNotActedOn(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context);

ActionRequest requestOn(QLatin1StringView action, const Snapshot &snapshot, const SessionKey &key);

/// Of the root of a blockade the action that says what it frees.
OfferedAction offerEndSession(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context);
OfferedAction offerCancelQuery(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context);

/// It stands at the head of a blockade.
bool isRootBlocker(const Snapshot &snapshot, int pid);

} // namespace lockmaster
