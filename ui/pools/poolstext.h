// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of the Pools page.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct PoolsText {
    Q_DECLARE_TR_FUNCTIONS(Pools)
};

} // namespace lockmaster
