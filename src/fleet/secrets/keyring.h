// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A password from the desktop's keyring.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QString>
#include <stop_token>

#include "base/result.h"

namespace lockmaster {

/// The keyring is asked on a thread of its own: a session bus that does not answer blocks whoever asks it.
QCoro::Task<Result<QString>> passwordFromKeyring(QString key, QDeadlineTimer deadline, std::stop_token stop);

} // namespace lockmaster
