// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whom libpq trusts: it verifies more than sslmode says when a file of authorities lies in the home folder.
#pragma once

#include <QString>

#include "model/target.h"

namespace lockmaster {

struct TlsTrust {
    QString authorities; ///< a file, "system", or empty: there are none to check against
    QString rule;        ///< why these, e.g. "sslmode=require verifies because /home/me/.postgresql/root.crt exists"
    bool verifiesChain = false;
    bool verifiesName = false;
};

/// Of a connection that is encrypted, with what libpq takes from its environment variables and from the home folder.
TlsTrust trustOf(const PgParameters &parameters);

} // namespace lockmaster
