// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The blocking forest and prepared transactions as JSON; the fields are listed in snapshotjson.h.
#pragma once

#include <QJsonObject>

#include "model/postgres/postgres.h"

namespace lockmaster {

QJsonObject locksJson(const PostgresState &state);
QJsonArray preparedJson(const PostgresState &state);

} // namespace lockmaster
