// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A button in a field that empties it.
#pragma once

class QLineEdit;

namespace lockmaster {

/// Its icon has the text's colour: the style's own cannot be seen in the dark theme.
void addClearButton(QLineEdit &field);

} // namespace lockmaster
