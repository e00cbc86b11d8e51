// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the sessions of a plan work for, where they come through a PgBouncer of the fleet: who ends one of them ends
// somebody else's transaction, and gives the pool a connection back.
#pragma once

#include <QString>

namespace lockmaster {

class MomentBus;
struct ActionPlan;

/// Pool and client behind one session, the pool behind most of several, and who waits for it: sentences, plain text. Empty
/// when no PgBouncer of the fleet is known to have opened them.
QString poolBehind(const ActionPlan &plan, const MomentBus &bus);

} // namespace lockmaster
