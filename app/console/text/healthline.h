// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A target in one line of text. A further kind of server is one more function in healthline.cpp.
#pragma once

#include <QString>

#include "model/snapshot.h"

namespace lockmaster {

/// "PostgreSQL 17.2, primary, 31 of 97 connections, 0 blocked"; empty when the link has something worse to say.
/// `snapshot` may be null.
QString healthLine(const Snapshot *snapshot);

/// Of a target that has told nothing, not even that it is late: it was not asked yet, or is being asked.
QString silenceLine();

} // namespace lockmaster
