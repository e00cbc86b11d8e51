// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a command line that is printed to be copied. Pure functions.
#pragma once

#include <QString>

namespace lockmaster {

/// `text` as a shell reads it back as one word, in quotes: 'it'\''s'. What no line of a terminal shows as it is (control
/// characters, strange spaces) stands as $'\033', which bash, ksh and zsh read.
QString shellQuoted(const QString &text);

/// The same without quotes where none are needed.
QString shellWord(const QString &text);

} // namespace lockmaster
