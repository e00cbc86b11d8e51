// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// For messages of tests of the lab.
#pragma once

#include "base/result.h"

namespace lockmaster {

/// What went wrong; empty when nothing did.
inline QByteArray words(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

} // namespace lockmaster
