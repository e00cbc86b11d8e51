// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroFwd>
#include <QString>
#include <functional>
#include <stop_token>

#include "base/result.h"

namespace lockmaster {

/// Where a password comes from, asked once for each connection attempt and only when the target names a source.
/// Empty string: none. The answer is registered for redaction by whoever provides it.
using PasswordProvider = std::function<QCoro::Task<Result<QString>>(std::stop_token stop)>;

} // namespace lockmaster
