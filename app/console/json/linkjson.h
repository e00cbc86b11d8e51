// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a connection as JSON.
#pragma once

#include <QJsonObject>

#include "model/snapshot.h"

namespace lockmaster {

/// {phase, rung, since, address, note, encrypted, verified, next_attempt, reconnects_today,
///  error {kind, text, server_words, sqlstate, target}, newcomers {…}}; phase is connecting, live, late, broken or
/// refused, rung is dns, password, tcp, tls, auth or query; next_attempt, error and newcomers are null when there is
/// none.
QJsonObject linkJson(const Snapshot &snapshot);

} // namespace lockmaster
