// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What scenes of tables share.
#pragma once

#include "lab/scenes/stage.h"

namespace lockmaster {

/// Runs `sql` on the primary, and `undo` at the end.
inline Result<void> prepare(Stage &stage, const QString &sql, const QString &undo)
{
    stage.facts().target = stage.lab().primary().name();
    stage.atEnd(undo);
    return stage.lab().exec(sql).transform([](const SqlTable &) {});
}

} // namespace lockmaster
