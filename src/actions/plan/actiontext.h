// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of everything this room says to people.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct ActionText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::ActionText)
};

} // namespace lockmaster
