// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of what an overview shows.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct OverviewText {
    Q_DECLARE_TR_FUNCTIONS(Overview)
};

} // namespace lockmaster
