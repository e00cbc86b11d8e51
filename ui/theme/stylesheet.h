// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The style sheet of the application, from style.qss with the tokens put in.
#pragma once

#include "ui/theme/tokens.h"

namespace lockmaster {

QString styleSheetOf(const Tokens &tokens);

/// Takes the style sheet off while a window is put together: with it, every widget that joins a parent is styled anew
/// with all that it holds, which was a third of the time to the first picture.
class StyleSheetPause
{
public:
    StyleSheetPause();
    ~StyleSheetPause() { end(); }
    Q_DISABLE_COPY_MOVE(StyleSheetPause)
    void end(); ///< the theme's sheet is on again

private:
    bool m_isPaused;
};

} // namespace lockmaster
