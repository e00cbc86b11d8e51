// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The translation context of the Tables page.
#pragma once

#include <QCoreApplication>

namespace lockmaster {

struct CatalogText {
    Q_DECLARE_TR_FUNCTIONS(Tables)
};

} // namespace lockmaster
