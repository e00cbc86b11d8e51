// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/libraryspeech.h"

#include <clocale>

namespace lockmaster {

void keepLibrariesEnglish()
{
    std::setlocale(LC_MESSAGES, "C"); // also overrules LANGUAGE
}

} // namespace lockmaster
