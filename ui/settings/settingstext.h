// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of the Settings page.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct SettingsText {
    Q_DECLARE_TR_FUNCTIONS(Settings)
};

} // namespace lockmaster
