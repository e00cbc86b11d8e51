// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A lab of one PostgreSQL server with few connections, so that a test can use them all up.
#pragma once

#include <QTest>
#include <memory>

#include "lab/lab.h"

namespace lockmaster {

inline void startSmallLab(std::unique_ptr<Lab> &lab)
{
    LabOptions options;
    options.settings[QStringLiteral("max_connections")] = QStringLiteral("40");
    lab = std::make_unique<Lab>(options);
    const auto started = lab->start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
}

} // namespace lockmaster
