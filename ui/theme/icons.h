// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Breeze icons in the colour of the text, following the theme.
#pragma once

#include <QIcon>

namespace lockmaster {

/// Makes the Breeze icons known. Called by Theme::install().
void initIcons();

/// An icon by its Breeze name; drawn in the text's colour of the theme in force at the moment of painting.
QIcon themeIcon(const QString &name);

} // namespace lockmaster
