// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of everything the programs say to people.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct AppText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::AppText)
};

} // namespace lockmaster
