// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The frozen list of an action on many sessions, and afterwards what became of each.
#pragma once

#include <map>
#include <memory>

#include "model/action.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct VictimRow {
    Session session;
    std::optional<ServerTime> planned; ///< the server's clock then: ages are against this
    std::optional<Outcome> outcome;

    [[nodiscard]] SessionKey key() const { return session.key; }
    [[nodiscard]] std::optional<SessionKey> parent() const { return {}; }
    [[nodiscard]] bool isHeading() const { return false; }
    [[nodiscard]] bool differsFrom(const VictimRow &before) const { return outcome != before.outcome; }
    bool operator==(const VictimRow &) const = default;
};

using VictimModel = KeyedTableModel<VictimRow>;

std::unique_ptr<VictimModel> makeVictimModel(QObject *parent);

std::vector<VictimRow> victimRows(const ActionPlan &plan, const std::vector<SubjectOutcome> &outcomes);

} // namespace lockmaster
