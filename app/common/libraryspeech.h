// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the libraries underneath.
#pragma once

namespace lockmaster {

/// What libpq and the C library say is English from here on: the console reads their words to tell what happened. Once
/// the application object exists (it sets the user's locale) and before there is a thread. Qt's own locale stays.
void keepLibrariesEnglish();

} // namespace lockmaster
