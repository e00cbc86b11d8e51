// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program's texts in the reader's language: translations/lockmaster_<language>.ts, compiled into the program.
#pragma once

class QCoreApplication;

namespace lockmaster {

/// English first (it has the plurals), then the reader's language over it when there is one.
void installTranslations(QCoreApplication &application);

} // namespace lockmaster
