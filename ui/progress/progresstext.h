// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of the Progress page.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct ProgressText {
    Q_DECLARE_TR_FUNCTIONS(Progress)
};

} // namespace lockmaster
