// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What helps with the selected row: an action, or a line to copy, and why it cannot be asked for now. Pure functions.
#pragma once

#include <vector>

#include "ui/common/offers/sessionoffers.h"
#include "ui/progress/workrow.h"
#include "ui/progress/xminrow.h"

namespace lockmaster {

struct RowOffer {
    OfferedAction action; ///< its text is that of the line, where there is one
    QString line{};       ///< to be copied, instead of an action; empty: an action

    [[nodiscard]] bool isOffered() const { return action.isOffered(); }
};

/// At most so many for a row.
inline constexpr std::size_t kMostOffers = 2;

/// Gentlest first.
std::vector<RowOffer> offersOn(const WorkRow &row, const Snapshot &snapshot, const OfferContext &context);
std::vector<RowOffer> offersOn(const XminRow &row, const Snapshot &snapshot, const OfferContext &context);

} // namespace lockmaster
