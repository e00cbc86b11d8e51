// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lock forest for files and the clipboard. Literals in statements are masked. Pure functions.
#pragma once

#include <QByteArray>

#include "model/snapshot.h"

namespace lockmaster {

/// A row a session, parents before children, first column the depth. RFC 4180 with a header; cells that a
/// spreadsheet would take for a formula get an apostrophe.
QByteArray lockForestCsv(const Snapshot &snapshot);

/// {"target", "taken", "roots": [{"pid", "application", "state", …, "waiters": […]}]}
QByteArray lockForestJson(const Snapshot &snapshot);

/// As indented text, for a chat or a ticket.
QString lockForestText(const Snapshot &snapshot);

} // namespace lockmaster
