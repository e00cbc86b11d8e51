// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A password that a command prints, such as a password manager's.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QString>
#include <stop_token>

#include "base/result.h"

namespace lockmaster {

/// The first line that `command` prints. What it writes to standard error is dropped: it may hold the secret.
QCoro::Task<Result<QString>> passwordFromCommand(QString command, QDeadlineTimer deadline, std::stop_token stop);

} // namespace lockmaster
