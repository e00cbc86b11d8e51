// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of what stands round a page.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct ShellText {
    Q_DECLARE_TR_FUNCTIONS(Shell)
};

} // namespace lockmaster
