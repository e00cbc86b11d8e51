// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How we see a target, as JSON. Stable.
#pragma once

#include <QJsonObject>

#include "model/snapshot.h"

namespace lockmaster {

/// {phase, rung, since, address, note, encrypted, verified, next_attempt, reconnects_today,
///  error {kind, text, server_words, sqlstate}}; phase is connecting, live, late, broken or refused, rung is dns, tcp,
/// tls, auth or query; next_attempt and error are null when there is none.
QJsonObject linkJson(const Snapshot &snapshot);

QString phaseName(LinkPhase phase);

} // namespace lockmaster
