// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What PgBouncer means: it gives nearly all of its errors the SQLSTATE 08P01, so that its words have to be read.
#pragma once

#include "base/result.h"

namespace lockmaster {

/// The error with the kind and the sentence that fit PgBouncer's words; as it came when they are not known.
Error pgBouncerError(Error error);

} // namespace lockmaster
