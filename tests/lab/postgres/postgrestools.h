// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where PostgreSQL's own programs are.
#pragma once

#include <QString>

namespace lockmaster {

/// The program of the newest version below /usr/lib/postgresql of `root` (empty: this system), by its path in there; else
/// as PATH finds it.
QString postgresTool(const QString &program, const QString &root = {});

/// That version: 17; 0 when there is none.
int postgresVersion(const QString &root = {});

} // namespace lockmaster
