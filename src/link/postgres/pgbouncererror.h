// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What PgBouncer means, as console or in front of a server: it gives nearly all of its errors the SQLSTATE 08P01, so that its words have to be read.
#pragma once

#include "base/result.h"

namespace lockmaster {

/// The error with the kind and the sentence that fit PgBouncer's words; as it came when they are not known. Of a limit of
/// clients that is reached, the kind is Full and the sqlState "MAX_CLIENT_CONN".
Error pgBouncerError(Error error);

/// The same of a connection to a PostgreSQL server, when it was a PgBouncer in front of it that spoke.
Error errorOnTheWay(Error error);

} // namespace lockmaster
