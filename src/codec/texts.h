// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How texts leave the process.
#pragma once

#include <QString>
#include <cstdint>

#include "model/fields/field.h"

namespace lockmaster {

enum class Texts : std::uint8_t {
    Masked, ///< literals of SQL and arguments of Redis' commands are replaced
    Full,   ///< they are not: names, amounts, personal data
};

/// Of both kinds registered secrets and passwords in words are taken out of all that is not open.
QString outgoing(const QString &text, Secrecy secrecy, Texts texts);

} // namespace lockmaster
