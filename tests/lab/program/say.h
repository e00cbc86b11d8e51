// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What lockmaster-lab says: one line each, at once, so that a program can read it.
#pragma once

#include <QString>

#include "base/result.h"

namespace lockmaster {

void say(const QString &line);
void say(const Error &error); ///< to standard error, with the server's own words

} // namespace lockmaster
