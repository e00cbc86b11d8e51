// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence has the literals of queries masked, whoever it is for. Pure.
#pragma once

#include <QJsonObject>

#include "model/postgres/postgres.h"

namespace lockmaster {

/// With the queries of these sessions as they are, for a note that is to have them; passwords stay masked. What is of
/// another session, or of another query, stays as it is.
QJsonObject withWholeQueries(const QJsonObject &evidence, const PostgresState &state);

} // namespace lockmaster
